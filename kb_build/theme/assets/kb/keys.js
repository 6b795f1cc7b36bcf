// Keys: `/` puts the cursor into the search box from anywhere outside a field; on the search page
// the arrows lead from the box through the results and back.
(function () {
  "use strict";
  const FIELDS = "input, textarea, select, [contenteditable]";

  function isVisible(box) {
    return box.getClientRects().length > 0;
  }

  function isPlain(event) {
    return !event.ctrlKey && !event.metaKey && !event.altKey;
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest(FIELDS);
    if (event.key !== "/" || typing || !isPlain(event)) return;
    const boxes = [...document.querySelectorAll("input[type=search][name=q]")];
    const box = boxes.reverse().find(isVisible);
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // From the box down to the results, and from one result to the next. A page that has just come is
  // as if the cursor were in the box; who has scrolled goes on scrolling.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !isPlain(event)) return;
    const stops = [...document.querySelectorAll("[data-kb=box], .kb-hit__title")];
    const isFresh = event.target === document.body && window.scrollY === 0;
    const at = isFresh ? 0 : stops.indexOf(event.target);
    const next = at < 0 ? null : stops[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
})();
