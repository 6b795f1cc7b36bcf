// What a query says that results can be narrowed down by: a kind of page, years, a place or unit.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});
  const { meant: KINDS = [] } = window.kbVocabulary || {};
  const MOST_UNITS = 3;
  const DIGITS = "一二三四五六七八九";
  const LAST = /近([一二三四五六七八九两]|[1-9])年/; // the last of the years that there are: no clock takes part
  const SPAN = /((?:19|20)\d\d)年?[-—–~至到]+((?:19|20)\d\d)/;
  const SINCE = /((?:19|20)\d\d)年?(?:以来|以后|之后|至今)/;
  const YEAR = /(?:19|20)\d\d/g;
  const PLACE = /^.{2,}?[省市区县旗镇乡]/;

  function yearsOf(query, known) {
    const newest = [...known].sort().reverse();
    const [, last] = query.match(LAST) || [];
    if (last) return newest.slice(0, Number(last) || (last === "两" ? 2 : DIGITS.indexOf(last) + 1));
    const [, from, to] = query.match(SPAN) || [];
    const [, since] = query.match(SINCE) || [];
    if (since) return newest.filter((year) => year >= since);
    const said = query.match(YEAR) || [];
    return newest.filter((year) => (from ? year >= from && year <= to : said.includes(year)));
  }

  // The units of which a query has the most, from their beginning on; at least their place.
  function unitsOf(query, known) {
    const shared = (unit) => {
      let size = unit.length;
      while (size && !query.includes(unit.slice(0, size))) size--;
      return size >= (unit.match(PLACE) || [unit])[0].length ? size : 0;
    };
    const most = known.reduce((top, unit) => Math.max(top, shared(unit)), 0);
    return most ? known.filter((unit) => shared(unit) === most).slice(0, MOST_UNITS) : [];
  }

  // [[facet, values]], each to be offered by itself.
  async function meant(query) {
    const { years, units } = await kb.store.facets();
    const words = kb.asked(query).map((letter) => kb.normalise(letter).letters.join("") || letter).join("");
    const kinds = KINDS.filter(([, ...said]) => said.some((word) => words.includes(word)));
    return [
      ...kinds.map(([kind]) => ["kind", [kind]]),
      ["year", yearsOf(words, years.words)],
      ...unitsOf(words, units.words).map((unit) => ["unit", [unit]]),
    ].filter(([, values]) => values.length);
  }

  // What of that leaves some hits out, with how many it keeps: { offered: [[facet, values, count]],
  // words: of the query to go on with }. Of one that says nothing else (经验做法) all pages count.
  kb.offers = async function (query, { runs }, hits) {
    const bare = runs.length && runs.every(({ letters }) => kb.isVague(letters));
    const all = bare ? (await kb.everything()).hits : hits;
    const counted = await Promise.all((await meant(query)).map(async ([name, values]) =>
      [name, values, (await kb.narrow(all, { [name]: values })).kept.length]));
    return {
      words: bare ? "" : query, offered: counted.filter(([, , count]) => count && count < all.length),
    };
  };
})();
