/* The search's panel: a combobox whose list holds the hits. Typing searches, arrows move, Enter opens, Escape closes. */
(function () {
  "use strict";
  const { form, root, index, query, passages } = window.readerSearch;
  const field = form.querySelector("input");
  const WAIT = 60; // milliseconds after a key: shorter than between two of a quick typist's
  // `records` of a group are read at a time; an entry's is a tenth of an article's.
  const GROUPS = [
    { key: "a", title: "Articles", records: 6, one: "passage", many: "passages" },
    { key: "n", title: "Notes", records: 6, one: "note", many: "notes" },
    { key: "g", title: "Glossary", records: 12, one: "entry", many: "entries" },
  ];
  const UNREADABLE = "The search index can’t be read. Is this a whole copy of the site?";
  const HITS = 40; // of a group that are shown at a time

  // ---- The panel's parts ------------------------------------------------------------------------------------------

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  const status = make("p", { class: "status", role: "status", "aria-live": "polite" });
  const close = make("button", { type: "button", class: "close", "aria-label": "Close the search" }, "×");
  const article = make("select", { "aria-label": "Article" });
  const kind = make("select", { "aria-label": "Kind" });
  const filters = make("div", { class: "filters" }, article, kind);
  const hints = make("div", { class: "hints" });
  const list = make("div", { id: "found", role: "listbox", "aria-label": "Search results" });
  const more = make("button", { type: "button", class: "more" }, "More results");
  const panel = make("div", { class: "panel" }, make("div", { class: "top" }, status, close), filters, hints, list, more);
  panel.hidden = true;
  form.append(panel);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", "found");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-haspopup", "listbox");

  const option = (value, text) => make("option", { value }, text);
  const capital = (text) => text[0].toUpperCase() + text.slice(1);

  function fillFilters(start) {
    article.append(option("", "All articles"), ...start.articles.map(([slug, title]) => option(slug, title)));
    kind.append(option("", "Everything"), option("a", "Articles"));
    const notes = make("optgroup", { label: "Notes" }, option("n", "All notes"));
    notes.append(...start.notes.map((name) => option(`n:${name}`, capital(name))));
    const entries = make("optgroup", { label: "Glossary" }, option("g", "All entries"));
    entries.append(...start.entities.map((name) => option(`g:${name}`, capital(name))));
    kind.append(notes, entries);
  }

  /** Where articles are too many to list them all, those that were found. */
  function offer(label, href) {
    const slug = /articles\/(.+)\.html/.exec(href);
    if (!slug || Array.from(article.options).some((item) => item.value === slug[1])) return;
    article.append(option(slug[1], label));
  }

  // ---- Searching --------------------------------------------------------------------------------------------------

  let current = null; // the search that is shown: {groups, units, …}
  let number = 0; // of the latest one; an earlier one that ends later shows nothing
  let timer = 0;

  async function search() {
    const text = field.value.trim();
    const mine = ++number;
    if (!text) return empty();
    open();
    try {
      const found = await find(text);
      if (mine === number) await show(found, mine);
    } catch (error) {
      if (mine === number) say(UNREADABLE);
    }
  }

  function chosen() {
    const [group, name] = kind.value.split(":");
    const wanted = {};
    if (article.value) wanted.article = article.value;
    if (name) wanted[group === "n" ? "note" : "entity"] = name;
    return { group, wanted };
  }

  async function find(text) {
    const { units, names } = await query.parse(text);
    const { group, wanted } = chosen();
    const best = new Map();
    if (long(units)) {
      for (const words of await query.branches(units)) {
        for (const result of await index.find(words, wanted)) merge(best, result);
      }
    }
    const results = Array.from(best.values()).sort((a, b) => b.score - a.score);
    const groups = GROUPS.filter(({ key }) => !group || key === group).map((item) => ({
      ...item, results: results.filter((result) => result.name[0] === item.key), read: 0, hits: [], shown: HITS,
    }));
    return { text, units, names, wanted, groups, short: !long(units) };
  }

  /** One or two letters are the beginning of too much; but a name may be as short as that. */
  const long = (units) => units.some((unit) => unit.exact || unit.spellings.length || unit.words.join("").length > 2 || /[^a-z]/.test(unit.words[0]));

  function merge(best, result) {
    const known = best.get(result.name);
    if (!known) best.set(result.name, result);
    else best.set(result.name, { ...known, score: Math.max(known.score, result.score), at: [...known.at, ...result.at] });
  }

  /** Read the next records of a group, until some of them hold hits. */
  async function readOn(group, found) {
    const before = group.hits.length;
    while (group.read < group.results.length && group.hits.length === before) {
      const next = group.results.slice(group.read, group.read + group.records);
      group.read += next.length;
      const hits = await Promise.all(next.map((result) => passages.findHits(result, found.units, found.wanted)));
      group.hits.push(...hits.flat());
    }
  }

  async function show(found, mine) {
    await Promise.all(found.groups.map((group) => readOn(group, found)));
    if (mine !== number) return;
    keepWhole(found);
    const none = found.groups.every((group) => !group.hits.length);
    current = found;
    const other = (none || found.partial) && !found.short ? await query.suggest(found.text) : null;
    if (mine !== number) return;
    render(found);
    renderHints(found, other);
    announce(found, other);
    window.readerSearch.shown = found.text; // for whoever waits for it
  }

  /** A passage with all that was asked for makes those with a part of it uninteresting. */
  function keepWhole(found) {
    const whole = found.units.length;
    found.partial = !found.groups.some((group) => group.hits.some((hit) => hit.units === whole));
    const most = Math.max(0, ...found.groups.flatMap((group) => group.hits.map((hit) => hit.units)));
    for (const group of found.groups) group.hits = group.hits.filter((hit) => hit.units === most);
    const entries = found.groups.find((group) => group.key === "g");
    if (entries) entries.hits.sort((a, b) => Number(meant(found, b)) - Number(meant(found, a)) || Number(b.named) - Number(a.named));
  }

  const meant = (found, hit) => found.names.some((name) => hit.href === `glossary/${name.id}.html`);

  // ---- Showing ----------------------------------------------------------------------------------------------------

  function render(found) {
    active = null;
    field.removeAttribute("aria-activedescendant");
    list.replaceChildren(...found.groups.filter((group) => group.hits.length).map((group) => renderGroup(group)));
    list.hidden = !list.childElementCount;
    more.hidden = !found.groups.some((group) => unread(group));
  }

  const unread = (group) => group.read < group.results.length || group.shown < group.hits.length;

  function renderGroup(group) {
    const hits = group.hits.slice(0, group.shown);
    const heading = make("div", { class: "group", "aria-hidden": "true" }, group.title);
    const element = make("div", { role: "group", "aria-label": group.title }, heading);
    let label = "";
    hits.forEach((hit, i) => {
      element.append(renderHit(hit, `${group.key}${i}`, hit.label === label));
      label = hit.label;
      if (group.key !== "g") offer(hit.label, hit.href);
    });
    return element;
  }

  function renderHit(hit, id, again) {
    const where = make("span", { class: "where" }, make("b", {}, hit.title ? hit.title.cloneNode(true) : hit.label));
    if (hit.place) where.append(" ", make("span", { class: "place" }, hit.place.cloneNode ? hit.place.cloneNode(true) : hit.place));
    const link = make("a", {
      id: `hit-${id}`, role: "option", "aria-selected": "false", tabindex: "-1", href: root + hit.href, "data-search-hit": "",
    }, where, " ", make("span", { class: "words" }, hit.shown.cloneNode(true)));
    if (again) link.classList.add("again");
    link.addEventListener("click", () => remember(hit));
    return link;
  }

  function remember(hit) {
    try {
      sessionStorage.setItem("reader-found", JSON.stringify({ href: root + hit.href, words: Array.from(new Set(hit.marked)) }));
    } catch (error) { /* then nothing is marked on arrival */ }
    if (hit.href.split("#")[0] === location.href.slice(root.length).split("#")[0]) shut();
  }

  function renderHints(found, other) {
    hints.replaceChildren();
    for (const name of found.names) {
      if (name.others.length) {
        hints.append(make("p", { class: "also" }, `Also searched: ${name.others.join(", ")}`));
      }
    }
    if (other) {
      const button = make("button", { type: "button" }, `Did you mean ${other}?`);
      button.addEventListener("click", () => { field.value = other; field.focus(); search(); });
      hints.append(make("p", {}, button));
    } else if (found.groups.every((group) => !group.hits.length) && !found.short) {
      hints.append(make("p", {}, advice()));
    }
    if (found.partial && found.units.length > 1 && list.childElementCount) {
      hints.append(make("p", {}, "No passage has all of these words; these have some."));
    }
  }

  const advice = () =>
    article.value || kind.value ? "Try it in all articles and kinds, or with fewer words." : "Try fewer words, another spelling, or the beginning of a word.";

  function announce(found, other) {
    if (found.short) return say("Type three letters or more.");
    const counted = found.groups.filter((group) => group.hits.length).map(count);
    if (!counted.length) return say(`Nothing found for “${found.text}”.${other ? ` Did you mean ${other}?` : ""}`);
    const rest = found.groups.some(unread);
    say(counted.join(", ") + (rest ? ", and more" : ""));
  }

  function count(group) {
    const shown = Math.min(group.hits.length, group.shown);
    return `${shown} ${shown === 1 ? group.one : group.many}`;
  }

  function say(text) {
    status.textContent = text;
  }

  function empty() {
    current = null;
    list.replaceChildren();
    hints.replaceChildren();
    list.hidden = more.hidden = true;
    say("");
    shut();
  }

  // ---- Opening, moving, closing -----------------------------------------------------------------------------------

  let active = null;

  function open() {
    if (!panel.hidden) return;
    panel.hidden = false;
    panel.style.setProperty("--top", `${Math.round(field.getBoundingClientRect().bottom + 8)}px`);
    field.setAttribute("aria-expanded", "true");
  }

  function shut() {
    panel.hidden = true;
    field.setAttribute("aria-expanded", "false");
    activate(null);
  }

  function activate(hit) {
    if (active) active.setAttribute("aria-selected", "false");
    active = hit;
    if (!hit) return field.removeAttribute("aria-activedescendant");
    hit.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", hit.id);
    hit.scrollIntoView({ block: "nearest" });
  }

  function move(by) {
    const hits = Array.from(list.querySelectorAll("a"));
    if (!hits.length) return;
    const at = hits.indexOf(active) + by;
    activate(at < 0 || (at === -1 && by < 0) ? null : hits[Math.min(at, hits.length - 1)]);
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, WAIT);
  });

  field.addEventListener("focus", () => { if (current && field.value.trim() === current.text) open(); });

  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (panel.hidden) return field.blur();
      event.preventDefault(); // Chromium would clear the field as well
      event.stopPropagation();
      field.focus();
      return shut();
    }
    if (event.target !== field || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (panel.hidden) return search();
      move(event.key === "ArrowDown" ? 1 : -1);
    }
  });

  /** Open the hit that is marked, else the first; and if there is none, search for what was meant. */
  async function enter() {
    clearTimeout(timer);
    if (!current || current.text !== field.value.trim()) await search();
    const hit = active || list.querySelector("a") || hints.querySelector("button");
    if (hit) hit.click();
  }

  form.addEventListener("submit", enter);

  list.addEventListener("pointermove", (event) => {
    const hit = event.target.closest("a");
    if (hit && hit !== active && event.pointerType === "mouse") activate(hit);
  });

  more.addEventListener("click", async () => {
    const found = current;
    const mine = number;
    for (const group of found.groups) {
      if (group.shown < group.hits.length) group.shown += HITS;
      else await readOn(group, found);
    }
    if (mine !== number) return;
    keepWhole(found);
    render(found);
    announce(found, null);
    field.focus();
  });

  close.addEventListener("click", () => { field.focus(); shut(); });
  for (const select of [article, kind]) select.addEventListener("change", search);
  document.addEventListener("pointerdown", (event) => { if (!form.contains(event.target)) shut(); });
  form.addEventListener("focusout", (event) => { if (event.relatedTarget && !form.contains(event.relatedTarget)) shut(); });

  more.hidden = list.hidden = true;
  index.ready().then(fillFilters, () => say(UNREADABLE));
  if (window.readerSearch.entered) enter();
  else if (field.value.trim()) search();
})();
