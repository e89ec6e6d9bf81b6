/* Shows notes where they are needed: beside their words on a wide screen, under their paragraph on a narrow one.

   The list of notes at the page's end doesn't change; the notes beside the text are copies without ids. They are
   hidden from screen readers, which have the list, until one is opened by its number, its mark or a click on it. A copy
   shows the note if there is room for it, otherwise its short form, or as much as fits of a note that has none. What it
   doesn't show is invisible to find in page as well: find in page then finds those words in the list, and nowhere else.
   Sources and dates are in an open note only. An open note covers what is below it, and nothing moves. What belongs to a
   note has its id in `data-note`, which note-marks.js uses to highlight it. A note that is opened gets the focus. Tab
   goes through its links and then continues from the number. Escape, or another click on the number or the mark, closes
   the note and returns the focus. */
(function () {
  "use strict";
  const text = /** @type {HTMLElement} */ (document.querySelector(".text"));
  if (!text) return;
  const { make } = window.readerDom;
  const LINES = 2; // the minimum that a note without a short form shows, even if the margin is crowded
  const BETWEEN = 10; // px between two notes
  const wide = matchMedia("(min-width: 75em)");
  /**
   * @typedef {object} SideNote
   * @property {string} id
   * @property {HTMLAnchorElement} ref its number in the text
   * @property {HTMLElement} sup the element around it
   * @property {HTMLElement} item its item in the list at the page's end
   * @property {string} number
   * @property {HTMLElement} side the copy beside the text, from `buildColumn` on
   * @property {HTMLElement} whole the note's own words in it, which can be cut
   * @property {HTMLElement | null} brief its short form
   * @property {HTMLElement} fold the mark for more
   * @property {HTMLElement | null} place the copy under the paragraph, while it is open
   */
  /** @type {SideNote[]} */
  const all = [];
  /** @type {Map<string | null, SideNote>} */
  const byId = new Map();

  const refs = /** @type {NodeListOf<HTMLAnchorElement>} */ (text.querySelectorAll("a.footnote-ref"));
  for (const ref of refs) {
    const id = window.readerAddress.fragment(ref).replace("fn:", "");
    const item = document.getElementById(`fn:${id}`);
    const sup = ref.parentElement;
    if (!item || !sup) continue;
    const note = /** @type {SideNote} */ ({ id, ref, sup, item, number: ref.textContent, place: null });
    ref.setAttribute("aria-label", `Note ${note.number}`);
    ref.setAttribute("aria-expanded", "false");
    sup.dataset.note = item.dataset.note = id;
    all.push(note);
    byId.set(id, note);
  }
  if (!all.length) return;

  /**
   * Copies the note's content, without what may occur only once in a page.
   * @param {HTMLElement} element
   * @param {SideNote} note
   */
  function copyInto(element, note) {
    for (const child of note.item.children) element.append(child.cloneNode(true));
    for (const node of element.querySelectorAll("[id]")) node.removeAttribute("id");
    for (const back of element.querySelectorAll(".footnote-backref, .note-link")) back.remove();
    (element.querySelector(".note") || element).prepend(make("span", { class: "number" }, `${note.number} `));
  }

  /**
   * The attributes of a note's copy.
   * @param {SideNote} note
   */
  const attributesOf = ({ id, number }) => ({
    role: "note",
    "aria-label": `Note ${number}`,
    "data-note": id,
    tabindex: "-1",
  });

  /**
   * The text around a note may be in another language, and run in the other direction.
   * @param {HTMLElement} element
   */
  function inPagesLanguage(element) {
    element.lang = document.documentElement.lang;
    element.dir = document.documentElement.dir || "ltr";
  }

  // ---- Beside the text -------------------------------------------------------------------------------------------

  /** @type {HTMLElement | null} */
  let column = null;
  /** @type {SideNote[]} */
  let opened = []; // in the order in which they were opened
  const observer = new ResizeObserver(() => requestAnimationFrame(layOut));

  function buildColumn() {
    const made = make("div", { class: "sidenotes" });
    column = made;
    inPagesLanguage(made);
    for (const note of all) {
      Object.assign(note, buildSide(note));
      reveal(note, false);
      made.append(note.side);
    }
    text.append(made);
    observer.observe(made);
    requestAnimationFrame(() => requestAnimationFrame(() => made.classList.add("ready")));
  }

  /**
   * All that a note can show is in its copy, so that how high each form is can be read at once.
   * @param {SideNote} note
   */
  function buildSide(note) {
    const whole = make("div", { class: "whole" });
    copyInto(whole, note);
    const children = Array.from(whole.children);
    const facts = children.findIndex((child) => child.querySelector(".src"));
    const rest = make("div", { class: "rest" }, ...(facts < 0 ? [] : children.slice(facts)));
    const fold = make("button", {
      type: "button",
      class: "fold",
      "aria-label": "Whole note",
      "aria-expanded": "false",
    });
    const side = make("div", { class: "sidenote", ...attributesOf(note) }, fold, whole, rest);
    const said = /** @type {HTMLElement | null} */ (whole.querySelector("[data-short]"));
    const brief = said && make("div", { class: "short" }, children[0].cloneNode(true));
    if (brief) brief.append(make("p", {}, said.dataset.short || ""));
    if (brief) side.append(brief);
    return { side, whole, brief, fold };
  }

  const linksIn = (/** @type {SideNote} */ note) =>
    Array.from(/** @type {NodeListOf<HTMLElement>} */ (note.side.querySelectorAll("a, button")));

  /**
   * Sets whether screen readers and the Tab key find the copy.
   * @param {SideNote} note
   * @param {boolean} shown
   */
  function reveal(note, shown) {
    if (shown) note.side.removeAttribute("aria-hidden");
    else note.side.setAttribute("aria-hidden", "true");
    for (const inside of linksIn(note)) inside.tabIndex = shown ? 0 : -1;
  }

  /** Places the notes as near to their numbers as their least heights allow. Then each shows as much as fits above the
      next one, so that more is visible and nothing moves. Whether a note is open makes no difference. Everything is read
      before anything is written: one reflow, and one more if a note without a short form is cut. */
  function layOut() {
    if (!column || !wide.matches) return;
    for (const note of all) note.side.hidden = note.sup.hidden;
    const notes = all.filter((note) => note.sup.getClientRects().length);
    if (!notes.length) return void (text.style.minHeight = "");
    const top = text.getBoundingClientRect().top;
    const style = getComputedStyle(notes[0].side);
    const line = parseFloat(style.lineHeight);
    const frame = parseFloat(style.paddingTop) + 1;
    const wanted = notes.map((note) => note.sup.getBoundingClientRect().top - top - frame);
    const full = notes.map((note) => note.whole.scrollHeight);
    const least = notes.map(({ brief }, i) => Math.min(full[i], brief ? brief.scrollHeight : Math.ceil(LINES * line)));
    const end = paragraphsEnd() - top;
    const heights = least.map((height) => frame + height + BETWEEN);
    const tops = window.readerNotePlaces(wanted, heights, pageBegin() - top).map(Math.round);
    notes.forEach((note, i) => {
      const next = i + 1 < notes.length ? tops[i + 1] : Math.max(end, tops[i] + heights[i]);
      const room = next - BETWEEN - tops[i] - frame;
      const fits = full[i] <= Math.max(room, least[i]);
      const lines = Math.max(LINES, Math.floor(room / line));
      note.side.style.top = `${tops[i]}px`;
      note.whole.style.maxHeight = fits || note.brief ? "" : `${lines * line}px`;
      note.side.classList.toggle("cut", !fits);
      note.side.classList.toggle("brief", !fits && Boolean(note.brief));
    });
    text.style.minHeight = `${Math.ceil(tops[tops.length - 1] + heights[heights.length - 1])}px`;
    window.readerCutNotes(notes.filter((note) => !opened.includes(note)).map((note) => note.whole));
  }

  /** Notes may begin beside the title, if many belong to the first lines. */
  const pageBegin = () => (text.parentElement?.firstElementChild || text).getBoundingClientRect().top;

  function paragraphsEnd() {
    const last = column?.previousElementSibling;
    return last ? last.getBoundingClientRect().bottom : 0;
  }

  /**
   * @param {SideNote} note
   * @param {boolean} shown
   */
  function show(note, shown) {
    opened = opened.filter((other) => other !== note);
    if (shown) opened.push(note);
    opened.forEach(({ side }, i) => (side.style.zIndex = String(i + 1)));
    note.side.classList.toggle("open", shown);
    reveal(note, shown);
    for (const opener of [note.ref, note.fold]) opener.setAttribute("aria-expanded", String(shown));
  }

  /** @param {SideNote} note */
  function openBeside(note) {
    show(note, true);
    note.whole.style.maxHeight = "";
    window.readerCutNotes([note.whole]);
    note.side.focus({ preventScroll: true });
    note.side.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {SideNote} note
   * @param {boolean} refocus
   */
  function closeBeside(note, refocus) {
    const focused = document.activeElement;
    const back = refocus && (note.side.contains(focused) || focused === document.body);
    if (back) note.ref.focus({ preventScroll: true });
    show(note, false);
    note.side.style.zIndex = "";
    layOut();
    if (back) focusNumber(note);
  }

  /** The open note that has the focus, otherwise the one that was opened last. */
  const current = () => opened.find(({ side }) => side.contains(document.activeElement)) || opened.at(-1);

  /**
   * The focus goes to a note's number, which may have scrolled out of the window while the note was read.
   * @param {SideNote} note
   */
  function focusNumber(note) {
    note.ref.focus({ preventScroll: true });
    note.ref.scrollIntoView({ block: "nearest" });
  }

  /**
   * Tab from the last link of an open note continues after the note's number, and Shift+Tab from its beginning goes to
   * the number, since the copies come after the whole text.
   * @param {KeyboardEvent} event
   * @param {SideNote} note
   */
  function tabOut(event, note) {
    const inside = linksIn(note).filter((element) => element.getClientRects().length);
    const at = inside.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.shiftKey ? at > 0 : at < inside.length - 1) return;
    if (!event.shiftKey) return note.ref.focus({ preventScroll: true }); // the browser goes on from there
    event.preventDefault();
    focusNumber(note);
  }

  // ---- Under the paragraph ---------------------------------------------------------------------------------------

  /** @param {SideNote} note */
  function openInPlace(note) {
    const place = make("div", { class: "inplace", ...attributesOf(note) });
    inPagesLanguage(place);
    place.append(make("button", { type: "button", class: "close", "aria-label": "Close the note" }, "×"));
    copyInto(place, note);
    const paragraph = /** @type {Element} */ (note.ref.closest(".text > *"));
    // One open note per paragraph: the one that closes is below the tapped number, so nothing above it moves.
    const other = byId.get(noteAt(paragraph.nextElementSibling));
    if (other && other.place === paragraph.nextElementSibling) remove(other);
    paragraph.after(place);
    note.place = place;
    note.ref.setAttribute("aria-expanded", "true");
    place.focus({ preventScroll: true });
    bringIntoSight(note, place);
  }

  /**
   * Scrolls down to the end of the note, but not so far that its number leaves the screen, unless the paragraph is so
   * long that no part of the note would be visible.
   * @param {SideNote} note
   * @param {HTMLElement} place
   */
  function bringIntoSight(note, place) {
    const box = place.getBoundingClientRect();
    const toEnd = box.bottom + 12 - innerHeight;
    const keepingNumber = note.ref.getBoundingClientRect().top - 48;
    const toBeginning = box.top + 120 - innerHeight;
    const by = Math.max(Math.min(toEnd, keepingNumber), toBeginning);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (by > 0) scrollBy({ top: by, behavior: still ? "auto" : "smooth" });
  }

  /** @param {SideNote} note */
  function remove(note) {
    note.place?.remove();
    note.place = null;
    note.ref.setAttribute("aria-expanded", "false");
  }

  /** @param {SideNote} note */
  function closeInPlace(note) {
    remove(note);
    focusNumber(note);
  }

  /** @param {EventTarget | null} target */
  function noteAt(target) {
    const found = target instanceof Element && target.closest("[data-note]");
    return found ? found.getAttribute("data-note") : null;
  }

  // ---- What the reader does ----------------------------------------------------------------------------------------

  /**
   * Whether words of it are selected: whoever selects words doesn't want to open the note.
   * @param {HTMLElement} element
   */
  function isSelectedIn(element) {
    const selection = getSelection();
    return Boolean(selection && !selection.isCollapsed && selection.containsNode(element, true));
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !(event.target instanceof Element)) return;
    const ref = event.target.closest(".text a.footnote-ref");
    const note = byId.get(noteAt(event.target));
    if (!note) return;
    if (ref) {
      event.preventDefault();
      if (!wide.matches) return note.place ? closeInPlace(note) : openInPlace(note);
      return opened.includes(note) ? closeBeside(note, true) : openBeside(note);
    }
    if (event.target.closest(".close")) return closeInPlace(note);
    if (!event.target.closest(".sidenote") || event.target.closest("a")) return;
    const mark = event.target.closest(".fold");
    if (opened.includes(note)) return mark ? closeBeside(note, true) : show(note, true); // on top of the others
    if (mark || !isSelectedIn(note.side)) openBeside(note);
  });

  document.addEventListener("keydown", (event) => {
    const shown = current();
    if (event.key === "Tab" && shown && shown.side.contains(document.activeElement)) return tabOut(event, shown);
    if (event.key !== "Escape") return;
    if (shown) return closeBeside(shown, true);
    const last = byId.get(noteAt(document.activeElement));
    const under = last && last.place ? last : all.find((note) => note.place);
    if (under) closeInPlace(under);
  });

  /** Adapts to the window's width; a note that is being read stays open, in its other form. */
  function arrange() {
    const focused = document.activeElement;
    const isRead = (/** @type {HTMLElement | null} */ element) =>
      element && (element.contains(focused) || focused === document.body);
    if (wide.matches) {
      const read = all.filter((note) => isRead(note.place)).pop();
      for (const note of all) if (note.place) remove(note);
      if (!column) buildColumn();
      layOut();
      if (read) openBeside(read);
    } else {
      const read = opened.filter((note) => isRead(note.side)).pop();
      for (const note of opened) closeBeside(note, false);
      text.style.minHeight = "";
      if (read) openInPlace(read);
    }
  }

  // note-kinds.js has hidden or shown some numbers
  document.addEventListener("reader:notes", () => {
    for (const note of all) if (note.place && !note.sup.getClientRects().length) remove(note);
    for (const note of opened) if (!note.sup.getClientRects().length) closeBeside(note, false);
    layOut();
  });

  arrange();
  wide.addEventListener("change", arrange);
  // Late fonts, zoom, the window's width: whatever moves a line moves its notes, and may change their width.
  observer.observe(text);
  if (document.fonts) document.fonts.ready.then(layOut);
})();
