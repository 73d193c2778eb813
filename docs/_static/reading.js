// What is wider than the screen moves in a box of its own. The theme lets the Tab key reach such code;
// here are the formulas. Then the buttons that copy code, and what a search has marked: the page opens
// where the words stand together.
"use strict";

(() => {
  const BLOCK = "p, li, pre, td, h1, h2, h3, dd, dt";

  // A formula that needs to be moved is a stop of the Tab key, and says what it is.
  function makeReachable(formula, wide) {
    const said = { "aria-label": "Formula, wider than its box", role: "group", tabindex: "0" };
    for (const [name, value] of Object.entries(said)) {
      if (wide) formula.setAttribute(name, value);
      else formula.removeAttribute(name);
    }
  }

  const isWide = (formula) => formula.clientWidth > 0 && formula.scrollWidth > formula.clientWidth;

  // A formula within a line breaks between its parts. Only if one part is too long, it gets a box.
  function hasLongPart(formula) {
    const room = formula.closest(BLOCK)?.clientWidth ?? Infinity;
    return [...formula.querySelectorAll(".katex-html > *")].some((part) => part.offsetWidth > room);
  }

  // First all is measured and then all is changed: in turns, the browser would set the page each time.
  function eachAs(places, measured, change) {
    const found = [...document.querySelectorAll(places)].map((each) => [each, measured(each)]);
    for (const [each, is] of found) change(each, is);
  }

  function watchFormulas() {
    const measure = () => {
      eachAs("span.math", hasLongPart, (formula, long) => formula.classList.toggle("wide", long));
      eachAs("div.math, span.math.wide, .math[tabindex]", isWide, makeReachable);
    };
    // The article grows when what is folded opens. Fonts that arrive later change the formulas.
    new ResizeObserver(measure).observe(document.querySelector("article"));
    document.fonts.ready.then(measure);
  }

  // The library for copying writes what it did into a hint for the mouse. Its buttons have no other name.
  function nameCopyButtons() {
    const say = (button) => {
      const { tooltip } = button.dataset;
      button.setAttribute("aria-label", tooltip === "Copy" ? "Copy this code" : tooltip);
    };
    const observer = new MutationObserver((seen) => seen.forEach((one) => say(one.target)));
    for (const button of document.querySelectorAll("button.copybtn")) {
      button.type = "button";
      say(button);
      observer.observe(button, { attributeFilter: ["data-tooltip"] });
    }
  }

  // How many different words are marked in the block around a mark.
  function wordsAround(mark) {
    const marks = (mark.closest(BLOCK) ?? mark).querySelectorAll(".highlighted");
    return new Set([...marks].map((each) => each.textContent.toLowerCase())).size;
  }

  function bestOf(marks) {
    let [best, most] = [marks[0], 0];
    for (const mark of marks) {
      const words = wordsAround(mark);
      if (words > most) [best, most] = [mark, words];
    }
    return best;
  }

  function unfoldAround(element) {
    for (let at = element.closest("details"); at; at = at.parentElement.closest("details")) {
      at.open = true;
    }
  }

  // Sphinx marks the words of the last search, in menus too.
  function goToMark() {
    for (const mark of document.querySelectorAll(".highlighted")) {
      if (!mark.closest("article")) mark.classList.remove("highlighted");
    }
    const marks = document.querySelectorAll("article .highlighted");
    if (marks.length === 0 || location.hash) return;
    const best = bestOf(marks);
    unfoldAround(best);
    best.scrollIntoView({ block: "center", behavior: "instant" });
  }

  // On paper nothing comes into view later.
  addEventListener("beforeprint", () => {
    for (const picture of document.images) picture.loading = "eager";
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (document.querySelector("article .math")) watchFormulas();
    nameCopyButtons();
    const onSearchPage = typeof Search !== "undefined";
    if (!onSearchPage) setTimeout(goToMark, 50); // Sphinx marks after 10 milliseconds
  });
})();
