// On a report's page: passage by passage into the basket. The buttons come when they are asked for,
// so that nobody has to step through hundreds of them; where a link led to a passage it has its own.
(function () {
  "use strict";
  const { basket, capture } = window.kb;
  const words = document.currentScript.dataset;
  const mode = document.querySelector("[data-kb=take-passages]");
  if (!mode) return;

  const { spans } = capture;
  const buttons = new Map(); // first span of a passage → its button

  function show() {
    const there = basket.item(capture.page);
    const kept = new Set((there ? there.quotes : []).map(({ id }) => id));
    for (const button of buttons.values()) {
      const is = kept.has(button.dataset.id);
      button.textContent = is ? words.takenQuotation : words.takeQuotation;
      button.setAttribute("aria-pressed", String(is));
    }
  }

  function toggle(first, button) {
    const there = basket.item(capture.page);
    const is = there && there.quotes.some(({ id }) => id === button.dataset.id);
    const done = is ? basket.dropQuote(capture.page, button.dataset.id)
      : basket.put(capture.item([capture.passage(first)]));
    if (done) dispatchEvent(new Event("kb-basket"));
    else button.textContent = words.full;
  }

  function add(first) {
    if (buttons.has(first)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kb-copy kb-passage__take";
    button.dataset.id = capture.passage(first).id;
    button.setAttribute("aria-describedby", first.id);
    button.onclick = () => toggle(first, button);
    capture.spansOf(first).pop().after(button);
    buttons.set(first, button);
  }

  // The passage that the address names.
  function addToTarget() {
    const target = capture.named();
    if (target && spans.includes(target)) add(target);
    show();
  }

  mode.hidden = false;
  mode.onclick = () => {
    const isOn = mode.getAttribute("aria-pressed") !== "true";
    mode.setAttribute("aria-pressed", String(isOn));
    if (isOn) spans.filter(({ id }) => id).forEach(add);
    else buttons.forEach((button, first) => button.remove() || buttons.delete(first));
    show();
  };
  for (const event of ["kb-basket", "storage", "pageshow"]) addEventListener(event, show);
  addEventListener("hashchange", addToTarget);
  addToTarget();
})();
