// How much of some letters each record has: pairs of letters weighed by how rare they are, and words
// of the same meaning in their place.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  const TITLE = 0; // places of the fields in a term's row
  const TEXT = 2;
  const CREDIT = [1.15, 0.5, 1]; // of a find in title, context and text
  const SAME = 0.75; // of a word of the same meaning
  // Pairs that reach from one known word into another, or hold a particle, say little.
  const ACROSS = 0.35;
  // Pairs that stand nowhere: what they would weigh among the others.
  const NOWHERE = 0.5;
  // Larger than any sum of weights, so that these come first whatever the rest says.
  const WHOLE_TITLE = 1000;
  const IN_TITLE = 100;
  const TITLE_BOUND = 10; // where the letters begin or end the title

  // ------------------------------------------------------------------------------ terms

  // What to ask for some pieces of letters: terms with the known word each lies in.
  function plan(pieces, words, withSame) {
    return pieces.flatMap((letters) => {
      const known = withSame ? kb.known(letters) : [];
      return kb.terms(letters, words).map((one) => {
        const inside = known.find(({ at, to }) => at <= one.at && to >= one.to);
        const across = known.some(({ at, to }) =>
          (at > one.at && at < one.to) || (to > one.at && to < one.to));
        const empty = letters.slice(one.at, one.to).some(kb.isParticle);
        return { term: one.term, known: inside, share: across || empty ? ACROSS : 1 };
      });
    });
  }

  function distinct(terms) {
    const found = new Map();
    for (const one of terms) if (!found.has(one.term)) found.set(one.term, one);
    return [...found.values()];
  }

  // Record → credit of those that have all terms of a word of the same meaning in one field.
  function having(rows, terms) {
    const found = new Map();
    CREDIT.forEach((credit, field) => {
      const [first, ...rest] = terms.map((term) => rows.get(term)[field]).sort((a, b) => a.length - b.length);
      const sets = rest.map((row) => new Set(row));
      for (const record of first) {
        if (sets.every((set) => set.has(record))) {
          found.set(record, Math.max(found.get(record) || 0, SAME * credit));
        }
      }
    });
    return found;
  }

  // Known word → records that have another word for it.
  async function swaps(terms) {
    const known = [...new Set(terms.map((one) => one.known).filter(Boolean))];
    const others = known.map(({ others }) => others.map((word) => kb.terms(word, true).map((t) => t.term)));
    const rows = await kb.store.terms([...new Set(others.flat(2))]);
    return new Map(known.map((one, i) => {
      const merged = new Map();
      for (const [record, credit] of others[i].flatMap((word) => [...having(rows, word)])) {
        merged.set(record, Math.max(merged.get(record) || 0, credit));
      }
      return [one, merged];
    }));
  }

  // ------------------------------------------------------------------------------ records

  const rarity = (found, all) => Math.log(1 + all / found);

  // Adds up what each record has of the terms.
  class Tally {
    constructor(count) {
      this.cover = new Float32Array(count);
      this.terms = new Uint16Array(count); // how many of the terms it has
      this.own = new Uint16Array(count); // not by other words
      this.title = new Uint16Array(count);
      this.text = new Uint16Array(count);
      this.credit = new Float32Array(count);
      this.found = [];
    }

    add(fields, swapped, weight) {
      const touched = [];
      const credit = (record, value) => {
        if (!this.credit[record]) touched.push(record);
        if (value > this.credit[record]) this.credit[record] = value;
      };
      fields.forEach((row, field) => { for (const record of row) credit(record, CREDIT[field]); });
      for (const record of touched) this.own[record]++;
      for (const record of fields[TITLE]) this.title[record]++;
      for (const record of fields[TEXT]) this.text[record]++;
      for (const [record, value] of swapped || []) credit(record, value);
      for (const record of touched) {
        if (!this.terms[record]++) this.found.push(record);
        this.cover[record] += weight * this.credit[record];
        this.credit[record] = 0;
      }
    }
  }

  function weights(terms, rows, all) {
    const counts = terms.map(({ term }) => rows.get(term).reduce((sum, row) => sum + row.length, 0));
    const known = counts.filter(Boolean).map((count) => rarity(count, all));
    const mean = known.reduce((sum, one) => sum + one, 0) / Math.max(1, known.length);
    return terms.map(({ share }, i) => share * (counts[i] ? rarity(counts[i], all) : NOWHERE * mean));
  }

  function titleBonus(bounds, record) {
    const [begins, ends] = bounds.map((set) => set.has(record));
    return begins && ends ? WHOLE_TITLE : IN_TITLE + TITLE_BOUND * (begins + ends);
  }

  // What records have of one way of writing a run. Gives { weight, finds: Map of record → { cover
  // from 0 to 1, whole: has every term, as: has them as they are written, bonus for its title } }.
  kb.measure = async function ({ pieces, words, same }) {
    const head = await kb.store.head();
    const terms = distinct(plan(pieces, words, same));
    const bounds = pieces.length > 1 ? [] : ["^" + pieces[0][0], pieces[0][pieces[0].length - 1] + "$"];
    const rows = await kb.store.terms([...terms.map(({ term }) => term), ...bounds]);
    const swapped = await swaps(terms);
    const weigh = weights(terms, rows, head.count);
    const tally = new Tally(head.count);
    terms.forEach(({ term, known }, i) => tally.add(rows.get(term), swapped.get(known), weigh[i]));
    const inBounds = bounds.map((term) => new Set(rows.get(term)[TITLE]));
    return summed(tally, terms.length, weigh.reduce((sum, one) => sum + one, 0), inBounds);
  };

  function summed(tally, count, weight, bounds) {
    const finds = new Map();
    for (const record of tally.found) {
      const title = tally.title[record] === count;
      finds.set(record, {
        cover: tally.cover[record] / (weight || 1),
        terms: tally.terms[record],
        whole: tally.terms[record] === count,
        as: title || tally.text[record] === count || tally.own[record] === count,
        bonus: title && bounds.length ? titleBonus(bounds, record) : 0,
      });
    }
    return { weight, count, finds };
  }
})();
