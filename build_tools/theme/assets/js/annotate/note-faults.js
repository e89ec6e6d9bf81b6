/* What is wrong with what was filled into the form: whatever `reader check` would refuse in the file. */
(function () {
  "use strict";
  const { checkBody, isId, hasControls, showsNothing } = window.readerNoteCheck;
  // The next three are those of checks/rules/short_form.py and marked_value.py.
  const MOST_SHORT = 25; // words of a short form
  const ENDED = new RegExp(`[.!?؟۔।॥։።。！？]["'”’»›“‘)\\]」』]*$|[${window.readerUnspaced}]$`, "u");
  const MARKUP =
    /(?<![\p{L}\p{N}_*])(?<mark>\*{1,3}|_{1,3}|`+|~~|==)(?=[^\s*_`~=])[^*_`~=]*[^\s*_`~=]\k<mark>(?![\p{L}\p{N}_*])|\[[^[\]]+\]\([^()\s]+\)|<(?<tag>[a-z][a-z0-9]*)(?: [^<>]*)?>[^<>]*<\/\k<tag>>/u;
  const LONGEST = 500; // of a name, and of the words before or after a quote: MAX_LENGTH in sources/value_types.py
  const INTERNAL = /\]\(<?(article|entity):([a-z0-9-]+)(?:#(?:p([0-9]+)|note-([a-z0-9-]+)))?>?[\s)]/g;

  /** @param {string} text */
  const lengthOf = (text) => Array.from(text).length;

  /**
   * Links of a note that lead to nothing that there is.
   * @param {string} body
   * @param {Reader.KnownIds} known
   */
  function checkLinks(body, known) {
    const found = [];
    for (const [, kind, id, paragraph, note] of body.matchAll(INTERNAL)) {
      if (kind === "entity") {
        if (!known.entities.has(id)) found.push(`No entry of the glossary has the id ${id}.`);
        continue;
      }
      const article = known.articles.get(id);
      if (!article) found.push(`No article has the id ${id}.`);
      else if (paragraph && Number(paragraph) > article.paragraphs) {
        found.push(`The article ${id} has ${article.paragraphs} paragraphs, so none of them is ¶ ${paragraph}.`);
      } else if (note && !article.notes.has(note)) found.push(`The article ${id} has no note ${note}.`);
    }
    return found;
  }

  /** @param {Reader.DraftedNote} draft */
  function checkWords({ words, selector }) {
    if (!words) return "Say which words the note is about.";
    if (!selector) return "The words aren’t in the paragraph: copy them from it.";
    if (hasControls(selector.exact + selector.prefix + selector.suffix)) {
      return "These words contain an invisible character that can’t be in a quote.";
    }
    const context = Math.max(lengthOf(selector.prefix), lengthOf(selector.suffix));
    return context > LONGEST ? "The paragraph says this over and over. Choose words that are in it only once." : "";
  }

  /** @param {string} name */
  function checkName(name) {
    if (showsNothing(name)) return "Say who wrote the note.";
    if (hasControls(name)) return "The name contains an invisible character. Type it again.";
    return lengthOf(name) > LONGEST ? `The name is too long: ${LONGEST} characters are the most.` : "";
  }

  /** @param {string} short */
  function checkShort(short) {
    if (!short) return "";
    if (showsNothing(short)) return "What is said in short has only invisible characters.";
    if (hasControls(short)) return "What is said in short contains an invisible character. Type it again.";
    const words = window.readerNoteStyle.countShort(short);
    if (words > MOST_SHORT) return `What is said in short has ${words} words: ${MOST_SHORT} are the most.`;
    if (lengthOf(short) > LONGEST) return `What is said in short is too long: ${LONGEST} characters are the most.`;
    if (MARKUP.test(short)) return "What is said in short is plain text: leave out the marks.";
    return ENDED.test(short) ? "" : "What is said in short ends as a sentence does, with a full stop, ? or !";
  }

  /** @param {Reader.DraftedNote} draft */
  function checkId({ id, taken }) {
    if (!isId(id)) return "The file’s name consists of lowercase letters a–z, digits and hyphens between them.";
    if (window.readerNoteFile.isDevice(id)) return "Windows keeps this name for a device: choose another.";
    return taken.has(id) ? "There is already a note with this name." : "";
  }

  /** @type {Reader.NoteFaults["find"]} */
  function find(draft, known) {
    /** @type {[field: string, sentences: string[]][]} */
    const found = [
      ["words", [checkWords(draft)]],
      ["body", [...checkBody(draft.body), ...checkLinks(draft.body, known)]],
      ["short", [checkShort(draft.short)]],
      ["source", [draft.source.fault, ...(draft.source.line ? checkBody(draft.source.line) : [])]],
      ["name", [checkName(draft.name)]],
      ["id", [checkId(draft)]],
    ];
    return found.flatMap(([field, sentences]) =>
      sentences.filter(Boolean).map((sentence) => /** @type {[string, string]} */ ([field, sentence])),
    );
  }

  window.readerNoteFaults = { find };
})();
