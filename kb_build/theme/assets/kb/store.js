// Loads the files of the search index (kb_build/publish/index.py) as scripts, each once, when asked.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});
  const own = document.currentScript;
  const folder = new URL("../../search/", own.src);
  const version = own.dataset.version;

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const VALUES = Object.fromEntries(Array.from(DIGITS, (digit, value) => [digit, value]));

  // Rows of numbers: kb_build/publish/numbers.py.
  function numbers(code) {
    const found = [];
    let value = 0;
    let shift = 0;
    for (let i = 0; i < code.length; i++) {
      const digit = VALUES[code[i]];
      value |= (digit & 31) << shift;
      shift += 5;
      if (digit < 32) {
        found.push(value);
        value = shift = 0;
      }
    }
    return found;
  }

  function sums(steps) {
    let sum = 0;
    return steps.map((step) => (sum += step));
  }

  // One field's row of a term: record → its places.
  function places(code) {
    const row = numbers(code);
    const found = new Map();
    let record = 0;
    for (let i = 0; i < row.length; ) {
      record += row[i];
      const end = i + 2 + row[i + 1];
      found.set(record, sums(row.slice(i + 2, end)));
      i = end;
    }
    return found;
  }

  // ------------------------------------------------------------------------------ loading

  const arriving = new Map(); // file name → promise of its data
  const arrived = new Map(); // file name → function that hands its data over

  function load(file) {
    if (!arriving.has(file)) {
      arriving.set(file, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(`${file}.js?v=${version}`, folder);
        script.onload = () => script.remove();
        script.onerror = () => reject(new Error(file));
        arrived.set(file, resolve);
        document.head.append(script);
      }));
    }
    return arriving.get(file);
  }

  // What the files call.
  kb.search = {
    head: (data) => arrived.get("head")(data),
    terms: (number, rows) => arrived.get(`terms/${number}`)(new Map(Object.entries(rows))),
    texts: (number, texts) => arrived.get(`texts/${number}`)(texts),
  };

  // FNV-1a, as in kb_build/publish/terms.py.
  function shardOf(term, shards) {
    let value = 0x811c9dc5;
    for (const letter of term) {
      value = Math.imul(value ^ letter.codePointAt(0), 0x01000193) >>> 0;
    }
    return value % shards;
  }

  let head;

  // { names, kinds, lengths, firsts, shards }: see Index._head.
  async function loadHead() {
    const data = await load("head");
    head = head || {
      names: data.names,
      shards: data.shards,
      kinds: numbers(data.kinds),
      lengths: numbers(data.lengths),
      firsts: sums(numbers(data.firsts)),
    };
    return head;
  }

  // The places of each of `terms`: Map of term → [titles, contexts, texts], each record → places.
  async function loadTerms(terms) {
    const { shards } = await loadHead();
    const found = await Promise.all(terms.map(async (term) => {
      const rows = await load(`terms/${shardOf(term, shards)}`);
      return [term, (rows.get(term) || "  ").split(" ").map(places)];
    }));
    return new Map(found);
  }

  // What to show of the records with these numbers, in their order.
  async function loadTexts(records) {
    const { firsts } = await loadHead();
    return Promise.all(records.map(async (record) => {
      let file = firsts.findIndex((first) => first > record);
      file = (file < 0 ? firsts.length : file) - 1;
      return (await load(`texts/${file}`))[record - firsts[file]];
    }));
  }

  kb.store = { head: loadHead, terms: loadTerms, texts: loadTexts };
})();
