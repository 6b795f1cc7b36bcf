// How much of some letters each record has: pairs of letters weighed by how rare they are, and words
// of the same meaning in their place. Records are numbers, what is known of them stands in arrays:
// with thousands of finds a query has no time for an object each.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  const TITLE = 0; // places of the fields in a term's row
  const TEXT = 2;
  const CREDIT = [1.15, 0.5, 1]; // of a find in title, context and text
  const SAME = 0.75; // of a word of the same meaning
  // Pairs that reach from one word into another, or hold a particle, say little. Words that nobody
  // listed are told by how often pairs stand: 案管 in 档案管理 is rarer than those on both sides.
  const ACROSS = 0.35;
  // Pairs that stand nowhere: what they would weigh among the others.
  const NOWHERE = 0.5;
  // Who has less of the weight than this has found nothing: a frequent word alone.
  const MINOR = 0.15;
  // Larger than any sum of weights, so that these come first whatever the rest says.
  const WHOLE_NAME = 1000;
  const IN_TITLE = 100;
  const AT_START = 10;
  const AT_END = 60; // the last words of a Chinese name say what it is: 市住建局, not 住建局办法
  // Less than a title that ends with what was asked for, more than one that begins with it.
  const OTHER_NAME = IN_TITLE + AT_END - AT_START;

  // What is found of a record: flags.
  const WHOLE = 1; // has every term
  const AS = 2; // has them as they are written
  const OWN = 4; // has them, not other words of the same meaning, though maybe apart
  const TITLED = 8; // has them in its title
  // 公车使用管理办法 for 公车管理办法: of so many terms a title may lack one between the first and the
  // last, where it has a word that was not typed.
  const MANY = 5;

  // ------------------------------------------------------------------------------ terms

  // What to ask for some pieces of letters: terms with the known word each lies in, else with those
  // on both sides.
  function plan(pieces, words, withSame) {
    return pieces.flatMap((letters) => {
      const known = withSame ? kb.known(letters) : [];
      return kb.terms(letters, words).map((one, i, every) => {
        const inside = known.find(({ at, to }) => at <= one.at && to >= one.to);
        const across = known.some(({ at, to }) =>
          (at > one.at && at < one.to) || (to > one.at && to < one.to));
        const empty = letters.slice(one.at, one.to).some(kb.isParticle);
        const isInner = !inside && i > 0 && i + 1 < every.length;
        const beside = isInner ? [every[i - 1].term, every[i + 1].term] : [];
        return { term: one.term, known: inside, across, beside, share: across || empty ? ACROSS : 1 };
      });
    });
  }

  function distinct(terms) {
    const found = new Map();
    for (const one of terms) if (!found.has(one.term)) found.set(one.term, one);
    return [...found.values()];
  }

  // Adds to `found` the credit of records that have all terms of a word of the same meaning in one
  // field, to `by` that word.
  function having(rows, word, { found, by }) {
    const terms = kb.terms(word, true).map(({ term }) => term);
    CREDIT.forEach((credit, field) => {
      const fields = terms.map((term) => rows.get(term)[field]).sort((a, b) => a.length - b.length);
      for (const record of fields.reduce(common)) {
        if (SAME * credit <= (found.get(record) || 0)) continue;
        found.set(record, SAME * credit);
        by.set(record, word);
      }
    });
  }

  // The numbers that stand in both ascending rows.
  function common(short, long) {
    const found = [];
    let at = 0;
    for (const record of short) {
      while (long[at] < record) at++;
      if (long[at] === record) found.push(record);
    }
    return found;
  }

  // Known word → { found: what it counts, by record that has another word for it, by: which }.
  async function swaps(terms) {
    const known = [...new Set(terms.map((one) => one.known).filter(Boolean))];
    const inOthers = known.flatMap(({ others }) => others.flatMap((word) => kb.terms(word, true)));
    const rows = await kb.store.terms([...new Set(inOthers.map(({ term }) => term))]);
    return new Map(known.map((one) => {
      const swap = { found: new Map(), by: new Map() };
      for (const word of one.others) having(rows, word, swap);
      return [one, swap];
    }));
  }

  // ------------------------------------------------------------------------------ records

  const sum = (numbers) => numbers.reduce((so, one) => so + one, 0);
  const rarity = (found, all) => Math.log(1 + all / found);

  // Adds up what each record has of the terms.
  class Tally {
    constructor(count) {
      this.cover = new Float32Array(count);
      this.terms = new Uint8Array(count); // how many of the terms it has
      this.needed = new Uint8Array(count); // of those that it has to have
      this.own = new Uint8Array(count); // not by other words,
      this.ownNeeded = new Uint8Array(count); // of those too
      this.title = new Uint8Array(count);
      this.text = new Uint8Array(count);
      this.credit = new Float32Array(count);
      this.found = [];
    }

    add(fields, swapped, weight, isNeeded) {
      const touched = [];
      const { credit } = this;
      fields.forEach((row, field) => {
        const value = CREDIT[field];
        for (const record of row) {
          if (!credit[record]) touched.push(record);
          if (value > credit[record]) credit[record] = value;
        }
      });
      for (const record of touched) {
        this.own[record]++;
        this.ownNeeded[record] += isNeeded;
      }
      for (const record of fields[TITLE]) this.title[record]++;
      for (const record of fields[TEXT]) this.text[record]++;
      for (const [record, value] of swapped ? swapped.found : []) {
        if (!credit[record]) touched.push(record);
        if (value > credit[record]) credit[record] = value;
      }
      for (const record of touched) {
        if (!this.terms[record]++) this.found.push(record);
        this.needed[record] += isNeeded;
        this.cover[record] += weight * credit[record];
        credit[record] = 0;
      }
    }
  }

  function weights(terms, rows, swapped, all) {
    const counts = terms.map(({ term, known }) => {
      const own = rows.get(term).reduce((sum, row) => sum + row.length, 0);
      return own || (known ? swapped.get(known).found.size : 0);
    });
    const known = counts.filter(Boolean).map((count) => rarity(count, all));
    const mean = sum(known) / Math.max(1, known.length);
    const often = new Map(terms.map(({ term }, i) => [term, counts[i]]));
    const rare = terms.map((_, i) => (counts[i] ? rarity(counts[i], all) : NOWHERE * mean));
    const plain = terms.map(({ share }, i) => share * rare[i]);
    const said = terms.map(({ share, beside }, i) => {
      const isAcross = beside.length && beside.every((term) => often.get(term) > counts[i]);
      return (isAcross ? Math.min(share, ACROSS) : share) * rare[i];
    });
    // Among several runs each weighs as much as before.
    const more = sum(plain) / (sum(said) || 1);
    return said.map((one) => more * one);
  }

  // Records by how much of their title the letters are.
  function titles(rows, [begins, ends, whole]) {
    const found = new Map();
    const add = (term, more) => {
      for (const record of rows.get(term)[TITLE]) found.set(record, (found.get(record) || 0) + more);
    };
    add(begins, AT_START);
    add(ends, AT_END);
    add(whole, WHOLE_NAME);
    return found;
  }

  // Records that have the first and the last of many terms in their titles.
  function spread(terms, rows) {
    if (terms.length < MANY) return new Set();
    const [begins, ends] = [terms[0], terms[terms.length - 1]].map(({ term }) => rows.get(term)[TITLE]);
    return new Set(begins.length < ends.length ? common(begins, ends) : common(ends, begins));
  }

  // What records have of one way of writing a run. Gives { weight, count of terms, records: what is
  // found, cover: from 0 to 1 by record, terms and flags by record, bonus by record for its title,
  // wholes: how many records of the content have every term, together: how many of these have them
  // as they are written, or with a word between in a title, others: the words of the same meaning by
  // which a record was found }.
  kb.measure = async function ({ pieces, words, same }) {
    const head = await kb.store.head();
    const terms = distinct(plan(pieces, words, same));
    const [first] = pieces;
    const bounds = pieces.length > 1 ? [] : [`^${first[0]}`, `${first[first.length - 1]}$`, `^${first.join("")}$`];
    const [rows, swapped] = await Promise.all([
      kb.store.terms([...terms.map(({ term }) => term), ...bounds]), swaps(terms),
    ]);
    const weigh = weights(terms, rows, swapped, head.count);
    const tally = new Tally(head.count);
    // Between known words that other words may stand for, no pair has to be there.
    const needed = terms.map(({ across }) => !across);
    terms.forEach(({ term, known }, i) => tally.add(rows.get(term), swapped.get(known), weigh[i], needed[i]));
    const weight = sum(weigh);
    const must = needed.filter(Boolean).length;
    const titled = bounds.length ? titles(rows, bounds) : null;
    const found = summed(tally, { weight, count: terms.length, must }, titled, spread(terms, rows), head);
    const named = pieces.length === 1 ? await namedOtherwise(first) : new Map();
    addNamed(found, named);
    const otherWords = [...[...swapped.values()].map(({ by }) => by), named];
    return { ...found, others: (record) => otherWords.flatMap((by) => (by.has(record) ? [by.get(record).join("")] : [])) };
  };

  // Records of which another name for all of the letters is the whole name, with that name: 国办 is
  // 国务院办公厅, and 三会一课制度 is 三会一课.
  async function namedOtherwise(letters) {
    const [{ others, to } = { others: [] }] = kb.known(letters);
    const names = [...(to === letters.length ? others : []), ...kb.bare(letters)];
    const terms = names.map((word) => `^${word.join("")}$`);
    const rows = await kb.store.terms(terms);
    return new Map(names.flatMap((word, i) => rows.get(terms[i])[TITLE].map((record) => [record, word])));
  }

  function addNamed(found, records) {
    for (const record of records.keys()) {
      if (!found.flags[record]) found.records.push(record);
      found.flags[record] |= WHOLE | AS;
      found.cover[record] = Math.max(found.cover[record], SAME * CREDIT[TITLE]);
      found.bonus.set(record, Math.max(found.bonus.get(record) || 0, OTHER_NAME));
    }
  }

  function summed(tally, { weight, count, must }, named, ends, head) {
    const guide = head.names.indexOf("page");
    const office = head.names.indexOf("organization");
    const flags = new Uint8Array(head.count);
    const bonus = new Map();
    const records = [];
    let wholes = 0;
    let together = 0;
    for (const record of tally.found) {
      const isSpread = tally.title[record] === count - 1 && ends.has(record);
      const isWhole = isSpread || (must ? tally.needed[record] === must : tally.terms[record] === count);
      if (!isWhole && tally.cover[record] < MINOR * weight) {
        tally.cover[record] = tally.terms[record] = 0;
        continue;
      }
      records.push(record);
      const inTitle = tally.title[record] === count;
      const as = inTitle || tally.text[record] === count || tally.own[record] === count;
      const own = isSpread || (must ? tally.ownNeeded[record] === must : tally.own[record] === count);
      flags[record] = (isWhole ? WHOLE : 0) | (as ? AS : 0) | (own ? OWN : 0) | (inTitle || isSpread ? TITLED : 0);
      // A guide does not count: it may give the query as an example. Nor does an office by its long text.
      const kind = head.kinds[record];
      const counts = isWhole && kind !== guide && (kind !== office || inTitle);
      wholes += counts;
      together += counts && (as || isSpread);
      tally.cover[record] /= weight || 1;
      if (inTitle && named) bonus.set(record, IN_TITLE + (named.get(record) || 0));
    }
    return { weight, count, records, cover: tally.cover, terms: tally.terms, flags, bonus, wholes, together };
  }

  Object.assign(kb, { WHOLE, AS, OWN, TITLED, WHOLE_NAME });
})();
