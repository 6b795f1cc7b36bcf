// The search page: reads the query from the address, shows what was found, says what was tried.
(function () {
  "use strict";
  const kb = window.kb;
  const PAGE = 10; // results shown at a time
  const root = new URL("../../", document.currentScript.src);

  const address = new URLSearchParams(location.search);
  const query = (address.get("q") || "").trim();
  const kind = address.get("kind") || "";

  function say(key, values = {}) {
    const words = window.kbWords[key] || "";
    return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  const kindWord = (name) => window.kbWords[`search.${name}`] || say(`kind.${name}`);

  function make(tag, name, ...children) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children.filter((child) => child));
    return element;
  }

  const part = (name) => document.querySelector(`[data-kb="${name}"]`);

  // ------------------------------------------------------------------------------ results

  function labels(kindName, shown) {
    const role = shown.role && say(`role.${shown.role}`);
    return make("p", "kb-hit__labels",
      make("span", `kb-tag kb-tag--${kindName}`, kindWord(kindName)),
      role && make("span", `kb-tag kb-tag--role kb-tag--${shown.role}`, role),
      ...(shown.units || []).slice(0, 3).map((unit) => make("span", "", unit)),
      ...(shown.years || []).slice(0, 3).map((year) => make("span", "", year)),
      shown.grade && make("span", "", say("search.grade", { grade: shown.grade })));
  }

  function named(shown, runs) {
    const link = make("a", "kb-hit__title");
    link.href = new URL(shown.url, root);
    kb.marks.whole(link, shown.title, runs);
    return make("h2", "", link);
  }

  function aside(shown, runs) {
    const words = shown.path ? shown.path.join(" › ") : (shown.names || []).join("、");
    if (!words) return "";
    const line = make("p", "kb-hit__path", shown.path ? "" : `${say("search.also")} `);
    kb.marks.whole(line, words, runs);
    return line;
  }

  function hit(kindName, shown, runs) {
    const excerpt = make("p", "kb-hit__text");
    kb.marks.excerpt(excerpt, shown.text || "", runs);
    return make("li", "kb-hit", labels(kindName, shown), named(shown, runs),
      aside(shown, runs), shown.text && excerpt);
  }

  async function showMore(hits, runs, from) {
    const next = hits.slice(from, from + PAGE);
    const texts = await kb.store.texts(next.map(({ record }) => record));
    const items = texts.map((shown, i) => hit(next[i].kind, shown, runs));
    part("results").append(...items);
    showButton(hits, runs, from + PAGE);
    if (from && items.length) items[0].querySelector("a").focus();
  }

  function showButton(hits, runs, from) {
    const button = part("more");
    const rest = Math.min(PAGE, hits.length - from);
    button.hidden = rest <= 0;
    button.textContent = say("search.more", { count: rest });
    button.onclick = () => showMore(hits, runs, from).catch(failed);
  }

  // ------------------------------------------------------------------------------ around them

  function kindLink(name, words, count) {
    const link = make("a", "kb-kind", words, " ", make("span", "kb-kind__count", String(count)));
    const target = new URLSearchParams({ q: query });
    if (name) target.set("kind", name);
    link.href = `?${target}`;
    if (name === kind) link.setAttribute("aria-current", "true");
    return make("li", "", link);
  }

  function showKinds(hits, names) {
    const count = (name) => hits.filter((one) => one.kind === name).length;
    const there = names.filter((name) => count(name) || name === kind);
    part("kinds").append(kindLink("", say("search.all"), hits.length),
      ...there.map((name) => kindLink(name, kindWord(name), count(name))));
  }

  function quoted(runs) {
    return runs.map(({ words }) => words).join("、");
  }

  function showNotes(found) {
    const loose = found.runs.filter((run) => run.loose);
    const notes = [
      found.some && say("search.any"),
      !found.some && loose.length && say("search.loose", { words: quoted(loose) }),
      found.runs.some(({ letters }) => letters.length === 1) && say("search.too_short"),
    ];
    part("notes").append(...notes.filter(Boolean).map((words) => make("p", "", words)));
  }

  function showNothing(found) {
    const longer = found.runs.filter(({ letters }) => letters.length > 2);
    const tried = [
      found.runs.length && say("search.tried_phrase", { words: quoted(found.runs) }),
      longer.length && say("search.tried_loose", { words: quoted(longer) }),
      found.some && say("search.tried_any"),
    ];
    part("notes").append(
      make("ul", "", ...tried.filter(Boolean).map((words) => make("li", "", words))),
      make("p", "", say("search.hint")));
  }

  function tell(words) {
    part("status").textContent = words;
  }

  function failed(error) {
    console.error(error);
    tell(say("search.failed"));
  }

  async function run() {
    tell(say("search.waiting"));
    const found = await kb.find(query);
    const { names } = await kb.store.head();
    const hits = found.hits.filter((one) => !kind || one.kind === kind);
    if (found.hits.length) showKinds(found.hits, names);
    if (hits.length) showNotes(found);
    else showNothing(found);
    await showMore(hits, found.runs, 0);
    tell(hits.length ? say("search.found", { count: hits.length }) : say("search.none", { query }));
  }

  part("box").value = query;
  if (query) {
    document.title = `${query} - ${document.title}`;
    run().catch(failed);
  } else {
    tell(say("search.empty"));
    part("box").focus();
  }
})();
