// Puts search results into the basket. The words of a result are no quotation with its source: its
// page is opened out of sight and asked for them, which also works from a folder.
(function () {
  "use strict";
  const kb = window.kb;
  const PATIENCE = 15000; // milliseconds; a server may forbid frames
  const { say, make } = kb;

  // The item that a page gives of itself (capture.js).
  function ask(url) {
    return new Promise((resolve, reject) => {
      const frame = document.createElement("iframe");
      const end = (done, value) => {
        removeEventListener("message", hear);
        clearTimeout(timer);
        frame.remove();
        done(value);
      };
      const hear = ({ source, data }) => {
        if (source === frame.contentWindow && data && data.kbTaken) end(resolve, data.kbTaken);
      };
      const timer = setTimeout(() => end(reject, new Error(url.href)), PATIENCE);
      addEventListener("message", hear);
      frame.hidden = true;
      frame.title = say("basket.take");
      const asking = new URL(url);
      asking.search = "?take";
      frame.src = asking;
      document.body.append(frame);
    });
  }

  // The basket has a report as one item, so of a passage this cannot be told.
  const isTaken = (url) => !url.hash && Boolean(kb.basket.item(kb.basket.pathOf(url)));

  // A button for the result at this address.
  kb.takeButton = function (url, title) {
    const button = make("button", "kb-copy kb-hit__take");
    const show = (words, isDone) => {
      button.textContent = words;
      button.setAttribute("aria-label", `${words} ${title}`);
      button.disabled = isDone;
    };
    button.type = "button";
    button.onclick = async () => {
      button.disabled = true;
      const taken = await ask(url).then((item) => kb.basket.put(item), () => null);
      show(say(taken ? "basket.taken" : taken === null ? "basket.failed" : "basket.full"), taken === true);
    };
    show(say(isTaken(url) ? "basket.taken" : "basket.take"), isTaken(url));
    return button;
  };
})();
