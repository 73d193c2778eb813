// The playground's page: what the reader sets, and what the network says to it.
"use strict";

(() => {
  const NAMES = 20;
  const BOUNDARY_SHOWN = "."; // as in the notebooks: the end of a name, or what precedes it
  const MAP = { width: 480, height: 400, margin: 24 };
  const SVG = "http://www.w3.org/2000/svg";

  const root = document.getElementById("network");
  const find = (id) => document.getElementById(id);
  const networks = {}; // those that were loaded, by name
  let current = null;

  // ------------------------------------------------------------------------------- state

  const temperature = () => Number(find("temperature").value);
  const beginning = () => find("beginning").value.toLowerCase();
  const allKnown = () => current.unknown(beginning()).length === 0;
  const shown = (character) => (character === BOUNDARY_SHOWN ? "the end" : character);
  const percent = (p) => `${(100 * p).toFixed(p < 0.001 ? 3 : 1)} %`;

  // The network of this name; its file is added to the page the first time.
  async function load(name) {
    if (!playground.models[name]) {
      await new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `_static/playground/${name}.js`;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${script.src} could not be loaded`));
        document.head.append(script);
      });
    }
    networks[name] ??= new playground.Network(playground.models[name]);
    return networks[name];
  }

  // -------------------------------------------------------------------------------- view

  function showNetwork() {
    const guessing = Math.log(current.characters.length).toFixed(3);
    find("facts").textContent =
      `${current.parameters.toLocaleString("en")} parameters. Its loss on the validation split is ` +
      `${current.loss.toFixed(3)} nats per character; with all characters equally likely it would ` +
      `be ${guessing}.`;
    drawMap();
    showPrediction();
    if (allKnown()) showNames();
  }

  function showPrediction() {
    find("temperature-value").textContent = temperature().toFixed(1);
    const unknown = current.unknown(beginning());
    find("problem").textContent = unknown.length
      ? `The networks know the letters a to z, and not ${unknown.map((c) => `“${c}”`).join(", ")}.`
      : "";
    find("beginning").setAttribute("aria-invalid", String(unknown.length > 0));
    if (!allKnown()) return;

    const probabilities = current.probabilities(beginning(), temperature());
    const ranked = [...probabilities]
      .map((p, i) => ({ character: current.characters[i], p }))
      .sort((a, b) => b.p - a.p);
    const best = ranked.slice(0, 3).map(({ character, p }) => `${shown(character)} ${percent(p)}`);
    const before = beginning() ? `After “${beginning()}”` : "At the beginning of a name";
    find("expected").textContent = `${before}, most likely: ${best.join(", ")}.`;
    drawBars(probabilities, ranked[0].p);
    fillTable(ranked);
    markContext();
  }

  function drawBars(probabilities, largest) {
    const bars = [...probabilities].map((p, i) => {
      const character = current.characters[i];
      const bar = element("div", { className: "bar" });
      bar.title = `${shown(character)}: ${percent(p)}`;
      const fill = element("div", { className: "fill" });
      fill.style.height = `${(100 * p) / largest}%`;
      const column = element("div", { className: "column" });
      column.append(fill);
      bar.append(column, element("div", { className: "letter", textContent: character }));
      return bar;
    });
    find("bars").replaceChildren(...bars);
    find("scale").textContent =
      `The tallest bar is ${percent(largest)}. The dot stands for the end of the name.`;
    const says = "Bar chart of the probability of each of the 27 characters; the table below has them.";
    find("bars").setAttribute("aria-label", says);
  }

  function fillTable(ranked) {
    const rows = ranked.map(({ character, p }) => {
      const row = element("tr");
      const name = element("th", { scope: "row", textContent: shown(character) });
      row.append(name, element("td", { textContent: percent(p) }));
      return row;
    });
    find("table").tBodies[0].replaceChildren(...rows);
  }

  function drawMap() {
    const places = scaled(current.map.points);
    const svg = svgElement("svg", { viewBox: `0 0 ${MAP.width} ${MAP.height}`, role: "img" });
    svg.append(svgElement("title", {}));
    current.characters.forEach((character, i) => {
      const group = svgElement("g", { "data-character": character });
      const [x, y] = places[i];
      const label = svgElement("text", { x, y, dy: "0.35em" });
      label.textContent = character === BOUNDARY_SHOWN ? "[.]" : character;
      group.append(svgElement("circle", { cx: x, cy: y, r: 14 }), label);
      svg.append(group);
    });
    find("map").replaceChildren(svg);
  }

  // Points → places in the picture, with one scale for both axes, centred.
  function scaled(points) {
    const ranges = [0, 1].map((axis) => {
      const values = points.map((point) => point[axis]);
      return [Math.min(...values), Math.max(...values)];
    });
    const [[left, right], [low, high]] = ranges;
    const scale = Math.min(
      (MAP.width - 2 * MAP.margin) / (right - left),
      (MAP.height - 2 * MAP.margin) / (high - low),
    );
    return points.map(([x, y]) => [
      MAP.width / 2 + scale * (x - (left + right) / 2),
      MAP.height / 2 - scale * (y - (low + high) / 2),
    ]);
  }

  function markContext() {
    const read = current.contextOf(beginning()).map((i) => current.characters[i]);
    for (const group of find("map").querySelectorAll("g")) {
      const marked = read.includes(group.dataset.character);
      group.classList.toggle("read", marked);
      if (marked) group.parentNode.append(group); // what is drawn last lies on top
    }
    const share = Math.round(100 * current.map.share);
    const list = read.map((c) => (c === BOUNDARY_SHOWN ? "[.]" : c)).join(" ");
    find("map").querySelector("title").textContent =
      `Map of the 27 characters' embeddings. Marked: ${list}`;
    find("map-text").textContent =
      `To predict this character the network reads ${list} (the boundary is written [.]). In the ` +
      "map, these are marked. Each character is a point, where its embedding lies in the picture " +
      `that shows most of it: ${share} % of the variance. So what lies close here need not be close.`;
  }

  function showNames() {
    const random = playground.generator(Number(find("seed").value));
    const names = Array.from({ length: NAMES }, () => {
      const name = current.sample(beginning(), random, temperature());
      return element("li", { textContent: name || "(empty)" });
    });
    find("names").replaceChildren(...names);
  }

  function element(tag, properties = {}) {
    return Object.assign(document.createElement(tag), properties);
  }

  function svgElement(tag, attributes) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  // ------------------------------------------------------------------------------ events

  async function choose(name) {
    find("facts").textContent = "Loading …";
    try {
      const network = await load(name);
      if (new FormData(find("controls")).get("model") !== name) return; // chosen otherwise since
      current = network;
      showNetwork();
    } catch (error) {
      find("facts").textContent = `This network cannot be used: ${error.message}.`;
    }
  }

  find("beginning").addEventListener("input", showPrediction);
  find("temperature").addEventListener("input", showPrediction);
  find("controls").addEventListener("change", (event) => {
    if (event.target.name === "model") choose(event.target.value);
  });
  find("controls").addEventListener("submit", (event) => event.preventDefault());
  find("sampling").addEventListener("submit", (event) => {
    event.preventDefault();
    if (!allKnown()) return find("beginning").focus();
    showNames();
    find("drawn").textContent = `${NAMES} names drawn with seed ${find("seed").value}.`;
  });

  root.hidden = false;
  // A browser that goes back to this page keeps what was chosen.
  choose(new FormData(find("controls")).get("model"));
})();
