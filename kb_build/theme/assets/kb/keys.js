// Keys: `/` puts the cursor into the search box from anywhere outside a field; on the search page
// the arrows lead from the box through the results and back.
(function () {
  "use strict";
  const FIELDS = "input, textarea, select, [contenteditable]";

  function isVisible(box) {
    return box.getClientRects().length > 0;
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest(FIELDS);
    const isFree = !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key !== "/" || !isFree) return;
    const boxes = [...document.querySelectorAll("input[type=search][name=q]")];
    const box = boxes.reverse().find(isVisible);
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // From the box down to the results, and from one result to the next.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [...document.querySelectorAll("[data-kb=box], .kb-hit__title")];
    const next = stops[stops.indexOf(event.target) + step];
    if (!step || !stops.includes(event.target) || !next) return;
    event.preventDefault();
    next.focus();
  });
})();
