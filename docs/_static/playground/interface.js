// The playground's page: what the reader sets, and what the models say to it.
"use strict";

(() => {
  const LONGEST = 30; // characters of a beginning
  const DRAWING = 150; // milliseconds without a change, before names are drawn
  const SAYING = 900; // and before a computer that reads aloud says what has come out
  const LETTERS = "abcdefghijklmnopqrstuvwxyz";

  const { BOUNDARY, atTheEnd, element, find, tableRow } = shared;
  const { Bars, Names, chance, likeliest, pause, visible } = playground;
  const form = find("playground-form");
  const models = [...form.querySelectorAll("[name=model]")].map((input) => {
    return { input, name: input.value, title: input.dataset.title, network: null };
  });
  // What is shown: what was set last, as far as it can be used.
  const used = { text: "", temperature: 1, seed: 1 };
  let list; // the promise of the list of names, once it was asked for
  let known = null; // its names, once they are there
  let changes = 0; // so far, for what takes long to see whether it is still wanted

  const shown = () => models.filter(({ network, input }) => network && input.checked);

  // -------------------------------------------------------------------- choosing models

  function addScript(src) {
    return new Promise((resolve, reject) => {
      const script = element("script", { src });
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${src.split("/").at(-1)} could not be loaded`));
      document.head.append(script);
    });
  }

  // The model's network; its file is added to the page the first time.
  async function load(model) {
    if (model.network) return;
    const { name } = model;
    if (!playground.models[name]) {
      find("said").textContent = "Loading …";
      await addScript(`_static/playground/${name}.js`);
    }
    model.network = new playground.Network(playground.models[name]);
    model.bars = new Bars(model.network, model.title, press);
    model.names = new Names(model.title);
  }

  async function choose(model) {
    if (!models.some(({ input }) => input.checked)) {
      model.input.checked = true;
      tell("One model has to stay.");
      return;
    }
    model.input.parentElement.classList.add("loading");
    let failure = "";
    try {
      await load(model);
    } catch (error) {
      model.input.checked = false;
      const loaded = models.find(({ network }) => network);
      if (loaded && !shown().length) loaded.input.checked = true; // one has to stay
      failure = `This model cannot be used: ${error.message}.`;
    }
    model.input.parentElement.classList.remove("loading");
    arrange();
    if (failure) tell(failure);
  }

  // Puts a place for each model that is shown into the page, and fills it.
  function arrange() {
    find("charts").replaceChildren(...shown().map(({ bars }) => bars.element));
    find("lists").replaceChildren(...shown().map(({ names }) => names.element));
    form.style.setProperty("--models", shown().length);
    for (const id of ["results", "reading"]) find(id).hidden = shown().length === 0;
    refresh();
  }

  // ------------------------------------------------------------------ what the reader set

  // One line beside the beginning, which has its place whether it says something or not.
  function tell(problem) {
    if (find("problem").textContent === problem) return; // or it would be read aloud once more
    find("problem").textContent = problem;
  }

  // Takes over what can be used of what is set, and says what cannot.
  function read() {
    const cut = cutBeginning();
    const typed = asListed(find("beginning").value);
    const unknown = unknownIn(typed);
    if (!unknown.length) used.text = typed;
    used.temperature = Number(find("temperature").value);
    const seedIsGood = find("seed").checkValidity();
    if (seedIsGood) used.seed = Number(find("seed").value);

    const problems = [];
    if (unknown.length) problems.push(notKnown(unknown));
    if (cut) problems.push(`Only the first ${LONGEST} characters are kept.`);
    if (!seedIsGood) problems.push("A seed is a whole number from 0 to 4,294,967,295.");
    tell(problems.join(" "));
    find("beginning").setAttribute("aria-invalid", String(unknown.length > 0));
    find("seed").setAttribute("aria-invalid", String(!seedIsGood));
    form.classList.toggle("stale", unknown.length > 0);
    showBeginning(unknown.length > 0);
    find("temperature-value").textContent = used.temperature.toFixed(1);
  }

  function cutBeginning() {
    const characters = [...find("beginning").value];
    if (characters.length <= LONGEST) return false;
    find("beginning").value = characters.slice(0, LONGEST).join("");
    return true;
  }

  // Typed text as a list has it: lowered, an I to ı where the list knows that, and marks joined with
  // their letters, unless that makes a letter that no model knows.
  function asListed(text) {
    const knowsDotless = shown().some(({ network }) => network.characters.includes("ı"));
    const lowered = (knowsDotless ? text.replaceAll("I", "ı") : text).toLowerCase();
    const joined = lowered.normalize("NFC").replaceAll("i\u0307", "i"); // what İ is lowered to
    return unknownIn(joined).length && !unknownIn(lowered).length ? lowered : joined;
  }

  // The characters that one of the models does not know, each once.
  function unknownIn(text) {
    return [...new Set(shown().flatMap(({ network }) => network.unknown(text)))];
  }

  function notKnown(unknown) {
    const which = unknown.slice(0, 3).map(quoted).join(", ") + (unknown.length > 3 ? " …" : "");
    const { characters } = shown()[0].network;
    if (characters.slice(1).join("") !== LETTERS) return `Not known here: ${which}.`;
    return `Only the letters a to z are known, not ${which}.`;
  }

  const quoted = (text) => `“${text}”`;

  // A bar was pressed: its character comes after the beginning that is shown.
  function press(character) {
    if (character === BOUNDARY) {
      tell("The dot is the end of a name. It cannot be appended.");
      return;
    }
    find("beginning").value = used.text + character;
    refresh();
  }

  // -------------------------------------------------------------------------- showing it

  function refresh() {
    changes++;
    if (!shown().length) return;
    read();
    showPredictions();
    find("about").replaceChildren(...shown().map((model) => playground.about(model, used.text)));
    drawNames(changes);
  }

  function showPredictions() {
    const all = shown();
    const predicted = all.map(({ network }) => network.probabilities(used.text, used.temperature));
    const largest = Math.max(...predicted.map((each) => each.reduce((a, b) => Math.max(a, b))));
    all.forEach(({ bars }, i) => bars.show(used.text, predicted[i], largest));
    find("scale").textContent =
      `The tallest bar is ${shared.percent(largest)}. The dot stands for the end of the name. ` +
      "Press a bar to append its letter.";
    showTable(all, predicted);
  }

  // All probabilities, the likeliest of the first model first.
  function showTable(all, predicted) {
    const { characters } = all[0].network;
    const head = element("tr");
    for (const title of ["character", ...all.map((model) => model.title || "probability")]) {
      head.append(element("th", { scope: "col", textContent: title }));
    }
    const rows = playground.ranked(predicted[0]).map((number) => {
      const cells = all.map(({ network }, i) => chance(network, predicted[i][number]));
      return tableRow(atTheEnd(visible(characters[number])), ...cells);
    });
    find("table").tHead.replaceChildren(head);
    find("table").tBodies[0].replaceChildren(...rows);
  }

  function showBeginning(isOld) {
    const after = used.text ? `after ${quoted(used.text)}` : "at the beginning of a name";
    find("after").textContent = isOld ? `Still ${after}` : after[0].toUpperCase() + after.slice(1);
  }

  async function drawNames(change) {
    const isWanted = () => change === changes;
    find("lists").setAttribute("aria-busy", "true");
    await pause(DRAWING);
    for (const model of shown()) {
      const drawn = isWanted() && (await playground.sample(model.network, used, isWanted));
      if (!drawn) return;
      model.drawn = drawn;
    }
    showNames();
    find("lists").setAttribute("aria-busy", "false");
    list ??= loadList();
    await pause(SAYING - DRAWING);
    if (isWanted()) find("said").textContent = inShort();
  }

  function showNames() {
    for (const { names, drawn } of shown()) names.show(drawn, known);
    find("drawn").textContent = `${playground.NAMES} drawn with seed ${used.seed}`;
  }

  // What has come out, for those who do not see it.
  function inShort() {
    const each = shown().map(({ network, title }) => {
      const [best] = likeliest(network, network.probabilities(used.text, used.temperature));
      return title ? `${title} ${best}` : best;
    });
    const { textContent: after } = find("after");
    return `${after}, most likely: ${each.join(", ")}. Names: ${find("drawn").textContent}.`;
  }

  // The list is needed last, so it comes last. Where it cannot be had, nothing is said of it.
  async function loadList() {
    const { list: src } = form.querySelector("fieldset")?.dataset ?? {};
    try {
      if (!playground.list && src) await addScript(src);
    } catch {
      return;
    }
    if (!playground.list) return;
    known = playground.decodeList(playground.list);
    if (find("lists").getAttribute("aria-busy") === "false") showNames();
  }

  // ------------------------------------------------------------------------------ events

  for (const id of ["beginning", "temperature", "seed"]) {
    find(id).addEventListener("input", refresh);
  }
  for (const model of models) model.input.addEventListener("change", () => choose(model));
  find("others").addEventListener("click", () => {
    find("seed").value = (used.seed + 1) % 2 ** 32;
    refresh();
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  form.hidden = false;
  for (const model of models) if (model.input.checked) choose(model);
})();
