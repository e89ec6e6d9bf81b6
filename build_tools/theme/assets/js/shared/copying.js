/* Copying words and showing brief messages, for other scripts:
   readerCopying.copy(words, said, refused) copies and then shows (and announces) one of the two sentences;
   readerCopying.put(words) only copies, and rejects if the browser refuses;
   readerCopying.say(words) only shows and announces.
   Also keeps numbers out of the words that readers copy. */
(function () {
  "use strict";
  const FOR = 2500,
    EACH = 60; // milliseconds that a sentence is shown: the minimum, and the time per letter
  const { make } = window.readerDom;
  const said = make("p", { class: "said", role: "status" });
  document.body.append(said);
  let timer = 0;

  /** @param {string} words */
  function say(words) {
    said.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        said.textContent = "";
      },
      Math.max(FOR, EACH * words.length),
    );
  }

  /**
   * Copies in the old way if the new one is refused, as it is on some pages that aren't served over HTTPS.
   * @param {string} words
   */
  function copyByHand(words) {
    const field = make("textarea");
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    field.value = words;
    field.style.cssText = "position:fixed;opacity:0";
    (document.querySelector("dialog[open]") || document.body).append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (focused) focused.focus({ preventScroll: true });
    return copied ? Promise.resolve() : Promise.reject(new Error("refused"));
  }

  /** @param {string} words */
  function put(words) {
    const tried = navigator.clipboard ? navigator.clipboard.writeText(words) : Promise.reject(new Error("none"));
    return tried.catch(() => copyByHand(words));
  }

  /** @type {Reader.Copying["copy"]} */
  function copy(words, done, refused) {
    return put(words).then(
      () => say(done),
      () => say(refused || "The browser doesn’t let this page copy"),
    );
  }

  /** @param {Node} node */
  function numberAround(node) {
    const element = node instanceof Element ? node : node.parentElement;
    return element && element.closest(".n, .text sup, .number");
  }

  /** Has the browser leave out numbers of paragraphs and notes: what can't be selected isn't copied (article.css). */
  document.addEventListener("copy", () => {
    const root = document.documentElement;
    root.classList.add("copying");
    setTimeout(() => root.classList.remove("copying"));
    // Firefox copies what can't be selected if an end of the selection is in it.
    const selected = getSelection();
    if (!selected || !selected.rangeCount) return;
    const range = selected.getRangeAt(0).cloneRange();
    const first = numberAround(range.startContainer);
    if (first) range.setStartAfter(first);
    const last = numberAround(range.endContainer);
    if (last) range.setEndBefore(last);
    if (!first && !last) return;
    selected.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  });

  window.readerCopying = { copy, put, say };
})();
