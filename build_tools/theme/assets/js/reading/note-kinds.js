/* Lets readers choose which kinds of notes to show, or the text only. The choice is kept for all articles.

   A hidden note has no number in the text and no place in the list. side-notes.js hears the event `reader:notes` and
   leaves it out too. Numbers don't change, since they are cited. If the address names a hidden note, it is shown as
   long as the page is open. */
(function () {
  "use strict";
  const text = /** @type {HTMLElement} */ (document.querySelector(".text"));
  const tools = /** @type {HTMLElement} */ (document.querySelector(".tools"));
  if (!text || !tools) return;
  const { make } = window.readerDom;
  const STORED = "reader-notes";
  const root = document.documentElement;
  /** @type {NodeListOf<HTMLLIElement>} */
  const items = document.querySelectorAll(".footnote > ol > li");
  /** @type {Map<string, { label: string, notes: { item: HTMLLIElement, sup: HTMLElement }[] }>} */
  const kinds = new Map(); // in reading order of the first note of each
  items.forEach((item, index) => {
    item.value = index + 1; // keeps its number if one before it is hidden
    const head = /** @type {HTMLElement | null} */ (item.querySelector("[data-note-kind]"));
    const sup = document.getElementById(item.id.replace("fn:", "fnref:"));
    if (!head || !sup) return;
    const kind = head.dataset.noteKind || "";
    const label = head.querySelector(".kind");
    const found = kinds.get(kind) || { label: (label && label.textContent) || kind, notes: [] };
    kinds.set(kind, found);
    found.notes.push({ item, sup });
  });
  const { local } = window.readerStorage;
  const choice = local.loadJson(STORED) || {};
  let clean = choice.clean === true;
  // Earlier versions stored labels, which were the kinds in capitals: "Gloss".
  const stored = (Array.isArray(choice.hidden) ? choice.hidden : []).map((/** @type {unknown} */ kind) =>
    String(kind).toLowerCase(),
  );
  /** @type {Set<string>} */
  const hidden = new Set(stored);
  /** @type {Map<string, HTMLInputElement>} */
  const boxes = new Map(); // by kind

  // ---- What shows --------------------------------------------------------------------------------------------------

  function apply() {
    let shown = 0;
    for (const [kind, { notes }] of kinds) {
      const without = hidden.has(kind);
      if (!without) shown += notes.length;
      for (const { item, sup } of notes) item.hidden = sup.hidden = without;
      const box = boxes.get(kind);
      if (box) box.checked = !without;
    }
    root.classList.toggle("clean", clean);
    const names = /** @type {NodeListOf<HTMLElement>} */ (text.querySelectorAll("a.m"));
    for (const name of names) name.tabIndex = clean ? -1 : 0;
    const heading = document.getElementById("notes");
    if (heading) heading.hidden = !shown;
    summary.textContent = shown === items.length ? "Notes: all" : `Notes: ${shown} of ${items.length}`;
    only.setAttribute("aria-pressed", String(clean));
    kindsBox.hidden = clean || !kinds.size;
    document.dispatchEvent(new Event("reader:notes"));
  }

  function choose() {
    apply();
    local.save(STORED, JSON.stringify({ clean, hidden: Array.from(hidden) }));
  }

  /** Shows the note that the address names, even if its kind is hidden. */
  function reveal() {
    const target = document.getElementById(window.readerAddress.fragment());
    if (!target || (!target.closest(".footnote") && !target.matches("sup"))) return;
    const [kind] = Array.from(kinds).find(([, { notes }]) =>
      notes.some(({ item, sup }) => item.contains(target) || sup === target),
    ) || [""];
    if (!clean && !hidden.has(kind)) return;
    clean = false;
    hidden.delete(kind);
    apply();
    target.scrollIntoView();
  }

  // ---- The switches ------------------------------------------------------------------------------------------------

  /**
   * @param {string} kind
   * @param {string} label
   * @param {number} count
   */
  function row(kind, label, count) {
    const box = make("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(kind);
      else hidden.add(kind);
      choose();
    });
    boxes.set(kind, box);
    return make("label", {}, box, ` ${label} `, make("span", { class: "count" }, String(count)));
  }

  /**
   * @param {string} words
   * @param {boolean} wanted
   */
  function all(words, wanted) {
    const button = make("button", { type: "button" }, words);
    button.addEventListener("click", () => {
      for (const kind of kinds.keys()) {
        if (wanted) hidden.delete(kind);
        else hidden.add(kind);
      }
      choose();
    });
    return button;
  }

  function toggleClean() {
    clean = !clean;
    choose();
  }

  const summary = make("summary");
  const panel = make("div", { role: "group", "aria-label": "Kinds of notes to show" });
  panel.append(
    ...Array.from(kinds, ([kind, { label, notes }]) => row(kind, label, notes.length)),
    all("All", true),
    all("None", false),
  );
  const kindsBox = make("details", {}, summary, panel);
  const only = make("button", { type: "button" }, "Text only");
  only.addEventListener("click", toggleClean);
  tools.prepend(only, kindsBox); // the first button hides what comes after it, so it stays in place
  window.readerKeys.add("t", "show the text only, or the notes again", toggleClean);

  document.addEventListener("pointerdown", (event) => {
    if (!kindsBox.contains(/** @type {Node} */ (event.target))) kindsBox.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !kindsBox.open) return;
    event.stopImmediatePropagation(); // one Escape closes one thing
    kindsBox.open = false;
    if (kindsBox.contains(document.activeElement)) summary.focus();
  });

  apply();
  reveal();
  addEventListener("hashchange", reveal);
})();
