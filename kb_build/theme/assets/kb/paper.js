// The basket as a document: blocks in order, sources numbered as they are first quoted (GB/T
// 7714-2015, 10.1), and those blocks as Markdown and as plain text. Word is word.js.
//
// A block is { style, text, number, source }: as in kb_build/export/document.py.
(function () {
  "use strict";
  const kb = window.kb;
  const { say } = kb;
  const zh = document.documentElement.lang.startsWith("zh");

  const DIGITS = "〇一二三四五六七八九";

  // 1–999 as headings have it: 一, 十二, 二十, 一百零三.
  function chinese(number) {
    if (number < 10) return DIGITS[number];
    const [unit, size] = number < 100 ? ["十", 10] : ["百", 100];
    const rest = number % size;
    const first = number >= 10 && number < 20 ? "" : DIGITS[Math.floor(number / size)];
    if (!rest) return first + unit;
    if (size === 10) return first + unit + DIGITS[rest];
    return first + unit + (rest < 10 ? `零${DIGITS[rest]}` : (rest < 20 ? "一" : "") + chinese(rest));
  }

  // A heading with its number (GB/T 9704-2012, 7.3.3), any other block's text as it is.
  function numbered({ style, text, number, source }) {
    if (style === "entry") return zh ? `${chinese(number)}、${text}` : `${number}. ${text}`;
    if (style === "section") return zh ? `（${chinese(number)}）${text}` : `(${number}) ${text}`;
    if (style === "source") return `[${number}] ${text}`;
    return source ? `${text}[${source}]` : text;
  }

  // ------------------------------------------------------------------------------ blocks

  function facts({ kind, units, years }) {
    const pause = say("basket.pause");
    const told = [["basket.kind", say(`kind.${kind}`)], ["basket.unit", units.join(pause)],
      ["basket.year", years.join(pause)]];
    return told.filter(([, value]) => value)
      .map(([key, value]) => say("basket.fact", { name: say(key), value })).join(say("basket.semicolon"));
  }

  function sections(quotes) {
    const found = new Map();
    for (const quote of quotes) found.set(quote.section, [...(found.get(quote.section) || []), quote]);
    return [...found];
  }

  // The quotations of an item that no item before it has given, and the titles of those that have.
  function fresh({ title, quotes, citations }, given) {
    const above = new Set();
    const own = quotes.filter(({ words, report }) => {
      const key = `${citations[report]} ${words}`;
      const earlier = given.get(key);
      if (earlier) above.add(earlier);
      else given.set(key, title);
      return !earlier;
    });
    return { own, above: [...above].filter((one) => one !== title) };
  }

  function* blocksOf(item, number, numberOf, given) {
    const { own, above } = fresh(item, given);
    yield { style: "entry", text: item.title, number };
    if (facts(item)) yield { style: "told", text: facts(item) };
    if (item.note) yield { style: "told", text: say("basket.noted", { note: item.note }) };
    if (above.length) yield { style: "told", text: say("basket.above", { titles: above.join(say("basket.pause")) }) };
    let place = 0;
    for (const [section, quotes] of sections(own)) {
      if (section) yield { style: "section", text: section, number: ++place };
      for (const { words, report } of quotes) {
        yield { style: "quotation", text: words, source: numberOf(item, report) };
      }
    }
    if (!item.quotes.length) Object.keys(item.citations).forEach((report) => numberOf(item, report));
  }

  // What a document is called that nobody has named.
  const PRACTICES = new Set(["practice", "measure"]);
  const called = (items) =>
    say(items.every(({ kind }) => PRACTICES.has(kind)) ? "basket.document" : "basket.collected");

  function blocks({ title, items }) {
    const sources = new Map(); // citation → its number
    const numberOf = ({ citations }, report) => {
      const text = citations[report];
      if (text && !sources.has(text)) sources.set(text, sources.size + 1);
      return sources.get(text) || 0;
    };
    const given = new Map(); // citation and words of a quotation → title of the item that has it
    const made = [{ style: "title", text: title || called(items) }];
    items.forEach((item, at) => made.push(...blocksOf(item, at + 1, numberOf, given)));
    if (sources.size) made.push({ style: "sources", text: say("basket.sources") });
    for (const [text, number] of sources) made.push({ style: "source", text, number });
    return made;
  }

  // ------------------------------------------------------------------------------ as text

  // Any reader shows the words letter by letter (CommonMark 2.4): no mark-up, no HTML, no list.
  const escaped = (text) => text.replace(/[\\`*_{}[\]<>()#+\-!|~&]/g, "\\$&").replace(/^(\d+)\./gm, "$1\\.");
  const MARKS = { title: "# ", entry: "## ", section: "### ", sources: "## " };

  function markdownBlock(block) {
    const words = escaped(numbered(block));
    if (block.style === "quotation") return words.split("\n").map((line) => `> ${line}`).join("\n>\n");
    return (MARKS[block.style] || "") + words.replace(/\n/g, " ");
  }

  kb.paper = {
    blocks, called, numbered,
    markdown: (made) => `${made.map(markdownBlock).join("\n\n")}\n`,
    plain: (made) => `${made.map(numbered).join("\n\n")}\n`,
  };
})();
