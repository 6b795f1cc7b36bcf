// The page of the basket: lists what is in it, to arrange, to note something down, to take along.
(function () {
  "use strict";
  const { basket, paper, say, make, part } = window.kb;

  function button(words, label, act) {
    const made = make("button", "kb-copy", words);
    made.type = "button";
    made.setAttribute("aria-label", label);
    made.onclick = act;
    return made;
  }

  function tell(words) {
    part("basket-status").textContent = words;
  }

  // ------------------------------------------------------------------------------ list

  function linked(words, page) {
    const link = make("a", "", words);
    const address = basket.address(page);
    if (address) link.href = address;
    return link;
  }

  function noteField({ page, title, note }) {
    const field = make("textarea", "kb-basket__note");
    field.value = note;
    field.rows = 2;
    field.maxLength = 2000;
    field.placeholder = say("basket.note");
    field.setAttribute("aria-label", `${say("basket.note")} ${title}`);
    field.oninput = () => { if (!basket.note(page, field.value)) tell(say("basket.full")); };
    return field;
  }

  function quotation(item, quote) {
    const source = linked(item.citations[quote.report] || say("basket.source"), quote.place);
    source.className = "kb-basket__source";
    const remove = button(say("basket.remove"), `${say("basket.remove_quotation")} ${quote.words.slice(0, 20)}`,
      () => redraw(() => basket.dropQuote(item.page, quote.id), item.page));
    return make("li", "", make("blockquote", "", make("p", "", quote.words)),
      make("p", "", quote.section && make("span", "kb-basket__section", quote.section), source, remove));
  }

  function entry(item, at, all) {
    const { page, title, kind, units, years } = item;
    const move = (key, step, is) => is && button(say(`basket.${key}`), `${say(`basket.${key}`)} ${title}`,
      () => redraw(() => basket.move(page, step), page));
    const about = [say(`kind.${kind}`), units.slice(0, 3).join(say("basket.pause")), years.join(say("basket.pause"))];
    const li = make("li", "kb-basket__item", make("h2", "", linked(title, page)),
      make("p", "kb-hit__labels", about.filter(Boolean).join(" · ")),
      make("p", "kb-basket__acts", move("up", -1, at > 0), move("down", 1, at < all.length - 1),
        button(say("basket.remove"), `${say("basket.remove")} ${title}`, () => redraw(() => basket.drop(page)))),
      noteField(item), make("ul", "kb-basket__quotes", ...item.quotes.map((quote) => quotation(item, quote))));
    li.dataset.page = page;
    return li;
  }

  // Draws anew after a change; the keyboard stays at the item of that page.
  function redraw(change, page) {
    const kept = change();
    show();
    const items = [...document.querySelectorAll(".kb-basket__item")];
    const there = items.find(({ dataset }) => dataset.page === page) || items[0];
    const next = there ? there.querySelector("button") : part("basket-status");
    next.focus();
    if (!kept) tell(say("basket.full"));
  }

  function show() {
    const { items, title } = basket.read();
    part("basket-list").textContent = "";
    part("basket-list").append(...items.map(entry));
    part("basket-acts").hidden = !items.length;
    if (document.activeElement !== part("basket-title")) part("basket-title").value = title;
    part("basket-title").placeholder = paper.called(items);
    const quotes = items.reduce((sum, item) => sum + item.quotes.length, 0);
    tell(items.length ? say("basket.holds", { items: items.length, quotes }) : say("basket.empty"));
  }

  // ------------------------------------------------------------------------------ take along

  const FORMATS = {
    docx: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", (made) => window.kb.word(made, part("basket-acts").dataset.site)],
    md: ["text/markdown;charset=utf-8", paper.markdown],
    // Windows' own editor knows UTF-8 by the mark at its beginning.
    txt: ["text/plain;charset=utf-8", (made) => `\ufeff${paper.plain(made).replace(/\n/g, "\r\n")}`],
  };

  function save(ending) {
    const [type, write] = FORMATS[ending];
    const made = paper.blocks(basket.read());
    const link = make("a", "");
    link.href = URL.createObjectURL(new Blob([write(made)], { type }));
    link.download = `${made[0].text.replace(/[\\/:*?"<>|\u0000-\u001f]/g, " ").trim().slice(0, 60) || "kb"}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    tell(say("basket.saved", { name: link.download }));
  }

  for (const element of document.querySelectorAll("[data-save]")) {
    element.onclick = () => save(element.dataset.save);
  }
  part("basket-title").oninput = ({ target }) => basket.name(target.value);
  part("basket-clear").onclick = () => { if (confirm(say("basket.sure"))) redraw(basket.clear); };
  addEventListener("storage", show);
  show();
})();
