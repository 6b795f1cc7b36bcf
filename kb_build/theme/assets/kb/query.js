// Finds and ranks records: each unspaced run of a query as a phrase, and by its parts if need be.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  const MOST_LETTERS = 120; // of a query; the rest is not asked
  const TITLE = 0; // place of the title among the fields of a term's row
  const WEIGHTS = [3, 0.4, 1]; // of a phrase in title, context and text
  // Larger than any sum of the weights above, so that these come first whatever the rest says.
  const WHOLE_TITLE = 1000;
  const IN_TITLE = 100;
  const TITLE_BOUND = 10; // where the phrase begins or ends the title
  // Pages that staff look for come slightly before passages of reports.
  const FAVOURED = new Set(["practice", "rule", "mechanism", "measure"]);
  const FAVOUR = 1.2;
  // Of a phrase's pairs this share must be there, and this share of their rarity, to count as a find.
  const LEAST_PAIRS = 0.25;
  const LEAST_COVER = 0.4;
  // BM25 with its usual constants (Robertson and Zaragoza 2009).
  const K = 1.2;
  const B = 0.75;

  const rarity = (found, all) => Math.log(1 + (all - found + 0.5) / (found + 0.5));

  // How much `count` finds in a record of this length count; lengths are powers of two.
  function frequency(count, head, record) {
    const length = 2 ** head.lengths[record] / head.meanLength;
    return (count * (K + 1)) / (count + K * (1 - B + B * length));
  }

  // ------------------------------------------------------------------------------ phrases

  // record → first places of the phrase in one field.
  function phrasePlaces(cover, rows, field) {
    const [first, ...rest] = cover.map(({ term, at }) => ({ at, found: rows.get(term)[field] }));
    const places = new Map();
    for (const [record, ats] of first.found) {
      const starts = ats.map((at) => at - first.at).filter((start) =>
        rest.every(({ at, found }) => (found.get(record) || []).includes(start + at)));
      if (starts.length) places.set(record, starts);
    }
    return places;
  }

  function titleScore(starts, record, letters, bounds) {
    const [before, after] = bounds;
    const at = (row, place) => (row[TITLE].get(record) || []).includes(place);
    const scores = starts.map((start) => {
      const begins = at(before, start - 1);
      const ends = at(after, start + letters.length - 1);
      return begins && ends ? WHOLE_TITLE : IN_TITLE + TITLE_BOUND * (begins + ends);
    });
    return Math.max(...scores);
  }

  // record → score of those that have the letters as they stand.
  async function phrase(letters, words, head) {
    const cover = letters.length > 1 ? kb.cover(letters, words) : [{ term: letters[0], at: 0 }];
    const bounds = ["^" + letters[0], letters[letters.length - 1] + "$"];
    const rows = await kb.store.terms([...cover.map(({ term }) => term), ...bounds]);
    const fields = WEIGHTS.map((_, field) => phrasePlaces(cover, rows, field));
    const records = new Set(fields.flatMap((places) => [...places.keys()]));
    const rare = rarity(records.size, head.kinds.length);
    const scores = new Map();
    for (const record of records) {
      const parts = fields.map((places, field) =>
        WEIGHTS[field] * frequency((places.get(record) || []).length, head, record));
      const title = fields[TITLE].get(record);
      const bonus = title ? titleScore(title, record, letters, bounds.map((b) => rows.get(b))) : 0;
      scores.set(record, bonus + rare * parts.reduce((sum, part) => sum + part));
    }
    return scores;
  }

  // ------------------------------------------------------------------------------ parts

  // record → score of those that have most of the pairs, wherever they stand; if any has all, those
  // that have all.
  async function parts(letters, head) {
    const pairs = kb.pairs(letters);
    const rows = await kb.store.terms(pairs);
    const covers = new Map();
    let whole = 0;
    for (const pair of pairs) {
      const records = new Set(rows.get(pair).flatMap((places) => [...places.keys()]));
      const rare = records.size ? rarity(records.size, head.kinds.length) : 0;
      whole += rare;
      for (const record of records) {
        const cover = covers.get(record) || { count: 0, rare: 0 };
        covers.set(record, { count: cover.count + 1, rare: cover.rare + rare });
      }
    }
    return enough(covers, pairs.length, whole);
  }

  function enough(covers, pairs, whole) {
    const found = [...covers];
    const complete = found.some(([, { count }]) => count === pairs);
    const least = complete ? pairs : Math.max(1, LEAST_PAIRS * pairs);
    return new Map(found
      .filter(([, { count, rare }]) => count >= least && rare >= LEAST_COVER * whole)
      .map(([record, { rare }]) => [record, rare]));
  }

  // ------------------------------------------------------------------------------ queries

  // The unspaced runs of a query, normalised: [{ words, letters }].
  function runsOf(query) {
    const runs = Array.from(query).slice(0, MOST_LETTERS).join("").split(/\s+/);
    return runs.flatMap((words) => split(kb.normalise(words).letters)
      .map((letters) => ({ words, letters })));
  }

  function split(letters) {
    const runs = letters.join("").split("\n").filter((run) => run);
    return runs.map((run) => Array.from(run));
  }

  // Pairs of letters tell Chinese words apart, but not Latin ones.
  function mayBeLoose({ letters }) {
    return letters.length > 2 && letters.some((letter) => letter > "\u2e7f");
  }

  // A run's finds, and whether they are loose: not as written but by its parts.
  async function ask(run, head) {
    for (const words of [true, false]) {
      const scores = await phrase(run.letters, words, head);
      if (scores.size) return { ...run, scores, loose: false };
    }
    const scores = mayBeLoose(run) ? await parts(run.letters, head) : new Map();
    return { ...run, scores, loose: true };
  }

  function rated(record, asked, head) {
    const kind = head.names[head.kinds[record]];
    const scores = asked.map((run) => run.scores.get(record)).filter((score) => score !== undefined);
    const sum = scores.reduce((total, score) => total + score, 0);
    return { record, kind, runs: scores.length, score: sum * (FAVOURED.has(kind) ? FAVOUR : 1) };
  }

  // Those with the most runs first; then by score, then in the order of the pages.
  function ranked(records, asked, head) {
    return records.map((record) => rated(record, asked, head))
      .sort((a, b) => b.runs - a.runs || b.score - a.score || a.record - b.record);
  }

  // { hits: [{ record, kind, … }] best first, runs: [{ words, letters, loose }], some }; `some` tells
  // that no record has all runs, so that those with any are given.
  kb.find = async function (query) {
    const head = { ...(await kb.store.head()) };
    head.meanLength =
      head.lengths.reduce((total, length) => total + 2 ** length, 0) / head.lengths.length;
    const asked = await Promise.all(runsOf(query).map((run) => ask(run, head)));
    const any = [...new Set(asked.flatMap(({ scores }) => [...scores.keys()]))];
    const all = any.filter((record) => asked.every(({ scores }) => scores.has(record)));
    const some = all.length === 0 && asked.length > 1;
    const runs = asked.map(({ words, letters, loose }) => ({ words, letters, loose }));
    return { hits: ranked(some ? any : all, asked, head), runs, some };
  };
})();
