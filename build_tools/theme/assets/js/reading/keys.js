/* Keys for reading: j and k step through paragraphs (or the lines of a list), / goes to search, ? lists the keys
   (keys-list.js).

     readerKeys.add("c", "copy a citation", run)   another key; `run` returns false if it has nothing to do

   Single letters get in the way of voice control, so the list has a switch that turns them off (WCAG 2.1.4). */
(function () {
  "use strict";
  const STORED = "reader-keys";
  const LIST = new URL("../reading/keys-list.js", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const STEPS = ".text .t, .concordance li, .entries li, .articles li";
  /** @type {Map<string, [does: string, run: () => unknown]>} */
  const actions = new Map(); // by key
  const OTHERS = [
    ["Enter", "on a note’s number: open the note"],
    ["Esc", "close whatever is open"],
  ];
  const { local } = window.readerStorage;
  let off = local.load(STORED) === "off";

  /** @type {Reader.Keys["add"]} */
  function add(key, does, run) {
    actions.set(key, [does, run]);
  }

  function list() {
    const lines = [...Array.from(actions, ([key, [does]]) => [key, does]), ...OTHERS];
    const setOn = (/** @type {boolean} */ on) => {
      off = !on;
      local.save(STORED, off ? "off" : "on");
    };
    window.readerLoadScript(LIST).then(
      () => window.readerKeysList.open(lines, !off, setOn),
      () => {},
    );
  }

  // ---- Steps -------------------------------------------------------------------------------------------------------

  /**
   * Goes to the step after (or before) the focused one; without focus, to the first visible one (or the one before it).
   * @param {number} by
   */
  function step(by) {
    const steps = Array.from(document.querySelectorAll(STEPS)).filter((element) => element.getClientRects().length);
    if (!steps.length) return false;
    const here = document.activeElement?.closest(STEPS);
    let index = here ? steps.indexOf(here) + by : 0;
    if (!here) {
      const inSight = steps.findIndex((element) => element.getBoundingClientRect().top >= 0);
      index = inSight < 0 ? steps.length - 1 : by > 0 ? inSight : inSight - 1;
    }
    const target = steps[Math.max(0, Math.min(index, steps.length - 1))];
    const link = target.querySelector("a");
    if (link) link.focus({ preventScroll: true });
    const box = target.getBoundingClientRect();
    // Scroll only as far as needed, and show a paragraph longer than the window from its beginning.
    if (box.top < 0 || box.bottom > innerHeight) {
      target.scrollIntoView({ block: box.height > innerHeight * 0.8 ? "start" : "center" });
    }
    return true;
  }

  function search() {
    const inputs = ".bar input[type=search], .bar input[type=text], input[type=search]";
    const field = /** @type {HTMLInputElement | null} */ (document.querySelector(inputs));
    if (!field) return false;
    const from = /** @type {HTMLElement} */ (document.activeElement),
      left = scrollX,
      top = scrollY; // the place to return to if the reader leaves without a hit
    field.focus();
    field.select();
    const leave = () => {
      from.focus({ preventScroll: true });
      scrollTo(left, top);
    };
    if (window.readerSearch) window.readerSearch.leave = leave;
    return true;
  }

  if (document.querySelector(STEPS)) {
    add("j", "next paragraph, or line of a list", () => step(1));
    add("k", "the previous one", () => step(-1));
  }
  if (document.querySelector(".text")) OTHERS.unshift(["↓ ↑", "on a paragraph’s number: the next, the previous"]);
  for (const [key, relation, does] of [
    ["n", "next", "the next page of its kind"],
    ["p", "prev", "the previous page"],
  ]) {
    const selector = `.neighbours a[rel="${relation}"]`;
    const link = /** @type {HTMLElement | null} */ (document.querySelector(selector));
    if (link) add(key, `${does}: ${link.textContent}`, () => link.click());
  }
  add("/", "search", search);
  add("?", "this list", list);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = /** @type {Element} */ (event.target);
    if (target.closest("input, textarea, select, [contenteditable], dialog")) return;
    // Arrows scroll, unless a paragraph's number already has the focus.
    if (!event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp") && target.matches("a.n")) {
      if (step(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
      return;
    }
    const action = off ? null : actions.get(event.key);
    if (action && action[1]() !== false) event.preventDefault();
  });

  const opener = /** @type {HTMLElement | null} */ (document.querySelector(".foot .keys"));
  if (opener) {
    opener.addEventListener("click", list);
    opener.hidden = false;
  }

  window.readerKeys = { add };
})();
