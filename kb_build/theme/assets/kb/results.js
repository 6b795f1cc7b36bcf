// The search page: reads the state of the search from the address, shows what was found.
(function () {
  "use strict";
  const kb = window.kb;
  const PAGE = 10; // results shown at a time
  const MOST_CHOSEN = 20; // values of a facet in the address
  const MOST_OTHERS = 6; // words of the same meaning that a note names
  // Kinds of pages that quote reports; who quotes the same sentence, if it is one, is folded.
  const ENTRIES = new Set(["practice", "rule", "mechanism", "measure", "problem"]);
  const LEAST_SENTENCE = 12;
  const PASSAGE = "passage";
  const PLACES = 2; // passages of one report that stand among the results; the others are counted
  const MOST_NAMED = 3; // units, and years, that a result names one by one
  // Kinds of pages that quote nothing which could be taken.
  const WITHOUT_QUOTES = new Set(["page", "topic", "unit", "series", "overview"]);
  const COMPARISONS = "comparisons/"; // the overviews that quote
  const root = new URL("../../", document.currentScript.src);
  const { make, say, part } = kb;

  const address = new URLSearchParams(location.search);
  const query = (address.get("q") || "").trim();
  const order = address.get("sort") || (query ? "" : "grade");
  const chosen = Object.fromEntries(kb.facetNames.map((name) =>
    [name, [...new Set(address.getAll(name))].filter(Boolean).slice(0, MOST_CHOSEN)]));

  // ------------------------------------------------------------------------------ results

  function unitsOf({ units = [] }) {
    const rest = units.length > MOST_NAMED && say("search.units", { count: units.length });
    return [...units.slice(0, MOST_NAMED), ...(rest ? [rest] : [])];
  }

  // Many years are told by the first and the last, which is what the order by year goes by.
  function yearsOf({ years = [] }) {
    const told = [...years].sort();
    return told.length > MOST_NAMED ? [`${told[0]}—${told[told.length - 1]}`] : told;
  }

  function labels({ kind, role }, shown) {
    return make("p", "kb-hit__labels",
      make("span", `kb-tag kb-tag--${kind}`, kb.page.kindWord(kind)),
      role && make("span", `kb-tag kb-tag--role kb-tag--${role}`, say(`role.${role}`)),
      ...[...unitsOf(shown), ...yearsOf(shown)].map((words) => make("span", "", words)),
      shown.grade && make("span", "", say("search.grade", { grade: shown.grade })));
  }

  // Page and passage, with the words to mark there.
  function target(shown, wanted) {
    const url = new URL(shown.url, root);
    url.search = new URLSearchParams({ mark: kb.marksToWords(wanted) });
    return url;
  }

  function named(shown, wanted) {
    const link = make("a", "kb-hit__title");
    link.href = target(shown, wanted);
    kb.marks.whole(link, shown.title, wanted);
    return make("h2", "", link);
  }

  function aside(shown, wanted) {
    const words = shown.path ? shown.path.join(" › ") : (shown.names || []).join("、");
    if (!words) return "";
    const line = make("p", "kb-hit__path", shown.path ? "" : `${say("search.also")} `);
    kb.marks.whole(line, words, wanted);
    return line;
  }

  // A problem is called by its first sentence, which need not be read twice.
  function beyond({ title, text = "" }) {
    return text.startsWith(title) ? text.slice(title.length).replace(/^[\s，,。；;！!？?、]+/, "") : text;
  }

  const isTaken = ({ kind }, { url }) => !WITHOUT_QUOTES.has(kind) || url.startsWith(COMPARISONS);

  function item(hit, shown, wanted) {
    const excerpt = make("p", "kb-hit__text");
    kb.marks.excerpt(excerpt, beyond(shown), wanted);
    return make("li", "kb-hit", labels(hit, shown), named(shown, wanted), aside(shown, wanted),
      shown.text && excerpt, isTaken(hit, shown) && kb.takeButton(new URL(shown.url, root), shown.title));
  }

  // Results from a place on, until a page is full: { added, next: the place to go on from }.
  async function items(hits, wanted, from) {
    const { roles, roleNames } = await kb.store.head();
    const added = [];
    let next = from;
    while (next < hits.length && added.length < PAGE) {
      const some = hits.slice(next, next + PAGE - added.length);
      const texts = await kb.store.texts(some.map(({ record }) => record));
      some.forEach(({ kind, record }, i) => {
        const hit = { kind, role: roleNames[roles[record]] };
        if (folded(hit, texts[i], wanted)) return;
        added.push(shownFirst(hit, texts[i], wanted));
        if (more.has(record)) added[added.length - 1].append(places(more.get(record), texts[i], wanted));
      });
      next += some.length;
    }
    return { added, next };
  }

  const firsts = new Map(); // sentence and whose it is → result that shows it

  function sameness({ kind }, { text, units, years }, wanted) {
    const sentence = ENTRIES.has(kind) && text ? kb.marks.sentence(text, wanted) : "";
    return sentence.length < LEAST_SENTENCE ? "" : [sentence, units, years].join("\n");
  }

  function shownFirst(hit, shown, wanted) {
    const made = item(hit, shown, wanted);
    const same = sameness(hit, shown, wanted);
    if (same && !firsts.has(same)) firsts.set(same, made);
    return made;
  }

  const more = new Map(); // last passage of a report that is shown → how many come after it

  // The hits without a report's passages after the first ones. Who looks for passages only, gets all.
  async function few(hits) {
    if (chosen.kind.includes(PASSAGE)) return hits;
    const { pages } = await kb.store.head();
    const shown = new Map(); // page → its passages that are shown
    return hits.filter(({ kind, record }) => {
      if (kind !== PASSAGE) return true;
      const above = shown.get(pages[record]) || [];
      shown.set(pages[record], above);
      if (above.length < PLACES) return above.push(record);
      const last = above[PLACES - 1];
      more.set(last, (more.get(last) || 0) + 1);
      return false;
    });
  }

  function places(count, shown, wanted) {
    const link = make("a", "", say("search.more_places", { count }));
    link.href = target({ url: shown.url.split("#")[0] }, wanted);
    return make("p", "kb-hit__path", link);
  }

  // Whether an entry could be put behind the one above that quotes the same. One that is called
  // what was asked for stands by itself.
  function folded(hit, shown, wanted) {
    const first = firsts.get(sameness(hit, shown, wanted));
    if (!first || kb.marks.find(shown.title, wanted).length) return false;
    const link = make("a", "", shown.title);
    link.href = target(shown, wanted);
    const line = first.querySelector(".kb-hit__same");
    if (line) line.append("、", link);
    else first.querySelector(".kb-hit__text").after(make("p", "kb-hit__path kb-hit__same", say("search.same_passage"), link));
    return true;
  }

  function showButton(hits, wanted, from) {
    const button = part("more");
    const rest = Math.min(PAGE, hits.length - from);
    button.hidden = rest <= 0;
    button.textContent = say("search.more", { count: rest });
    button.onclick = async () => {
      button.onclick = null; // another click would bring the same once more
      const more = await items(hits, wanted, from).catch(failed);
      if (!more) return;
      part("results").append(...more.added);
      const [first] = more.added.length ? more.added : [...part("results").children].slice(-1);
      first.querySelector("a").focus();
      showButton(hits, wanted, more.next);
    };
  }

  // ------------------------------------------------------------------------------ around them

  function quoted(runs) {
    return runs.map((run) => asked(run).join("、") || run.words).join("、");
  }

  // What is asked of a run, where that is not what was typed.
  const asked = ({ letters, ways, heard }) =>
    (!heard.length && ways.flat(2).length < letters.length ? ways[0].map((piece) => piece.join("")) : []);

  // How the hits have what was asked for, where not all have it as it is written.
  function means(hits, runs) {
    const of = (how) => hits.filter((hit) => hit.how === how);
    const [own, same, apart] = [of("own"), of("same"), of("apart")];
    if (!same.length && !apart.length) return "";
    const others = [...new Set(same.flatMap((hit) => hit.others))];
    const words = others.slice(0, MOST_OTHERS).join("、") + (others.length > MOST_OTHERS ? "……" : "");
    const told = [
      say(own.length ? "search.own" : "search.none_own", { count: own.length, words: quoted(runs) }),
      same.length && say("search.same", { count: same.length, words }),
      apart.length && say("search.apart", { count: apart.length }),
    ];
    return `${told.filter(Boolean).join(say("basket.semicolon"))}${say("search.end")}`;
  }

  // To one click, what the query says that a facet holds too.
  async function offers(found, hits) {
    const { words, offered } = await kb.offers(query, found, hits);
    const free = offered.filter(([name]) => !chosen[name].length);
    const links = kb.page.offerLinks({ query: words, chosen, order }, free);
    return links.length ? [make("p", "kb-nearer", `${say("search.only")} `, ...links)] : [];
  }

  // Who asks with nothing but words that questions add, and with sorts and years, gets all, to be
  // narrowed down.
  async function find() {
    const found = query ? await kb.find(query) : null;
    const asTyped = found && found.full && !found.runs.some((run) => asked(run).length);
    return found && (asTyped || found.runs.some(kb.tells)) ? found : kb.everything();
  }

  function notes({ runs, full, guided, less, without }, hits) {
    const heard = [...new Set(runs.flatMap((run) => run.heard))];
    const near = hits.filter(({ how }) => how === "near").length;
    const loose = runs.filter((run) => run.loose);
    return [
      query && !runs.length && say("search.all"),
      without.length && say("search.without", { words: without.map(({ letters }) => letters.join("")).join("、") }),
      (less || runs.some((run) => asked(run).length)) && say("search.asked", { words: quoted(runs) }),
      heard.length && say("search.heard", { words: heard.join("、") }),
      !full && !loose.length && say("search.any"),
      guided && say("search.guided", { words: quoted(runs) }),
      !guided && loose.length && say("search.loose", { words: quoted(loose) }),
      !heard.length && full && means(hits, runs),
      full && near && say("search.near", { count: near }),
      runs.some(({ letters }) => letters.length === 1) && say("search.too_short"),
    ].filter(Boolean).map((words) => make("p", "", words));
  }

  function tried({ runs }) {
    const longer = runs.filter(({ letters }) => letters.length > 2);
    return make("ul", "", ...[
      runs.length && say("search.tried_phrase", { words: runs.map(({ words }) => words).join("、") }),
      longer.length && say("search.tried_loose", { words: quoted(longer) }),
      runs.length && say("search.tried_others"),
      runs.length > 1 && say("search.tried_any"),
    ].filter(Boolean).map((words) => make("li", "", words)));
  }

  const isLatin = ({ runs }) => runs.length > 0 && runs.every(({ letters }) => letters.every((one) => /[a-z]/.test(one)));

  async function nothing(found) {
    const without = found.hits.length && kb.page.link(say("search.unfiltered", { count: found.hits.length }), { q: query });
    const nearer = found.hits.length ? [] : await kb.nearer(found.runs);
    const offers = nearer.map(({ words, count }) => kb.page.link(`${words} (${count})`, { q: words }));
    const near = found.hits.length ? [] : await kb.topicsNear(found.runs);
    const topics = near.map((topic) => kb.page.link(topic, { q: topic, kind: "topic" }));
    return [
      !found.hits.length && tried(found),
      without && make("p", "", without),
      offers.length && make("p", "kb-nearer", `${say("search.nearer")} `, ...offers),
      topics.length && make("p", "kb-nearer", `${say("search.topics")} `, ...topics),
      !found.hits.length && make("p", "", say(isLatin(found) ? "search.initials" : "search.hint")),
    ].filter(Boolean);
  }

  function failed(error) {
    console.error(error);
    part("status").textContent = say("search.failed");
  }

  function status(hits, found) {
    if (!query && hits.length === found.hits.length) return say("search.empty", { count: hits.length });
    if (query && !hits.length) return say("search.none", { query });
    return say("search.found", { count: hits.length }) + (found.hits.length > hits.length ? say("search.of", { count: found.hits.length }) : "");
  }

  // All is put onto the page at once, when it is complete: nothing moves while somebody reads.
  async function run() {
    part("status").textContent = say("search.waiting");
    const found = await find();
    const wanted = kb.wanted(found.runs);
    const { kept, counts } = await kb.narrow(found.hits, chosen);
    const hits = await kb.sorted(kept, order);
    const shown = await few(hits);
    const first = await items(shown, wanted, 0);
    const told = hits.length ? notes(found, hits) : await nothing(found);
    part("notes").append(...told, ...await offers(found, hits));
    part("results").append(...first.added);
    kb.page.showFacets({ query, chosen, order, counts, some: found.hits.length > 0 });
    showButton(shown, wanted, first.next);
    part("status").textContent = status(hits, found);
    if (query && found.hits.length) kb.recent.add(query);
  }

  // Who comes with a filter and no words yet keeps the filter for the words typed here.
  function keepFilters(form) {
    for (const [name, values] of Object.entries(chosen)) {
      form.append(...values.map((value) => Object.assign(make("input"), { type: "hidden", name, value })));
    }
  }

  part("box").value = query;
  if (query) {
    document.title = `${query} - ${document.title}`;
  } else {
    keepFilters(part("box").form);
    kb.page.showRecent();
    if (!Object.values(chosen).flat().length) part("box").focus();
  }
  run().catch(failed);
})();
