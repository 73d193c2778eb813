// The playground's page: what the reader sets, and what the network says to it.
"use strict";

(() => {
  const NAMES = 20;
  const MOST_BARS = 60; // more could not be read
  const LETTERS = "abcdefghijklmnopqrstuvwxyz";
  const MAP = { width: 480, height: 400, margin: 24 }; // in units of the picture

  const { BOUNDARY, atTheEnd, element, find, percent, svgElement, tableRow } = shared;
  const form = find("playground-form");
  const networks = {}; // those that were loaded, by name
  let current = null; // the name of the one that the page shows; none while one is loading
  let usable = null; // the name of the one to go back to when loading fails

  // ------------------------------------------------------------------ what the reader set

  const chosen = () => new FormData(form).get("model");
  const beginning = () => find("beginning").value.toLowerCase();
  const temperature = () => Number(find("temperature").value);

  // ------------------------------------------------------------------- how it is written

  const visible = (character) => (character === " " ? "␣" : character);
  const inContext = (character) => (character === BOUNDARY ? "[.]" : visible(character));

  // ------------------------------------------------------------------ choosing a network

  // The network of this name; its file is added to the page the first time.
  async function load(name) {
    if (!playground.models[name]) {
      await new Promise((resolve, reject) => {
        const script = element("script", { src: `_static/playground/${name}.js` });
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${script.src} could not be loaded`));
        document.head.append(script);
      });
    }
    networks[name] ??= new playground.Network(playground.models[name]);
  }

  async function choose(name) {
    current = null;
    show();
    find("facts").textContent = "Loading …";
    let failure = "";
    try {
      await load(name);
    } catch (error) {
      failure = `This network cannot be used: ${error.message}.`;
    }
    if (chosen() !== name) return; // another one was chosen in the meantime
    if (!failure) usable = name;
    else if (usable) form.elements.model.value = usable;
    current = usable;
    show();
    drawNames();
    if (failure) find("problem").textContent = failure;
  }

  // -------------------------------------------------------------------------- showing it

  // Everything but the names, for what is set now; names that were drawn for other settings go.
  function show() {
    const network = networks[current];
    find("temperature-value").textContent = temperature().toFixed(1);
    find("facts").textContent = network ? facts(network) : "";
    forgetNames();

    const unknown = network ? network.unknown(beginning()) : [];
    find("problem").textContent = unknown.length
      ? `The network knows ${alphabet(network)}, and not ${unknown.map((c) => `“${c}”`).join(", ")}.`
      : "";
    find("beginning").setAttribute("aria-invalid", String(unknown.length > 0));
    find("results").hidden = !network || unknown.length > 0;
    if (find("results").hidden) return;

    const probabilities = network.probabilities(beginning(), temperature());
    showPrediction(network, probabilities);
    drawBars(network, probabilities);
    drawMap(network);
  }

  // The characters that a network knows, in words.
  function alphabet({ characters }) {
    const letters = characters.slice(1).map(visible).join("");
    if (letters === LETTERS) return "the letters a to z";
    return [...letters].length > MOST_BARS ? "other characters" : `the characters ${letters}`;
  }

  function facts({ parameters, loss, characters }) {
    const size = `${parameters.toLocaleString("en")} parameters.`;
    if (loss === null) return size;
    const guessing = Math.log(characters.length).toFixed(3);
    return (
      `${size} Its loss on the validation split is ` +
      `${loss.toFixed(3)} nats per character, where guessing all characters alike would give ` +
      `${guessing}. Lower is better.`
    );
  }

  function showPrediction(network, probabilities) {
    const ranked = [...probabilities]
      .map((p, i) => ({ character: visible(network.characters[i]), p }))
      .sort((a, b) => b.p - a.p);
    const best = ranked.slice(0, 3).map(({ character, p }) => `${atTheEnd(character)} ${percent(p)}`);
    const before = beginning() ? `After “${beginning()}”` : "At the beginning of a name";
    find("expected").textContent = `${before}, most likely: ${best.join(", ")}.`;
    find("scale").textContent =
      `The tallest bar is ${percent(ranked[0].p)}. The dot stands for the end of the name.`;

    const rows = ranked.map(({ character, p }) => tableRow(atTheEnd(character), percent(p)));
    find("table").tBodies[0].replaceChildren(...rows);
  }

  function drawBars(network, probabilities) {
    const largest = Math.max(...probabilities);
    let shown = [...probabilities].map((p, i) => ({ character: visible(network.characters[i]), p }));
    if (shown.length > MOST_BARS) shown = shown.sort((a, b) => b.p - a.p).slice(0, MOST_BARS);
    const bars = shown.map(({ character, p }) => {
      const title = `${atTheEnd(character)}: ${percent(p)}`;
      const bar = element("div", { className: "bar", title });
      const fill = element("div", { className: "fill" });
      fill.style.height = `${(100 * p) / largest}%`;
      const column = element("div", { className: "column" });
      column.append(fill);
      bar.append(column, element("div", { className: "letter", textContent: character }));
      return bar;
    });
    find("bars").replaceChildren(...bars);
    const which = shown.length < network.characters.length ? "the likeliest" : "each of the";
    find("bars").setAttribute(
      "aria-label",
      `Bar chart with the probability of ${which} ${shown.length} characters, as in the table below.`,
    );
  }

  function drawMap(network) {
    const read = network.contextOf(beginning()).map((i) => network.characters[i]);
    const list = read.map(inContext).join(" ");
    const share = Math.round(100 * network.map.share);
    find("context").textContent =
      `The context of the network is the ${read.length} characters before the one that it predicts: ` +
      `${list}. Here [.] is the boundary, which stands before each name and after it. The map marks ` +
      "the context.";
    find("map-text").textContent =
      "Each character lies where its embedding puts it, as far as a flat picture can show that: " +
      `this one keeps ${share} % of their spread (the variance). So characters that lie close together here may ` +
      "be far apart in the other directions.";

    const places = scaled(network.map.points);
    const groups = network.characters.map((character, i) => {
      const [x, y] = places[i];
      const group = svgElement("g", { class: read.includes(character) ? "read" : "" });
      const label = svgElement("text", { x, y, dy: "0.35em" });
      label.textContent = inContext(character);
      group.append(svgElement("circle", { cx: x, cy: y, r: 13 }), label);
      return group;
    });
    const isRead = (group) => Number(group.classList.contains("read"));
    groups.sort((a, b) => isRead(a) - isRead(b)); // what is drawn last lies on top
    const svg = svgElement("svg", { viewBox: `0 0 ${MAP.width} ${MAP.height}`, role: "img" });
    const title = svgElement("title");
    title.textContent = `Map of the ${network.characters.length} characters' embeddings. Marked: ${list}`;
    svg.append(title, ...groups);
    find("map").replaceChildren(svg);
  }

  // Points → places in the picture, centred, with one scale for both axes; y points upwards.
  function scaled(points) {
    const [[left, right], [low, high]] = [0, 1].map((axis) => {
      const values = points.map((point) => point[axis]);
      return [Math.min(...values), Math.max(...values)];
    });
    const scale = Math.min(
      (MAP.width - 2 * MAP.margin) / (right - left),
      (MAP.height - 2 * MAP.margin) / (high - low),
    );
    return points.map(([x, y]) => [
      MAP.width / 2 + scale * (x - (left + right) / 2),
      MAP.height / 2 - scale * (y - (low + high) / 2),
    ]);
  }

  // --------------------------------------------------------------------------- the names

  function forgetNames() {
    find("names").replaceChildren();
    find("drawn").textContent = "";
  }

  function drawNames() {
    if (find("results").hidden || !find("seed").checkValidity()) return;
    const random = shared.generator(Number(find("seed").value));
    const items = Array.from({ length: NAMES }, () => {
      const name = networks[current].sample(beginning(), random, temperature());
      return element("li", { textContent: name || "(no character at all)" });
    });
    find("names").replaceChildren(...items);
    find("drawn").textContent = `${NAMES} names drawn with seed ${find("seed").value}:`;
  }

  // ------------------------------------------------------------------------------ events

  find("beginning").addEventListener("input", show);
  find("temperature").addEventListener("input", show);
  find("seed").addEventListener("input", forgetNames);
  form.addEventListener("change", (event) => {
    if (event.target.name === "model") choose(event.target.value);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    drawNames();
  });

  form.hidden = false;
  choose(chosen());
})();
