// The pair table as a model: from the counts that stand in the page to probabilities, and from
// there to a name. Nothing here changes the page; that is interface.js.
"use strict";

const pairs = {};

(() => {
  const BOUNDARY = 0; // its number, as in the notebooks: the character before and after a name

  class Table {
    // Reads the table that tools/build_site.py wrote into the page, before anything is added to it.
    constructor(element) {
      const rows = [...element.tBodies[0].rows];
      this.characters = rows.map((row) => row.cells[0].textContent);
      this.counts = rows.map((row) => [...row.cells].slice(1).map((cell) => Number(cell.textContent)));
      this.sums = this.counts.map((counts) => counts.reduce((a, b) => a + b));
    }

    // The probability of each character after the one whose row this is.
    probabilities(row) {
      return this.counts[row].map((count) => count / this.sums[row]);
    }
  }

  // A name that is being built: its pairs so far, each with its probability.
  class Name {
    constructor(table) {
      this.table = table;
      this.steps = [];
    }

    // Where it goes on: the row of its last character, or of the boundary.
    get row() {
      return this.steps.at(-1)?.next ?? BOUNDARY;
    }

    get finished() {
      return this.steps.length > 0 && this.row === BOUNDARY;
    }

    get text() {
      const letters = this.steps.filter(({ next }) => next !== BOUNDARY);
      return letters.map(({ next }) => this.table.characters[next]).join("");
    }

    get probability() {
      return this.steps.reduce((product, { probability }) => product * probability, 1);
    }

    // −ln of the probability, as a sum.
    get surprise() {
      return this.steps.reduce((sum, { probability }) => sum - Math.log(probability), 0);
    }

    add(next) {
      const probability = this.table.probabilities(this.row)[next];
      this.steps.push({ previous: this.row, next, probability });
    }

    // Adds a character, drawn with the probabilities of the row; `random` gives numbers from 0 up to 1.
    draw(random) {
      this.add(shared.draw(this.table.probabilities(this.row), random()));
    }
  }

  Object.assign(pairs, { BOUNDARY, Table, Name });
})();
