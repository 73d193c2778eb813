// What one model expects next: a bar for each character, which appends it when it is pressed.
"use strict";

(() => {
  const MOST_BARS = 60; // more could not be read

  const { BOUNDARY, atTheEnd, element, percent } = shared;

  const visible = (character) => (character === " " ? "␣" : character);

  // A count of 0 makes a pair impossible; a network gives everything some chance.
  const chance = (network, p) => (network.counted && p === 0 ? "never" : percent(p));

  function makeBar(press) {
    const bar = element("button", { type: "button", className: "bar" });
    const column = element("span", { className: "column" });
    column.append(element("span", { className: "fill" }));
    bar.append(column, element("span", { className: "letter" }));
    bar.addEventListener("click", () => press(bar.value));
    return bar;
  }

  class Bars {
    // `press` is called with the character of a bar that was pressed.
    constructor(network, title, press) {
      this.network = network;
      const number = Math.min(MOST_BARS, network.characters.length);
      this.bars = Array.from({ length: number }, () => makeBar(press));
      shared.makeOneStop(this.bars);
      this.reads = element("code");
      this.expected = element("p", { className: "expected" });
      this.element = element("section", { className: "panel" });
      this.element.append(this.head(title), this.toolbar(title));
    }

    head(title) {
      const head = element("div", { className: "head" });
      if (title) head.append(element("h3", { textContent: title }));
      const reads = element("p", { className: "note" });
      reads.append("reads ", this.reads);
      head.append(reads, this.expected);
      return head;
    }

    toolbar(title) {
      const number = this.bars.length;
      const some = number < this.network.characters.length ? ` of the ${number} likeliest` : "";
      const toolbar = element("div", { className: "bars" });
      toolbar.setAttribute("role", "toolbar");
      toolbar.setAttribute(
        "aria-label",
        `${title || "What comes next"}: a bar for each${some || " character"}`,
      );
      toolbar.append(...this.bars);
      return toolbar;
    }

    // The numbers of the characters that have a bar, in the order of the bars.
    shown(probabilities) {
      const numbers = [...probabilities.keys()];
      return numbers.length > MOST_BARS ? ranked(probabilities).slice(0, MOST_BARS) : numbers;
    }

    // `largest` is the probability that fills the height: one for all models, so that bars compare.
    show(text, probabilities, largest) {
      this.reads.textContent = this.network.reads(text).map(visible).join("");
      const numbers = this.shown(probabilities);
      this.characters = new Set(numbers.map((number) => this.network.characters[number]));
      numbers.forEach((number, i) => {
        this.set(this.bars[i], this.network.characters[number], probabilities[number], largest);
      });
      const best = likeliest(this.network, probabilities);
      const spans = best.map((words) => element("span", { textContent: words }));
      this.expected.replaceChildren(...spans.flatMap((span) => [span, " "]));
    }

    set(bar, character, p, largest) {
      const label = `${atTheEnd(visible(character))}: ${chance(this.network, p)}`;
      const isEnd = character === BOUNDARY;
      bar.value = character;
      bar.title = label;
      bar.style.setProperty("--share", p / largest);
      bar.setAttribute("aria-label", isEnd ? label : `${label}, append`);
      bar.setAttribute("aria-disabled", String(isEnd));
      bar.querySelector(".letter").textContent = visible(character);
    }
  }

  // The numbers of the characters, the likeliest first.
  function ranked(probabilities) {
    return [...probabilities.keys()].sort((a, b) => probabilities[b] - probabilities[a]);
  }

  // The three likeliest characters with their probabilities, in words.
  function likeliest(network, probabilities) {
    return ranked(probabilities)
      .slice(0, 3)
      .map((i) => {
        const character = atTheEnd(visible(network.characters[i]));
        return `${character} ${chance(network, probabilities[i])}`;
      });
  }

  Object.assign(playground, { Bars, chance, likeliest, ranked, visible });
})();
