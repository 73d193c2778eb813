// What the pages with a program have in common: how they draw, and how they write.
"use strict";

const shared = (() => {
  const BOUNDARY = "."; // as in the notebooks: what precedes a name, and its end
  const SVG = "http://www.w3.org/2000/svg";

  // ----------------------------------------------------------------------------- drawing

  // The first place at which the sum of the probabilities so far exceeds `chance`.
  function draw(probabilities, chance) {
    let sum = 0;
    for (let i = 0; i < probabilities.length; i++) {
      sum += probabilities[i];
      if (chance < sum) return i;
    }
    return probabilities.length - 1; // the sum may end just below 1
  }

  // Mulberry32, a small generator with 32 bits of state: one seed, one sequence, everywhere.
  function generator(seed) {
    let state = seed >>> 0;
    return () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let z = state;
      z = Math.imul(z ^ (z >>> 15), z | 1);
      z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
      return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  // ----------------------------------------------------------------------------- writing

  const inFigures = (number) => number.toLocaleString("en");
  const atTheEnd = (character) => (character === BOUNDARY ? "the end" : character);
  const percent = (p) => (p < 0.001 ? "under 0.1 %" : `${(100 * p).toFixed(1)} %`);

  // ------------------------------------------------------------------------ the document

  const find = (id) => document.getElementById(id);

  function element(tag, properties = {}) {
    return Object.assign(document.createElement(tag), properties);
  }

  function svgElement(tag, attributes = {}) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  function tableRow(title, ...cells) {
    const row = element("tr");
    row.append(element("th", { scope: "row", textContent: title }));
    row.append(...cells.map((textContent) => element("td", { textContent })));
    return row;
  }

  // Only one of the buttons is a stop of the Tab key. From it the arrow keys, Home and End lead on.
  function makeOneStop(buttons, arrived = () => {}) {
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
    buttons.forEach((button, i) => {
      button.tabIndex = i === 0 ? 0 : -1;
      button.addEventListener("focus", () => {
        for (const other of buttons) other.tabIndex = other === button ? 0 : -1;
      });
      button.addEventListener("keydown", (event) => {
        if (!Object.hasOwn(steps, event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault(); // the page stays where it is
        const target = Math.min(Math.max(i + steps[event.key], 0), buttons.length - 1);
        buttons[target].focus();
        arrived(target);
      });
    });
  }

  const writing = { atTheEnd, inFigures, percent };
  return { BOUNDARY, draw, generator, ...writing, find, element, svgElement, tableRow, makeOneStop };
})();
