// What pages that scripts fill have in common: words of the catalogue, elements, marked places.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  // A message of the site's language with its placeholders filled in; empty where there is none.
  kb.say = (key, values = {}) =>
    (window.kbWords[key] || "").replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // A new element with a class, or none, and those of the children that are any.
  kb.make = function (tag, name, ...children) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children.filter(Boolean));
    return element;
  };

  // The element that the template marks with a name.
  kb.part = (name) => document.querySelector(`[data-kb="${name}"]`);
})();
