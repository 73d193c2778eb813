// The pair table's page: the row that the reader looks at, and the name that is being built.
"use strict";

(() => {
  const LONGEST_NAME = 50; // letters; the probability of a much longer one could be too small for a number
  const SMALLEST_DECIMAL = 1e-7; // what is smaller is written with a power of ten
  const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  const { atTheEnd, element, find, inFigures, makeOneStop, percent, tableRow } = shared;
  const form = find("pair-form");
  const table = new pairs.Table(find("pair-counts").querySelector("table"));
  const { characters } = table;
  const rows = [...find("pair-counts").querySelectorAll("tbody tr")];
  const rowButtons = rows.map(addButton);
  const bars = characters.map(makeBar);
  let shown; // the number of the row that the page shows
  let name; // the one that is being built
  let random; // the numbers that its letters are drawn with

  // ------------------------------------------------------------------- how it is written

  const share = (row, next) =>
    `${inFigures(table.counts[row][next])} of ${inFigures(table.sums[row])}`;

  function rowName(row) {
    return row === pairs.BOUNDARY ? ". (the boundary)" : characters[row];
  }

  function chance(row, next) {
    return table.counts[row][next] ? percent(table.probabilities(row)[next]) : "never";
  }

  function inDigits(probability) {
    if (probability >= SMALLEST_DECIMAL) {
      const three = { minimumSignificantDigits: 3, maximumSignificantDigits: 3 };
      return probability.toLocaleString("en", three);
    }
    const [digits, exponent] = probability.toExponential(2).split("e-");
    return `${digits} × 10⁻${[...exponent].map((digit) => RAISED[digit]).join("")}`;
  }

  // -------------------------------------------------------------------- what can be pressed

  // The letter of a row of the table becomes a button.
  function addButton(line, row) {
    const button = element("button", { type: "button", textContent: characters[row] });
    button.setAttribute("aria-label", `row ${rowName(row)}`);
    line.cells[0].replaceChildren(button);
    return button;
  }

  function makeBar(character) {
    const bar = element("button", { type: "button", className: "bar" });
    const column = element("span", { className: "column" });
    column.append(element("span", { className: "fill" }));
    const letter = element("span", { className: "letter", textContent: character });
    bar.append(column, letter, " ", element("span", { className: "count" }));
    return bar;
  }

  // --------------------------------------------------------------------------- the row

  function show(row) {
    shown = row;
    rows.forEach((line, i) => {
      line.classList.toggle("shown", i === row);
      rowButtons[i].setAttribute("aria-pressed", String(i === row));
    });
    find("row-name").textContent = rowName(row);
    explain("");
    showRow();
  }

  // Why something was refused, or else what can be done.
  function explain(why) {
    find("refusal").textContent = why;
    find("hint").textContent = why ? "" : hint();
  }

  function hint() {
    if (name.finished) return `The name ${name.text} is finished. “Begin a new name” starts another.`;
    if (shown === name.row) {
      return "Press a bar, or a square of this row in the table, to choose the next character of your name.";
    }
    return `Your name goes on in row ${rowName(name.row)}. To choose its next character, press that row.`;
  }

  function showRow() {
    const counts = table.counts[shown];
    const ranked = [...counts.keys()].sort((a, b) => counts[b] - counts[a]);
    const best = ranked.slice(0, 3).map((next) => {
      return `${atTheEnd(characters[next])} ${share(shown, next)} (${chance(shown, next)})`;
    });
    const before = shown === pairs.BOUNDARY ? "At the beginning of a name" : `After ${characters[shown]}`;
    find("row-said").textContent = `${before}: ${best.join(", ")}. ${impossible(counts)}`;
    find("scale").textContent =
      `The longest bar is ${chance(shown, ranked[0])}. The dot stands for the end of the name.`;
    drawBars(counts);
    const lines = ranked.map((next) => {
      return tableRow(atTheEnd(characters[next]), inFigures(counts[next]), chance(shown, next));
    });
    find("row-table").tBodies[0].replaceChildren(...lines);
  }

  function impossible(counts) {
    const number = counts.filter((count) => count === 0).length;
    if (number === 0) return "Each of the 27 characters can come next.";
    return `${number} of the 27 characters never ${number === 1 ? "comes" : "come"} next.`;
  }

  function drawBars(counts) {
    const largest = Math.max(...counts);
    bars.forEach((bar, next) => {
      // It begins with what can be read on the bar, which is what one says to a computer that listens.
      const label = `${atTheEnd(characters[next])} ${share(shown, next)}, ${chance(shown, next)}`;
      bar.style.setProperty("--share", counts[next] / largest);
      bar.title = label;
      bar.setAttribute("aria-label", label);
      bar.setAttribute("aria-disabled", String(refusal(next) !== ""));
      bar.querySelector(".count").textContent = inFigures(counts[next]);
    });
  }

  // -------------------------------------------------------------------------- the name

  // A square of the row that is shown is as good as its bar; elsewhere it is a part of its row.
  function press(row, square) {
    if (square && row === shown) choose(square.cellIndex - 1);
    else show(row);
  }

  // Why this character of the row that is shown cannot be the name's next one; "" if it can.
  function refusal(next) {
    if (name.finished || shown !== name.row) return hint();
    if (table.counts[shown][next] === 0) return never(next);
    if (next !== pairs.BOUNDARY && isFull()) return full();
    return "";
  }

  function never(next) {
    const what =
      shown === pairs.BOUNDARY
        ? "No name ends before its first letter"
        : `In all the names, ${characters[next]} never follows ${characters[shown]}`;
    return `${what}: the count is 0, so the probability is 0. For this model it is impossible.`;
  }

  const isFull = () => name.text.length === LONGEST_NAME;
  const full = () => `The name has ${LONGEST_NAME} letters. Longer ones are not kept here.`;

  function choose(next) {
    const why = refusal(next);
    if (why) {
      explain(why);
    } else {
      name.add(next);
      goOn("chosen");
    }
  }

  function drawLetter() {
    if (name.finished) {
      find("name-said").textContent = hint();
    } else if (isFull()) {
      find("name-said").textContent = full();
    } else {
      name.draw(random);
      goOn("drawn");
    }
  }

  // What follows from a new character of the name.
  function goOn(how) {
    if (name.finished) keep();
    show(name.row);
    showName(describe(how));
  }

  function describe(how) {
    const letter = characters[name.row];
    const probability = inDigits(name.probability);
    if (!name.finished) {
      return `${letter} was ${how}. The name so far: ${name.text}. Its probability so far: ${probability}.`;
    }
    return (
      `The end was ${how}, so the name is finished: ${name.text}. Its probability is ${probability}. ` +
      `−ln of that is ${name.surprise.toFixed(2)}, or ${perCharacter()} for each of its ` +
      `${name.steps.length} characters, the boundary at its end among them.`
    );
  }

  const perCharacter = () => (name.surprise / name.steps.length).toFixed(2);

  function showName(said) {
    find("name").textContent = `.${name.text}${name.finished ? "." : ""}`;
    find("name-said").textContent = said;
    find("draw").setAttribute("aria-disabled", String(name.finished));
    find("steps").hidden = name.steps.length === 0;
    const lines = name.steps.map(({ previous, next, probability }) => {
      const pair = `${characters[previous]} → ${characters[next]}`;
      return tableRow(pair, inDigits(probability), (-Math.log(probability)).toFixed(2));
    });
    find("steps-table").tBodies[0].replaceChildren(...lines);
    const together = tableRow("together", inDigits(name.probability), name.surprise.toFixed(2));
    find("steps-table").tFoot.replaceChildren(together);
  }

  function keep() {
    const item = element("li", { textContent: `${name.text}, ${perCharacter()}` });
    find("names").append(item);
    find("finished").hidden = false;
  }

  function begin() {
    name = new pairs.Name(table);
    show(name.row);
    showName("The name has no letters yet. Its first one comes from the row of the boundary.");
  }

  function startOver() {
    random = shared.generator(Number(find("seed").value));
    find("names").replaceChildren();
    find("finished").hidden = true;
    begin();
  }

  // ------------------------------------------------------------------------------ events

  makeOneStop(rowButtons, show);
  makeOneStop(bars);
  rows.forEach((line, i) => {
    line.addEventListener("click", (event) => press(i, event.target.closest("td")));
  });
  bars.forEach((bar, i) => bar.addEventListener("click", () => choose(i)));
  find("bars").append(...bars);
  find("begin").addEventListener("click", begin);
  find("seed").addEventListener("input", startOver);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    drawLetter();
  });

  find("pair-counts").classList.add("live");
  find("pair-counts").removeAttribute("tabindex"); // nothing is left to be moved sideways
  form.hidden = false;
  startOver();
})();
