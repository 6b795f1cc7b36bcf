// Where nothing was found: what could be searched for instead, and does find something.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});
  const MOST = 4;
  const LEAST = 3; // two letters of a longer run are hardly ever a word of it

  // The stretches of `letters` in which every two neighbours stand together somewhere, long first.
  async function stretches(letters) {
    const rows = await kb.store.terms(kb.pairs(letters));
    const stands = (pair) => rows.get(pair).some((row) => row.length);
    const found = [[letters[0]]];
    letters.slice(1).forEach((letter, i) => {
      if (stands(letters[i] + letter)) found[found.length - 1].push(letter);
      else found.push([letter]);
    });
    return found.flatMap((some) => kb.rest(some)).filter((some) => some.length >= LEAST)
      .sort((a, b) => b.length - a.length);
  }

  // Topics that share two neighbouring letters with what was asked for: [words].
  kb.topicsNear = async function (runs) {
    const { topics } = await kb.store.facets();
    const asked = new Set(runs.flatMap(({ ways }) => ways.flat().flatMap((letters) => kb.pairs(letters))));
    return topics.words.filter((topic) => kb.pairs(kb.normalise(topic).letters).some((pair) => asked.has(pair)))
      .slice(0, MOST);
  };

  // [{ words, count }] for a query's runs: each run alone, or what of it there is.
  kb.nearer = async function (runs) {
    const alone = runs.length > 1 ? runs.map(({ words }) => words) : [];
    // A stretch of Latin letters (ding of building) is no word.
    const parts = await Promise.all(runs.filter(({ letters }) => letters.some((one) => one > "\u2e7f"))
      .map(({ letters }) => stretches(letters)));
    const words = [...new Set([...alone, ...parts.flat().map((letters) => letters.join(""))])];
    const counted = await Promise.all(words.slice(0, 2 * MOST).map(async (one) =>
      ({ words: one, count: (await kb.find(one)).hits.length })));
    return counted.filter(({ count }) => count).slice(0, MOST);
  };
})();
