// What answers a prediction is folded, in <details> that need no script. This adds a field for the
// reader's own guess, which stays in this browser, lets the button open all at once, and opens all in
// print. The button stands on the page from the start: put in by a script, it would move the text.
"use strict";

function stored(key) {
  try { return localStorage.getItem(key) ?? ""; } catch { return ""; }  // storage can be forbidden
}

function store(key, value) {
  try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch {}
}

function addGuess(outcome) {
  const key = `guess ${outcome.dataset.key}`;
  const label = document.createElement("label");
  label.className = "guess";
  const words = document.createElement("span");
  words.textContent = "Your guess";
  const field = document.createElement("input");
  field.type = "text";
  field.autocomplete = "off";
  field.maxLength = 200;
  field.placeholder = "kept in this browser only";
  field.value = stored(key);
  field.addEventListener("input", () => store(key, field.value));
  label.append(words, field);
  outcome.before(label);
}

function useButton(outcomes) {
  const button = document.querySelector("button.all-outcomes");
  const say = () => {
    const open = outcomes.every((outcome) => outcome.open);
    button.textContent = open ? "Fold all results" : "Show all results";
    return open;
  };
  button.addEventListener("click", () => {
    const open = say();
    for (const outcome of outcomes) outcome.open = !open;
    say();
  });
  for (const outcome of outcomes) outcome.addEventListener("toggle", say);
  say();
  button.disabled = false;
}

function openInPrint(outcomes) {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = outcomes.filter((outcome) => !outcome.open);
    for (const outcome of opened) outcome.open = true;
  });
  addEventListener("afterprint", () => {
    for (const outcome of opened) outcome.open = false;
  });
}

document.addEventListener("DOMContentLoaded", () => {
  const outcomes = [...document.querySelectorAll("details.outcome")];
  if (outcomes.length === 0) return;
  for (const outcome of outcomes) {
    if ("asked" in outcome.dataset) addGuess(outcome);
  }
  useButton(outcomes);
  openInPrint(outcomes);
});
