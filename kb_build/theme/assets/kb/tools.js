// Copies addresses: of the page by its button, of a section by the mark beside its heading.
(function () {
  "use strict";
  const SHOWN = 2000; // milliseconds for which a button says what became of it
  const { copy } = window.kb;
  const words = document.currentScript.dataset;

  const button = document.querySelector("[data-kb=copy-address]");
  if (button) {
    const label = button.textContent;
    button.hidden = false;
    button.onclick = async () => {
      button.textContent = (await copy(location.href.split(/[?#]/)[0])) ? words.copied : words.failed;
      setTimeout(() => { button.textContent = label; }, SHOWN);
    };
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest && event.target.closest(".headerlink");
    if (!link || event.ctrlKey || event.metaKey || !(await copy(link.href))) return;
    link.dataset.copied = words.copied;
    setTimeout(() => delete link.dataset.copied, SHOWN);
  });
})();
