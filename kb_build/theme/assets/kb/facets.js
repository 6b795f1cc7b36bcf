// What results can be narrowed down by, and how many results each choice would leave.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  // Name in the address → name in the index; what has none is known of the record itself.
  const FACETS = {
    kind: "", topic: "topics", unit: "units", year: "years", genre: "genres", status: "status", grade: "grade",
    review: "review",
  };
  // A passage is planned or done by its role; context and problems are neither.
  const STATUS_OF_ROLE = { plan: "planned", measure: "done", outcome: "done" };
  const NOT_GRADED = "Z";

  function valuesOf(hit, name, head, facets) {
    if (name === "kind") return [hit.kind];
    if (name === "status" && hit.kind === "passage") {
      const status = STATUS_OF_ROLE[head.roleNames[head.roles[hit.record]]];
      return status ? [status] : [];
    }
    const { words, of } = facets[FACETS[name]];
    return of[head.pages[hit.record]].map((number) => words[number]);
  }

  // `chosen`: name → values, of which a hit has one of each name that has any. Gives { kept: these
  // hits, counts: name → Map of value → how many hits have it, whatever else is chosen there }.
  kb.narrow = async function (hits, chosen) {
    const [head, facets] = await Promise.all([kb.store.head(), kb.store.facets()]);
    const names = Object.keys(FACETS);
    const counts = Object.fromEntries(names.map((name) => [name, new Map()]));
    const kept = hits.filter((hit) => {
      const values = names.map((name) => valuesOf(hit, name, head, facets));
      const failed = names.filter((name, i) => (chosen[name] || []).length
        && !values[i].some((value) => chosen[name].includes(value)));
      if (failed.length > 1) return false;
      names.forEach((name, i) => {
        if (failed.length && failed[0] !== name) return;
        for (const value of values[i]) counts[name].set(value, (counts[name].get(value) || 0) + 1);
      });
      return !failed.length;
    });
    return { kept, counts };
  };

  // All pages of the content, for who has no words: the best told first, and the newest of these.
  kb.everything = async function () {
    const head = await kb.store.head();
    const hits = [...head.firsts].filter((_, slot) => head.sizes[slot])
      .map((record) => ({ record, kind: head.names[head.kinds[record]], how: "own" }))
      .filter(({ kind }) => kind !== "page");
    const sorted = await kb.sorted(await kb.sorted(hits, "date"), "grade");
    return { hits: sorted, full: hits.length, runs: [], without: [] };
  };

  kb.facetNames = Object.keys(FACETS);

  // Hits in another order than by relevance, which decides among equals.
  kb.sorted = async function (hits, order) {
    if (order !== "date" && order !== "grade") return hits;
    const [head, facets] = await Promise.all([kb.store.head(), kb.store.facets()]);
    const key = (hit, name, none) => valuesOf(hit, name, head, facets).reduce((a, b) => (b > a ? b : a), none);
    const rows = hits.map((hit, i) =>
      ({ hit, i, key: order === "date" ? key(hit, "year", "") : key(hit, "grade", "") || NOT_GRADED }));
    const sign = order === "date" ? -1 : 1;
    const compare = (a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : a.i - b.i);
    return rows.sort(compare).map(({ hit }) => hit);
  };
})();
