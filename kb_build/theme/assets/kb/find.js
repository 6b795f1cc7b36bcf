// Finds and ranks records: each unspaced run of a query as it stands, else in other ways of writing
// it (without what a question adds, as pinyin, with a homophone put right), else by its parts.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  const HEARD = 0.9; // of what was typed in pinyin or put right
  // Pages that staff look for come before passages of reports; lists and guides after them.
  const FAVOUR = {
    practice: 1.2, rule: 1.2, mechanism: 1.2, measure: 1.1, problem: 1.05, organization: 0.9,
    passage: 1, topic: 0.6, report: 0.6, page: 0.3,
  };
  const HEADING = 0.9;
  // A long text has most words somewhere: each doubling beyond the mean length costs this much.
  const LONGER = 0.12;
  // Records that have a part only: shown below those that have all, where these are few.
  const ENOUGH = 10;
  const SHORT = 4; // letters of a query that is asked as it stands or not at all
  const LEAST = 0.4; // of the weight of the query,
  const NEAR = 0.6; // and of what the best record has
  const FEW_NEAR = 50;

  // Pairs of letters tell Chinese words apart, but not Latin ones.
  const isChinese = (letters) => letters.some((letter) => letter > "\u2e7f");
  const isPinyin = (letters) => letters.length > 1 && letters.every((letter) => /[a-z]/.test(letter));
  const isWhole = ({ finds }) => [...finds.values()].some(({ whole }) => whole);

  // ------------------------------------------------------------------------------ one run

  // The first way of writing the run that some record has as it stands; else the last one, by parts.
  async function ask(run) {
    const own = { ...run, heard: [], ways: [[run.letters]] };
    const plain = { pieces: [run.letters], words: true, same: true };
    let last = await kb.measure(plain);
    if (isWhole(last)) return { ...own, ...last };
    for (const way of [asDigits, asHeard, asQuestion, asCorrected]) {
      const found = await way(run, last);
      if (found && found.measured && isWhole(found.measured)) {
        return { ...own, ...found.measured, heard: found.heard || [], ways: found.ways };
      }
      if (found && found.measured) {
        last = found.measured;
        own.ways = found.ways;
      }
    }
    return { ...own, ...(isChinese(run.letters) ? last : { ...last, finds: new Map() }), loose: true };
  }

  // A part of a number or of a Latin word.
  async function asDigits({ letters }) {
    if (!letters.some((letter) => letter < "\u2e80")) return null;
    const measured = await kb.measure({ pieces: [letters], words: false, same: true });
    return isWhole(measured) ? { measured, ways: [[letters]] } : null;
  }

  async function asHeard({ letters }) {
    if (!isPinyin(letters)) return null;
    const heard = await kb.heard(letters.join(""));
    const all = await Promise.all(heard.map((word) =>
      kb.measure({ pieces: [Array.from(word)], words: true, same: false })));
    const whole = all.map((measured, i) => ({ measured, word: heard[i] }))
      .filter(({ measured }) => isWhole(measured));
    if (!whole.length) return null;
    const words = whole.map(({ word }) => word);
    return {
      measured: best(whole.map(({ measured }) => measured)), heard: words,
      ways: words.map((word) => [Array.from(word)]),
    };
  }

  async function asQuestion({ letters }) {
    const pieces = kb.pieces(letters);
    if (pieces.length === 1 && pieces[0].length === letters.length) return null;
    return { measured: await kb.measure({ pieces, words: true, same: true }), ways: [pieces] };
  }

  async function asCorrected({ letters }) {
    if (!isChinese(letters) || letters.length < 3) return null;
    const rows = await kb.store.terms(kb.pairs(letters));
    const stands = (pair) => Boolean(rows.get(pair) && rows.get(pair).some((row) => row.length));
    const right = await kb.corrected(letters, stands);
    if (!right) return null;
    const measured = await kb.measure({ pieces: [right], words: true, same: true });
    return isWhole(measured) ? { measured: best([measured]), heard: [right.join("")], ways: [[right]] } : null;
  }

  // Of several ways to write a run, what each record has of the one that it has most of.
  function best(all) {
    const finds = new Map();
    for (const measured of all) {
      for (const [record, found] of measured.finds) {
        const known = finds.get(record);
        const cover = HEARD * found.cover;
        if (!known || cover > known.cover) finds.set(record, { ...found, cover });
      }
    }
    return { weight: all[0].weight, count: all[0].count, finds };
  }

  // ------------------------------------------------------------------------------ all runs

  function rated(record, asked, total, head) {
    const kind = head.names[head.kinds[record]];
    const finds = asked.map((run) => run.finds.get(record));
    const cover = asked.reduce((sum, run, i) => sum + run.weight * (finds[i] ? finds[i].cover : 0), 0) / total;
    const bonus = finds.reduce((sum, find) => sum + (find ? find.bonus : 0), 0);
    const doublings = Math.max(0, head.lengths[record] - Math.log2(head.meanLength));
    const isHeading = head.roleNames[head.roles[record]] === "heading";
    const favour = FAVOUR[kind] * (isHeading ? HEADING : 1) / (1 + LONGER * doublings);
    return {
      record, kind, cover,
      full: finds.every((find) => find && find.whole),
      as: finds.every((find) => find && find.as),
      parts: finds.reduce((sum, find) => sum + (find ? find.terms : 0), 0),
      score: total * cover * cover * favour + bonus * FAVOUR[kind],
    };
  }

  const byScore = (a, b) => b.score - a.score || a.record - b.record;

  // Of records that have a part only, those that have much of it.
  function near(found, asked) {
    const terms = asked.reduce((sum, { count }) => sum + count, 0);
    const most = found.reduce((top, { cover }) => Math.max(top, cover), 0);
    const fewest = Math.min(2, terms);
    return found.filter(({ full, cover, parts }) =>
      !full && parts >= fewest && cover >= Math.max(LEAST, NEAR * most)).sort(byScore);
  }

  // { hits: [{ record, kind, … }] best first; full: how many of them have all that was asked for;
  // runs: as asked, with `loose` where nothing has them and `heard` with what was taken instead }.
  kb.find = async function (query) {
    const head = await kb.store.head();
    const asked = await Promise.all(kb.runs(query).map(ask));
    const total = asked.reduce((sum, { weight }) => sum + weight, 0) || 1;
    const records = new Set(asked.flatMap(({ finds }) => [...finds.keys()]));
    const found = Array.from(records, (record) => rated(record, asked, total, head));
    const full = found.filter((one) => one.full).sort(byScore);
    const letters = asked.reduce((sum, run) => sum + run.letters.length, 0);
    const wanted = full.length < ENOUGH && (letters > SHORT || !full.length);
    const rest = wanted ? near(found, asked) : [];
    return {
      hits: [...full, ...(full.length ? rest.slice(0, FEW_NEAR) : rest)],
      full: full.length,
      runs: asked.map(({ words, letters: own, loose, heard, ways }) => ({ words, letters: own, loose: Boolean(loose), heard, ways })),
    };
  };
})();
