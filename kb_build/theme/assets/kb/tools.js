// Copies addresses: of the page by its button, of a section by the mark beside its heading.
(function () {
  "use strict";
  const SHOWN = 2000; // milliseconds for which a mark says that it was copied
  const { copy, copyOnClick } = window.kb;
  const words = document.currentScript.dataset;

  const page = () => location.href.split(/[?#]/)[0]; // without the words that a search marked

  const button = document.querySelector("[data-kb=copy-address]");
  if (button) {
    button.hidden = false;
    copyOnClick(button, page);
  }

  // The marks are for the mouse: a heading is called by its words, and the contents lead to it too.
  for (const mark of document.querySelectorAll(".headerlink")) {
    mark.setAttribute("aria-hidden", "true");
    mark.tabIndex = -1;
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest && event.target.closest(".headerlink");
    if (!link || event.ctrlKey || event.metaKey || !(await copy(page() + link.hash))) return;
    link.dataset.copied = words.copied;
    setTimeout(() => delete link.dataset.copied, SHOWN);
  });
})();
