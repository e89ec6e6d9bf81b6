/* The search's panel: a combobox with a list of hits. Typing searches, arrows move, Enter opens, Escape closes. */
(function () {
  "use strict";
  const { form, root, index, query, lookup, passages } = window.readerSearch;
  const { make, find } = window.readerDom;
  const field = find(form, "input");
  /**
   * @typedef {object} Group of hits
   * @property {string} key
   * @property {string} title
   * @property {number} first
   * @property {number} records
   * @property {string} one
   * @property {string} many
   * @property {number[]} unread records
   * @property {Reader.SearchHit[]} hits
   * @property {number} shown how many of them, at most
   */
  /**
   * @typedef {object} Found by a search
   * @property {string} text
   * @property {Reader.SearchUnit[]} units
   * @property {Reader.NamedEntity[]} names
   * @property {Reader.SearchFilters} wanted
   * @property {Group[]} groups
   * @property {number[]} part records that lack one of the units
   * @property {boolean} short whether the query is so short that it is looked up as a whole word only
   * @property {string} [meant] the query that these are the results of, where what was typed has none
   * @property {boolean} [partial] whether no hit has all of the query
   */

  // `first`: how many records of a group are read before anything is shown; `records`: how many in each later step.
  const GROUPS = [
    { key: "a", title: "Articles", first: 1, records: 4, one: "passage", many: "passages" },
    { key: "n", title: "Notes", first: 0, records: 4, one: "note", many: "notes" },
    { key: "g", title: "Glossary", first: 1, records: 8, one: "entry", many: "entries" },
    { key: "e", title: "Events", first: 0, records: 6, one: "event", many: "events" },
    { key: "s", title: "Sources", first: 0, records: 6, one: "source", many: "sources" },
    { key: "u", title: "Guides", first: 0, records: 4, one: "place in a guide", many: "places in guides" },
    {
      key: "p",
      title: "Other pages",
      first: 0,
      records: 4,
      one: "place on another page",
      many: "places on other pages",
    },
  ];
  const UNREADABLE = "The search index can’t be read. Is this copy of the site complete?";
  const PAUSE = 150,
    LONG_PAUSE = 450; // milliseconds without a key until the reader counts as reading, depending on typing speed
  const QUICK = 100; // milliseconds between two keys
  const ROUNDS = 2; // of reading records, while a group has no hit
  const FEW = 10; // records that are read at once if no others can contain the phrase
  const MEANT = 3; // entries that a name may mean; they are read first
  const PARTLY = 3; // records of a group that are read at once if none has all of the query
  const HITS = 40; // of a group, shown at a time
  const SHORT_PAUSE = 600; // milliseconds until one or two letters are looked up, which are hardly a whole word

  // ---- The panel's parts ------------------------------------------------------------------------------------------

  const status = make("p", { class: "status", role: "status", "aria-live": "polite" });
  const close = make("button", { type: "button", class: "close", "aria-label": "Close the search" }, "×");
  const article = make("select", { "aria-label": "Article" });
  const kind = make("select", { "aria-label": "Kind" });
  const filters = make("div", { class: "filters" }, article, kind);
  const hints = make("div", { class: "hints" });
  const list = make("div", { id: "page:found", role: "listbox", "aria-label": "Search results" });
  const corrected = make("p", { class: "corrected" });
  const results = make("div", {}, corrected, list);
  const more = make("button", { type: "button", class: "more" }, "More results");
  const panel = make(
    "div",
    { class: "panel" },
    make("div", { class: "top" }, status, close),
    filters,
    hints,
    results,
    more,
  );
  panel.hidden = true;
  form.append(panel);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", "page:found");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-haspopup", "listbox");

  const option = (/** @type {string} */ value, /** @type {string} */ text) =>
    make("option", { dir: "auto", value }, text);
  const capital = (/** @type {string} */ text) => text[0].toUpperCase() + text.slice(1);

  /** @param {Reader.SearchStart} start */
  function fillFilters(start) {
    if (kind.options.length) return;
    article.append(option("", "All articles"), ...start.articles.map(([slug, title]) => option(slug, title)));
    kind.append(option("", "Everything"), option("a", "Articles"));
    const notes = make("optgroup", { label: "Notes" }, option("n", "All notes"));
    notes.append(...start.notes.map(([id, label]) => option(`n:${id}`, capital(label))));
    const entries = make("optgroup", { label: "Glossary" }, option("g", "All entries"));
    entries.append(...start.entities.map(([id, label]) => option(`g:${id}`, capital(label))));
    kind.append(notes, entries);
    if (!kept) return;
    article.value = kept.article;
    kind.value = kept.kind;
  }

  /**
   * If there are too many articles to list them all, lists those that were found.
   * @param {Reader.SearchHit} hit
   */
  function offer({ label, href, number }) {
    const slug = /articles\/(.+)\.html/.exec(href);
    if (!slug || Array.from(article.options).some((item) => item.value === slug[1])) return;
    const added = option(slug[1], label);
    added.dataset.number = String(number);
    article.append(added);
  }

  const { kept } = window.readerSearch; // the search from before the reader went to a hit and came back

  // ---- Searching --------------------------------------------------------------------------------------------------

  /** @type {Found | null} */
  let current = null; // the search that is shown
  /** @type {Promise<void> | null} */
  let running = null; // promise of the running search
  let again = false; // whether the query has changed since it began
  let wake = () => {}; // ends a pause
  let entering = false; // whether Enter was pressed before there was a hit

  /** Searches for the field's text: at once, or when the running search has ended. */
  function search() {
    again = true;
    wake();
    running =
      running ||
      run().finally(() => {
        running = null;
      });
    return running;
  }

  async function run() {
    while (again) {
      again = false;
      try {
        await searchOnce(field.value.trim());
      } catch (error) {
        if (!again) say(UNREADABLE);
      }
    }
  }

  /** @param {string} text */
  async function searchOnce(text) {
    if (!text) return empty();
    open();
    if (isShort(text)) {
      await quiet(SHORT_PAUSE);
      if (again) return;
    }
    const found = await findAll(text);
    if (!again) await show(found);
  }

  function chosen() {
    const [group, name] = kind.value.split(":");
    /** @type {Reader.SearchFilters} */
    const wanted = {};
    article.disabled = group === "g"; // an entry doesn't belong to an article
    if (article.value && group !== "g") {
      wanted.article = article.value;
      wanted.number = article.selectedOptions[0].dataset.number ?? "";
    }
    if (name) wanted[group === "n" ? "note" : "entity"] = name;
    return { group, wanted };
  }

  /**
   * @param {string} text
   * @returns {Promise<Found>}
   */
  async function findAll(text) {
    fillFilters(await index.ready());
    const { kinds } = await index.ready();
    const { units: parsed, names } = await query.parse(text);
    const { group, wanted } = chosen();
    const { records, part, units } = await lookup.find(parsed, wanted);
    const groups = GROUPS.filter(({ key }) => !group || key === group).map((item) => ({
      ...item,
      unread: ofGroup(
        records.filter((record) => kinds[record] === item.key),
        item.key,
        names,
        wanted,
      ),
      hits: [],
      shown: HITS,
    }));
    return { text, units, names, wanted, groups, part, short: isShort(text) };
  }

  /**
   * The records of a group; in the glossary, entries that a name in the query means come first.
   * @param {number[]} own
   * @param {string} key
   * @param {Reader.NamedEntity[]} names
   * @param {Reader.SearchFilters} wanted
   */
  function ofGroup(own, key, names, wanted) {
    if (key !== "g") return own;
    const isChosen = Object.keys(wanted).length > 0; // then the entry meant may be of another kind
    const meant = names
      .slice(0, MEANT)
      .map(({ record }) => record)
      .filter((record) => !isChosen || own.includes(record));
    return [...meant, ...own.filter((record) => !meant.includes(record))];
  }

  /**
   * Whether a query has one or two letters, which begin too many words. In other scripts they may be a word.
   * @param {string} text
   */
  const isShort = (text) => /^[a-z0-9]{1,2}$/i.test(text.replace(/[^\p{L}\p{M}\p{N}+#]/gu, ""));

  /**
   * Reads `count` more records of a group; if one of them can't be read, all of them stay unread.
   * @param {Group} group
   * @param {Found} found
   * @param {number} count
   */
  async function readOn(group, found, count) {
    const next = group.unread.splice(0, count);
    try {
      const hits = await Promise.all(next.map((record) => passages.findHits(record, found.units, found.wanted)));
      group.hits.push(...hits.flat());
    } catch (error) {
      group.unread.unshift(...next);
      throw error;
    }
  }

  /**
   * Waits, but no longer than until the next search begins.
   * @param {number} milliseconds
   */
  const quiet = (milliseconds) =>
    /** @type {Promise<void>} */ (
      new Promise((resolve) => {
        wake = resolve;
        setTimeout(resolve, milliseconds);
      })
    );

  /** A slow typist, who needs longer than PAUSE between keys, is not reading yet. */
  const pause = () => quiet(1.5 * gap < LONG_PAUSE ? Math.max(PAUSE, 1.5 * gap) : PAUSE);

  /**
   * Shows what can be shown at once, and then, unless the next key is pressed first, the rest of the first hits.
   * @param {Found} found
   */
  async function show(found) {
    current = found;
    const few =
      found.units.every((unit) => unit.exact) &&
      found.groups.reduce((sum, group) => sum + group.unread.length, 0) <= FEW;
    await Promise.all(found.groups.map((group) => readOn(group, found, few ? FEW : group.first)));
    if (again) return;
    const some = render(found);
    if (some) {
      renderHints(found);
      if (entering && !found.partial) act();
    }
    if (some || found.units.some((unit) => unit.open)) {
      // an unfinished phrase is rarely found, and much has to be read for it
      await pause();
      if (again) return;
    }
    await readFirst(found);
    if (again) return;
    const none = !render(found);
    const other = (none || found.partial) && !found.short ? await suggest(found.text, none) : null;
    if (again) return;
    if (none && other && (await showInstead(found, other))) return;
    if (again) return;
    renderHints(found);
    renderAdvice(found, other);
    announce(found, other);
    settle(found);
    if (entering) act();
  }

  /**
   * Reads what is shown of each group at first, and what has only a part of the query, if nothing has all of it.
   * @param {Found} found
   */
  async function readFirst(found) {
    for (let round = 0; round < ROUNDS; round += 1) {
      const wanting = found.groups.filter((group) => !round || !group.hits.length);
      await Promise.all(wanting.map((group) => readOn(group, found, group.records)));
      if (again) return;
    }
    keepWhole(found);
    if (!found.partial || found.units.length < 2 || !found.part.length) return;
    const { kinds } = await index.ready();
    const part = found.part.splice(0);
    for (const group of found.groups) {
      group.unread.push(...part.filter((record) => kinds[record] === group.key));
    }
    await Promise.all(found.groups.map((group) => readOn(group, found, Math.min(group.records, PARTLY))));
  }

  /**
   * @param {string} text
   * @param {boolean} none
   */
  async function suggest(text, none) {
    await window.readerLoadScript(`${root}assets/js/search/corrections.js`);
    return window.readerSearch.corrections.suggest(text, none);
  }

  /**
   * Shows the results of another query, where what was typed has none; says whether there are any.
   * @param {Found} found
   * @param {string} other
   */
  async function showInstead(found, other) {
    const instead = { ...(await findAll(other)), text: found.text, meant: other };
    if (again) return false;
    await readFirst(instead);
    if (again || !render(instead)) return false;
    current = instead;
    renderHints(instead);
    renderAdvice(instead, null);
    announce(instead, null);
    settle(instead);
    entering = false;
    return true;
  }

  /**
   * Notes that a search has ended, for callers that wait for it.
   * @param {Found} found
   */
  function settle(found) {
    window.readerSearch.settled = found.text;
  }

  /**
   * If a passage has all units, drops those with only some of them.
   * @param {Found} found
   */
  function keepWhole(found) {
    const most = Math.max(0, ...found.groups.flatMap((group) => group.hits.map((hit) => hit.units.length)));
    found.partial = most < found.units.length;
    for (const group of found.groups) {
      group.hits = group.hits.filter((hit) => hit.units.length === most);
      group.hits.sort((a, b) => rankIn(group, found, b) - rankIn(group, found, a));
    }
  }

  /**
   * A hit's rank in its group: what is meant by a name, titles, and what has the words near one another come first.
   * @param {Group} group
   * @param {Found} found
   * @param {Reader.SearchHit} hit
   */
  function rankIn({ key }, found, hit) {
    if (key === "g") return 100 * Number(meant(found, hit)) + 10 * Number(hit.titled) + hit.near;
    return 10 * hit.near + Number(hit.titled && key !== "a");
  }

  const meant = (/** @type {Found} */ found, /** @type {Reader.SearchHit} */ hit) =>
    found.names.some((name) => hit.href === `glossary/${name.id}.html`);

  // ---- Showing ----------------------------------------------------------------------------------------------------

  /**
   * Shows the hits found so far; returns whether there are any.
   * @param {Found} found
   */
  function render(found) {
    const marked = active && active.href;
    keepWhole(found);
    activate(null);
    list.replaceChildren(...found.groups.filter((group) => group.hits.length).map((group) => renderGroup(group)));
    list.hidden = !list.childElementCount;
    corrected.hidden = !found.meant;
    corrected.textContent = found.meant ? correction(found) : "";
    results.toggleAttribute("data-search-corrected", Boolean(found.meant));
    more.hidden = !found.groups.some((group) => unread(group));
    const same = marked && Array.from(list.querySelectorAll("a")).find((hit) => hit.href === marked);
    if (same) activate(same);
    window.readerSearch.shown = found.text;
    return !list.hidden;
  }

  /** @param {Found} found */
  const correction = ({ text, meant: other }) => `No result for “${text}”; results for “${other}”.`;

  /** @param {Group} group */
  const unread = (group) => group.unread.length > 0 || group.shown < group.hits.length;

  /** @param {Group} group */
  function renderGroup(group) {
    const hits = group.hits.slice(0, group.shown);
    const heading = make("div", { class: "group", "aria-hidden": "true" }, group.title);
    const element = make("div", { role: "group", "aria-label": group.title }, heading);
    let label = "";
    hits.forEach((hit, i) => {
      element.append(renderHit(hit, `${group.key}${i}`, hit.label === label));
      label = hit.label;
      if (group.key === "a" || group.key === "n") offer(hit);
    });
    return element;
  }

  /**
   * @param {Reader.SearchHit} hit
   * @param {string} id
   * @param {boolean} repeated the article is the same as that of the hit before
   */
  function renderHit(hit, id, repeated) {
    const where = make(
      "span",
      { class: "where" },
      make("b", { dir: "auto" }, hit.title ? hit.title.cloneNode(true) : hit.label),
    );
    if (hit.place) {
      const place = typeof hit.place === "string" ? hit.place : hit.place.cloneNode(true);
      where.append(" ", make("bdi", { class: "place" }, place));
    }
    const link = make(
      "a",
      {
        id: `page:hit-${id}`,
        role: "option",
        "aria-selected": "false",
        tabindex: "-1",
        href: root + hit.href,
        "data-search-hit": "",
      },
      where,
      " ",
      make("span", { class: "words", dir: "auto" }, hit.shown.cloneNode(true)),
    );
    if (repeated) link.classList.add("again");
    link.addEventListener("click", () => remember(hit));
    return link;
  }

  /** @param {Reader.SearchHit} hit */
  function remember(hit) {
    const found = { href: root + hit.href, words: Array.from(new Set(hit.marked)) };
    window.readerStorage.session.save("reader-found", JSON.stringify(found));
    history.replaceState(
      { ...history.state, readerSearch: { text: field.value, article: article.value, kind: kind.value } },
      "",
    );
    if (hit.href.split("#")[0] === location.href.slice(root.length).split("#")[0]) shut();
  }

  /** @param {Found} found */
  function renderHints(found) {
    const told = found.names.filter((name) => name.others.length);
    hints.replaceChildren(
      ...told.map(({ others }) => {
        const spellings = others.flatMap((other, i) => [i ? ", " : "", make("bdi", {}, other)]);
        return make("p", { class: "also" }, "Also searched: ", ...spellings);
      }),
    );
    if (found.wanted.article && found.groups.length > 1) {
      hints.append(make("p", {}, "Glossary entries don’t belong to one article, so they are left out."));
    }
  }

  /**
   * @param {Found} found
   * @param {string | null} other
   */
  function renderAdvice(found, other) {
    if (other) {
      const button = make("button", { type: "button" }, "Did you mean ", make("bdi", {}, other), "?");
      button.addEventListener("click", () => {
        field.value = other;
        field.focus();
        search();
      });
      hints.append(make("p", {}, button));
    } else if (list.hidden && !found.short) {
      hints.append(make("p", {}, advice()));
    }
    if (found.partial && found.units.length > 1 && !list.hidden) {
      hints.append(make("p", {}, "No passage has all of these words; these have some of them."));
    }
  }

  const advice = () =>
    article.value || kind.value
      ? "Try it in all articles and kinds, or with fewer words."
      : "Try fewer words, another spelling, or the beginning of a word.";

  /**
   * @param {Found} found
   * @param {string | null} other
   */
  function announce(found, other) {
    const counted = found.groups.filter((group) => group.hits.length).map(countOf);
    if (!counted.length && found.short) return say("Type three letters or more.");
    if (!counted.length) {
      const where = found.groups.some(unread) ? " in the likeliest places" : "";
      return say(`Nothing found${where} for “${found.text}”.${other ? ` Did you mean ${other}?` : ""}`);
    }
    const all = capital(counted.join(", "));
    say(found.meant ? `${correction(found)} ${all}` : all);
  }

  /** @param {Group} group */
  function countOf(group) {
    const shown = Math.min(group.hits.length, group.shown);
    return `${unread(group) ? "the first " : ""}${shown} ${shown === 1 ? group.one : group.many}`;
  }

  /** @param {string} text */
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

  /** @type {HTMLAnchorElement | null} */
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

  /** @param {HTMLAnchorElement | null} hit */
  function activate(hit) {
    if (active) active.setAttribute("aria-selected", "false");
    active = hit;
    if (!hit) return field.removeAttribute("aria-activedescendant");
    hit.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", hit.id);
    hit.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} by */
  function move(by) {
    const hits = Array.from(list.querySelectorAll("a"));
    if (!hits.length) return;
    const at = (active ? hits.indexOf(active) : -1) + by;
    activate(at < 0 ? null : hits[Math.min(at, hits.length - 1)]);
  }

  // Wait for keys in quick succession: what is read between them would be wasted.
  let timer = 0,
    last = 0,
    gap = 0;
  field.addEventListener("input", (event) => {
    gap = event.timeStamp - last;
    last = event.timeStamp;
    entering = false;
    clearTimeout(timer);
    if (gap < QUICK) timer = setTimeout(search, 1.5 * gap);
    else search();
  });

  field.addEventListener("focus", () => {
    if (current && field.value.trim() === current.text) open();
  });

  /** Goes back to the reading place, if a key led here from there. */
  function leave() {
    const back = window.readerSearch.leave;
    field.blur();
    if (back) back();
  }

  field.addEventListener("blur", () => {
    window.readerSearch.leave = null;
  });

  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (panel.hidden) return leave();
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

  /** Opens the active hit, else the first; if there is none, searches for the suggestion. */
  function act() {
    entering = false;
    const hit = active || list.querySelector("a") || hints.querySelector("button");
    if (hit) hit.click();
  }

  function enter() {
    clearTimeout(timer);
    if (!running && current && current.text === field.value.trim()) return act();
    entering = true;
    search();
  }

  form.addEventListener("submit", enter);

  list.addEventListener("pointermove", (event) => {
    const hit = /** @type {Element} */ (event.target).closest("a");
    if (hit && hit !== active && event.pointerType === "mouse") activate(hit);
  });

  /** @param {Found} found */
  async function showMore(found) {
    for (const group of found.groups) {
      if (group.shown >= group.hits.length) await readOn(group, found, group.records);
      if (group.shown < group.hits.length) group.shown += HITS;
    }
    if (running || found !== current) return;
    render(found);
    renderHints(found);
    renderAdvice(found, null);
    announce(found, null);
    field.focus();
  }

  more.addEventListener("click", () => {
    const found = current;
    if (!found) return;
    showMore(found).catch(() => {
      if (!running && found === current) say(UNREADABLE);
    });
  });

  close.addEventListener("click", () => {
    field.focus();
    shut();
  });
  for (const select of [article, kind]) select.addEventListener("change", search);
  document.addEventListener("pointerdown", (event) => {
    if (!form.contains(/** @type {Node} */ (event.target))) shut();
  });
  form.addEventListener("focusout", (event) => {
    const to = /** @type {Node | null} */ (event.relatedTarget);
    if (to && !form.contains(to)) shut();
  });

  more.hidden = list.hidden = true;
  index.ready().then(fillFilters, () => say(UNREADABLE));
  if (window.readerSearch.entered) enter();
  else if (field.value.trim()) search();
})();
