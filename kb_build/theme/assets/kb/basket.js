// The basket: what a reader takes along, kept in this browser only and for this site only.
//
// An item is a page with its quotations: { page, title, kind, units, years, quotes, citations, note };
// a quotation is { id, section, words, place, report }; `citations` has a text for each report.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});
  const own = document.currentScript;
  const root = new URL("../../", own.src);
  const KEY = `kb-basket ${root.pathname}`;
  const MOST = 200; // items; a document of more is none to read

  // ------------------------------------------------------------------------------ kept

  const text = (value) => (typeof value === "string" ? value : "");
  const listed = (value) => (Array.isArray(value) ? value : []);
  const texts = (value) => listed(value).filter((one) => typeof one === "string");
  const record = (value) => (value && typeof value === "object" ? value : {});

  // Other pages of the same server write to the same store: what is read may have any shape.
  function item(value) {
    const { page, title, kind, units, years, quotes, citations, note } = record(value);
    return {
      page: text(page), title: text(title), kind: text(kind), units: texts(units), years: texts(years),
      quotes: listed(quotes).map(quotation),
      citations: Object.fromEntries(Object.entries(record(citations)).filter(([, one]) => text(one))),
      note: text(note),
    };
  }

  function quotation(value) {
    const { id, section, words, place, report } = record(value);
    return { id: text(id), section: text(section), words: text(words), place: text(place), report: text(report) };
  }

  function read() {
    try {
      const { title, items } = record(JSON.parse(localStorage.getItem(KEY)));
      return { title: text(title), items: listed(items).map(item).filter(({ page }) => page) };
    } catch {
      return { title: "", items: [] };
    }
  }

  // Whether it could be kept: the store may be full, or forbidden.
  function write(basket) {
    if (basket.items.length > MOST) return false;
    try {
      localStorage.setItem(KEY, JSON.stringify(basket));
    } catch {
      return false;
    }
    showCount();
    return true;
  }

  // ------------------------------------------------------------------------------ changed

  function change(act) {
    const basket = read();
    act(basket);
    return write(basket);
  }

  const byId = (quotes) => [...new Map(quotes.map((quote) => [quote.id, quote])).values()];

  // Puts an item in; quotations of a page that is there already come to the others.
  function put(added) {
    return change((basket) => {
      const there = basket.items.find(({ page }) => page === added.page);
      if (!there) return basket.items.push(item(added));
      there.quotes = byId([...there.quotes, ...added.quotes.map(quotation)]);
      return Object.assign(there.citations, added.citations);
    });
  }

  function drop(page) {
    return change((basket) => { basket.items = basket.items.filter((one) => one.page !== page); });
  }

  // Moves an item by `step` places.
  function move(page, step) {
    return change(({ items }) => {
      const at = items.findIndex((one) => one.page === page);
      if (at < 0 || !items[at + step]) return;
      [items[at], items[at + step]] = [items[at + step], items[at]];
    });
  }

  function dropQuote(page, id) {
    return edit(page, (one) => { one.quotes = one.quotes.filter((quote) => quote.id !== id); });
  }

  function edit(page, act) {
    return change(({ items }) => items.filter((one) => one.page === page).forEach(act));
  }

  // ------------------------------------------------------------------------------ shown

  function showCount() {
    const { length } = read().items;
    for (const badge of document.querySelectorAll("[data-kb=basket-count]")) {
      badge.textContent = length || "";
    }
  }

  // A link to a page of this site; whatever else was kept leads nowhere.
  function address(page) {
    try {
      const { href } = new URL(page, root);
      return href.startsWith(root.href) ? href : "";
    } catch {
      return "";
    }
  }

  kb.basket = {
    read, put, drop, move, dropQuote, address, root,
    pathOf: (url) => url.href.split(/[?#]/)[0].slice(root.href.length),
    item: (page) => read().items.find((one) => one.page === page),
    note: (page, words) => edit(page, (one) => { one.note = words; }),
    name: (title) => change((basket) => { basket.title = title; }),
    clear: () => write({ title: "", items: [] }),
  };
  addEventListener("storage", showCount);
  addEventListener("pageshow", showCount);
  showCount();
})();
