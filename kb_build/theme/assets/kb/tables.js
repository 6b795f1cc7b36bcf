// Lists can be sorted by any column, in the order of pinyin, and narrowed by words; what is wider than
// the screen can be scrolled by keys.
(function () {
  "use strict";
  const LEAST_ROWS = 3; // worth sorting
  let collator; // made when somebody sorts: it takes longer than all else here
  const NUMBER = /^[-−]?[\d,]*\.?\d+\s*[%％]?$/;

  const wordsOf = (row, column) => (row.cells[column] ? row.cells[column].textContent.trim() : "");

  function valueOf(words) {
    return NUMBER.test(words) ? Number(words.replace(/[,%％\s]/g, "").replace("−", "-")) : NaN;
  }

  // Numbers by size, all else as a dictionary has it; cells without words come last either way.
  function compare(a, b, sign) {
    if (!a || !b) return a ? -1 : b ? 1 : 0;
    const difference = valueOf(a) - valueOf(b);
    return sign * (Number.isNaN(difference) ? collator.compare(a, b) : difference);
  }

  function sort(table, column, sign) {
    collator = collator || new Intl.Collator("zh-u-co-pinyin", { numeric: true });
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, words: wordsOf(row, column) }));
    rows.sort((a, b) => compare(a.words, b.words, sign));
    body.append(...rows.map(({ row }) => row));
  }

  function makeSortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (!head.textContent.trim() || head.querySelector("button, a")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "kb-sort";
      button.append(...head.childNodes);
      head.append(button);
      head.onclick = () => { // anywhere in the cell; the keyboard reaches the button in it
        const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
        sort(table, column, sign);
      };
    });
  }

  // ------------------------------------------------------------------------------ narrowed

  function narrow(tables, query) {
    const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of tables.flatMap((table) => [...table.tBodies[0].rows])) {
      const words = row.textContent.toLowerCase();
      row.hidden = !wanted.every((one) => words.includes(one));
      shown += row.hidden ? 0 : 1;
    }
    return shown;
  }

  const tables = [...document.querySelectorAll("article table")].filter(({ tHead, tBodies }) =>
    tHead && tBodies.length && tBodies[0].rows.length >= LEAST_ROWS);
  tables.forEach(makeSortable);

  const box = document.querySelector("[data-kb=narrow]");
  if (box && tables.length) {
    const told = document.querySelector("[data-kb=narrowed]");
    const all = document.querySelector("[data-kb=narrow-all]"); // where else to look
    box.disabled = false;
    box.oninput = () => {
      const shown = narrow(tables, box.value);
      told.textContent = box.value.trim() ? told.dataset.words.replace("{count}", shown) : "";
      if (all) {
        const address = new URL(all.href);
        address.searchParams.set("q", box.value.trim());
        all.href = address.href;
        // Beside a whole list, only where it has no such row.
        if ("whole" in all.dataset) all.hidden = shown > 0;
      }
    };
    if (box.value) box.oninput(); // kept by the browser on the way back
  }

  // Later than Material's script, which puts a scrolling box around each table.
  addEventListener("load", () => {
    const boxes = [...document.querySelectorAll(".kb-chart, .md-typeset__scrollwrap")];
    const wide = boxes.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    for (const one of wide) one.tabIndex = 0; // after all is measured, which is so done once
  });
})();
