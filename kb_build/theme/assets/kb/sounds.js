// Finds what was meant where a query is typed in pinyin, in initials, or with a wrong homophone.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  const MOST_READINGS = 6; // ways of cutting letters into syllables
  const MOST_WORDS = 4; // what is asked for in the end
  const KEPT = 3; // best words kept for each last character on the way
  const MOST_SYLLABLES = 12;
  const FEWEST_INITIALS = 3;
  const LETTERS_A_MISTAKE = 5;
  const MOST_SAID = 2; // readings of a character
  const MOST_STRANGE = 6; // neighbours that never stand together: more is no slip
  // Of correcting: another character, and two neighbours that never stand together.
  const OTHER = 1.4;
  const UNKNOWN = 1.5;
  const RARER = 0.01; // each place after the most frequent pair of this sound

  let syllables;
  let readings; // character → its syllables, the usual one first

  function learn() {
    if (syllables) return;
    const rows = window.kbSyllables.match(/[a-z]+[^a-z ]+/g).map((row) => row.match(/([a-z]+)(.+)/));
    syllables = new Set(rows.map(([, syllable]) => syllable));
    readings = new Map();
    for (const [, syllable, characters] of rows) {
      for (const one of characters) readings.set(one, [...(readings.get(one) || []), syllable]);
    }
  }

  // ------------------------------------------------------------------------------ pinyin

  // Ways of cutting letters into syllables, those of the fewest first.
  function cuts(letters) {
    const ways = [[[]]];
    for (let end = 1; end <= letters.length; end++) {
      ways[end] = [];
      for (let at = Math.max(0, end - 6); at < end; at++) {
        const syllable = letters.slice(at, end);
        if (syllables.has(syllable)) ways[end].push(...ways[at].map((way) => [...way, syllable]));
      }
      ways[end] = ways[end].sort((a, b) => a.length - b.length).slice(0, MOST_READINGS);
    }
    return ways[letters.length].filter((way) => way.length > 1 && way.length <= MOST_SYLLABLES);
  }

  const keysOf = (way) => way.slice(1).map((syllable, i) => `${way[i]} ${syllable}`);

  // Words that sound like a row of syllables: pairs strung together, the frequent first.
  function strung(lists) {
    let ends = new Map(); // last character → [{ words, cost }]
    lists.forEach((pairs, i) => {
      const next = new Map();
      pairs.forEach((pair, rank) => {
        const [first, last] = Array.from(pair);
        const before = i ? ends.get(first) || [] : [{ words: first, cost: 0 }];
        const longer = before.map(({ words, cost }) =>
          ({ words: words + last, cost: cost + Math.log2(1 + rank) }));
        next.set(last, [...(next.get(last) || []), ...longer].sort((a, b) => a.cost - b.cost)
          .slice(0, KEPT));
      });
      ends = next;
    });
    return [...ends.values()].flat().sort((a, b) => a.cost - b.cost).map(({ words }) => words);
  }

  // Names that are said so. Strung pairs are many and mostly no words; a name is one.
  async function named(way) {
    const initials = way.map((syllable) => syllable[0]).join("");
    const names = (await kb.store.sounds([initials])).get(initials);
    return names.filter((name) => {
      const letters = Array.from(name);
      return letters.length === way.length
        && letters.every((letter, i) => (readings.get(letter) || []).includes(way[i]));
    });
  }

  // Topics and known words with these initials: they may be a part of a name only.
  async function begunSo(initials) {
    const { topics } = await kb.store.facets();
    return [...topics.words, ...kb.knownWords()].filter((word) => {
      const letters = Array.from(word);
      return letters.length === initials.length && letters.every((letter, i) =>
        (readings.get(letter) || []).some((syllable) => syllable[0] === initials[i]));
    });
  }

  // Words that `letters` may stand for: typed in full, or by initials.
  kb.heard = async function (letters) {
    learn();
    const found = [];
    for (const way of cuts(letters)) {
      const rows = await kb.store.sounds(keysOf(way));
      found.push(...await named(way), ...strung(keysOf(way).map((key) => rows.get(key))));
      if (found.length) break;
    }
    if (!found.length && letters.length >= FEWEST_INITIALS) {
      found.push(...(await kb.store.sounds([letters])).get(letters), ...await begunSo(letters));
    }
    return [...new Set(found)].slice(0, MOST_WORDS);
  };

  // ------------------------------------------------------------------------------ homophones

  const said = (letter) => (readings.get(letter) || []).slice(0, MOST_SAID);

  // For each two neighbours at the `places`, the pairs that sound like them, the frequent first, with
  // their places among these; elsewhere none.
  async function alike(letters, places) {
    const keys = letters.slice(1).map((letter, i) => (places.has(i)
      ? said(letters[i]).flatMap((first) => said(letter).map((last) => `${first} ${last}`))
      : []));
    const rows = await kb.store.sounds([...new Set(keys.flat())]);
    return keys.map((some) => new Map(some.flatMap((key) => rows.get(key).map((pair, rank) => [pair, rank]))));
  }

  // The same letters with one wrong homophone put right (a further one in every further five
  // letters), or nothing. `stands` tells whether two letters stand together anywhere: only where
  // they do not, and beside, others are tried.
  kb.corrected = async function (letters, stands) {
    const strange = letters.slice(1).map((letter, i) => i).filter((i) => !stands(letters[i] + letters[i + 1]));
    if (!strange.length || strange.length > MOST_STRANGE) return null;
    learn();
    const pairs = await alike(letters, new Set(strange.flatMap((i) => [i - 1, i, i + 1])));
    const price = (at, pair, own) => (own ? (stands(pair) ? 0 : UNKNOWN)
      : pairs[at].has(pair) ? RARER * pairs[at].get(pair) : UNKNOWN);
    const choices = letters.map((letter, i) => new Set([letter,
      ...Array.from(pairs[i - 1] || [], ([pair]) => Array.from(pair)[1]),
      ...Array.from(pairs[i] || [], ([pair]) => Array.from(pair)[0])]));
    const best = cheapest(letters, choices, price);
    const changes = best.words.filter((letter, i) => letter !== letters[i]).length;
    const allowed = Math.max(1, Math.floor(letters.length / LETTERS_A_MISTAKE));
    return changes && changes <= allowed ? best.words : null;
  };

  function cheapest(letters, choices, price) {
    let states = Array.from(choices[0], (one) =>
      ({ words: [one], cost: one === letters[0] ? 0 : OTHER }));
    for (let i = 1; i < letters.length; i++) {
      states = Array.from(choices[i], (one) => {
        const own = one === letters[i] ? 0 : OTHER;
        const ways = states.map(({ words, cost }) => {
          const before = words[i - 1];
          const step = price(i - 1, before + one, before === letters[i - 1] && !own);
          return { words, cost: cost + own + step };
        });
        const least = ways.reduce((a, b) => (b.cost < a.cost ? b : a));
        return { words: [...least.words, one], cost: least.cost };
      });
    }
    return states.reduce((a, b) => (b.cost < a.cost ? b : a));
  }
})();
