// What is said about one model: its size and its loss, what it reads, and its map.
"use strict";

(() => {
  const { element, inFigures } = shared;

  function about({ network, title, bars }, text) {
    const section = element("section", { className: "panel" });
    if (title) section.append(element("h3", { textContent: title }));
    const read = network.reads(text);
    for (const words of [facts(network), reading(read), mapText(network)]) {
      section.append(element("p", { textContent: words }));
    }
    if (network.map) section.append(mapOf(network, read, bars));
    return section;
  }

  function mapOf(network, read, bars) {
    const map = element("div", { className: "map" });
    map.append(playground.drawMap(network, read, bars.characters));
    return map;
  }

  function facts({ parameters, loss, counted, characters }) {
    const size = counted
      ? `${inFigures(parameters)} counts from ${inFigures(counted)} names.`
      : `${inFigures(parameters)} parameters.`;
    if (loss === null) return size;
    return (
      `${size} The loss on ${counted ? "these names" : "the validation split"} is ` +
      `${loss.toFixed(3)} nats per character, where guessing all characters alike would give ` +
      `${Math.log(characters.length).toFixed(3)}.`
    );
  }

  function reading(read) {
    const what = read.length === 1 ? "the last character" : `the last ${read.length} characters`;
    return `It reads ${what}: ${read.map(playground.inContext).join(" ")}.`;
  }

  function mapText({ map, counted }) {
    if (counted) return "It has a row of counts for each character and no embedding, so no map.";
    return `The map keeps ${Math.round(100 * map.share)} % of the spread (the variance).`;
  }

  Object.assign(playground, { about });
})();
