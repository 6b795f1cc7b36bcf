// On the page for an address that is not there: the address spells in pinyin what its page was
// called, so the search box begins with that. A page that was moved or renamed is then one key away.
(function () {
  "use strict";
  const NUMBER = /-(?:[0-9a-f]{10}|[0-9a-f]{4}|own)(?:-[a-z0-9]+)*$/; // behind the pinyin (kb_build/page/addresses.py)
  const [name] = location.pathname.split("/").pop().split(".html");
  const box = document.querySelector("[data-kb=box]");
  if (box && NUMBER.test(name)) box.value = name.replace(NUMBER, "").replace(/-/g, " ");
})();
