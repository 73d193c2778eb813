// The page of the loss curve: what the reader chooses, the picture, and what is said about it.
"use strict";

(() => {
  const LOSSES = { lowest: 2.2, highest: 4 }; // the picture's
  const LOSS_TICKS = [2.2, 2.6, 3, 3.4, 3.8];
  const STEP_TICKS = [0, 5000, 10000, 15000, 20000];
  const HEIGHT = 380; // in sixteenths of the letters' size, as is all below: mostly pixels
  const STEP_ROOM = 60; // from one label to the next; where there is less, every other one is left out
  const MARGIN = { left: 52, right: 26, top: 14, bottom: 46 };
  const GAP = 8; // between a text and what it belongs to
  const FIRST = { rate: 0.1, drop: null }; // where the lesson begins

  const { find, inFigures, svgElement, tableRow } = shared;
  const { DIGITS, GUESSING, inDigits } = curves;
  const runs = new curves.Runs(curves.stored);
  const form = find("curve-form");
  let shown; // the run whose curve is the thick line
  let settled = null; // the one on which the sliders came to rest: another one while they are moved
  let previous = null; // the one on which they rested before
  let kept = null; // the one that the reader keeps to compare

  // The run of the thin line, if there is one.
  function compared() {
    const other = kept ?? (shown === settled ? previous : settled);
    return other === shown ? null : other;
  }

  // ------------------------------------------------------------------------- the sliders

  const inLosses = (loss) => loss.toFixed(DIGITS);
  const dropText = (drop) => (drop === null ? "never" : `after ${inFigures(drop)} steps`);

  function setUp(slider, values, first) {
    slider.max = values.length - 1;
    slider.value = values.indexOf(first);
  }

  function nameValue(slider, text) {
    slider.setAttribute("aria-valuetext", text);
    find(`${slider.id}-value`).textContent = text;
  }

  // While a slider is moved, all follows it but the words, which would be read out at every step.
  function choose() {
    const [rate, drop] = [runs.rates[find("rate").value], runs.drops[find("drop").value]];
    nameValue(find("rate"), inDigits(rate));
    nameValue(find("drop"), dropText(drop));
    shown = runs.find(rate, drop);
    show();
  }

  function settle() {
    choose();
    if (shown !== settled) [previous, settled] = [settled, shown];
    say();
  }

  function keep() {
    kept = kept ? null : shown;
    show();
    say();
  }

  // ----------------------------------------------------------------------- what is said

  function show() {
    draw();
    find("end").textContent = inLosses(shown.end);
    find("ends").textContent = ends();
    find("clipped").textContent = clipped();
    find("keep").textContent = kept ? "Let the kept curve go" : "Keep this curve to compare";
    showTable();
  }

  function say() {
    find("said").textContent = shown.inWords(runs.firstDrop);
    find("compared").textContent = comparison();
  }

  function ends() {
    return (
      `The ${shown.ends.length} starts: ${shown.ends.map(inLosses).join(", ")}. ` +
      `The highest lies ${inLosses(shown.spread)} above the lowest.`
    );
  }

  // How much of the curve lies above the picture.
  function clipped() {
    const above = shown.mean.filter((loss) => loss > LOSSES.highest);
    if (!above.length) return "";
    const some = `${inFigures(above.length * shown.block)} of the`;
    const steps = `${above.length === shown.mean.length ? "all" : some} ${inFigures(shown.steps)} steps`;
    const [low, high] = [Math.min(...above), Math.max(...above)].map((loss) => loss.toFixed(2));
    const losses = low === high ? `of ${low}` : `from ${low} to ${high}`;
    return `The picture ends at a loss of ${LOSSES.highest}. Above it lie ${steps}, with losses ${losses}.`;
  }

  function comparison() {
    const other = compared();
    if (!other) return kept ? "The kept curve is the one that is shown." : "";
    return (
      `The thin line: ${other.name} (${kept ? "kept" : "the choice before"}), ${inLosses(other.end)} in ` +
      `the end. The thick one ends ${shown.comparedTo(other, "the thin one")}.`
    );
  }

  function showTable() {
    const lines = shown.mean.map((loss, i) => {
      const steps = `${inFigures(i * shown.block)} to ${inFigures((i + 1) * shown.block)}`;
      return tableRow(steps, ...[loss, shown.lowest[i], shown.highest[i]].map(inLosses));
    });
    find("curve-table").tBodies[0].replaceChildren(...lines);
  }

  // ------------------------------------------------------------------------- the picture

  function draw() {
    const letters = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const width = (find("picture").clientWidth / letters) * 16;
    const scale = scales(width);
    const svg = svgElement("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, role: "img" });
    const title = svgElement("title");
    title.textContent = `Training curve: ${shown.name}. The numbers are in the table below.`;
    const last = notes(scale);
    svg.append(title, frame(scale), ...axes(scale), ...lines(scale), ...last);
    find("picture").replaceChildren(svg);
    for (const note of last) moveIn(note, width);
  }

  // Words that begin or end outside the picture are moved into it.
  function moveIn(note, width) {
    const { x, width: length } = note.getBBox();
    const shift = Math.max(-x, 0) || Math.min(width - x - length, 0);
    if (shift) note.setAttribute("transform", `translate(${shift} 0)`);
  }

  // Steps and losses → places in the picture.
  function scales(width) {
    const [right, bottom] = [width - MARGIN.right, HEIGHT - MARGIN.bottom];
    const share = (loss) => (loss - LOSSES.lowest) / (LOSSES.highest - LOSSES.lowest);
    return {
      x: (step) => MARGIN.left + (step / shown.steps) * (right - MARGIN.left),
      y: (loss) => bottom - share(loss) * (bottom - MARGIN.top),
    };
  }

  // What is drawn within it ends at the picture's edge.
  function frame({ x, y }) {
    const clip = svgElement("clipPath", { id: "frame" });
    const [left, top] = [x(0), y(LOSSES.highest)];
    const size = { width: x(shown.steps) - left, height: y(LOSSES.lowest) - top };
    clip.append(svgElement("rect", { x: left, y: top, ...size }));
    return clip;
  }

  function text(words, attributes) {
    const made = svgElement("text", attributes);
    made.textContent = words;
    return made;
  }

  function axes({ x, y }) {
    const [left, right, bottom] = [x(0), x(shown.steps), y(LOSSES.lowest)];
    const losses = LOSS_TICKS.flatMap((loss) => [
      svgElement("line", { class: "grid", x1: left, x2: right, y1: y(loss), y2: y(loss) }),
      text(loss.toFixed(1), { x: left - GAP, y: y(loss), dy: "0.35em", "text-anchor": "end" }),
    ]);
    const below = { y: bottom + 2 * GAP, "text-anchor": "middle" };
    const room = x(STEP_TICKS[1]) - x(STEP_TICKS[0]);
    const some = STEP_TICKS.filter((_, i) => room > STEP_ROOM || i % 2 === 0);
    const steps = some.map((step) => text(inFigures(step), { ...below, x: x(step) }));
    const middle = (y(LOSSES.highest) + bottom) / 2;
    return [
      ...losses,
      ...steps,
      text("step", { x: (left + right) / 2, y: HEIGHT - GAP, "text-anchor": "middle" }),
      text("loss (nats per character)", {
        transform: `translate(14 ${middle}) rotate(-90)`,
        "text-anchor": "middle",
      }),
    ];
  }

  // The middles of the blocks, with a value for each.
  function points({ x, y }, values) {
    const places = values.map((value, i) => [x((i + 0.5) * shown.block), y(value)]);
    return places.map((place) => place.map((coordinate) => coordinate.toFixed(1)).join(","));
  }

  const polyline = (name, places) => svgElement("polyline", { class: name, points: places.join(" ") });

  function lines(scale) {
    const band = [...points(scale, shown.lowest), ...points(scale, shown.highest).reverse()];
    const made = [svgElement("polygon", { class: "band", points: band.join(" ") })];
    if (compared()) made.push(polyline("thin", points(scale, compared().mean)));
    made.push(polyline("curve", points(scale, shown.mean)));
    for (const line of made) line.setAttribute("clip-path", "url(#frame)");
    return made;
  }

  function notes({ x, y }) {
    const [left, right, guessing] = [x(0), x(shown.steps), y(GUESSING)];
    const made = [
      svgElement("line", { class: "guessing", x1: left, x2: right, y1: guessing, y2: guessing }),
      text(`guessing: ${GUESSING.toFixed(2)}`, { x: right, y: guessing - GAP, "text-anchor": "end" }),
    ];
    if (shown.drop !== null) made.push(...dropNotes(x(shown.drop), right + MARGIN.right, y));
    if (Math.min(...shown.mean) > LOSSES.highest) {
      const between = (y(LOSS_TICKS.at(-1)) + y(LOSS_TICKS.at(-2))) / 2; // no label stands there
      const middle = { x: (left + right) / 2, y: between, "text-anchor": "middle" };
      made.push(text("↑ the curve lies above the picture", middle));
    }
    return made;
  }

  function dropNotes(place, width, y) {
    const [top, bottom] = [y(LOSSES.highest), y(LOSSES.lowest)];
    const leftOf = place > width / 2; // the words stand where there is more room
    const beside = { x: place + (leftOf ? -GAP : GAP), "text-anchor": leftOf ? "end" : "start" };
    return [
      svgElement("line", { class: "drop", x1: place, x2: place, y1: top, y2: bottom }),
      text(`rate ${inDigits(shown.lowRate)} from here`, { ...beside, y: top + 2 * GAP }),
    ];
  }

  // ------------------------------------------------------------------------------ events

  setUp(find("rate"), runs.rates, FIRST.rate);
  setUp(find("drop"), runs.drops, FIRST.drop);
  form.addEventListener("input", choose);
  form.addEventListener("change", settle);
  form.addEventListener("submit", (event) => event.preventDefault());
  find("keep").addEventListener("click", keep);
  form.hidden = false;
  settle();
  addEventListener("resize", draw);
})();
