// Puts the cursor into the search box when `/` is pressed anywhere outside a field.
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
    const boxes = [...document.querySelectorAll("input[type=search]")];
    const box = boxes.reverse().find(isVisible);
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
