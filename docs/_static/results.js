// For the page of search results, which Sphinx's own search makes.
"use strict";

// Excerpts come from the text, and not from what one presses or types in, or twice from each formula.
const textOfPage = Search.htmlToText;
Search.htmlToText = (text, anchor) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const beside of page.querySelectorAll("nav, .bd-header-article, .onlyprint, .prev-next-footer, .katex-mathml, .all-outcomes, .guess")) {
    beside.remove();
  }
  return textOfPage(page.documentElement.outerHTML, anchor).trim();
};

// Sphinx finds "normalise" for "normalising". So what is marked on the page is the stem.
const parsed = Search._parseQuery;
Search._parseQuery = (query) => {
  const result = parsed(query);
  const words = [...result[3]];
  const stems = words.map((word) => {
    const stem = new Stemmer().stemWord(word);
    return word.startsWith(stem) ? stem : word;
  });
  localStorage.setItem("sphinx_highlight_terms", stems.join(" "));
  return result;
};
