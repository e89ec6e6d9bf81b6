/* Folds texts for comparison as build_tools/text/fold.py (`fold`) does; tests/theme/test_note_scripts.py checks that.

   Texts are arrays of code points, and offsets count them. */
(function () {
  "use strict";
  const { DASHES, HYPHENS, MARK, LETTER, fold: foldCharacter, isWord: isWordCharacter } = window.readerFoldCharacter;
  const IN_WORDS = "\\p{L}\\p{N}\\p{M}_"; // for the brackets of a pattern
  const UNSPACED = window.readerUnspaced;
  const WITHOUT_SPACES = new RegExp(`^[${UNSPACED}]$`, "u");
  /** @param {string} text */
  const split = (text) => Array.from(text);
  /**
   * Whether a word can begin or end between two characters.
   * @param {string} before
   * @param {string} after
   */
  const isBetweenWords = (before, after) =>
    !(isWordCharacter(before) && isWordCharacter(after)) || WITHOUT_SPACES.test(before) || WITHOUT_SPACES.test(after);
  /** @param {string} character */
  const isSpace = (character) => foldCharacter(character) === " " && !HYPHENS.includes(character);
  /** @type {Map<string, string[]>} */
  const cache = new Map();

  const STOPS = ".·";
  const BETWEEN_DIGITS = ",'’٫٬\u00a0\u2009\u202f";
  const CONNECTORS = new Set(`${STOPS}@${BETWEEN_DIGITS}`);
  const SKIPPED = new Set("\u0640\u00ad\u200b\u2060\ufeff\ufdd2");
  const isDigit = (/** @type {string} */ character) => /^\p{Nd}$/u.test(character);

  /**
   * Whether the words at `[start, end)` are only a part of a token: U.S. in U.S.S.R. build_tools/text/tokens.py says when.
   * @param {Reader.Chars} chars
   * @param {number} start
   * @param {number} end
   */
  function isPartOfToken(chars, start, end) {
    const [before, after] = [previous(chars, start), next(chars, end)];
    return (
      hasSuffix(chars, end) ||
      joins(chars, next(chars, start), false) ||
      [before, previous(chars, end), after].some((at) => joins(chars, at, true))
    );
  }

  /**
   * Whether the word that ends there has a + or # of its own: C++.
   * @param {Reader.Chars} chars
   * @param {number} end
   */
  function hasSuffix(chars, end) {
    let after = end;
    while (chars[after] === "+" || chars[after] === "#") after += 1;
    if (after === end || !isWordCharacter(chars[end - 1] || "")) return false;
    const isPlus = after === end + 1 && chars[end] === "+";
    return !isPlus || !isWordCharacter(chars[after] || "");
  }

  /**
   * @param {Reader.Chars} chars
   * @param {number} at
   */
  function previous(chars, at) {
    do at -= 1;
    while (at >= 0 && SKIPPED.has(chars[at]));
    return at;
  }

  /**
   * @param {Reader.Chars} chars
   * @param {number} at
   */
  function next(chars, at) {
    while (at < chars.length && SKIPPED.has(chars[at])) at += 1;
    return at;
  }

  /**
   * Whether there is a character at `at` that joins what is before and after it.
   * @param {Reader.Chars} chars
   * @param {number} at
   * @param {boolean} mayEndSentence
   */
  function joins(chars, at, mayEndSentence) {
    if (at < 1 || at >= chars.length - 1 || !CONNECTORS.has(chars[at])) return false;
    const second = next(chars, at + 1);
    const [before, after] = [chars[previous(chars, at)] || "", chars[second] || ""];
    if (!isWordCharacter(before) || !isWordCharacter(after) || isBetweenWords(before, after)) return false;
    if (BETWEEN_DIGITS.includes(chars[at])) return isDigit(before) && isDigit(after);
    return chars[at] === "@" || !(mayEndSentence && beginsWord(chars, second));
  }

  /**
   * @param {Reader.Chars} chars
   * @param {number} at
   */
  function beginsWord(chars, at) {
    let second = at + 1;
    while (SKIPPED.has(chars[second]) || /^\p{M}$/u.test(chars[second] || "")) second += 1;
    const areLetters = [chars[at], chars[second] || ""].every((c) => /^\p{L}$/u.test(c));
    return areLetters && !/^\p{Lowercase}$/u.test(chars[at]) && !/^\p{Uppercase}$/u.test(chars[second]);
  }

  /**
   * @param {string} character
   * @returns {string[]}
   */
  function foldsOf(character) {
    let found = cache.get(character);
    if (!found) cache.set(character, (found = split(foldCharacter(character))));
    return found;
  }

  /** @param {string} character */
  const isDropped = (character) => character === MARK || character === LETTER;

  /**
   * Puts a space for each single dash between two letters or digits, as build_tools/text/dashes.py does.
   * @param {Reader.Chars} first
   */
  function replaceDashes(first) {
    first.forEach((character, at) => {
      if (!DASHES.includes(character)) return;
      let before = at - 1;
      let after = at + 1;
      while (before >= 0 && isDropped(first[before])) before -= 1;
      while (after < first.length && isDropped(first[after])) after += 1;
      if (isWordCharacter(first[before] || "") && isWordCharacter(first[after] || "")) first[at] = " ";
    });
  }

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
    replaceDashes(first);
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

  window.readerFold = { DASHES, IN_WORDS, split, isWordCharacter, isBetweenWords, isPartOfToken, isSpace, fold, endOf };
})();
