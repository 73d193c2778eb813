// The page of the gallery: the reader's diagnoses, and the lesson's.
"use strict";

(() => {
  const { element, find } = shared;
  const round = new gallery.Round(gallery.stored);

  function count() {
    find("count").textContent = round.inWords();
  }

  // A right diagnosis is followed by the lesson's, which then need not be unfolded any more.
  function check(letter, form, diagnosis) {
    const { right, said, why } = round.choose(letter, form.elements.case.value);
    const lesson = diagnosis.querySelector("div").cloneNode(true).children;
    const words = right ? [...lesson] : [element("p", { textContent: why })];
    form.querySelector(".verdict").replaceChildren(element("p", { textContent: said }), ...words);
    form.classList.toggle("right", right);
    diagnosis.hidden = right;
    count();
  }

  for (const patient of document.querySelectorAll(".patient")) {
    const { letter } = patient.dataset;
    const form = patient.querySelector("form");
    const diagnosis = patient.querySelector(".diagnosis");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      check(letter, form, diagnosis);
    });
    diagnosis.addEventListener("toggle", () => {
      if (!diagnosis.open) return;
      round.lookUp(letter);
      count();
    });
    form.hidden = false;
  }
  find("count").hidden = false;
  count();
})();
