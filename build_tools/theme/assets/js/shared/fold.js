/* Folds texts for comparison as build_tools/text/fold.py (`fold`) does; tests/theme/test_note_scripts.py checks that.

   Texts are arrays of code points, and offsets count them. */
(function () {
  "use strict";
  const SINGLE_QUOTES = new Set("‘’‚‛‹›′");
  const DOUBLE_QUOTES = new Set("“”„‟«»″");
  const TRANSLITERATION_LETTERS = new Set("\u02bf\u02be\u02bb\u02bc");
  const DROPPED_MARKS = new Set(["\u0640", "\u00ad", "\u200b", "\u2060", "\ufeff", "\ufdd0", "\ufdd1"]);
  const HYPHENS = new Set("-\u2010\u2011\u058a\u05be");
  const DASHES = "–—‒−―﹣－"; // hyphens between two letters or digits, else punctuation or a minus
  const BLANK =
    /^[-\u2010\u2011\u058a\u05be\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;
  const IN_WORDS = "\\p{L}\\p{N}\\p{M}_"; // for the brackets of a pattern
  const WORD = new RegExp(`^[${IN_WORDS}]$`, "u");
  const UNSPACED = window.readerUnspaced;
  const WITHOUT_SPACES = new RegExp(`^[${UNSPACED}]$`, "u");
  const MARKS = /\p{Mn}/gu;
  /** @param {string} text */
  const split = (text) => Array.from(text);
  // Small letters that Unicode doesn't decompose, by what is typed where the keyboard lacks them.
  const LETTERS = new Map(
    (
      "a:ⱥ b:ƀƃɓ c:ƈȼ d:đðƌɖɗ e:əǝɇɛ f:ƒ g:ǥɠɣ h:ħɦⱨ i:ıɨ j:ȷɉ k:ƙⱪ l:łŀƚɫⱡ n:ƞɲ o:øɔɵ p:ƥᵽ q:ĸɋ r:ɍɽ t:ŧƭʈⱦ u:ʉ v:ʋ w:ƿⱳ " +
      "y:ƴɏ z:ƶȥⱬ ae:æ dz:ǆǳ gh:ƣ hv:ƕ ij:ĳ lj:ǉ ng:ŋ nj:ǌ oe:œ ou:ȣ th:þ"
    )
      .split(" ")
      .map((row) => row.split(":"))
      .flatMap(([plain, letters]) => split(letters).map((letter) => /** @type {const} */ ([letter, plain]))),
  );
  // Case folding, where converting to upper and then lower case doesn't give it. Cherokee folds to its capitals.
  const FOLDS = new Map([
    ["ẞ", "ss"],
    ["ı", "ı"],
  ]);
  const CHEROKEE = /^[\u13a0-\u13fd\uab70-\uabbf]$/;
  // Placeholders for dropped characters. They don't occur otherwise, since in a text they are dropped themselves.
  const MARK = "\ufdd0";
  const LETTER = "\ufdd1";

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
      joins(chars, next(chars, start), false) ||
      [before, previous(chars, end), after].some((at) => joins(chars, at, true))
    );
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
    return bare.length ? bare.flatMap((c) => split(LETTERS.get(c) || c)) : [MARK];
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
