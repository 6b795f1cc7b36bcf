// What a query says that results can be narrowed down by: a kind of page, years, a place or unit.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});
  const { meant: KINDS = [] } = window.kbVocabulary || {};
  const MOST_UNITS = 3;
  const DIGITS = "一二三四五六七八九";
  const LAST = /近([一二三四五六七八九两]|[1-9])年/; // the last of the years that there are: no clock takes part
  const SPAN = /((?:19|20)\d\d)年?[-—–~至到]+((?:19|20)\d\d)/;
  const YEAR = /(?:19|20)\d\d/g;
  const PLACE = /^.{2,}?[省市区县旗镇乡]/;

  function yearsOf(query, known) {
    const newest = [...known].sort().reverse();
    const [, last] = query.match(LAST) || [];
    if (last) return newest.slice(0, Number(last) || (last === "两" ? 2 : DIGITS.indexOf(last) + 1));
    const [, from, to] = query.match(SPAN) || [];
    const said = query.match(YEAR) || [];
    return newest.filter((year) => (from ? year >= from && year <= to : said.includes(year)));
  }

  // [[facet, values]], each to be offered by itself.
  kb.meant = async function (query) {
    const { years, units } = await kb.store.facets();
    const words = Array.from(query, (letter) => kb.normalise(letter).letters.join("") || letter).join("");
    const kinds = KINDS.filter(([, ...said]) => said.some((word) => words.includes(word)));
    const named = units.words.filter((unit) => [unit, ...(unit.match(PLACE) || [])].some((name) => words.includes(name)));
    return [
      ...kinds.map(([kind]) => ["kind", [kind]]),
      ["year", yearsOf(words, years.words)],
      ...named.slice(0, MOST_UNITS).map((unit) => ["unit", [unit]]),
    ].filter(([, values]) => values.length);
  };
})();
