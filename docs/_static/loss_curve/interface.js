// The page of the loss curve: what the reader chooses, the picture, and what is said about it.
"use strict";

(() => {
  const LOSSES = { lowest: 2.2, highest: 4 }; // the picture's
  const LOSS_TICKS = [2.2, 2.6, 3, 3.4, 3.8];
  const STEP_TICKS = [0, 5000, 10000, 15000, 20000];
  const FIRST = { rate: 0.1, drop: null }; // where the lesson begins

  const { find, inFigures, svgElement, tableRow } = shared;
  const { GAP, nameValue, setUp, text } = chart;
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
    const x = { from: 0, to: shown.steps, ticks: STEP_TICKS, name: "step", write: inFigures };
    const y = { from: LOSSES.lowest, to: LOSSES.highest, ticks: LOSS_TICKS };
    Object.assign(y, { name: "loss (nats per character)", write: (loss) => loss.toFixed(1) });
    const places = chart.plane(find("picture"), { x, y });
    const title = `Training curve: ${shown.name}. The numbers are in the table below.`;
    const parts = [chart.frame(places, "frame"), ...chart.drawAxes(places, { x, y }), ...lines(places)];
    chart.put(find("picture"), places, title, parts, notes(places));
  }

  // The middles of the blocks, with a value for each.
  const pairs = (values) => values.map((value, i) => [(i + 0.5) * shown.block, value]);

  function lines(places) {
    const made = (tag, name, line) =>
      svgElement(tag, { class: name, points: chart.points(places, line), "clip-path": "url(#frame)" });
    const band = [...pairs(shown.lowest), ...pairs(shown.highest).reverse()];
    const thin = compared() ? [made("polyline", "thin", pairs(compared().mean))] : [];
    return [made("polygon", "band", band), ...thin, made("polyline", "curve", pairs(shown.mean))];
  }

  function notes(places) {
    const { left, right, y } = places;
    const guessing = y(GUESSING);
    const made = [
      svgElement("line", { class: "guessing", x1: left, x2: right, y1: guessing, y2: guessing }),
      text(`guessing: ${GUESSING.toFixed(2)}`, { x: right, y: guessing - GAP, "text-anchor": "end" }),
    ];
    if (shown.drop !== null) made.push(...dropNotes(places));
    if (Math.min(...shown.mean) > LOSSES.highest) {
      const between = (y(LOSS_TICKS.at(-1)) + y(LOSS_TICKS.at(-2))) / 2; // no label stands there
      const middle = { x: (left + right) / 2, y: between, "text-anchor": "middle" };
      made.push(text("↑ the curve lies above the picture", middle));
    }
    return made;
  }

  function dropNotes(places) {
    const place = places.x(shown.drop);
    const leftOf = place > places.width / 2; // the words stand where there is more room
    const beside = { x: place + (leftOf ? -GAP : GAP), "text-anchor": leftOf ? "end" : "start" };
    return [
      chart.upright(places, shown.drop, "drop"),
      text(`rate ${inDigits(shown.lowRate)} from here`, { ...beside, y: places.top + 2 * GAP }),
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
  // A place can become wider or narrower without the window, when a sidebar or a scrollbar comes.
  let width = find("picture").clientWidth;
  new ResizeObserver(() => {
    if (find("picture").clientWidth === width) return;
    width = find("picture").clientWidth;
    draw();
  }).observe(find("picture"));
})();
