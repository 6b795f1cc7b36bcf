// Makes spellings equal as kb_build/publish/search/normalising.py does, and remembers where each letter stood.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  const GAP = " ";
  const BREAK = "\n";
  const SIGNS = new Set("+%.");
  const PASSED_OVER = /[\p{P}\p{S}\p{Z}\p{M}\p{Cc}\p{Cf}]/u;
  const simplified = new Map(Array.from((window.kbTraditional || "").match(/../gu) || [],
    (pair) => Array.from(pair)));
  const plain = new Map([["\n", BREAK]]);

  function lettersOf(character) {
    let letters = plain.get(character);
    if (letters === undefined) {
      const kept = Array.from(character.normalize("NFKD").toLowerCase())
        .filter((letter) => SIGNS.has(letter) || !PASSED_OVER.test(letter));
      letters = kept.map((letter) => simplified.get(letter) || letter).join("") || GAP;
      plain.set(character, letters);
    }
    return letters;
  }

  // Each letter, gap and break with where its character begins and ends in `text` (UTF-16).
  function spread(text) {
    const letters = [];
    let at = 0;
    for (const character of text) {
      for (const letter of lettersOf(character)) {
        letters.push({ letter, from: at, to: at + character.length });
      }
      at += character.length;
    }
    return letters;
  }

  const isDigit = (one) => one !== undefined && one.letter >= "0" && one.letter <= "9";
  const isSpaced = (letter) => letter >= "!" && letter <= "\u2e7f";

  // A full stop counts between two digits only.
  function withoutStops(letters) {
    return letters.map((one, i) =>
      one.letter === "." && !(isDigit(letters[i - 1]) && isDigit(letters[i + 1]))
        ? { ...one, letter: GAP }
        : one);
  }

  // Whether a run of gaps and breaks between two letters becomes a break; else it is dropped.
  const isBreak = (before, run, after) =>
    run.includes(BREAK) || (isSpaced(before) && isSpaced(after));

  // The text as it is indexed: { letters, from, to }, three lists of the same length.
  kb.normalise = function (text) {
    const kept = [];
    let run = "";
    for (const one of withoutStops(spread(text))) {
      if (one.letter === GAP || one.letter === BREAK) {
        run += one.letter;
        continue;
      }
      if (run && kept.length && isBreak(kept[kept.length - 1].letter, run, one.letter)) {
        kept.push({ letter: BREAK, from: one.from, to: one.from });
      }
      run = "";
      kept.push(one);
    }
    return {
      letters: kept.map((one) => one.letter),
      from: kept.map((one) => one.from),
      to: kept.map((one) => one.to),
    };
  };

  // All pairs of `letters`, each once.
  kb.pairs = function (letters) {
    const pairs = letters.slice(1).map((letter, i) => letters[i] + letter);
    return [...new Set(pairs)];
  };

  // The terms of `letters` (kb_build/publish/search/terms.py): [{ term, at, to }]. With `words`, a Latin
  // word or a number is one term; without, it is pairs, so that a part of a number is found too.
  const WORD_LETTER = /[%+.0-9a-z\u0080-\u2e7f]/;
  const SHORTEST_WORD = 3;
  const LONGEST_WORD = 32;

  kb.terms = function (letters, words) {
    if (letters.length === 1) return [{ term: letters[0], at: 0, to: 1 }];
    const terms = [];
    for (let at = 0; at < letters.length; ) {
      const end = words ? wordEnd(letters, at) : at;
      if (end > at) terms.push({ term: letters.slice(at, end).join(""), at, to: end });
      const next = Math.max(at, end - 1); // the pair across the word's end
      if (next + 1 < letters.length) {
        terms.push({ term: letters[next] + letters[next + 1], at: next, to: next + 2 });
      }
      at = next + 1;
    }
    return terms;
  };

  // Where the Latin word that starts at a place ends; the place itself where none does.
  function wordEnd(letters, at) {
    if (at && WORD_LETTER.test(letters[at - 1])) return at;
    let end = at;
    while (end < letters.length && WORD_LETTER.test(letters[end])) end++;
    const length = end - at;
    return length >= SHORTEST_WORD && length <= LONGEST_WORD ? end : at;
  }
})();
