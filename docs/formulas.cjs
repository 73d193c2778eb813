// Set formulas with KaTeX: reads a list of {latex, display, output} as JSON, writes a list of {html} or {error}.
"use strict";

const fs = require("node:fs");
const katex = require("./katex/katex.min.js"); // tools/build_site.py puts it there

// Fractions that a text writes as one character, which KaTeX does not know.
const macros = { "¼": "\\tfrac{1}{4}", "½": "\\tfrac{1}{2}", "¾": "\\tfrac{3}{4}" };

// Of a character that its fonts lack, KaTeX only warns.
let warnings = [];
console.warn = (message) => warnings.push(message);

function set({ latex, display, output }) {
  warnings = [];
  try {
    const html = katex.renderToString(latex, { displayMode: display, output, strict: "error", macros });
    return warnings.length ? { error: warnings.join("; ") } : { html };
  } catch (error) {
    return { error: error.message };
  }
}

fs.writeFileSync(1, JSON.stringify(JSON.parse(fs.readFileSync(0, "utf-8")).map(set)));
