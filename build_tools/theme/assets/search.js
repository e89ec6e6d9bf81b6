/* The search field. The rest of the search is loaded at the first key or focus: a page that is only read loads none. */
(function () {
  "use strict";
  const ARRIVAL = "search-arrival.js";
  const PARTS = ["search-index.js", "search-query.js", "search-lookup.js", "search-passages.js", "search-panel.js", ARRIVAL];
  const form = document.querySelector(".find");
  if (!form) return;
  const assets = document.currentScript.src.replace(/[^/]*$/, "");
  window.readerSearch = { form, root: assets.replace(/assets\/$/, "") };

  const added = new Set();
  function add(part) {
    if (added.has(part)) return;
    added.add(part);
    const script = document.createElement("script");
    script.src = assets + part;
    script.async = false; // they run in this order
    document.head.append(script);
  }

  const load = () => PARTS.forEach(add);

  /** Whether one comes here from a hit; then its words are marked. */
  const arrived = () => Boolean(window.readerStorage.session.load("reader-found"));

  form.addEventListener("focusin", load);
  form.addEventListener("input", load);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.readerSearch.entered = true; // for the panel, should it come later than the key
  });
  if (arrived()) add(ARRIVAL);
  const { type } = performance.getEntriesByType("navigation")[0] || {};
  const kept = type === "back_forward" && history.state && history.state.readerSearch;
  if (kept) {
    const field = form.querySelector("input");
    window.readerSearch.kept = kept;
    field.value = kept.text;
    field.focus({ preventScroll: true });
  }
  // The browser may have put the focus there before this ran.
  if (form.contains(document.activeElement)) load();
})();
