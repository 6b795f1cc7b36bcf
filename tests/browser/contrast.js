// The visible texts of a page whose contrast is less than WCAG 2.2 asks for (1.4.3): 4.5, or 3 where
// the letters are large. Gives a line for each: ratio, colours, words.
() => {
  const parse = (colour) => {
    const found = colour.match(/[\d.]+/g).map(Number);
    const scale = colour.startsWith("color(") ? 255 : 1;
    return { rgb: found.slice(0, 3).map((part) => part * scale), alpha: found[3] ?? 1 };
  };
  const over = (top, ground) =>
    top.rgb.map((part, i) => part * top.alpha + ground[i] * (1 - top.alpha));
  const linear = (part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);

  const groundOf = (element) => {
    if (!element) return [255, 255, 255];
    const own = parse(getComputedStyle(element).backgroundColor);
    return own.alpha === 1 ? own.rgb : over(own, groundOf(element.parentElement));
  };
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.data.trim();
    const style = getComputedStyle(element);
    const visible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (!words || !visible || element.matches("script, style, noscript")) continue;
    const ground = groundOf(element);
    const found = ratio(light(over(parse(style.color), ground)), light(ground));
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (found < (large ? 3 : 4.5)) {
      poor.push(`${found.toFixed(2)} ${style.color} on ${ground.map(Math.round)}: ${words.slice(0, 30)}`);
    }
  }
  return poor;
}
