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
  /** @type {Map<string, { item: HTMLLIElement, sup: HTMLElement }[]>} */
  const kinds = new Map(); // by label, in the order of each kind's first note
  items.forEach((item, index) => {
    item.value = index + 1; // keeps its number if one before it is hidden
    const label = item.querySelector(".kind");
    const sup = document.getElementById(item.id.replace("fn:", "fnref:"));
    if (!label || !sup) return;
    const notes = kinds.get(label.textContent) || [];
    kinds.set(label.textContent, notes);
    notes.push({ item, sup });
  });
  const { local } = window.readerStorage;
  const choice = local.loadJson(STORED) || {};
  let clean = choice.clean === true;
  /** @type {Set<string>} */
  const hidden = new Set(Array.isArray(choice.hidden) ? choice.hidden : []);
  /** @type {Map<string, HTMLInputElement>} */
  const boxes = new Map(); // by label

  // ---- What shows --------------------------------------------------------------------------------------------------

  function apply() {
    let shown = 0;
    for (const [label, notes] of kinds) {
      const without = hidden.has(label);
      if (!without) shown += notes.length;
      for (const { item, sup } of notes) item.hidden = sup.hidden = without;
      const box = boxes.get(label);
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
    const [label] = Array.from(kinds).find(([, notes]) =>
      notes.some(({ item, sup }) => item.contains(target) || sup === target),
    ) || [""];
    if (!clean && !hidden.has(label)) return;
    clean = false;
    hidden.delete(label);
    apply();
    target.scrollIntoView();
  }

  // ---- The switches ------------------------------------------------------------------------------------------------

  /**
   * @param {string} label
   * @param {unknown[]} notes
   */
  function row(label, notes) {
    const box = make("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(label);
      else hidden.add(label);
      choose();
    });
    boxes.set(label, box);
    return make("label", {}, box, ` ${label} `, make("span", { class: "count" }, String(notes.length)));
  }

  /**
   * @param {string} words
   * @param {boolean} wanted
   */
  function all(words, wanted) {
    const button = make("button", { type: "button" }, words);
    button.addEventListener("click", () => {
      for (const label of kinds.keys()) {
        if (wanted) hidden.delete(label);
        else hidden.add(label);
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
  panel.append(...Array.from(kinds, ([label, notes]) => row(label, notes)), all("All", true), all("None", false));
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
