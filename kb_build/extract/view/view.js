"use strict";
// Switches layers, and shows in the panel what the label under the pointer or focus carries.

const panel = document.querySelector(".panel");
const hint = panel.querySelector(".hint");
const fields = [...panel.querySelectorAll("[data-field]")];
const CARRIES = ".passage, .node, .name, .link, .noise";

function show(target) {
  const label = target.closest?.(CARRIES);
  if (!label || label.closest(".sample, .off")) return;
  for (const field of fields) {
    const name = field.dataset.field;
    const value = label.closest(`[data-${name}]`)?.dataset[name];
    field.hidden = !value;
    field.lastElementChild.textContent = value ?? "";
  }
  hint.hidden = true;
  panel.classList.add("open");
}

// Where the pointer was when the panel closed: what comes to lie under it then was not pointed at.
let resting = null;

function pointed(happened) {
  const moved = (now, then) => Math.abs(now - then) > 2; // one event rounds, another does not
  const away = !resting || moved(happened.clientX, resting.x) || moved(happened.clientY, resting.y);
  if (away) {
    resting = null;
    show(happened.target);
  }
}

function close(happened) {
  resting = { x: happened?.clientX, y: happened?.clientY };
  hint.hidden = false;
  panel.classList.remove("open");
  for (const field of fields) field.hidden = true;
}

function apply(box) {
  for (const label of document.querySelectorAll(`main .${box.dataset.layer}`)) {
    label.classList.toggle("off", !box.checked);
    if (label.matches(".name")) label.tabIndex = box.checked ? 0 : -1;
  }
}

function summarise(group) {
  const boxes = [...group.closest("fieldset").querySelectorAll("[data-layer]")];
  group.checked = boxes.some((box) => box.checked);
  group.indeterminate = group.checked && !boxes.every((box) => box.checked);
}

for (const group of document.querySelectorAll("[data-group]")) {
  const boxes = [...group.closest("fieldset").querySelectorAll("[data-layer]")];
  group.addEventListener("change", () => {
    for (const box of boxes) {
      box.checked = group.checked;
      apply(box);
    }
  });
  for (const box of boxes) {
    box.addEventListener("change", () => {
      apply(box);
      summarise(group);
    });
    if (!box.checked) apply(box); // a browser may remember boxes over a reload
  }
  summarise(group);
}

const main = document.querySelector("main");
main.addEventListener("pointerover", pointed);
for (const event of ["focusin", "click"]) {
  main.addEventListener(event, (happened) => show(happened.target));
}
panel.querySelector("[data-close]").addEventListener("click", close);
document.addEventListener("keydown", (pressed) => {
  if (pressed.key === "Escape") close();
  else if ((pressed.key === "Enter" || pressed.key === " ") && pressed.target.matches(".name")) {
    pressed.preventDefault();
    show(pressed.target);
  }
});
