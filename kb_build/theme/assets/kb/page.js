// Parts of the search page around its results: links that keep the state, facets, recent searches.
(function () {
  "use strict";
  const kb = window.kb;
  const { say, make, part } = kb;
  const MOST_VALUES = 8; // of a facet, before “more”
  const MOST_OFFERED = 3; // of a facet, named one by one
  // Facets whose values have an order of their own; others go by their counts.
  const BY_NAME = { year: -1, grade: 1 };
  const ORDERS = ["", "date", "grade"];
  const WIDE = "(min-width: 60em)"; // as in search.css

  const kindWord = (name) => window.kbWords[`search.${name}`] || say(`kind.${name}`);

  // A link to the search with this state; empty values are left out of the address.
  function link(words, state, ...more) {
    const element = make("a", "", words, ...more);
    const filled = Object.entries(state).flatMap(([name, values]) =>
      [values].flat().filter(Boolean).map((value) => [name, value]));
    element.href = `?${new URLSearchParams(filled)}`;
    return element;
  }

  // ------------------------------------------------------------------------------ facets

  function valueWord(name, value) {
    const keys = { kind: [`search.${value}`, `kind.${value}`], status: [`search.${value}`, `status.${value}`],
      genre: [`genre.${value}`], review: [`review.${value}`], grade: ["search.grade"] };
    const key = (keys[name] || []).find((one) => window.kbWords[one]);
    return key ? say(key, { grade: value }) : value;
  }

  const stateOf = ({ query, order, chosen }) => ({ q: query, ...chosen, sort: order });

  // The state with a value of a facet chosen too, or no longer.
  function toggled(state, name, value) {
    const values = state.chosen[name];
    const others = values.filter((one) => one !== value);
    return { ...stateOf(state), [name]: others.length < values.length ? others : [...values, value] };
  }

  function choice(state, name, [value, count]) {
    const is = state.chosen[name].includes(value);
    const element = link(valueWord(name, value), toggled(state, name, value),
      " ", make("span", "kb-facet__count", String(count)));
    element.className = "kb-facet__value";
    if (is) element.setAttribute("aria-current", "true");
    return make("li", "", element);
  }

  function ordered(name, counts) {
    const sign = BY_NAME[name];
    return [...counts].sort((a, b) => (sign ? 0 : b[1] - a[1]) || (a[0] < b[0] ? -1 : 1) * (sign || 1));
  }

  function facet(state, name) {
    let values = ordered(name, state.counts[name]);
    const picked = state.chosen[name];
    const missing = picked.filter((one) => !state.counts[name].has(one)).map((one) => [one, 0]);
    const first = values.filter(([value]) => picked.includes(value));
    values = [...missing, ...first, ...values.filter((one) => !first.includes(one))];
    if (!values.length) return "";
    const items = (some) => some.map((value) => choice(state, name, value));
    const list = make("ul", "", ...items(values.slice(0, MOST_VALUES)));
    return make("section", "kb-facet", make("h2", "", say(`search.by_${name}`)), list,
      values.length > MOST_VALUES && moreButton(list, values.length, () => items(values.slice(MOST_VALUES))));
  }

  // The others are made when they are asked for: units may be thousands.
  function moreButton(list, count, others) {
    const button = make("button", "kb-facet__more", say("search.all_values", { count }));
    button.type = "button";
    button.onclick = () => {
      const added = others();
      list.append(...added);
      added[0].querySelector("a").focus();
      button.remove();
    };
    return button;
  }

  // What is chosen, each with a way to take it back; of several also all at once.
  function chosenLinks(state) {
    const chips = kb.facetNames.flatMap((name) => state.chosen[name].map((value) => {
      const words = `${say(`search.by_${name}`)}：${valueWord(name, value)}`;
      return chip(words, toggled(state, name, value));
    }));
    const none = { q: state.query, sort: state.order };
    return chips.length > 1 ? [...chips, chip(say("search.all_chosen"), none)] : chips;
  }

  function chip(words, state) {
    const element = link(`${words} ×`, state);
    element.className = "kb-chosen";
    element.setAttribute("aria-label", say("search.remove", { words }));
    return element;
  }

  function orderLinks(state) {
    return ORDERS.filter((order) => order || state.query).map((order) => {
      const element = link(say(`search.sort_${order || "relevance"}`), { ...stateOf(state), sort: order });
      if (order === state.order) element.setAttribute("aria-current", "true");
      return element;
    });
  }

  // Links to the state with these values chosen too: `offers` is [[facet, values, count]]. Of many,
  // which only years are, the newest first, the ends are named.
  function offerLinks(state, offers) {
    return offers.map(([name, values, count]) => {
      const words = values.map((value) => valueWord(name, value));
      const told = words.length > MOST_OFFERED ? `${words[words.length - 1]}—${words[0]}` : words.join("、");
      return link(`${told} (${count})`, { ...stateOf(state), [name]: values });
    });
  }

  // `state`: { query, chosen, order, counts, some: whether anything was found without facets }.
  function showFacets(state) {
    if (!state.some) return;
    const box = part("facets");
    box.append(...kb.facetNames.map((name) => facet(state, name)).filter(Boolean));
    box.classList.remove("kb-facets--none");
    box.open = matchMedia(WIDE).matches;
    part("chosen").append(...chosenLinks(state));
    part("sort").append(say("search.sort"), " ", ...orderLinks(state));
  }

  // ------------------------------------------------------------------------------ recent

  function showRecent() {
    const box = part("recent");
    const queries = kb.recent.list();
    if (!queries.length) return;
    const clear = make("button", "kb-recent__clear", say("search.forget"));
    clear.type = "button";
    clear.onclick = () => {
      kb.recent.clear();
      box.textContent = "";
      part("box").focus();
    };
    box.append(make("h2", "", say("search.recent")),
      make("ul", "", ...queries.map((query) => make("li", "", link(query, { q: query })))), clear);
  }

  kb.page = { link, kindWord, offerLinks, showFacets, showRecent };
})();
