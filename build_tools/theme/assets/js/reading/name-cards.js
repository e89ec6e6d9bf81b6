/* A card for a name: what it is, its other spellings, how often it occurs. The text comes from the page itself: on an
   article's page from the list of names at its end, elsewhere from the link's title. Nothing is fetched, since a page
   opened from disk can't fetch.

   Mouse: it opens on hover and stays while the pointer is on it. Keyboard: it opens on focus and describes the link.
   Touch: the first tap opens it, the link in it (or a second tap) opens the entry. Escape closes. */
(function () {
  "use strict";
  const { make } = window.readerDom;
  const OPEN_AFTER = 220,
    CLOSE_AFTER = 260; // milliseconds: longer than a pointer takes to pass over a name
  /** @type {Map<string, Element>} */
  const listed = new Map(); // by address
  for (const item of document.querySelectorAll("#names li")) {
    const name = /** @type {HTMLAnchorElement | null} */ (item.querySelector("a.name"));
    if (name) listed.set(name.href, item);
  }
  const place = /** @type {HTMLElement} */ (document.querySelector("main"));
  if (!place || !document.querySelector("a.m")) return;

  const card = make("div", { class: "card", id: "page:name-card", role: "tooltip", hidden: "" });
  place.append(card);

  /** @type {HTMLAnchorElement | null} */
  let current = null; // the link whose card is open
  let timer = 0;
  let touched = false; // whether the last press was by finger

  const nameAt = (/** @type {EventTarget | null} */ target) =>
    target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (target.closest("a.m")) : null;
  const isInCard = (/** @type {EventTarget | null} */ target) => card.contains(/** @type {Node | null} */ (target));

  /**
   * @param {Element | undefined} item
   * @param {string} selector
   */
  function textOf(item, selector) {
    const found = item && item.querySelector(selector);
    return found ? found.textContent.trim() : "";
  }

  /**
   * The kind and other spellings, copied as elements, since names in other scripts are marked with their language.
   * @param {Element | undefined} item
   */
  function alsoOf(item) {
    const found = item && item.querySelector(".also");
    return found ? found.cloneNode(true) : "";
  }

  /**
   * Removes the title, since the browser would show it as well.
   * @param {HTMLAnchorElement} link
   */
  function takeTitle(link) {
    if (!link.title) return;
    link.dataset.gloss = link.title;
    link.removeAttribute("title");
  }

  /** @param {HTMLAnchorElement} link */
  function giveBackTitle(link) {
    if (link.dataset.gloss) link.title = link.dataset.gloss;
  }

  /** @param {HTMLAnchorElement} link */
  function fill(link) {
    const item = listed.get(link.href);
    card.replaceChildren(
      make("b", { class: "name", dir: "auto" }, textOf(item, ".name") || link.textContent),
      alsoOf(item),
      make("bdi", { class: "gloss" }, textOf(item, ".gloss") || link.dataset.gloss || ""),
      // For the keyboard, the name itself is the link.
      make("a", { class: "more", href: link.href, tabindex: "-1" }, `${textOf(item, ".count") || "Open the entry"} →`),
    );
  }

  /**
   * Puts the card under the piece of the name that the mouse points at (a name may run over two lines), else under the
   * whole name; above it if there is no room below; and if there is no room there either, as low as the card fits.
   * @param {HTMLAnchorElement} link
   * @param {number} x
   * @param {number} y
   */
  function position(link, x, y) {
    const pieces = Array.from(link.getClientRects());
    const pointed = (/** @type {DOMRect} */ r) =>
      x >= r.left - 1 && x <= r.right + 1 && y >= r.top - 1 && y <= r.bottom + 1;
    const piece = touched ? null : pieces.find(pointed);
    const first = piece || pieces[0],
      last = piece || pieces[pieces.length - 1];
    const width = document.documentElement.clientWidth,
      height = card.offsetHeight;
    const left = Math.max(16, Math.min(first.left - 12, width - card.offsetWidth - 16));
    const below = last.bottom + 7,
      above = first.top - 7 - height;
    const top = below + height <= innerHeight ? below : above >= 0 ? above : Math.max(8, innerHeight - height - 8);
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  }

  /**
   * @param {HTMLAnchorElement} link
   * @param {number} x
   * @param {number} y
   */
  function open(link, x, y) {
    clearTimeout(timer);
    if (current === link) return;
    if (current) close();
    takeTitle(link);
    fill(link);
    card.hidden = false;
    position(link, x, y);
    link.setAttribute("aria-describedby", card.id);
    current = link;
  }

  function close() {
    clearTimeout(timer);
    card.hidden = true;
    if (!current) return;
    current.removeAttribute("aria-describedby");
    giveBackTitle(current);
    current = null;
  }

  function closeSoon() {
    clearTimeout(timer);
    timer = setTimeout(close, CLOSE_AFTER);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = nameAt(event.target);
    if (isInCard(event.target) || (link && link === current)) return clearTimeout(timer);
    if (!link) return;
    takeTitle(link);
    clearTimeout(timer);
    timer = setTimeout(() => open(link, event.clientX, event.clientY), OPEN_AFTER);
  });

  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch") return;
    const link = nameAt(event.target);
    if (!link && !isInCard(event.target)) return;
    if (link && link !== current) {
      if (link.contains(/** @type {Node | null} */ (event.relatedTarget))) return;
      clearTimeout(timer);
      giveBackTitle(link);
      if (current) closeSoon();
    } else {
      closeSoon();
    }
  });

  document.addEventListener("focusin", (event) => {
    const link = nameAt(event.target);
    if (link && link.matches(":focus-visible")) open(link, -1, -1);
    else if (current && !isInCard(event.target) && !link) close();
  });

  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (current && !isInCard(event.target) && nameAt(event.target) !== current) close();
  });

  document.addEventListener("click", (event) => {
    const link = nameAt(event.target);
    if (!link || !touched || link === current) return;
    event.preventDefault();
    open(link, event.clientX, event.clientY);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !current) return;
    event.stopImmediatePropagation(); // one Escape closes one thing: the card before a note
    close();
  });

  addEventListener("resize", close);
})();
