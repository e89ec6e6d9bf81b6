/* Shows notes where they are needed: beside their words on a wide screen, under their paragraph on a narrow one.

   The list of notes at the page's end doesn't change; the notes beside the text are copies without ids. They are
   hidden from screen readers, which have the list, until one is opened by its number or by a click on a note that is
   cut short. Where there is room for a part of a note only, the rest of the copy is invisible to find in page as well:
   find in page then finds those words in the list, and nowhere else. What belongs to a note has its id in `data-note`, which note-marks.js uses to highlight it. An open note
   has the focus. Tab goes through its links and then continues from the number. Escape, or another click on the
   number, closes the note and returns the focus. */
(function () {
  "use strict";
  const text = /** @type {HTMLElement} */ (document.querySelector(".text"));
  if (!text) return;
  const { make, textNodes } = window.readerDom;
  const LINES = 3; // the minimum that a note shows, even if the margin is crowded
  const BETWEEN = 14; // px between two notes
  const wide = matchMedia("(min-width: 75em)");
  /**
   * @typedef {object} SideNote
   * @property {string} id
   * @property {HTMLAnchorElement} ref its number in the text
   * @property {HTMLElement} sup the element around it
   * @property {HTMLElement} item its item in the list at the page's end
   * @property {string} number
   * @property {HTMLElement} side the copy beside the text, from `buildColumn` on
   * @property {HTMLElement} inner the part of it that can be cut short
   * @property {HTMLElement} fold the button in it
   * @property {boolean} short whether the copy has a short form, shown where there is no room for the note
   * @property {string} cutAt its width and height when `hideBeyond` last ran; "" if all of it is visible
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
    const note = /** @type {SideNote} */ ({ id, ref, sup, item, number: ref.textContent, place: null, cutAt: "" });
    ref.setAttribute("aria-label", `Note ${note.number}`);
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
  /** @type {SideNote | null} */
  let open = null;
  const observer = new ResizeObserver(() => requestAnimationFrame(layOut));

  function buildColumn() {
    const made = make("div", { class: "sidenotes" });
    column = made;
    inPagesLanguage(made);
    for (const note of all) {
      const inner = make("div");
      copyInto(inner, note);
      const fold = make("button", { type: "button", class: "fold" }, "more");
      const side = make("div", { class: "sidenote", ...attributesOf(note) }, inner, fold);
      const said = /** @type {HTMLElement | null} */ (inner.querySelector("[data-short]"));
      if (said) inner.append(make("p", { class: "short" }, said.dataset.short || ""));
      Object.assign(note, { side, inner, fold, short: Boolean(said) });
      reveal(note, false);
      made.append(side);
    }
    text.append(made);
    observer.observe(made);
    requestAnimationFrame(() => requestAnimationFrame(() => made.classList.add("ready")));
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

  /** Places each note as near to its words' line as the notes above it allow. Then each shows as much as fits above the
      next one, so that more is visible and nothing moves; or its short form, if it has one and doesn't fit. Everything is
      read before anything is written: one reflow, and one more for the short forms. */
  function layOut() {
    if (!column || !wide.matches) return;
    for (const note of all) note.side.hidden = note.sup.hidden;
    const notes = all.filter((note) => note.sup.getClientRects().length);
    if (!notes.length) return void (text.style.minHeight = "");
    const top = text.getBoundingClientRect().top;
    const line = parseFloat(getComputedStyle(notes[0].side).lineHeight);
    const frame = parseFloat(getComputedStyle(notes[0].side).paddingTop) + 1;
    const wanted = notes.map((note) => note.sup.getBoundingClientRect().top - top - frame);
    for (const note of notes) {
      note.inner.style.height = "";
      note.side.classList.remove("brief");
    }
    const heights = () => notes.map((note) => Math.ceil(note.inner.scrollHeight));
    const full = heights();
    for (const note of notes) note.side.classList.toggle("brief", note.short && note !== open);
    const brief = notes.some((note) => note.short) ? heights() : full;
    const foot = Math.ceil(line) + 2; // the button that folds an open note
    const enough = notes.map((note, i) => (note.short ? brief[i] : LINES * line));
    const least = notes.map((note, i) => (note === open ? full[i] + foot : Math.min(full[i], enough[i])));
    /** @type {number[]} */
    const tops = [];
    let free = 0;
    notes.forEach((note, i) => {
      tops.push(Math.max(wanted[i], free));
      free = tops[i] + frame + least[i] + BETWEEN;
    });
    const end = Math.max(paragraphsEnd() - top, free);
    notes.forEach((note, i) => {
      const room = (i + 1 < notes.length ? tops[i + 1] - BETWEEN : end) - tops[i] - frame;
      // Show a note whole if it is only slightly too long: it may use half of the gap to the next note.
      const fits = note === open || full[i] <= room + BETWEEN / 2;
      note.side.style.top = `${Math.round(tops[i])}px`;
      note.inner.style.height = fits || note.short ? "" : `${Math.max(LINES, Math.floor(room / line)) * line}px`;
      note.side.classList.toggle("cut", !fits);
      note.side.classList.toggle("brief", !fits && note.short);
      note.side.classList.toggle("open", note === open && full[i] > LINES * line);
      note.fold.textContent = note === open ? "less" : "more";
    });
    text.style.minHeight = `${Math.ceil(free)}px`;
    hideBeyond(notes);
  }

  /**
   * Makes the words below the cuts invisible, though they keep their place: find in page and addresses with `#:~:text=`
   * find only what is visible. Again, everything is read before anything is written.
   * @param {SideNote[]} notes
   */
  function hideBeyond(notes) {
    const changed = notes.filter((note) => note.cutAt !== cutOf(note));
    for (const { inner } of changed) {
      for (const beyond of inner.querySelectorAll(".beyond")) beyond.replaceWith(...beyond.childNodes);
      inner.normalize();
    }
    const found = changed.flatMap((note) => {
      note.cutAt = cutOf(note);
      return note.cutAt ? textsBelow(note.inner) : [];
    });
    for (const { node, from } of found) {
      const rest = from ? node.splitText(from) : node;
      const beyond = make("span", { class: "beyond" });
      rest.replaceWith(beyond);
      beyond.append(rest);
    }
  }

  /** @param {SideNote} note */
  const cutOf = ({ inner }) => inner.style.height && `${inner.style.height} ${inner.clientWidth}`;

  /**
   * The texts of a note that are below its cut, each with the offset where that part of it begins.
   * @param {HTMLElement} inner
   */
  function textsBelow(inner) {
    const end = inner.getBoundingClientRect().bottom + 1;
    return textNodes(inner, ".target")
      .map((node) => ({ node, from: firstBelow(node, end) }))
      .filter(({ node, from }) => node.data.slice(from).trim());
  }

  /**
   * Offset of the first character of a text whose line ends below `end`; the text's length if there is none.
   * @param {Text} node
   * @param {number} end
   */
  function firstBelow(node, end) {
    const range = document.createRange();
    let low = 0;
    let high = node.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      range.setStart(node, middle);
      range.setEnd(node, node.length);
      // Lines come in order, so the rest of the text is below if its first line is.
      const [first] = range.getClientRects();
      if (!first || first.bottom > end) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  function paragraphsEnd() {
    const last = column?.previousElementSibling;
    return last ? last.getBoundingClientRect().bottom : 0;
  }

  /** @param {SideNote} note */
  function openBeside(note) {
    if (open && open !== note) closeBeside(false);
    open = note;
    reveal(note, true);
    note.ref.setAttribute("aria-expanded", "true");
    layOut();
    note.side.focus({ preventScroll: true });
    note.side.scrollIntoView({ block: "nearest" });
  }

  /** @param {boolean} refocus */
  function closeBeside(refocus) {
    const note = open;
    if (!note) return;
    open = null;
    const focused = document.activeElement;
    const back = refocus && (note.side.contains(focused) || focused === document.body);
    if (back) note.ref.focus({ preventScroll: true });
    reveal(note, false);
    note.ref.setAttribute("aria-expanded", "false");
    layOut();
    if (back) focusNumber(note);
  }

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

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !(event.target instanceof Element)) return;
    const ref = event.target.closest(".text a.footnote-ref");
    const note = byId.get(noteAt(event.target));
    if (!note) return;
    if (ref) {
      event.preventDefault();
      if (!wide.matches) return note.place ? closeInPlace(note) : openInPlace(note);
      return open === note ? closeBeside(true) : openBeside(note);
    }
    if (event.target.closest(".close")) return closeInPlace(note);
    const side = event.target.closest(".sidenote");
    if (!side || event.target.closest("a")) return;
    if (event.target.closest(".fold") && open === note) closeBeside(true);
    else if (side.classList.contains("cut")) openBeside(note);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && open && open.side.contains(document.activeElement)) return tabOut(event, open);
    if (event.key !== "Escape") return;
    if (open) return closeBeside(true);
    const last = byId.get(noteAt(document.activeElement));
    const shown = last && last.place ? last : all.find((note) => note.place);
    if (shown) closeInPlace(shown);
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
      const read = open && isRead(open.side) ? open : null;
      closeBeside(false);
      text.style.minHeight = "";
      if (read) openInPlace(read);
    }
  }

  // note-kinds.js has hidden or shown some numbers
  document.addEventListener("reader:notes", () => {
    for (const note of all) if (note.place && !note.sup.getClientRects().length) remove(note);
    if (open && !open.sup.getClientRects().length) closeBeside(false);
    layOut();
  });

  arrange();
  wide.addEventListener("change", arrange);
  // Late fonts, zoom, the window's width: whatever moves a line moves its notes, and may change their width.
  observer.observe(text);
  if (document.fonts) document.fonts.ready.then(layOut);
})();
