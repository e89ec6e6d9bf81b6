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
    "note-sources.js",
    "note-style.js",
    "note-file.js",
    "note-faults.js",
    "kinds.js",
    "note-form.js",
  ];
  const ONLY_PARAGRAPHS =
    "These words can’t have a note. Only words of a numbered paragraph can, not those of a title, heading or caption.";
  const KNOWN = "../../../notes/known_ids.js"; // made by build_tools/site/pages/known_ids.py
  const settings = {
    article: text.dataset.article || "",
    propose: own.dataset.propose || "",
    demands: { least: null, most: null, marks: [], ...JSON.parse(own.dataset.demands || "{}") },
  };
  /** Whether the form is loaded; if it can't be, the reader is informed. */
  async function load() {
    try {
      await window.readerSelection.load();
      await window.readerLoadScript(new URL(KNOWN, own.src).href);
      await window.readerLoadScript.parts(own.src, "note-form", PARTS);
      return true;
    } catch (error) {
      window.readerCopying.say("The form can’t be loaded");
      return false;
    }
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
   * The selected words, or the paragraph if none of them are words of a paragraph.
   * @param {HTMLElement | null | undefined} paragraph
   */
  async function annotateSelection(paragraph) {
    if (!(await load())) return;
    const selection = window.readerSelection.current();
    if (selection) annotate(selection);
    else if (paragraph) annotateParagraph(paragraph);
    else window.readerCopying.say(ONLY_PARAGRAPHS);
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

  /** @param {Element} element */
  const refuses = (element) => (element.closest("h1, .text h2, .text .caption") ? ONLY_PARAGRAPHS : "");

  window.readerSelection.add({ label: "Annotate", key: "a", run: annotate, refuses });
  window.readerKeys.add("a", "annotate the selected words, or the paragraph whose number has the focus", () => {
    const paragraph = /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest(".text .t[id]"));
    const selected = getSelection();
    if (selected && !selected.isCollapsed) annotateSelection(paragraph);
    else if (paragraph) annotateParagraph(paragraph);
    else return false;
    return true;
  });
})();
