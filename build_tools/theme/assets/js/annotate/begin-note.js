/* Begins a note on selected words, by the toolbar beside them or the key `a`, or on the focused paragraph by that key.

   Only this script is loaded with every article; the form and what it needs are loaded on first use. */
(function () {
  "use strict";
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  const text = /** @type {HTMLElement} */ (document.querySelector(".text[data-article]"));
  if (!text || !window.readerSelection) return;
  const PARTS = [
    "../shared/today.js",
    "../shared/unspaced-writing.js",
    "../shared/fold-table.js",
    "../shared/fold-character.js",
    "../shared/fold.js",
    "quote.js",
    "text-range.js",
    "unsupported.js",
    "note-check.js",
    "note-file.js",
    "note-form.js",
  ];
  const settings = { article: text.dataset.article || "", propose: own.dataset.propose || "" };
  const addressOf = (/** @type {string} */ name) => new URL(name, own.src).href;
  /** @type {Promise<void> | null} */
  let loading = null; // reset on failure, so that the next use retries

  /** Whether the form is loaded; if it can't be, the reader is informed. */
  async function load() {
    loading = loading || loadParts();
    try {
      await loading;
      return true;
    } catch (error) {
      loading = null;
      window.readerCopying.say("The form can’t be loaded");
      return false;
    }
  }

  /** Loads scripts one after the other, since each needs those before it; this also works on pages opened from disk. */
  function loadParts() {
    const style = window.readerDom.make("link", { rel: "stylesheet", href: addressOf("../../css/note-form.css") });
    const styled = new Promise((resolve) => {
      style.onload = style.onerror = resolve;
    });
    document.head.append(style);
    return styled.then(() => window.readerLoadScript.all(PARTS.map(addressOf)));
  }

  /** @param {Reader.SelectedWords} selection */
  async function annotate(selection) {
    if (selection.pieces.length > 1) {
      const last = selection.pieces[selection.pieces.length - 1].paragraph;
      window.readerCopying.say(
        `A note is about words in one paragraph; these reach from ${selection.paragraph} to ${last}`,
      );
      return;
    }
    if (!(await load())) return;
    const chars = window.readerQuote.split(selection.text);
    const [start, end] = window.readerQuote.trim(chars, selection.start, selection.end);
    window.readerNoteForm.open(
      { paragraph: selection.element, number: selection.paragraph, chars, start, end },
      settings,
    );
  }

  /**
   * For words that the reader will type.
   * @param {HTMLElement} paragraph
   */
  async function annotateParagraph(paragraph) {
    if (!(await load())) return;
    const chars = window.readerQuote.split(window.readerSelection.textOf(paragraph));
    window.readerNoteForm.open({ paragraph, number: Number(paragraph.id.slice(1)), chars, start: 0, end: 0 }, settings);
  }

  window.readerSelection.add({ label: "Annotate", key: "a", run: annotate });
  window.readerKeys.add("a", "annotate the selected words, or the paragraph whose number has the focus", () => {
    const selection = window.readerSelection.current();
    const paragraph = /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest(".text .t[id]"));
    if (selection) annotate(selection);
    else if (paragraph) annotateParagraph(paragraph);
    return Boolean(selection || paragraph);
  });
})();
