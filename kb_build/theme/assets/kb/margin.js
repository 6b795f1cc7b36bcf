// On a report's page: in the margin of each passage the entries made of it, as the list at the end
// of the page has them; an entry stands once beside a paragraph. Where there is no room beside the
// text, they stand above the passage.
(function () {
  "use strict";
  const words = document.currentScript.dataset;
  const made = new Map(); // the beginning of a passage → links to its entries

  for (const item of document.querySelectorAll("#entries ~ ul > li")) {
    const [entry, ...places] = item.querySelectorAll("a");
    for (const { hash } of places) {
      const part = document.getElementById(hash.slice(1));
      if (part) made.set(part, [...(made.get(part) || []), entry]);
    }
  }

  function linkTo(entry) {
    const link = entry.cloneNode(true);
    link.title = link.textContent; // may be cut off
    return link;
  }

  for (const paragraph of document.querySelectorAll("p:has(> .kb-passage, > .kb-heading)")) {
    const shown = new Set();
    for (const part of [...paragraph.children]) {
      const entries = (made.get(part) || []).filter((entry) => !shown.has(entry));
      if (!entries.length) continue;
      const margin = document.createElement("small");
      margin.className = "kb-margin";
      margin.setAttribute("role", "group");
      margin.setAttribute("aria-label", words.made);
      margin.append(...entries.map(linkTo));
      part.before(margin);
      entries.forEach((entry) => shown.add(entry));
    }
  }
})();
