/* Folds texts for comparison as build_tools/text/fold.py (`fold`) does; tests/theme/test_note_scripts.py checks that.

   Texts are arrays of code points, and offsets count them. */
(function () {
  "use strict";
  const SINGLE_QUOTES = new Set("‘’‚‛‹›′");
  const DOUBLE_QUOTES = new Set("“”„‟«»″");
  const TRANSLITERATION_LETTERS = new Set("\u02bf\u02be\u02bb\u02bc");
  const DROPPED_MARKS = new Set(["\u0640", "\u00ad", "\u200b", "\u2060", "\ufeff", "\ufdd0", "\ufdd1"]);
  const HYPHENS = new Set("-\u2010\u2011");
  const BLANK = /^[-\u2010\u2011\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;
  const IN_WORDS = "\\p{L}\\p{N}\\p{M}_"; // for the brackets of a pattern
  const WORD = new RegExp(`^[${IN_WORDS}]$`, "u");
  const UNSPACED = window.readerUnspaced;
  const WITHOUT_SPACES = new RegExp(`^[${UNSPACED}]$`, "u");
  const MARKS = /\p{Mn}/gu;
  // Case folding, where converting to upper and then lower case doesn't give it. Cherokee folds to its capitals.
  const FOLDS = new Map([
    ["ẞ", "ss"],
    ["ı", "ı"],
  ]);
  const CHEROKEE = /^[\u13a0-\u13fd\uab70-\uabbf]$/;
  // Placeholders for dropped characters. They don't occur otherwise, since in a text they are dropped themselves.
  const MARK = "\ufdd0";
  const LETTER = "\ufdd1";

  /** @param {string} text */
  const split = (text) => Array.from(text);
  /** @param {string} character */
  const isWordCharacter = (character) => WORD.test(character);
  /**
   * Whether a word can begin or end between two characters.
   * @param {string} before
   * @param {string} after
   */
  const isBetweenWords = (before, after) =>
    !(isWordCharacter(before) && isWordCharacter(after)) || WITHOUT_SPACES.test(before) || WITHOUT_SPACES.test(after);
  /** @param {string} character */
  const isSpace = (character) => BLANK.test(character) && !HYPHENS.has(character);
  /** @type {Map<string, string[]>} */
  const cache = new Map();

  /** @param {string} text */
  function casefold(text) {
    return split(text)
      .map((c) => {
        if (FOLDS.has(c)) return FOLDS.get(c);
        return CHEROKEE.test(c) ? c.toUpperCase() : c.toUpperCase().toLowerCase();
      })
      .join("");
  }

  /** @param {string} text */
  const withoutMarks = (text) => text.normalize("NFD").replace(MARKS, "");

  /**
   * The fold of one character, as an array: at least one character, a placeholder if it is dropped.
   * @param {string} character
   */
  function foldCharacter(character) {
    if (TRANSLITERATION_LETTERS.has(character)) return [LETTER];
    if (DROPPED_MARKS.has(character)) return [MARK];
    if (SINGLE_QUOTES.has(character)) return ["'"];
    if (DOUBLE_QUOTES.has(character)) return ['"'];
    if (BLANK.test(character)) return [" "];
    const bare = split(withoutMarks(casefold(withoutMarks(character)))).filter((c) => !TRANSLITERATION_LETTERS.has(c));
    return bare.length ? bare : [MARK];
  }

  /**
   * @param {string} character
   * @returns {string[]}
   */
  function foldsOf(character) {
    let found = cache.get(character);
    if (!found) cache.set(character, (found = foldCharacter(character)));
    return found;
  }

  /** @param {string} character */
  const isDropped = (character) => character === MARK || character === LETTER;

  /**
   * A text folded for comparison: its characters, and for each (and for the end) its origin in `chars`.
   * @param {Reader.Chars} chars
   * @returns {Reader.Folded}
   */
  function fold(chars) {
    /** @type {Reader.Chars} */
    const first = [];
    const from = [];
    chars.forEach((character, offset) => {
      for (const folded of foldsOf(character)) {
        first.push(folded);
        from.push(offset);
      }
    });
    from.push(chars.length);
    /** @type {Reader.Chars} */
    const text = [];
    const origins = [];
    const push = (/** @type {string} */ character, /** @type {number} */ origin) => {
      text.push(character);
      origins.push(origin);
    };
    let at = 0;
    while (at < first.length) {
      if (first[at] !== " " && !isDropped(first[at])) {
        push(first[at], from[at]);
        at += 1;
        continue;
      }
      const begin = at;
      while (at < first.length && (first[at] === " " || isDropped(first[at]))) at += 1;
      const stop = at;
      const space = first.indexOf(" ", begin);
      if (space >= 0 && space < stop) push(" ", from[space]);
      const owned = firstOwnedByNext(first, begin, stop);
      while (owned < stop && at < first.length && from[at] === from[stop]) {
        push(first[at], from[owned]);
        at += 1;
      }
    }
    origins.push(chars.length);
    return { text, origins };
  }

  /**
   * Where the part of the run `[begin, stop)` that belongs to the next word begins: the ʿ of "bin ʿAlī"; else `stop`.
   * @param {Reader.Chars} first
   * @param {number} begin
   * @param {number} stop
   */
  function firstOwnedByNext(first, begin, stop) {
    if (stop === first.length || !isWordCharacter(first[stop])) return stop;
    let tail = stop;
    while (tail > begin && first[tail - 1] !== " ") tail -= 1;
    if (tail > 0 && isWordCharacter(first[tail - 1])) return stop;
    const letter = first.slice(tail, stop).indexOf(LETTER);
    return letter < 0 ? stop : tail + letter;
  }

  /**
   * The offset at which the folded character `j - 1` ends.
   * @param {number[]} origins
   * @param {number} j
   */
  function endOf(origins, j) {
    const before = origins[j - 1];
    while (origins[j] === before && j + 1 < origins.length) j += 1;
    return origins[j];
  }

  window.readerFold = { IN_WORDS, split, isWordCharacter, isBetweenWords, isSpace, fold, endOf };
})();
