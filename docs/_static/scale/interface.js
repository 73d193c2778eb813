// The page of scale and company: what the reader chooses, both pictures, and what is said about them.
"use strict";

(() => {
  const { find, inFigures, svgElement, tableRow } = shared;
  const { GAP, nameValue, setUp, text } = chart;
  const { SPREADS, inDecimals, inSize, stored } = scale;

  // ------------------------------------------------------------------------------ scale

  const stacks = stored.stacks;
  const gains = [...new Set(stacks.map(({ gain }) => gain))];
  const SPREAD_AXIS = {
    ...SPREADS,
    logarithmic: true,
    ticks: [0.01, 0.1, 1, 10],
    name: "spread (logarithmic)",
    write: String,
  };
  const LAYER_AXIS = { from: 1, to: 40, ticks: [1, 10, 20, 30, 40], name: "layer", write: String };
  const FIRST_GAIN = 0.8; // the text asks for guesses about others
  let stack; // whose curve is the thick line
  let settled = null; // the one on which the controls came to rest: another one while they are moved
  let previous = null; // the one on which they rested before

  function chooseStack() {
    const [name, gain] = [find("stack-form").elements.function.value, gains[find("gain").value]];
    nameValue(find("gain"), scale.gainInFull(gain));
    stack = stacks.find((each) => each.function === name && each.gain === gain);
    drawStack();
    const rows = stack.spreads.map((spread, i) => tableRow(String(i + 1), inSize(spread)));
    find("stack-table").tBodies[0].replaceChildren(...rows);
  }

  // What is read out waits until a slider is let go.
  function settleStack() {
    chooseStack();
    if (stack !== settled) [previous, settled] = [settled, stack];
    find("stack-said").textContent = scale.stackInWords(stack);
    find("stack-thin").textContent = previous
      ? `The thin line is the choice before: ${scale.stackName(previous)}.`
      : "";
  }

  function drawStack() {
    const axes = { x: LAYER_AXIS, y: SPREAD_AXIS };
    const places = chart.plane(find("stack-picture"), axes);
    const line = (name, { spreads }) => {
      const points = chart.points(places, spreads.map((spread, i) => [i + 1, spread]));
      return svgElement("polyline", { class: name, points, "clip-path": "url(#stack-frame)" });
    };
    const other = stack === settled ? previous : settled;
    const thin = other && other !== stack ? [line("thin", other)] : [];
    const parts = [chart.frame(places, "stack-frame"), ...chart.drawAxes(places, axes), ...thin, line("curve", stack)];
    const title = `Spread after each layer: ${scale.stackName(stack)}. The numbers are in the table below.`;
    chart.put(find("stack-picture"), places, title, parts, leavingNote(places));
  }

  // A word where the curve leaves the picture.
  function leavingNote({ x, top, bottom, width }) {
    const left = scale.leaves(stack.spreads);
    if (!left) return [];
    const place = x(left.layer);
    const leftOf = place > width / 2; // the words stand where there is more room
    const beside = { x: place + (leftOf ? -2 : 1) * GAP, "text-anchor": leftOf ? "end" : "start" };
    const below = left.side === "below";
    const words = `${below ? "↓" : "↑"} ${left.side} ${left.edge} from layer ${left.layer} on`;
    return [text(words, { ...beside, y: below ? bottom - 2 * GAP : top + 3 * GAP })];
  }

  // ---------------------------------------------------------------------------- company

  const companies = stored.companies;
  const PROBABILITY_AXIS = {
    from: 0,
    to: 0.7,
    ticks: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7],
    name: `probability of ${stored.character} after ${stored.context}`,
    write: (probability) => probability.toFixed(1),
  };
  // Dots lie between 0 and 1, and words above them.
  const HEIGHT_AXIS = { from: -0.1, to: 1.2, ticks: [-0.1], write: () => "" };
  const STRIP = 250; // the picture's height
  const SCATTER = (Math.sqrt(5) - 1) / 2; // neighbours come to lie far apart
  const FIRST_ROWS = 8; // the text asks for guesses about other sizes
  let company; // all batches of the chosen size
  let number = 0; // which of them is looked at

  function chooseCompany() {
    company = companies[find("rows").value];
    nameValue(find("rows"), inFigures(company.rows));
    drawCompany();
  }

  function sayCompany() {
    chooseCompany();
    find("company-said").textContent = scale.companiesInWords(company, stored);
    find("company-one").textContent = scale.companyInWords(company, number, stored);
  }

  function other() {
    number = (number + 1) % company.probabilities.length;
    sayCompany();
  }

  function drawCompany() {
    const axes = { x: PROBABILITY_AXIS, y: HEIGHT_AXIS };
    const places = chart.plane(find("company-picture"), axes, STRIP);
    const dot = (i, name, r) =>
      svgElement("circle", {
        class: name,
        cx: places.x(company.probabilities[i]).toFixed(1),
        cy: places.y(((i + 1) * SCATTER) % 1).toFixed(1),
        r,
      });
    const dots = company.probabilities.map((_, i) => dot(i, "dot", 2.5));
    const line = chart.upright(places, stored.evaluation, "evaluation");
    const parts = [...chart.drawAxes(places, axes), ...dots, line, dot(number, "chosen", 6)];
    const title =
      `The probability in ${company.probabilities.length} batches of ${inFigures(company.rows)} rows, ` +
      "a dot for each. The text below says how they lie.";
    const beside = { x: places.x(stored.evaluation) + GAP, y: places.top + 2 * GAP };
    const note = text(`evaluation mode: ${inDecimals(stored.evaluation)}`, beside);
    chart.put(find("company-picture"), places, title, parts, [note]);
  }

  // ------------------------------------------------------------------------------ events

  setUp(find("gain"), gains, FIRST_GAIN);
  setUp(find("rows"), companies.map(({ rows }) => rows), FIRST_ROWS);
  for (const [id, choose, settle] of [
    ["stack-form", chooseStack, settleStack],
    ["company-form", chooseCompany, sayCompany],
  ]) {
    find(id).addEventListener("input", choose);
    find(id).addEventListener("change", settle);
    find(id).addEventListener("submit", (event) => event.preventDefault());
    find(id).hidden = false;
    settle();
  }
  find("other").addEventListener("click", other);
  // A place can become wider or narrower without the window, when a sidebar or a scrollbar comes.
  for (const [id, draw] of [["stack-picture", drawStack], ["company-picture", drawCompany]]) {
    let width = find(id).clientWidth;
    new ResizeObserver(() => {
      if (find(id).clientWidth === width) return;
      width = find(id).clientWidth;
      draw();
    }).observe(find(id));
  }
})();
