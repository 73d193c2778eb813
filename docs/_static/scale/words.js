// The stored stacks and companies, and what is said about each of them. Nothing here changes the
// page; that is interface.js.
"use strict";

const scale = {};

(() => {
  const SPREADS = { from: 0.01, to: 10 }; // those in the picture
  const LAST = 10; // layers at the end, over which the growth is measured
  const DIGITS = 3; // of a spread, and decimals of a probability
  const NAMED_GAINS = new Map([[Math.SQRT2, "√2"], [5 / 3, "5/3"]]);

  const { inFigures, percent } = shared;
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const inDecimals = (probability) => probability.toFixed(DIGITS);
  const quoted = (context) => `“${context}”`;

  function deviation(values) {
    const middle = mean(values);
    const squares = values.map((value) => (value - middle) ** 2);
    return Math.sqrt((mean(squares) * values.length) / (values.length - 1));
  }

  // ------------------------------------------------------------------------- the numbers

  const raised = (power) => [...String(power)].map((sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign] ?? "⁻").join("");

  // A spread with three digits; a tiny or huge one with a power of ten.
  function inSize(spread) {
    if (spread >= 0.001 && spread < 1000) return spread.toPrecision(DIGITS);
    const [digits, power] = spread.toExponential(DIGITS - 1).split("e");
    return `${digits} · 10${raised(Number(power))}`;
  }

  const gainName = (gain) => NAMED_GAINS.get(gain) ?? String(gain);
  const gainInFull = (gain) =>
    NAMED_GAINS.has(gain) ? `${gainName(gain)} = ${gain.toFixed(DIGITS)}` : gainName(gain);

  // -------------------------------------------------------------------------- the stacks

  // Where a curve leaves the picture for good: the first layer after its last one inside.
  function leaves(spreads) {
    const inside = spreads.map((spread) => spread >= SPREADS.from && spread <= SPREADS.to);
    const layer = inside.lastIndexOf(true) + 2; // layers are counted from 1
    if (layer > spreads.length) return null;
    const [side, edge] = spreads.at(-1) < SPREADS.from ? ["below", SPREADS.from] : ["above", SPREADS.to];
    return { layer, side, edge };
  }

  const stackName = (stack) => `${stack.function}, gain ${gainName(stack.gain)}`;

  function stackInWords(stack) {
    const { spreads } = stack;
    const [first, tenth, last] = [1, 10, spreads.length].map((layer) => inSize(spreads[layer - 1]));
    const factor = (spreads.at(-1) / spreads.at(-1 - LAST)) ** (1 / LAST);
    const sentences = [
      `With ${stackName(stack)}, the spread is ${first} after layer 1, ${tenth} after layer 10 and ` +
        `${last} after layer ${spreads.length}.`,
      `In the last ${LAST} layers, each multiplies it by ${factor.toFixed(2)} on average.`,
    ];
    const left = leaves(spreads);
    if (left) sentences.push(`From layer ${left.layer} on it lies ${left.side} the picture, which ends at ${left.edge}.`);
    if (stack.saturated !== undefined) {
      const share = percent(stack.saturated);
      sentences.push(`Of what the units of layer ${spreads.length} put out, ${share} is saturated.`);
    }
    return sentences.join(" ");
  }

  // ----------------------------------------------------------------------- the companies

  function companiesInWords({ rows, probabilities }, { character, context, evaluation }) {
    const [lowest, highest] = [Math.min(...probabilities), Math.max(...probabilities)];
    return (
      `In ${probabilities.length} batches of ${inFigures(rows)} rows, the probability of ${character} after ` +
      `${quoted(context)} is ${inDecimals(mean(probabilities))} on average, with a standard deviation of ` +
      `${inDecimals(deviation(probabilities))}; it goes from ${inDecimals(lowest)} to ${inDecimals(highest)}. ` +
      `Evaluation mode says ${inDecimals(evaluation)}.`
    );
  }

  // The contexts that are stored of a company.
  function othersIn({ probabilities, others }, number, length) {
    const all = others.match(new RegExp(`.{${length}}`, "g"));
    const each = all.length / probabilities.length;
    return all.slice(number * each, (number + 1) * each);
  }

  function companyInWords(company, number, { context }) {
    const known = othersIn(company, number, context.length).map(quoted);
    const others = company.rows - 1;
    const list = known.length > 1 ? `${known.slice(0, -1).join(", ")} and ${known.at(-1)}` : known[0];
    const among = others > known.length ? `, among them ${list}` : `: ${list}`;
    return (
      `Company ${number + 1} of ${company.probabilities.length}: ${inDecimals(company.probabilities[number])}. ` +
      `Beside ${quoted(context)} stand${others > 1 ? "" : "s"} ${inFigures(others)} ` +
      `other context${others > 1 ? "s" : ""}${among}.`
    );
  }

  const words = { stackInWords, companiesInWords, companyInWords, stackName, gainInFull, inSize, inDecimals };
  Object.assign(scale, { SPREADS, leaves, ...words });
})();
