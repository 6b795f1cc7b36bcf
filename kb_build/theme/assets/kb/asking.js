// Reads a query: its unspaced runs, the known words in them, and what questions add.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  const MOST_LETTERS = 120; // of a query; the rest is not asked
  const MOST_SAME = 8; // words of the same meaning that are asked for each known word
  const { same: GROUPS = [], questions: QUESTIONS = [], vague: VAGUE = [], sorts: SORTS = [] } = window.kbVocabulary || {};
  const STOP = /[，。？！；、：?!;]|,(?!\d)/; // between two clauses of a question

  // Known word → words of the same meaning.
  const same = new Map();
  for (const group of GROUPS) {
    for (const word of group) {
      const others = group.filter((other) => other !== word);
      same.set(word, [...new Set([...(same.get(word) || []), ...others])]);
    }
  }
  const longest = Math.max(0, ...Array.from(same.keys(), (word) => word.length));

  // What spaces part, but not within quotation marks that are all of it.
  const RUN = /[-－]?["“][^"“”]+["”](?=\s|$)|\S+/gu;
  const WITHOUT = /^[-－](?=.)/u; // -招商: what must not be there
  const QUOTED = /^[-－]?["“].+["”]$/u; // nothing of the same meaning instead

  // What is asked of a query: [characters].
  kb.asked = (query) => Array.from(query).slice(0, MOST_LETTERS);

  // The unspaced runs of a query: [{ words as typed, letters normalised, stops: the places before
  // which a clause ends, without, exact: see above }].
  kb.runs = function (query) {
    const runs = kb.asked(query).join("").match(RUN) || [];
    return runs.flatMap((words) => {
      const marked = { without: WITHOUT.test(words), exact: QUOTED.test(words) };
      const { letters, from, to } = kb.normalise(words);
      const breaks = letters.flatMap((letter, i) => (letter === "\n" ? [i] : []));
      return [...breaks, letters.length].map((end, i) => {
        const start = i ? breaks[i - 1] + 1 : 0;
        const own = letters.slice(start, end);
        const stops = own.map((_, at) => at).filter((at) => at
          && STOP.test(words.slice(to[start + at - 1], from[start + at])));
        return { words, letters: own, stops, ...marked };
      }).filter((run) => run.letters.length);
    });
  };

  // All words that mean the same as another.
  kb.knownWords = () => [...same.keys()];

  const DIGITS = "零一二三四五六七八九";
  const SPOKEN = /[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]/g;

  function spoken(number) {
    const [tens, ones] = [Math.floor(number / 10), number % 10];
    return `${tens > 1 ? DIGITS[tens] : ""}${tens ? "十" : ""}${ones ? DIGITS[ones] : ""}`;
  }

  function figure(words) {
    const [tens, ones] = words.includes("十") ? words.split("十") : ["零", words];
    return String(10 * (tens ? DIGITS.indexOf(tens) : 1) + DIGITS.indexOf(ones));
  }

  // The words of `letters` with numbers below a hundred told the other way, if it has any: [words].
  // 20大 is 二十大, 三项 is 3项.
  kb.numbered = function (letters) {
    const words = letters.join("");
    const told = /\d/.test(words)
      ? words.replace(/[\d.%+]+/g, (one) => (/^[1-9]\d?$/.test(one) ? spoken(Number(one)) : one))
      : words.replace(SPOKEN, figure);
    return told === words ? [] : [told];
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

  const PARTICLES = new Set("的了和与及在是等对把被让向从于为");
  kb.isParticle = (letter) => PARTICLES.has(letter);

  // Longer words are taken out anywhere, single letters at the ends of what is left.
  const LONG = QUESTIONS.filter((word) => word.length > 1);
  const SINGLE = QUESTIONS.filter((word) => word.length === 1);
  const BEFORE = new Set([...PARTICLES, ...SINGLE]);
  // Nothing that ends words: 行为, 导向.
  const BEHIND = new Set([..."的了过和与及在是等", ...SINGLE]);
  const SAID = new Set(VAGUE);
  kb.isVague = (letters) => SAID.has(letters.join(""));
  const SINCE = /(?:19|20)\d\d年?(?:以来|以后|之后|至今)/g; // of a page's reports too, but another year
  const YEAR = /((?:19|20)\d\d)年?/g; // of a page's reports, which need not say it beside the rest

  const ONLY_YEAR = /^(?:19|20)\d\d$/;

  // What is left of `letters` without the words that questions add, in pieces of two or more; none
  // where nothing is left. No piece reaches across the `stops`.
  kb.rest = function (letters, stops = []) {
    const clauses = [0, ...stops].map((at, i) => letters.slice(at, stops[i]).join(""));
    const parted = clauses.join("\n").replace(SINCE, "\n").replace(YEAR, "\n$1\n");
    const text = LONG.reduce((left, word) => left.split(word).join("\n"), parted);
    const pieces = text.split("\n").map((piece) => trimmed(Array.from(piece)))
      .filter((piece) => piece.length > 1);
    const telling = pieces.filter((piece) => !kb.isVague(piece));
    return telling.length ? telling : pieces;
  };

  // Whether a run tells what is wanted, not only which sort of thing or of which year (2031年的好做法).
  kb.tells = function ({ letters, stops }) {
    const rest = kb.rest(letters, stops);
    const typed = rest.length === 1 && letters.length - rest[0].length < 2; // but for 年
    return typed || rest.some((piece) => !kb.isVague(piece) && !ONLY_YEAR.test(piece.join("")))
      || (letters.length === 1 && !kb.isParticle(letters[0]));
  };

  // The same, or all of `letters`.
  kb.pieces = function (letters, stops) {
    const rest = kb.rest(letters, stops);
    return rest.length ? rest : [letters];
  };

  // The pieces without vague words at their ends either: 安全生产方面 is about 安全生产.
  kb.gist = (letters, stops) => kb.pieces(letters, stops).map((piece) => withoutEnd(piece, VAGUE));

  // The gist without one, two … words at its end that only say what sort of thing is meant.
  kb.subjects = function (letters, stops) {
    const found = [];
    for (let pieces = kb.gist(letters, stops); ; found.push(pieces)) {
      const shorter = pieces.map((piece) => withoutEnd(piece, SORTS));
      if (shorter.flat().length === pieces.flat().length) return found;
      pieces = shorter;
    }
  };

  // A name without the word at its end that says what sort of thing it is: [letters], or none.
  kb.bare = (letters) => [withoutEnd(letters, SORTS)].filter((shorter) => shorter.length < letters.length);

  function withoutEnd(piece, ends) {
    const words = piece.join("");
    const end = ends.find((word) => words.endsWith(word)) || "";
    const kept = trimmed(piece.slice(0, piece.length - Array.from(end).length));
    return kept.length > 1 ? kept : piece;
  }

  // Without single letters of questions at the ends, as far as no known word has them.
  function trimmed(letters) {
    const known = kb.known(letters);
    const idle = (ends, at) => ends.has(letters[at]) && !known.some((word) => word.at <= at && at < word.to);
    let from = 0;
    let to = letters.length;
    while (from < to && idle(BEFORE, from)) from++;
    while (to > from && idle(BEHIND, to - 1)) to--;
    return letters.slice(from, to);
  }
})();
