// Cuts an excerpt out of a text and marks what was asked for in it.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  const BEFORE = 60; // characters shown before the first mark, from the beginning of its sentence
  const SHOWN = 150; // characters shown in all,
  const LONGER = 40; // and as many more where the sentence ends there
  const LOOSE = "~"; // in an address, before words that are marked pair by pair
  const MOST_WORDS = 12;

  // What to mark of a query: [{ letters, loose }], from the runs of kb.find.
  kb.wanted = function (runs) {
    const wanted = runs.flatMap(({ ways, loose }) => ways.flat().flatMap((letters) => [
      { letters, loose },
      ...kb.known(letters).flatMap(({ at, to, others }) =>
        [letters.slice(at, to), ...others].map((word) => ({ letters: word, loose: false }))),
    ]));
    const byWords = new Map(wanted.map((one) => [(one.loose ? LOOSE : "") + one.letters.join(""), one]));
    return [...byWords.values()].slice(0, MOST_WORDS);
  };

  // The same as words for an address, and back.
  kb.marksToWords = (wanted) =>
    wanted.map(({ letters, loose }) => (loose ? LOOSE : "") + letters.join("")).join(" ");
  kb.wordsToMarks = (words) => words.split(" ").filter(Boolean).slice(0, MOST_WORDS).map((word) => ({
    loose: word.startsWith(LOOSE),
    letters: kb.normalise(word.replace(LOOSE, "")).letters,
  }));

  // Where they stand in `text`: [{ from, to }], ascending, without overlap.
  function find(text, wanted) {
    if (!wanted.length) return [];
    const normal = kb.normalise(text);
    const hit = new Array(normal.letters.length).fill(false);
    for (const { letters, loose } of wanted) {
      const needles = loose ? kb.pairs(letters).map((pair) => Array.from(pair)) : [letters];
      for (const needle of needles) if (needle.length) markAll(normal.letters, needle, hit);
    }
    return ranges(normal, hit);
  }

  function markAll(letters, needle, hit) {
    for (let at = 0; at + needle.length <= letters.length; at++) {
      if (needle.every((letter, i) => letters[at + i] === letter)) {
        hit.fill(true, at, at + needle.length);
      }
    }
  }

  function ranges(normal, hit) {
    const found = [];
    hit.forEach((is, i) => {
      const last = found[found.length - 1];
      if (is && i && hit[i - 1]) last.to = normal.to[i];
      else if (is) found.push({ from: normal.from[i], to: normal.to[i] });
    });
    return found;
  }

  // The first place from which the most of the marks can be shown.
  function startOf(marks) {
    const within = (start) => marks
      .filter(({ from, to }) => from >= start && to <= start + SHOWN)
      .reduce((total, { from, to }) => total + to - from, 0);
    let best = 0;
    for (const { from } of marks.slice(0, 50)) if (within(from) > within(best)) best = from;
    return best;
  }

  const ENDS = /[。！？；]/;

  // The beginning of the sentence before a place, or a place not too far before it.
  function sentenceStart(line, at) {
    for (let from = at; from > Math.max(0, at - BEFORE); from--) {
      if (ENDS.test(line[from - 1]) || line.slice(from - 2, from) === "  ") return from;
    }
    return at > BEFORE ? at - BEFORE / 2 : 0;
  }

  function sentenceEnd(line, from) {
    const least = Math.min(line.length, from + SHOWN);
    for (let to = least; to < Math.min(line.length, least + LONGER); to++) {
      if (ENDS.test(line[to - 1])) return to;
    }
    return least;
  }

  // Of the sentence around a place, its beginning and end.
  function sentenceAround(line, at) {
    const isEnd = (i) => ENDS.test(line[i]) || line.slice(i, i + 2) === "  ";
    let from = at;
    let to = at;
    while (from > 0 && !isEnd(from - 1)) from--;
    while (to < line.length && !isEnd(to)) to++;
    return line.slice(from, to).trim();
  }

  // Appends `text` from `from` to `to` to a parent, with <mark> around the marks; as text nodes, so
  // that nothing in it can act as markup.
  function append(parent, text, marks, from, to) {
    let at = from;
    for (const mark of marks.filter((mark) => mark.to > from && mark.from < to)) {
      const element = document.createElement("mark");
      element.textContent = text.slice(Math.max(from, mark.from), Math.min(to, mark.to));
      parent.append(text.slice(at, Math.max(from, mark.from)), element);
      at = Math.min(to, mark.to);
    }
    parent.append(text.slice(at, to));
  }

  kb.marks = {
    find,
    // All of a short text.
    whole(parent, text, wanted) {
      append(parent, text, find(text, wanted), 0, text.length);
    },
    // The sentences of a long text in which most of the marks stand.
    excerpt(parent, text, wanted) {
      const line = text.replace(/\n/g, "  ");
      const marks = find(line, wanted);
      const from = sentenceStart(line, startOf(marks));
      const to = sentenceEnd(line, from);
      if (from > 0) parent.append("…");
      append(parent, line, marks, from, to);
      if (to < line.length) parent.append("…");
    },
    // The first sentence of those.
    sentence(text, wanted) {
      const line = text.replace(/\n/g, "  ");
      return sentenceAround(line, startOf(find(line, wanted)));
    },
  };
})();
