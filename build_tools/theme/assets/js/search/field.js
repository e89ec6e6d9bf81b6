/* The search field. The rest of the search is loaded at the first key or focus, so a page that is only read needs none. */
(function () {
  "use strict";
  const FOUND_WORDS = "found-words.js";
  const PARTS = [
    "../shared/unspaced-writing.js",
    "../shared/fold-table.js",
    "../shared/fold-character.js",
    "words.js",
    "index-reader.js",
    "word-lists.js",
    "forms.js",
    "names.js",
    "dates.js",
    "query.js",
    "lookup.js",
    "matching.js",
    "passages.js",
    "panel.js",
    FOUND_WORDS,
  ];
  const form = /** @type {HTMLFormElement} */ (document.querySelector(".find"));
  if (!form) return;
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  window.readerSearch = /** @type {Reader.Search} */ ({ form, root: new URL("../../../", own).href });

  const add = (/** @type {string} */ part) => window.readerLoadScript(new URL(part, own).href, true).catch(() => {});

  let loading = false;
  function load() {
    if (loading) return;
    loading = true;
    PARTS.forEach(add);
  }

  /** Whether the reader came here from a hit; then its words are marked. */
  const arrived = () => Boolean(window.readerStorage.session.load("reader-found"));

  form.addEventListener("focusin", load);
  form.addEventListener("input", load);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.readerSearch.entered = true; // for the panel, in case it is loaded after the key press
  });
  if (arrived()) add(FOUND_WORDS);
  const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const kept = navigation?.type === "back_forward" && history.state?.readerSearch;
  if (kept) {
    const field = window.readerDom.find(form, "input");
    window.readerSearch.kept = kept;
    field.value = kept.text;
    field.focus({ preventScroll: true });
  }
  // The field may have got the focus before this ran.
  if (form.contains(document.activeElement)) load();
})();
