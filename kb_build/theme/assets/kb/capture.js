// Reads from a page what the basket keeps of it, and puts the buttons on the page that do so.
(function () {
  "use strict";
  const { basket } = window.kb;
  const words = document.currentScript.dataset;

  const meta = (name) =>
    [...document.querySelectorAll(`meta[name="${name}"]`)].map(({ content }) => content);

  // The words of an element without our buttons in it.
  function wordsOf(element) {
    const copy = element.cloneNode(true);
    for (const extra of copy.querySelectorAll("button, .headerlink, .kb-noise")) extra.remove();
    return copy.textContent.trim().replace(/\s*\n\s*/g, "\n");
  }

  const { pathOf } = basket;
  const page = pathOf(new URL(location.href));

  // By report, its words in the first of these elements: the later ones may only say 同上.
  const byReport = (elements) => new Map([...document.querySelectorAll(elements)].reverse()
    .map((element) => [element.dataset.report, wordsOf(element)]));
  const cited = byReport(".kb-citation[data-report]");
  const titled = byReport("article .kb-source[data-report]");

  const [, kind = ""] = meta("DC.type");

  // The page as an item with these quotations; without any, it is cited itself.
  function item(quotes) {
    const sources = quotes.length ? quotes.map(({ report, source }) => [report, cited.get(report) || source])
      : [...cited];
    return {
      page, title: meta("DC.title")[0] || document.title, kind: kind === "overview" ? "" : kind,
      units: meta("DC.creator"), years: meta("DC.date"), quotes,
      citations: Object.fromEntries(sources), note: "",
    };
  }

  // ------------------------------------------------------------------------------ quotations

  // Of units side by side, also whose it is.
  function sectionOf(element) {
    const unit = element.parentElement.matches(".kb-side") && element.parentElement.querySelector("h2");
    for (let at = element; at; at = at.previousElementSibling) {
      if (at.matches("h2, h3")) return [...(unit && unit !== at ? [unit] : []), at].map(wordsOf).join("：");
    }
    return "";
  }

  // A plan says that it is one wherever it goes, also below a heading of what was done.
  const told = (section, isPlan) =>
    isPlan && !section.includes(words.plan) ? (section ? section + words.planned : words.plan) : section;

  function quotation(source) {
    const block = source.parentElement.previousElementSibling;
    if (!block || block.localName !== "blockquote") return [];
    const { report, span } = source.dataset;
    const place = new URL(source.href || location.href);  // a deleted report page has no address
    return [{
      block, id: `${report} ${span}`, words: wordsOf(block), report,
      section: told(sectionOf(block), wordsOf(source).endsWith(words.plan)),
      place: pathOf(place) + place.hash, source: titled.get(report),
    }];
  }

  const quotes = [...document.querySelectorAll("article .kb-source[data-span]")].flatMap(quotation);

  // The spans of a report's text. A passage begins with one that has an address, and may go on in
  // others without.
  const spans = [...document.querySelectorAll(".kb-passage, .kb-heading")];

  function spansOf(first) {
    const after = spans.slice(spans.indexOf(first) + 1);
    const end = after.findIndex(({ id }) => id);
    return [first, ...after.slice(0, end < 0 ? undefined : end)];
  }

  function passage(first) {
    const report = meta("DC.identifier")[0] || page;
    const [citation] = cited.values();
    const section = told("", first.classList.contains("kb-plan"));
    return { id: `${report} ${first.id}`, section, words: spansOf(first).map(wordsOf).join("\n"), report,
      place: `${page}#${first.id}`, source: citation || meta("DC.title")[0] };
  }

  // The element that the address names: none where the link was cut off on its way.
  function named() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  }

  window.kb.capture = { page, item, passage, named, spans, spansOf };

  // What the search page asks for: the passage that the address names, or the whole page.
  function asked() {
    const target = named();
    const found = target && spans.includes(target);
    return item(found ? [passage(target)] : quotes.map(plain));
  }

  const plain = ({ block, ...kept }) => kept;

  // ------------------------------------------------------------------------------ buttons

  // `is()` tells whether it is in the basket; `put()` and `drop()` say whether that was done.
  function toggle(button, { is, put, drop, labels }) {
    const show = () => {
      button.textContent = is() ? labels.taken : labels.take;
      button.setAttribute("aria-pressed", String(is()));
    };
    button.addEventListener("click", () => {
      if (!(is() ? drop() : put())) button.textContent = words.full;
      else dispatchEvent(new Event("kb-basket"));
    });
    for (const event of ["kb-basket", "storage", "pageshow"]) addEventListener(event, show);
    show();
  }

  function addToQuotation(quote) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kb-copy";
    quote.block.lastElementChild.append(button);
    toggle(button, {
      labels: { take: words.takeQuotation, taken: words.takenQuotation },
      is: () => (basket.item(page) || { quotes: [] }).quotes.some(({ id }) => id === quote.id),
      put: () => basket.put(item([plain(quote)])),
      drop: () => basket.dropQuote(page, quote.id),
    });
  }

  const whole = document.querySelector("[data-kb=take]");
  if (whole) {
    whole.hidden = false;
    toggle(whole, {
      labels: { take: words.take, taken: words.taken },
      is: () => Boolean(basket.item(page)),
      put: () => basket.put(item(quotes.map(plain))),
      drop: () => basket.drop(page),
    });
    quotes.forEach(addToQuotation);
  }

  // Only to a page of this site; a page in a folder has no origin to name.
  if (parent !== window && new URLSearchParams(location.search).has("take")) {
    parent.postMessage({ kbTaken: asked() }, location.protocol === "file:" ? "*" : location.origin);
  }
})();
