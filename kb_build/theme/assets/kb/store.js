// Loads the files of the search index (kb_build/publish/search/index.py) as scripts, each once, when asked.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});
  const own = document.currentScript;
  const folder = new URL("../../search/", own.src);
  const version = own.dataset.version;

  // As in kb_build/publish/search/texts.py.
  const RECORDS_A_TEXT = 16;
  const PAGES_A_TEXT = 8;

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const VALUES = new Uint8Array(128);
  Array.from(DIGITS, (digit, value) => (VALUES[digit.charCodeAt(0)] = value));

  // Rows of numbers: kb_build/publish/search/numbers.py.
  function numbers(code) {
    const found = [];
    let value = 0;
    let shift = 0;
    for (let i = 0; i < code.length; i++) {
      const digit = VALUES[code.charCodeAt(i)];
      value |= (digit & 31) << shift;
      shift += 5;
      if (digit < 32) {
        found.push(value);
        value = shift = 0;
      }
    }
    return found;
  }

  // ------------------------------------------------------------------------------ loading

  const arriving = new Map(); // file name → promise of its data
  const arrived = new Map(); // file name → function that hands its data over

  function script(source, failed) {
    const element = document.createElement("script");
    element.src = source;
    element.onload = () => element.remove();
    element.onerror = () => failed(new Error(source));
    document.head.append(element);
  }

  function load(file) {
    if (!arriving.has(file)) {
      arriving.set(file, new Promise((resolve, reject) => {
        arrived.set(file, resolve);
        script(new URL(`${file}.js?v=${version}`, folder), reject);
      }));
    }
    return arriving.get(file);
  }

  // What the files call.
  kb.search = {
    head: (data) => arrived.get("head")(data),
    facets: (data) => arrived.get("facets")(data),
    terms: (number, rows) => arrived.get(`terms/${number}`)(new Map(Object.entries(rows))),
    sounds: (number, rows) => arrived.get(`sounds/${number}`)(new Map(Object.entries(rows))),
    texts: (name, pages) => arrived.get(`texts/${name}`)(pages),
  };

  // CRC-32, as in kb_build/publish/search/terms.py.
  function hashed(words) {
    let value = -1;
    for (const byte of new TextEncoder().encode(words)) {
      value ^= byte;
      for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
    }
    return ~value >>> 0;
  }

  // ------------------------------------------------------------------------------ head

  let head;

  // What `write_heads` wrote (kb_build/publish/search/index.py), by record: its page and kind, its
  // role's number, its length. Records are numbered from page to page; `firsts` has the first of
  // each slot.
  async function loadHead() {
    const data = await load("head");
    head = head || unpacked(data);
    return head;
  }

  function unpacked(data) {
    const sizes = numbers(data.sizes);
    const count = sizes.reduce((sum, size) => sum + size, 0);
    const unpacked = {
      names: data.names, roleNames: data.roleNames, shards: data.shards, sounds: data.sounds, count, sizes,
      firsts: new Uint32Array(sizes.length), slots: new Uint32Array(count),
      pages: new Uint32Array(count), kinds: new Uint8Array(count),
      roles: Uint8Array.from(numbers(data.roles)), lengths: Uint8Array.from(numbers(data.lengths)),
    };
    fill(unpacked, numbers(data.kinds));
    const total = unpacked.lengths.reduce((sum, length) => sum + 2 ** length, 0);
    return { ...unpacked, meanLength: total / Math.max(1, count) };
  }

  function fill(head, kinds) {
    const passage = head.names.indexOf("passage");
    let record = 0;
    let page = 0;
    head.sizes.forEach((size, slot) => {
      head.firsts[slot] = record;
      for (let at = 0; at < size; at++, record++) {
        head.slots[record] = slot;
        head.pages[record] = page;
        head.kinds[record] = at ? passage : kinds[page];
      }
      if (size) page++;
    });
  }

  // ------------------------------------------------------------------------------ rows

  // One field's row of a term: the records that have it, ascending.
  function records(code, { sizes, firsts }) {
    const row = numbers(code);
    const found = [];
    let slot = 0;
    for (let i = 0; i < row.length; ) {
      slot += row[i++];
      const count = sizes[slot] > 1 ? row[i++] : 0;
      if (!count) for (let at = 0; at < sizes[slot]; at++) found.push(firsts[slot] + at);
      for (let end = i + count, at = 0; i < end; i++) found.push(firsts[slot] + (at += row[i]));
    }
    return found;
  }

  // The records of each of `terms`: Map of term → [those by title, by context, by text].
  async function loadTerms(terms) {
    const now = await loadHead();
    const found = await Promise.all(terms.map(async (term) => {
      const rows = await load(`terms/${hashed(term) % now.shards}`);
      return [term, (rows.get(term) || "  ").split(" ").map((code) => records(code, now))];
    }));
    return new Map(found);
  }

  // What is written as each of `sounds` says: Map of sound → list.
  async function loadSounds(sounds) {
    const { sounds: shards } = await loadHead();
    return new Map(await Promise.all(sounds.map(async (sound) =>
      [sound, (await load(`sounds/${hashed(sound) % shards}`)).get(sound) || []])));
  }

  // What to show of the records with these numbers, in their order.
  async function loadTexts(wanted) {
    const { slots, firsts } = await loadHead();
    return Promise.all(wanted.map(async (record) => {
      const slot = slots[record];
      const at = record - firsts[slot];
      const piece = Math.floor(at / RECORDS_A_TEXT);
      const name = piece ? `${slot}-${piece}` : `${Math.floor(slot / PAGES_A_TEXT)}`;
      return (await load(`texts/${name}`))[slot][at % RECORDS_A_TEXT];
    }));
  }

  // { topics: { words, of }, … }: the words of each facet, and by page the numbers of its words.
  let facets;

  async function loadFacets() {
    const data = await load("facets");
    facets = facets || Object.fromEntries(Object.entries(data).map(([name, { words, pages }]) =>
      [name, { words, of: lists(numbers(pages)) }]));
    return facets;
  }

  function lists(row) {
    const found = [];
    for (let i = 0; i < row.length; i += row[i] + 1) found.push(row.slice(i + 1, i + 1 + row[i]));
    return found;
  }

  kb.store = {
    head: loadHead, facets: loadFacets, terms: loadTerms, texts: loadTexts, sounds: loadSounds,
  };
})();
