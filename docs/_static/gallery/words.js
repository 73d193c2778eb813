// The patients' cases, what the reader has chosen so far, and what is said about it. Nothing here
// changes the page; that is interface.js.
"use strict";

const gallery = {};

(() => {
  class Round {
    constructor(patients) {
      this.patients = patients;
      this.chosen = new Set(); // letters of the patients of which a diagnosis was checked
      this.right = new Set();
      this.first = new Set(); // those that were right at once
      this.lookedUp = new Set(); // those whose diagnosis was unfolded before a right one
    }

    // Check a diagnosis: whether it is right, the words that say so, and what speaks against it.
    choose(letter, name) {
      const right = name === this.patients[letter].case;
      const counts = right && !this.lookedUp.has(letter);
      if (counts) this.right.add(letter);
      if (counts && !this.chosen.has(letter)) this.first.add(letter);
      this.chosen.add(letter);
      if (!right) return { right, said: `It is not “${name}”.`, why: this.patients[letter].against[name] };
      return { right, said: `Right: ${name}.${counts ? "" : " You had looked it up, so it does not count."}` };
    }

    lookUp(letter) {
      if (!this.right.has(letter)) this.lookedUp.add(letter);
    }

    inWords() {
      const parts = [`Right so far: ${this.right.size} of ${Object.keys(this.patients).length}`];
      if (this.right.size) parts.push(`at the first choice: ${this.first.size}`);
      if (this.lookedUp.size) parts.push(`looked up: ${this.lookedUp.size}`);
      return `${parts.join("; ")}.`;
    }
  }

  Object.assign(gallery, { Round });
})();
