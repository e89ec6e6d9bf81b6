/* What a corpus asks of its notes: how many words, and which quotation marks. The same as build_tools/text/words.py and
   build_tools/text/quotation.py; tests/theme/test_note_scripts.py checks that both agree. */
(function () {
  "use strict";
  const SPACES = " \t\n\u00a0\u2009\u202f\u3000";
  const BEFORE_OPENING = `${SPACES}([{<–—/=`; // an opening mark may come after these, or at the beginning
  const FEET = /[0-9][ \u00a0\u202f]?['′’][ \u00a0\u202f]?[0-9]+(?:\.[0-9]+)?$/u; // before inches: 5'10
  const DEGREES = /°[ \u00a0\u202f]?[0-9]+(?:\.[0-9]+)?$/u;
  const INCHES_AFTER = /^[ \u00a0\u202f]?[0-9]+(?:\.[0-9]+)?"/u;
  const COMPASS = /^[NSEW](?![A-Za-z])/u;
  const DECADE = /^[0-9]{2}s(?![A-Za-z0-9])/u;
  const YEAR = /^[0-9]{2}(?![A-Za-z0-9])/u;
  const SHORTENED = /^(?:tis|twas|twere|twould|em|til|n(?=['’]))(?![A-Za-z])/iu; // words without their beginning
  const LAST = 12; // at most this many characters are compared with the patterns
  const FAR = 1000; // a quotation that begins with a figure is looked for as far as this
  const APOSTROPHE = "’";
  const PIECE = new RegExp(`[${window.readerUnspaced}]|[^\\s${window.readerUnspaced}]+`, "gu");

  const LETTER = new RegExp(`^[${window.readerUnspaced}]`, "u");

  const isWord = (/** @type {string} */ character) => /^[\p{L}\p{N}]/u.test(character);
  const isDigit = (/** @type {string} */ character) => /^[0-9]$/.test(character);
  const isIn = (/** @type {string} */ character, /** @type {string} */ set) =>
    character !== "" && set.includes(character);

  /** @type {Reader.NoteStyle["countWords"]} */
  const countWords = (text) => (text.match(PIECE) || []).filter((piece) => /[\p{L}\p{N}]/u.test(piece)).length;

  /** @type {Reader.NoteStyle["countShort"]} */
  const countShort = (text) => {
    const pieces = (text.match(PIECE) || []).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
    return pieces.length - Math.floor(pieces.filter((piece) => LETTER.test(piece)).length / 2);
  };

  /** @type {Reader.NoteStyle["wordsOf"]} */
  const wordsOf = (texts) => texts.reduce((sum, text) => sum + countWords(visible(text).chars.join("")), 0);

  /** @type {Reader.NoteStyle["findCurls"]} */
  function findCurls(chars, marks) {
    const text = chars.slice(); // with the marks that were found so far
    let double = false; // whether a quotation is open
    let single = false;
    const rest = (/** @type {number} */ at) => text.slice(at + 1, at + 1 + LAST).join("");
    const last = (/** @type {number} */ at) => text.slice(Math.max(at - LAST, 0), at).join("");
    const mayOpenAfter = (/** @type {string} */ before) =>
      before === "" || isIn(before, BEFORE_OPENING) || before === marks[0] || before === marks[2];

    /**
     * Whether a mark between these characters opens a quotation; `isOpen` if one of its kind is open.
     * @param {string} before
     * @param {string} after
     * @param {boolean} isOpen
     */
    function opens(before, after, isOpen) {
      const begins = isWord(after) || isIn(after, `"'([{¿¡$£€${marks[0]}${marks[2]}`);
      if (isIn(before, "–—")) return begins && !(isOpen && isIn(after, "\"'"));
      if (mayOpenAfter(before)) return !isOpen || begins;
      return !isOpen && begins && !isWord(before) && before !== marks[1];
    }

    /**
     * @param {number} at
     * @param {string} before
     * @param {string} after
     */
    function doubleMark(at, before, after) {
      if (isDigit(before) && (!double || FEET.test(last(at)))) return "";
      if (isWord(before) && isWord(after) && (!double || /^[\u0590-\u05ff]/u.test(before))) return "";
      return opens(before, after, double) ? marks[0] : marks[1];
    }

    /**
     * @param {number} at
     * @param {string} before
     * @param {string} after
     */
    function singleMark(at, before, after) {
      if (isDigit(before)) return afterDigit(at, after);
      if (isWord(before) && isWord(after)) return APOSTROPHE;
      if (!isWord(before) && isShortened(at, before)) return APOSTROPHE;
      if (opens(before, after, single)) return marks[2];
      return single ? marks[3] : APOSTROPHE;
    }

    /**
     * @param {number} at
     * @param {string} after
     */
    function afterDigit(at, after) {
      if (isDigit(after) || DEGREES.test(last(at)) || INCHES_AFTER.test(rest(at))) return "";
      if (isWord(after)) return COMPASS.test(rest(at)) ? "" : APOSTROPHE;
      return single ? marks[3] : "";
    }

    /**
     * Whether letters or figures are missing here: '90s, '17, 'tis.
     * @param {number} at
     * @param {string} before
     */
    function isShortened(at, before) {
      if (!mayOpenAfter(before)) return false;
      if (DECADE.test(rest(at)) || SHORTENED.test(rest(at))) return true;
      return YEAR.test(rest(at)) && !isClosedLater(at);
    }

    /**
     * Whether what is taken for an opening mark is an apostrophe: ‘90s, ‘tis.
     * @param {number} at
     * @param {string} before
     */
    const lacksLetters = (at, before) => mayOpenAfter(before) && (DECADE.test(rest(at)) || SHORTENED.test(rest(at)));

    /** @param {number} at */
    function isClosedLater(at) {
      for (let k = at + 2; k < Math.min(text.length, at + FAR); k += 1) {
        if (text[k] === "\n") return false;
        if (isIn(text[k], "'’") && !isIn(text[k - 1], SPACES) && !isWord(text[k + 1] || "")) return true;
      }
      return false;
    }

    /**
     * @param {string} mark
     * @param {string} before
     * @param {string} after
     */
    function remember(mark, before, after) {
      if (mark === "\n") double = single = false;
      else if (mark === marks[0] && (marks[0] !== marks[1] || !double)) double = true;
      else if (mark === marks[1]) double = false;
      else if (mark === marks[2] && (marks[2] !== marks[3] || mayOpenAfter(before))) single = true;
      else if ((mark === marks[3] || mark === APOSTROPHE) && !(isWord(before) && isWord(after))) {
        single = single && mayOpenAfter(before);
      }
    }

    /** @type {[at: number, mark: string][]} */
    const found = [];
    for (let at = 0; at < text.length; at += 1) {
      const before = at ? text[at - 1] : "";
      const after = text[at + 1] || "";
      let mark = "";
      if (text[at] === '"') mark = doubleMark(at, before, after);
      else if (text[at] === "'") mark = singleMark(at, before, after);
      else if (text[at] === "‘" && lacksLetters(at, before)) mark = APOSTROPHE;
      if (mark && mark !== text[at]) {
        found.push([at, mark]);
        text[at] = mark;
      }
      remember(mark || text[at], before, after);
    }
    return found;
  }

  const MARKUP =
    /\n|\\[!-/:-@[-`{-~]|\*+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])|\[|\]\([^()\s]*(?:\([^()\s]*\)?[^()\s]*)*\)?/gu;
  const PARTS = /^[ \t]*(?:\n|[-+*>]|[0-9]+[.)])/u;
  const ESCAPED = "\ufdd2"; // neither a letter nor a mark

  /**
   * A note's Markdown as readers see it: its characters, and the offset of each in the Markdown, without markup and
   * addresses. A character that has a backslash before it is replaced.
   * @param {string} markdown
   */
  function visible(markdown) {
    /** @type {Reader.Chars} */
    const chars = [];
    /** @type {number[]} */
    const offsets = [];
    const add = (/** @type {string} */ piece, /** @type {number} */ start) => {
      for (const character of piece) {
        chars.push(character);
        offsets.push(start);
        start += character.length;
      }
    };
    let from = 0;
    let open = 0; // brackets that may begin a link
    for (const found of markdown.matchAll(MARKUP)) {
      if (found[0] === "[") open += 1;
      else if (found[0].startsWith("]") && !open) continue;
      else if (found[0].startsWith("]")) open -= 1;
      add(markdown.slice(from, found.index), from);
      from = found.index + found[0].length;
      if (found[0] === "\n") add(PARTS.test(markdown.slice(from, from + 20)) ? "\n" : " ", found.index);
      else if (found[0].startsWith("\\")) add(ESCAPED, found.index);
    }
    add(markdown.slice(from), from);
    return { chars, offsets };
  }

  window.readerNoteStyle = {
    countShort,
    countWords,
    wordsOf,
    findCurls,
    curls(markdown, marks) {
      const { chars, offsets } = visible(markdown);
      return findCurls(chars, marks).map(([at, mark]) => [offsets[at], mark]);
    },
  };
})();
