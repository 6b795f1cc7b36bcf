// Cuts an excerpt out of a text and marks what was asked for in it.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  const BEFORE = 30; // characters shown before the first mark
  const SHOWN = 150; // characters shown in all

  // Where `runs` stand in `text`: [{ from, to }], ascending, without overlap.
  function find(text, runs) {
    const normal = kb.normalise(text);
    const hit = new Array(normal.letters.length).fill(false);
    for (const run of runs) {
      const needles = run.loose ? kb.pairs(run.letters).map((pair) => Array.from(pair)) : [run.letters];
      for (const needle of needles) markAll(normal.letters, needle, hit);
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
    for (const { from } of marks.slice(0, 50)) {
      const start = Math.max(0, from - BEFORE);
      if (within(start) > within(best)) best = start;
    }
    return best;
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
    // All of a short text.
    whole(parent, text, runs) {
      append(parent, text, find(text, runs), 0, text.length);
    },
    // The part of a long text in which most of the marks stand.
    excerpt(parent, text, runs) {
      const line = text.replace(/\n/g, "  ");
      const marks = find(line, runs);
      const from = startOf(marks);
      const to = Math.min(line.length, from + SHOWN);
      if (from > 0) parent.append("…");
      append(parent, line, marks, from, to);
      if (to < line.length) parent.append("…");
    },
  };
})();
