/* Selected words in the text, with a small toolbar beside them. Loaded at the first selection (selection.js).

   It adds the rest of Reader.Selection (globals.d.ts) to what selection.js began. */
(function () {
  "use strict";
  const text = /** @type {HTMLElement} */ (document.querySelector(".text[data-article]"));
  const { make, find, textNodes } = window.readerDom;
  const APART = ".n, sup"; // what is in a paragraph but not part of its text
  const GAP = 8,
    HANDLES = 30; // px below the words: a gap, or more to clear the handles of touch screens
  const PAUSE = 180; // milliseconds without a change, so that nothing flickers during selection

  const bar = make("div", { class: "selection", role: "toolbar", "aria-label": "Selected words", hidden: "" });
  const why = make("p", { class: "why", role: "status" });
  bar.append(why);
  find(document, "main").append(bar);
  /** @type {Reader.SelectedWords | null} */
  let shown = null; // the toolbar's selection, kept since a tap on a button may clear the document's
  let touched = false;
  let pressed = false;
  let timer = 0;

  // ---- From a range in the page to words in a text ----------------------------------------------------------------

  const length = (/** @type {string} */ string) => Array.from(string).length;

  /**
   * The text nodes of each part of a paragraph: the paragraph itself, or the items of a list, or the paragraphs of a
   * quotation.
   * @param {Element} element
   */
  function partsOf(element) {
    const parts = element.matches("p")
      ? [element]
      : element.querySelectorAll(":scope > p, :scope > ul > li, :scope > ol > li");
    return Array.from(parts, (part) => textNodes(part, APART)).filter((nodes) => nodes.length);
  }

  /** @param {Element} element */
  function textOf(element) {
    return partsOf(element)
      .map((nodes) => nodes.map((node) => node.data).join(""))
      .join("\n");
  }

  /**
   * The part [from, to) of a text node that is in a range, in UTF-16 units; null if it is empty.
   * @param {Text} node
   * @param {Range} range
   */
  function cut(node, range) {
    if (!range.intersectsNode(node)) return null;
    const from = node === range.startContainer ? range.startOffset : range.comparePoint(node, 0) < 0 ? node.length : 0;
    const to =
      node === range.endContainer ? range.endOffset : range.comparePoint(node, node.length) > 0 ? 0 : node.length;
    return from < to ? [from, to] : null;
  }

  /**
   * @param {HTMLElement} element
   * @param {Range} range
   * @returns {Reader.SelectedPiece | null}
   */
  function pieceOf(element, range) {
    const whole = textOf(element);
    let at = 0,
      start = -1,
      end = -1;
    for (const nodes of partsOf(element)) {
      for (const node of nodes) {
        const met = cut(node, range);
        if (met && start < 0) start = at + met[0];
        if (met) end = at + met[1];
        at += node.length;
      }
      at += 1; // the line break between two parts
    }
    if (start < 0) return null;
    const words = whole.slice(start, end);
    const exact = words.trim();
    if (!exact) return null;
    start += words.indexOf(exact);
    const first = length(whole.slice(0, start));
    return {
      paragraph: Number(element.id.slice(1)),
      exact,
      start: first,
      end: first + length(exact),
      text: whole,
      element,
    };
  }

  function selectedRange() {
    const selected = getSelection();
    return selected && selected.rangeCount && !selected.isCollapsed ? selected.getRangeAt(0) : null;
  }

  /** @returns {Reader.SelectedWords | null} */
  function current() {
    const range = selectedRange();
    if (!range || !range.intersectsNode(text)) return null;
    const paragraphs = /** @type {NodeListOf<HTMLElement>} */ (text.querySelectorAll(".t[id]"));
    const pieces = Array.from(paragraphs)
      .filter((element) => range.intersectsNode(element))
      .map((element) => pieceOf(element, range))
      .filter((piece) => piece !== null);
    if (!pieces.length) return null;
    return { slug: text.dataset.article || "", ...pieces[0], pieces, range: range.cloneRange() };
  }

  // ---- The toolbar -------------------------------------------------------------------------------------------------

  /**
   * Puts the toolbar under the selection's last line, or above its first line if there is no room.
   * @param {Range} range
   */
  function position(range) {
    const lines = Array.from(range.getClientRects()).filter((line) => line.width > 0);
    if (!lines.length) return hide();
    const first = lines[0],
      last = lines[lines.length - 1];
    const width = document.documentElement.clientWidth;
    const left = Math.max(GAP, Math.min(last.right - bar.offsetWidth / 2, width - bar.offsetWidth - GAP));
    const below = last.bottom + (touched ? HANDLES : GAP);
    const above = first.top - GAP - bar.offsetHeight;
    const top = below + bar.offsetHeight > innerHeight && above > 0 ? above : below;
    bar.style.left = `${left + scrollX}px`;
    bar.style.top = `${top + scrollY}px`;
  }

  function show() {
    const range = selectedRange();
    if (!range) return hide();
    shown = current();
    const reason = shown ? "" : reasonAt(range);
    if (!shown && !reason) return hide();
    why.textContent = reason;
    for (const button of buttons) button.hidden = !shown;
    bar.hidden = false;
    position(range);
  }

  /**
   * Why there is no action for words that aren't of a paragraph; "" if nobody would expect one.
   * @param {Range} range
   */
  function reasonAt(range) {
    // Where it begins: with three clicks a browser selects a heading and the beginning of what follows.
    const first = range.startContainer;
    const element = first instanceof Element ? first : first.parentElement;
    const reasons = window.readerSelection.actions.map((action) => (element && action.refuses?.(element)) || "");
    return reasons.find(Boolean) || "";
  }

  function hide() {
    clearTimeout(timer);
    bar.hidden = true;
    shown = null;
  }

  /** @param {Reader.SelectionAction} action */
  function run(action) {
    const selection = current() || shown;
    if (!selection) return false;
    hide();
    action.run(selection);
    return true;
  }

  const buttons = window.readerSelection.actions.map((action) => {
    const button = make("button", { type: "button" }, action.label);
    button.addEventListener("click", () => run(action));
    if (action.key) button.setAttribute("aria-keyshortcuts", action.key);
    bar.append(button);
    return button;
  });

  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    if (!pressed) timer = setTimeout(show, PAUSE);
  });
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (bar.contains(/** @type {Node} */ (event.target))) return;
    pressed = !touched; // a finger's selection continues after it is lifted, a mouse's ends there
    hide();
  });
  for (const end of ["pointerup", "pointercancel", "dragend"]) {
    document.addEventListener(end, () => {
      if (!pressed) return;
      pressed = false;
      timer = setTimeout(show, PAUSE);
    });
  }
  bar.addEventListener("mousedown", (event) => event.preventDefault()); // otherwise the click would clear the selection
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || bar.hidden) return;
    event.stopImmediatePropagation(); // one Escape closes one thing
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    if (focused && bar.contains(focused)) focused.blur();
    hide();
  });
  addEventListener("resize", () => {
    hide();
    timer = setTimeout(show, PAUSE); // at the words' new place
  });

  Object.assign(window.readerSelection, { run, current, textOf, partsOf });
  show();
})();
