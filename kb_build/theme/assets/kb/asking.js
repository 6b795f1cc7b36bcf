// Reads a query: its unspaced runs, the known words in them, and what questions add.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  const MOST_LETTERS = 120; // of a query; the rest is not asked
  const MOST_SAME = 8; // words of the same meaning that are asked for each known word
  const { same: GROUPS = [], questions: QUESTIONS = [] } = window.kbVocabulary || {};

  // Known word → words of the same meaning.
  const same = new Map();
  for (const group of GROUPS) {
    for (const word of group) {
      const others = group.filter((other) => other !== word);
      same.set(word, [...new Set([...(same.get(word) || []), ...others])]);
    }
  }
  const longest = Math.max(0, ...Array.from(same.keys(), (word) => word.length));

  // The unspaced runs of a query: [{ words as typed, letters normalised }].
  kb.runs = function (query) {
    const runs = Array.from(query).slice(0, MOST_LETTERS).join("").split(/\s+/);
    return runs.flatMap((words) => kb.normalise(words).letters.join("").split("\n")
      .filter(Boolean).map((run) => ({ words, letters: Array.from(run) })));
  };

  // The known words in `letters`, the longest from the left: [{ at, to, others: [letters] }].
  kb.known = function (letters) {
    const found = [];
    for (let at = 0; at < letters.length; ) {
      const to = knownEnd(letters, at);
      if (to > at) {
        const others = same.get(letters.slice(at, to).join("")).slice(0, MOST_SAME);
        found.push({ at, to, others: others.map((word) => Array.from(word)) });
      }
      at = Math.max(at + 1, to);
    }
    return found;
  };

  function knownEnd(letters, at) {
    for (let to = Math.min(letters.length, at + longest); to > at + 1; to--) {
      if (same.has(letters.slice(at, to).join(""))) return to;
    }
    return at;
  }

  // What is left of `letters` without the words that questions add, in pieces of two or more; a word
  // that means something known is left (开展 as part of 开展情况 is, 如何 is not).
  kb.pieces = function (letters) {
    let text = letters.join("");
    for (const word of QUESTIONS) text = text.split(word).join("\n");
    const pieces = text.split("\n").map((piece) => trimmed(Array.from(piece)));
    const kept = pieces.filter((piece) => piece.length > 1);
    return kept.length ? kept : [letters];
  };

  // Without particles at the ends.
  const PARTICLES = new Set("的了和与及在是等对把被让向从于为");
  kb.isParticle = (letter) => PARTICLES.has(letter);

  function trimmed(letters) {
    let from = 0;
    let to = letters.length;
    while (from < to && PARTICLES.has(letters[from])) from++;
    while (to > from && PARTICLES.has(letters[to - 1])) to--;
    return letters.slice(from, to);
  }
})();
