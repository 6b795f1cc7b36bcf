// Makes spellings equal as kb_build/publish/normal.py does, and remembers where each letter stood.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  const GAP = " ";
  const BREAK = "\n";
  const SIGNS = new Set("+%.");
  const PASSED_OVER = /[\p{P}\p{S}\p{Z}\p{M}\p{Cc}\p{Cf}]/u;
  const plain = new Map([["\n", BREAK]]);

  function lettersOf(character) {
    let letters = plain.get(character);
    if (letters === undefined) {
      const kept = Array.from(character.normalize("NFKD").toLowerCase())
        .filter((letter) => SIGNS.has(letter) || !PASSED_OVER.test(letter));
      letters = kept.join("") || GAP;
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

  // What a run of gaps and breaks between two letters becomes: a break, or nothing.
  function between(before, run, after) {
    const parted = run.includes(BREAK) || (isSpaced(before) && isSpaced(after));
    return parted ? [BREAK] : [];
  }

  // The text as it is indexed: { letters, from, to }, three lists of the same length.
  kb.normalise = function (text) {
    const kept = [];
    let run = "";
    for (const one of withoutStops(spread(text))) {
      if (one.letter === GAP || one.letter === BREAK) {
        run += one.letter;
        continue;
      }
      if (run && kept.length) {
        for (const letter of between(kept[kept.length - 1].letter, run, one.letter)) {
          kept.push({ letter, from: one.from, to: one.from });
        }
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

  // Terms that cover `letters`: [{ term, at }]. With `words`, a Latin word or a number is one term;
  // without, everything is covered by pairs, so that a part of a number is found too.
  const WORD = /[%+.0-9a-z\u0080-\u2e7f]{3,32}/y;

  kb.cover = function (letters, words) {
    const terms = [];
    const text = letters.join("");
    const starts = offsets(letters);
    for (let at = 0; at < letters.length; ) {
      const word = words && wordAt(text, starts[at], letters, at);
      if (word) {
        terms.push({ term: word, at });
        at += Array.from(word).length;
      } else if (at + 1 < letters.length) {
        terms.push({ term: letters[at] + letters[at + 1], at });
        at += words && wordAt(text, starts[at + 1], letters, at + 1) ? 1 : 2;
      } else {
        if (at) terms.push({ term: letters[at - 1] + letters[at], at: at - 1 });
        at += 1;
      }
    }
    return terms;
  };

  // All pairs of `letters`, each once.
  kb.pairs = function (letters) {
    const pairs = letters.slice(1).map((letter, i) => letters[i] + letter);
    return [...new Set(pairs)];
  };

  function offsets(letters) {
    let sum = 0;
    return letters.map((letter) => (sum += letter.length) - letter.length);
  }

  // The word that starts at a place, none within a word.
  function wordAt(text, offset, letters, at) {
    if (at && /[%+.0-9a-z\u0080-\u2e7f]/.test(letters[at - 1])) return "";
    WORD.lastIndex = offset;
    const found = WORD.exec(text);
    return found ? found[0] : "";
  }
})();
