// Notes at the terms of a lesson. One is shown while the mouse is on its link or on the note itself, while
// the Tab key has reached the link, or after a tap; the second tap follows the link. Escape closes it.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  if (!("popover" in HTMLElement.prototype)) return;  // an older browser would show all notes at once
  const GAP = 6;  // pixels between a link and its note, and between a note and the window's edge
  const PATIENCE = 200;  // milliseconds before a note comes or goes with the mouse, which may only pass

  let shown = null;  // the link whose note is open
  let waiting = 0;

  const noteOf = (link) => document.getElementById(link.getAttribute("aria-describedby"));

  function place(link, note) {
    const line = link.getClientRects()[0];
    const { width, height } = note.getBoundingClientRect();
    const room = document.documentElement.clientWidth - width - GAP;
    const below = line.bottom + GAP + height < innerHeight || line.top < height + GAP;
    const top = below ? line.bottom + GAP : line.top - height - GAP;
    note.style.left = `${scrollX + Math.max(GAP, Math.min(line.left, room))}px`;
    note.style.top = `${scrollY + top}px`;
  }

  function hide() {
    clearTimeout(waiting);
    if (shown) noteOf(shown).hidePopover();
    shown = null;
  }

  function show(link) {
    clearTimeout(waiting);
    if (shown === link) return;
    hide();
    shown = link;
    noteOf(link).showPopover();
    place(link, noteOf(link));
  }

  const soon = (action) => {
    clearTimeout(waiting);
    waiting = setTimeout(action, PATIENCE);
  };

  const hasMouse = (event) => event.pointerType !== "touch";

  function prepare(link) {
    link.setAttribute("aria-describedby", `note-${link.hash.slice(1)}`);
    const note = noteOf(link);
    let touched = false;
    link.addEventListener("pointerenter", (event) => hasMouse(event) && soon(() => show(link)));
    note.addEventListener("pointerenter", () => clearTimeout(waiting));
    for (const each of [link, note]) {
      each.addEventListener("pointerleave", (event) => hasMouse(event) && soon(hide));
    }
    link.addEventListener("focus", () => link.matches(":focus-visible") && show(link));
    link.addEventListener("blur", hide);
    link.addEventListener("pointerdown", (event) => { touched = !hasMouse(event); });
    link.addEventListener("click", (event) => {
      if (touched && shown !== link) {
        event.preventDefault();
        show(link);
      }
      touched = false;
    });
  }

  const links = document.querySelectorAll("article a:has(> .std-term)");
  document.body.append(document.getElementById("notes").content);
  links.forEach(prepare);
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("pointerdown", (event) => {
    if (!shown || shown.contains(event.target)) return;
    const selects = hasMouse(event) && noteOf(shown).contains(event.target);
    if (!selects) hide();  // a tap on a note closes it: what it covers may be the next term
  });
});
