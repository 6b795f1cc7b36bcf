// On a page that was opened from a search result (`?mark=…` in its address): marks the words, and
// shows the sentence in which the most of them stand.
(function () {
  "use strict";
  const own = document.currentScript;
  const words = new URLSearchParams(location.search).get("mark");
  const article = document.querySelector("article");
  if (!words || !article) return;

  // Blocks of text; what the page says about itself at its top is no place to open at.
  const BLOCKS = "p, li, td, dd, h1, h2, h3, h4";
  const SKIPPED = ".kb-source, .kb-margin, .kb-noise, .kb-path, .headerlink, script, style";

  function load(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`${name}.js${new URL(own.src).search}`, own.src);
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  function textNodes(block) {
    const found = [];
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      if (!walk.currentNode.parentElement.closest(SKIPPED)) found.push(walk.currentNode);
    }
    return found;
  }

  // { block, nodes, marks, size: how many letters are marked } of each block that has any.
  function marked(wanted) {
    const blocks = [...article.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
    return blocks.map((block) => {
      const nodes = textNodes(block);
      const marks = window.kb.marks.find(nodes.map((node) => node.data).join(""), wanted);
      const size = marks.reduce((sum, { from, to }) => sum + to - from, 0);
      return { block, nodes, marks, size };
    }).filter(({ size }) => size);
  }

  // Puts <mark> around the marks, which may reach over several text nodes.
  function put({ nodes, marks }) {
    let start = 0;
    for (const node of nodes) {
      const { length } = node.data;
      const inside = marks.filter(({ from, to }) => to > start && from < start + length).reverse();
      for (const { from, to } of inside) {
        const range = document.createRange();
        range.setStart(node, Math.max(0, from - start));
        range.setEnd(node, Math.min(length, to - start));
        range.surroundContents(document.createElement("mark"));
      }
      start += length;
    }
  }

  // A passage that the address names is shown as it is; what a report says comes before what the
  // page says of it.
  function show(found) {
    if (location.hash) return;
    const quoted = found.filter(({ block }) => block.closest("blockquote"));
    const best = (quoted.length ? quoted : found).reduce((a, b) => (b.size > a.size ? b : a));
    if (best.block.matches("h1")) return;
    best.block.classList.add("kb-arrived");
    for (let at = best.block.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    best.block.scrollIntoView({ block: "center" });
  }

  async function run() {
    await load("marking");
    const found = marked(window.kb.wordsToMarks(words));
    found.forEach(put);
    if (found.length) show(found);
  }

  run().catch(console.error);
})();
