// What results can be narrowed down by, and how many results each choice would leave.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  // Name in the address → name in the index; what has none is known of the record itself.
  const FACETS = {
    kind: "", topic: "topics", unit: "units", year: "years", genre: "genres", status: "status", grade: "grade",
    review: "review",
  };
  kb.facetNames = Object.keys(FACETS);
  // A passage is planned or done by its role; context and problems are neither.
  const STATUS_OF_ROLE = { plan: "planned", measure: "done", outcome: "done" };

  // Of each facet its name, its words in their order, and `of`: the numbers of a record's words.
  // All is by number: with thousands of finds a query has no time for their words.
  async function columns() {
    const [head, facets] = await Promise.all([kb.store.head(), kb.store.facets()]);
    return kb.facetNames.map((name) => {
      if (name === "kind") return { name, ...kinds(head) };
      const { words, of } = facets[FACETS[name]];
      const ofPage = (record) => of[head.pages[record]];
      return { name, ...(name === "status" ? statuses(head, words, ofPage) : { words, of: ofPage }) };
    });
  }

  function kinds({ names, kinds: ofRecord }) {
    const each = names.map((_, kind) => [kind]);
    return { words: names, of: (record) => each[ofRecord[record]] };
  }

  function statuses(head, ofPages, ofPage) {
    const words = [...new Set([...ofPages, ...Object.values(STATUS_OF_ROLE)])];
    const passage = head.names.indexOf("passage");
    const ofRole = head.roleNames.map((role) => [words.indexOf(STATUS_OF_ROLE[role])].filter((n) => n >= 0));
    return {
      words,
      of: (record) => (head.kinds[record] === passage ? ofRole[head.roles[record]] : ofPage(record)),
    };
  }

  // `chosen`: name → values, of which a hit has one of each name that has any. Gives { kept: these
  // hits, counts: name → Map of value → how many hits have it, whatever else is chosen there }.
  kb.narrow = async function (hits, chosen) {
    const all = (await columns()).map((column) => {
      const values = chosen[column.name] || [];
      const wanted = new Set(values.map((value) => column.words.indexOf(value)));
      return { ...column, wanted, counts: new Uint32Array(column.words.length) };
    });
    const filters = all.filter(({ wanted }) => wanted.size);
    const kept = hits.filter(({ record }) => {
      const failed = filters.filter(({ of, wanted }) => !of(record).some((number) => wanted.has(number)));
      if (failed.length > 1) return false;
      for (const { of, counts } of failed.length ? failed : all) for (const number of of(record)) counts[number]++;
      return !failed.length;
    });
    const counted = ({ words, counts }) => new Map(words.map((word, n) => [word, counts[n]]).filter(([, n]) => n));
    return { kept, counts: Object.fromEntries(all.map((one) => [one.name, counted(one)])) };
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

  // Hits in another order than by relevance, which decides among equals: the newest first, or the
  // best told. The words of a facet are in ascending order; who has none comes last.
  kb.sorted = async function (hits, order) {
    const name = { date: "year", grade: "grade" }[order];
    if (!name) return hits;
    const { words, of } = (await columns()).find((one) => one.name === name);
    const place = order === "date" ? (last) => words.length - 1 - last : (last) => (last < 0 ? words.length : last);
    const places = [];
    for (const hit of hits) {
      const at = place(of(hit.record).reduce((a, b) => Math.max(a, b), -1));
      (places[at] = places[at] || []).push(hit);
    }
    return places.flat();
  };
})();
