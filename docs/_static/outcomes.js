// What answers a prediction is folded, in <details> that need no script. This keeps the reader's own
// guess, in this browser, lets the button open all at once, and opens all in print. Fields and button
// stand on the page from the start: put in by a script, they would move the text.
"use strict";

function stored(key) {
  try { return localStorage.getItem(key) ?? ""; } catch { return ""; }  // storage can be forbidden
}

function store(key, value) {
  try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch {}
}

function keepGuess(field, outcome) {
  const key = `guess ${outcome.dataset.key}`;
  field.value = stored(key);
  field.addEventListener("input", () => store(key, field.value));
  field.disabled = false;
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
    const field = outcome.previousElementSibling?.querySelector(".guess > input");
    if (field) keepGuess(field, outcome);
  }
  useButton(outcomes);
  openInPrint(outcomes);
});
