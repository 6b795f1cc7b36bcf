// Adds a button to each citation that copies it, and to each quotation one that copies its words
// together with the citation of its report.
(function () {
  "use strict";
  const words = document.currentScript.dataset;
  const SHOWN = 2000; // milliseconds for which a button says what became of it

  // The day on which the reader copies, as GB/T 7408 writes dates, in the reader's own time zone.
  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  const printed = new Map(); // citation → its text as the page came

  // A citation as it is copied; that of the page itself gets the day and the address.
  function citation(element) {
    const text = printed.get(element);
    if (element.dataset.page === undefined) return text;
    const address = element.dataset.page || location.href.split(/[?#]/)[0];
    const name = element.dataset.page ? text.slice(0, text.lastIndexOf(element.dataset.page)).trim() : text;
    return `${name} [${today()}]. ${address}.`;
  }

  // Browsers give the clipboard to secure pages only, which an intranet's often are not.
  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).then(() => true, () => copyFromField(text));
    }
    return copyFromField(text);
  }

  function copyFromField(text) {
    const focused = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    field.style.position = "fixed";
    field.style.opacity = "0";
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (focused) focused.focus();
    return copied;
  }

  // Makes a button copy what `text()` gives.
  function copyOnClick(button, text) {
    const label = button.textContent;
    button.addEventListener("click", async () => {
      button.textContent = (await copy(text())) ? words.copied : words.failed;
      setTimeout(() => { button.textContent = label; }, SHOWN);
    });
  }

  function button(label, text) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "kb-copy";
    made.textContent = label;
    made.setAttribute("aria-live", "polite");
    copyOnClick(made, text);
    return made;
  }

  // The quotation above a source line, and what is copied of it.
  function addToQuotation(source, cited) {
    const quotation = source.parentElement.previousElementSibling;
    const reference = cited.get(source.dataset.report);
    if (!reference || !quotation || quotation.localName !== "blockquote") return;
    const text = quotation.textContent.trim();
    const label = button(words.copyQuotation, () => `${text}\n——${citation(reference)}`);
    quotation.lastElementChild.append(label);
  }

  Object.assign((window.kb = window.kb || {}), { copy, copyOnClick });

  const citations = [...document.querySelectorAll(".kb-citation")];
  // A page on a server is cited with its address: that is shown too, not copied only.
  const onServer = location.protocol.startsWith("http");
  for (const element of citations) {
    printed.set(element, element.firstChild ? element.firstChild.textContent.trim() : "");
    if (onServer && element.dataset.page !== undefined) element.firstChild.textContent = citation(element);
  }
  const cited = new Map(citations.map((element) => [element.dataset.report, element]));
  for (const source of document.querySelectorAll(".kb-source")) addToQuotation(source, cited);
  for (const element of citations) element.append(button(words.copy, () => citation(element)));
})();
