// Recent searches: kept by this browser only and for this site only, and forgotten when asked to.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});
  const KEY = `kb-recent ${new URL("../../", document.currentScript.src).pathname}`;
  const MOST = 8;

  // A browser may refuse to keep anything, and anything may have been written there.
  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MOST) : [];
    } catch {
      return [];
    }
  }

  function write(queries) {
    try {
      if (queries.length) localStorage.setItem(KEY, JSON.stringify(queries));
      else localStorage.removeItem(KEY);
    } catch {
      // Then there are no recent searches.
    }
  }

  kb.recent = {
    list: read,
    add: (query) => write([query, ...read().filter((one) => one !== query)].slice(0, MOST)),
    clear: () => write([]),
  };
})();
