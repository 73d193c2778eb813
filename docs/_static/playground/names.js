// The names that one model invents, and whether each is new or stands in the list.
"use strict";

(() => {
  const NAMES = 20;
  const LONG = 17; // characters of a name that wants a line of its own where columns are narrow
  const SLICE = 30; // milliseconds of drawing, after which the browser may do something else

  const { element } = shared;

  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  // Twenty names that begin with a text; nothing once `isWanted` says no.
  async function sample(network, { text, temperature, seed }, isWanted) {
    const random = shared.generator(seed);
    const names = [];
    let since = performance.now();
    while (names.length < NAMES) {
      names.push(network.sample(text, random, temperature));
      if (performance.now() - since > SLICE) {
        await pause(0);
        if (!isWanted()) return undefined;
        since = performance.now();
      }
    }
    return names;
  }

  // The list as a file holds it → the set of its names. They are in order, each is ended by the
  // boundary, and a digit says how many characters it shares with the one before.
  function decodeList(list) {
    const names = new Set();
    let before = [];
    for (const part of list.split(shared.BOUNDARY).slice(0, -1)) {
      const [same, ...rest] = part;
      before = [...before.slice(0, Number(same)), ...rest];
      names.add(before.join(""));
    }
    return names;
  }

  class Names {
    constructor(title) {
      this.list = element("ul", { className: "names" });
      this.list.setAttribute("aria-label", title ? `Names by ${title}` : "Sampled names");
      this.count = element("p", { className: "note" });
      this.element = element("section", { className: "panel" });
      const head = element("div", { className: "head" });
      if (title) head.append(element("h3", { textContent: title }));
      head.append(this.count);
      this.element.append(head, this.list);
    }

    // `known` is the set of the list's names. Without one nothing is said beside a name.
    show(names, known) {
      this.list.replaceChildren(...names.map((name) => line(name, known)));
      const isNew = (name) => name && !known.has(name);
      this.count.textContent = known ? `${names.filter(isNew).length} new` : "";
    }
  }

  function line(name, known) {
    const item = element("li", { className: [...name].length > LONG ? "long" : "" });
    item.append(element("span", { className: "name", textContent: name || "(no character at all)" }));
    if (known && name) item.append(" ", tag(known.has(name)));
    return item;
  }

  function tag(isKnown) {
    return element("span", {
      className: isKnown ? "tag" : "tag new",
      textContent: isKnown ? "in the list" : "new",
    });
  }

  Object.assign(playground, { NAMES, Names, decodeList, pause, sample });
})();
