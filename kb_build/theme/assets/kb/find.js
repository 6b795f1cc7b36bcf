// Finds and ranks records: each unspaced run of a query as it stands, else in other ways of writing
// it (from pinyin, numbers told the other way, without what a question adds, with a homophone put
// right), else by its parts.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  const HEARD = 0.9; // of what was typed in pinyin or put right
  // Pages that staff look for come before passages of reports; lists and guides after them.
  const FAVOUR = {
    practice: 1.2, rule: 1.2, mechanism: 1.2, measure: 1.1, problem: 1.05, organization: 0.9,
    passage: 1, unit: 0.9, topic: 0.6, series: 0.6, overview: 0.9, report: 0.6, page: 0.3,
  };
  // A heading tells little, a plan nothing that was done, and of what is only named nothing is told.
  const FAVOUR_OF_ROLE = { heading: 0.9, plan: 0.9, named: 0.5 };
  // The page of an office quotes all that reports say of it, so some pairs of any question stand there:
  // without the office's name it answers only what it says in so many words, and after other pages.
  const OFFICE = "organization";
  const OFFICE_UNNAMED = 0.6;
  // What a person wrote about the site: it may give any query as an example.
  const GUIDE = "page";
  // A long text has most words somewhere: each doubling beyond the mean length costs this much.
  const LONGER = 0.12;
  const LONGER_APART = 0.3; // where it has them apart from each other
  // Records that have a part only: shown below those that have all, where these are few.
  const ENOUGH = 10;
  const SHORT = 4; // letters of a query that is asked as it stands or not at all
  const LEAST = 0.4; // of the weight of the query,
  const NEAR = 0.6; // and of what the best record has
  const FEW_NEAR = 50;

  // Pairs of letters tell Chinese words apart, but not Latin ones.
  const isChinese = (letters) => letters.some((letter) => letter > "\u2e7f");
  const isPinyin = (letters) => letters.length > 1 && letters.every((letter) => /[a-z]/.test(letter));
  const isWhole = ({ wholes }) => wholes > 0;
  const isTogether = ({ together }) => together > 0;

  // ------------------------------------------------------------------------------ one run

  // The first way of writing the run that some record has as it stands; else the last one, by parts.
  async function ask(run) {
    const own = { ...run, heard: [], ways: [[run.letters]] };
    let last = await kb.measure({ pieces: [run.letters], words: true, same: false });
    if (run.exact && isTogether(last)) return { ...own, ...asWritten(last) };
    if (last.wholes >= ENOUGH) return { ...own, ...last };
    last = await kb.measure({ pieces: [run.letters], words: true, same: true });
    if (isTogether(last)) return { ...own, ...last };
    // A long text that happens to have all pairs apart hardly answers a question.
    const apart = isWhole(last) ? { ...own, ...last } : null;
    for (const way of apart ? [asQuestion, asSubject] : WAYS) {
      const found = await way(run, last);
      if (found && isWhole(found.measured)) {
        return { ...own, ...found.measured, heard: found.heard || [], ways: found.ways };
      }
      if (found) {
        last = found.measured;
        own.ways = found.ways;
      }
    }
    return apart || { ...own, ...(isChinese(run.letters) ? last : await nothing(last)), loose: true };
  }

  function asWritten(measured) {
    const isIt = (record) => measured.flags[record] & kb.AS;
    for (const record of measured.records) if (!isIt(record)) measured.flags[record] = measured.cover[record] = 0;
    return { ...measured, records: measured.records.filter(isIt) };
  }

  async function nothing({ weight, count }) {
    const { count: all } = await kb.store.head();
    const none = new Uint8Array(all);
    return {
      weight, count, records: [], cover: none, terms: none, flags: none, bonus: new Map(), wholes: 0,
      together: 0, others: () => [],
    };
  }

  // A part of a number or of a Latin word.
  async function asDigits({ letters }) {
    if (!letters.some((letter) => letter < "\u2e80")) return null;
    const measured = await kb.measure({ pieces: [letters], words: false, same: true });
    return isWhole(measured) ? { measured, ways: [[letters]] } : null;
  }

  // From pinyin, or with its numbers told the other way.
  async function asHeard({ letters }) {
    const [heard, stands] = isPinyin(letters) ? [await kb.heard(letters.join("")), isWhole]
      : [kb.numbered(letters), isTogether];
    const all = await Promise.all(heard.map((word) =>
      kb.measure({ pieces: [Array.from(word)], words: true, same: false })));
    const whole = all.map((measured, i) => ({ measured, word: heard[i] }))
      .filter(({ measured }) => stands(measured));
    if (!whole.length) return null;
    const words = whole.map(({ word }) => word);
    return {
      measured: best(whole.map(({ measured }) => measured)), heard: words,
      ways: words.map((word) => [Array.from(word)]),
    };
  }

  // Vague words beside those of the question are asked for where many records have them.
  async function asQuestion({ letters, stops }) {
    const asked = await asPieces(letters, kb.pieces(letters, stops));
    if (asked && asked.measured.wholes >= ENOUGH) return asked;
    return (await asPieces(letters, kb.gist(letters, stops))) || asked;
  }

  async function asPieces(letters, pieces) {
    if (pieces.length === 1 && pieces[0].length === letters.length) return null;
    return { measured: await kb.measure({ pieces, words: true, same: true }), ways: [pieces] };
  }

  async function asCorrected({ letters }) {
    if (!isChinese(letters) || letters.length < 3) return null;
    const [rows, head] = await Promise.all([kb.store.terms(kb.pairs(letters)), kb.store.head()]);
    const inContent = (record) => head.names[head.kinds[record]] !== GUIDE;
    const stands = (pair) => Boolean(rows.get(pair) && rows.get(pair).some((row) => row.some(inContent)));
    const right = await kb.corrected(letters, stands);
    if (!right) return null;
    const measured = await kb.measure({ pieces: [right], words: true, same: true });
    return isWhole(measured) ? { measured: best([measured]), heard: [right.join("")], ways: [[right]] } : null;
  }

  // Without the words at the end that only say what sort of thing is meant: 档案 of 档案管理制度.
  async function asSubject({ letters, stops }) {
    for (const pieces of kb.subjects(letters, stops)) {
      const measured = await kb.measure({ pieces, words: true, same: true });
      if (isTogether(measured)) return { measured, ways: [pieces] };
    }
    return null;
  }

  const WAYS = [asDigits, asHeard, asQuestion, asCorrected, asSubject];

  // Of several ways to write a run, what each record has of the one that it has most of.
  function best([first, ...others]) {
    const merged = { ...first, records: [...first.records], bonus: new Map(first.bonus) };
    const known = new Set(first.records);
    for (const record of first.records) merged.cover[record] *= HEARD;
    for (const one of others) {
      for (const record of one.records) {
        const cover = HEARD * one.cover[record];
        if (known.has(record) && cover <= merged.cover[record]) continue;
        if (!known.has(record)) merged.records.push(record);
        known.add(record);
        for (const key of ["terms", "flags"]) merged[key][record] = one[key][record];
        merged.cover[record] = cover;
        if (one.bonus.has(record)) merged.bonus.set(record, one.bonus.get(record));
      }
    }
    return merged;
  }

  // ------------------------------------------------------------------------------ all runs

  // What a record's kind and role, `favour`, and its length make of its score.
  function weighing(head) {
    const mean = Math.log2(head.meanLength);
    const ofKind = head.names.map((name) => FAVOUR[name]);
    const ofRole = head.roleNames.map((name) => FAVOUR_OF_ROLE[name] || 1);
    return {
      favour: (record, ofIt) => (ofIt || ofKind[head.kinds[record]]) * ofRole[head.roles[record]],
      length: (record, longer) => 1 + longer * Math.max(0, head.lengths[record] - mean),
    };
  }

  // { record, kind, cover, full: has all runs, some: has one of several, parts: how many terms, score }.
  function rated(record, asked, total, head, weigh) {
    const kind = head.names[head.kinds[record]];
    let cover = 0;
    let bonus = 0;
    let parts = 0;
    let wholes = 0;
    let as = 0;
    let titled = kind === "report"; // who asks for words of its title wants the report itself
    for (const run of asked) {
      cover += run.weight * run.cover[record];
      bonus += run.bonus.get(record) || 0;
      parts += run.terms[record];
      wholes += run.flags[record] & kb.WHOLE ? 1 : 0;
      as += run.flags[record] & kb.AS ? 1 : 0;
      titled = titled && run.flags[record] & kb.TITLED;
    }
    cover /= total;
    const length = weigh.length(record, as === asked.length ? LONGER : LONGER_APART);
    const unnamed = kind === OFFICE && !bonus;
    const favour = weigh.favour(record, unnamed ? OFFICE_UNNAMED : titled && 1);
    const full = wholes === asked.length && !(unnamed && as < asked.length);
    // A title that has but one of several words, and others, may be about anything: 2031 年工作总结.
    const named = full || asked.length === 1 || bonus >= kb.WHOLE_NAME ? bonus : 0;
    return {
      record, kind, cover, parts, full, some: asked.length > 1 && wholes > 0,
      score: (total * cover * cover / length + named) * favour,
    };
  }

  const byScore = (a, b) => b.score - a.score || a.record - b.record;

  // Of records that have a part only, those that have much of it.
  function near(found, asked) {
    const terms = asked.reduce((sum, { count }) => sum + count, 0);
    const most = found.reduce((top, { cover }) => Math.max(top, cover), 0);
    const fewest = Math.min(2, terms);
    const anyFull = found.some(({ full }) => full);
    return found.filter(({ full, some, cover, parts }) => !full && ((some && !anyFull)
      || (parts >= fewest && cover >= Math.max(LEAST, NEAR * most)))).sort(byScore);
  }

  // Syllables may be typed apart: du shu da ka.
  async function askAll(runs) {
    if (runs.length > 1 && runs.every(({ letters }) => letters.every((letter) => /[a-z]/.test(letter)))) {
      const words = runs.map((run) => run.words).join(" ");
      const joined = await ask({ words, letters: runs.flatMap((run) => run.letters) });
      if (isWhole(joined)) return [joined];
    }
    return Promise.all(runs.map(ask));
  }

  function union(asked, count) {
    const seen = new Uint8Array(count);
    const found = [];
    for (const { records } of asked) {
      for (const record of records) {
        if (!seen[record]) found.push(record);
        seen[record] = 1;
      }
    }
    return found;
  }

  // How a record has all that was asked for: "own", as it is written, "apart", its words apart from
  // each other, "same", by words of the same meaning (`others`).
  function explained(one, asked) {
    const has = (flag) => asked.every(({ flags }) => flags[one.record] & flag);
    one.how = has(kb.OWN) ? (has(kb.AS) ? "own" : "apart") : "same";
    one.others = one.how === "same" ? asked.flatMap(({ others }) => others(one.record)) : [];
    return one;
  }

  // The records that have one of these runs as it is written.
  async function having(runs) {
    const found = await Promise.all(runs.map(({ letters }) =>
      kb.measure({ pieces: [letters], words: true, same: false })));
    const whole = kb.WHOLE | kb.AS;
    return new Set(found.flatMap(({ records, flags }) =>
      records.filter((record) => (flags[record] & whole) === whole)));
  }

  // What records have of the runs: { asked, content: all that is found but guides, guides, full: of the
  // content what has every run, best first }.
  async function answered(runs, barred, head) {
    const asked = await askAll(runs);
    const total = asked.reduce((sum, { weight }) => sum + weight, 0) || 1;
    const weigh = weighing(head);
    const found = union(asked, head.count).filter((record) => !barred.has(record))
      .map((record) => rated(record, asked, total, head, weigh));
    const content = found.filter(({ kind }) => kind !== GUIDE);
    const guides = found.filter(({ kind, full }) => kind === GUIDE && full).sort(byScore);
    return { asked, content, guides, full: content.filter((one) => one.full).sort(byScore) };
  }

  // A word that stands apart and says only what sort of thing is wanted (基层减负 经验做法) is asked for
  // where enough records have it with the others.
  async function answer(runs, barred, head) {
    const all = await answered(runs, barred, head);
    const telling = runs.filter(({ letters }) => !kb.isVague(letters));
    if (all.full.length >= ENOUGH || !telling.length || telling.length === runs.length) return all;
    const fewer = await answered(telling, barred, head);
    return fewer.full.length > all.full.length ? { ...fewer, less: true } : all;
  }

  // { hits: [{ record, kind, how, … }] best first; full: how many of them have all that was asked
  // for; guided: whether only guides do; less: whether not all words were asked for; without: the
  // runs that no hit has; runs: the others as asked, with `loose` where nothing but guides has them
  // and `heard` with what was taken instead }.
  kb.find = async function (query) {
    const head = await kb.store.head();
    const runs = kb.runs(query);
    const wanted = runs.filter(({ without }) => !without);
    const unwanted = wanted.length ? runs.filter(({ without }) => without) : [];
    const barred = await having(unwanted);
    const { asked, content, guides, full, less } = await answer(wanted.length ? wanted : runs, barred, head);
    const letters = asked.reduce((sum, run) => sum + run.letters.length, 0);
    const fewer = full.length < ENOUGH && (letters > SHORT || !full.length);
    const parted = fewer ? near(content, asked) : [];
    const rest = full.length ? parted.slice(0, FEW_NEAR) : parted;
    for (const one of full) explained(one, asked);
    for (const one of rest) one.how = "near";
    return {
      hits: [...full, ...rest, ...guides],
      without: unwanted,
      less: Boolean(less),
      full: full.length || (rest.length ? 0 : guides.length),
      guided: guides.length > 0 && !full.length && !rest.length,
      runs: asked.map(({ words, letters: own, stops, loose, heard, ways }) =>
        ({ words, letters: own, stops, loose: Boolean(loose), heard, ways })),
    };
  };
})();
