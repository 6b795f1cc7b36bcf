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

  async function take(button, url, title) {
    button.disabled = true;
    const taken = await ask(url).then((item) => kb.basket.put(item), () => null);
    button.disabled = taken === true;
    button.textContent = say(taken ? "basket.taken" : taken === null ? "basket.failed" : "basket.full");
    button.setAttribute("aria-label", `${button.textContent} ${title}`);
  }

  // A button for the result at this address.
  kb.takeButton = function (url, title) {
    const button = make("button", "kb-copy kb-hit__take", say("basket.take"));
    button.type = "button";
    button.setAttribute("aria-label", `${say("basket.take")} ${title}`);
    button.onclick = () => take(button, url, title);
    return button;
  };
})();
