/* Finds a quote in a paragraph as build_tools/anchoring/exact.py (`find_exact`) does, so that a note made here is found
   there too. tests/theme/test_note_scripts.py checks that both agree.

   Texts are arrays of code points, offsets count them, and spans are half-open. */
(function () {
  "use strict";
  const { DASHES, split, fold, endOf, isSpace, isBetweenWords } = window.readerFold;
  const WORD = "\\p{L}\\p{N}_"; // as Python's \w

  /**
   * Offsets of `wanted` in `chars`, overlapping ones included.
   * @param {Reader.Chars} chars
   * @param {Reader.Chars} wanted
   */
  function places(chars, wanted) {
    const found = [];
    for (let at = 0; at + wanted.length <= chars.length; at += 1) if (isAt(chars, at, wanted)) found.push(at);
    return found;
  }

  /**
   * @param {Reader.Chars} chars
   * @param {number} at
   * @param {Reader.Chars} wanted
   */
  function isAt(chars, at, wanted) {
    let k = 0;
    while (k < wanted.length && chars[at + k] === wanted[k]) k += 1;
    return k === wanted.length;
  }

  /** @param {Reader.Chars} folded */
  function strip(folded) {
    let begin = 0;
    let end = folded.length;
    while (begin < end && folded[begin] === " ") begin += 1;
    while (end > begin && folded[end - 1] === " ") end -= 1;
    return folded.slice(begin, end);
  }

  /** @param {Reader.Chars} chars */
  const foldedText = (chars) => strip(fold(chars).text);

  /**
   * @param {Reader.Chars} chars
   * @param {number} at
   */
  const isBoundary = (chars, at) => at === 0 || at === chars.length || isBetweenWords(chars[at - 1], chars[at]);

  /**
   * @param {Reader.Chars} chars
   * @param {Reader.Span} place
   * @param {Reader.Chars} prefix
   * @param {Reader.Chars} suffix
   */
  function agrees(chars, [start, end], prefix, suffix) {
    if (isAt(chars, start - prefix.length, prefix) && isAt(chars, end, suffix)) return true;
    const before = foldedText(prefix);
    const after = foldedText(suffix);
    const left = foldedText(before.length ? chars.slice(Math.max(start - 4 * prefix.length - 16, 0), start) : []);
    const right = foldedText(after.length ? chars.slice(end, end + 4 * suffix.length + 16) : []);
    return endsWith(left, before) && beginsWith(right, after);
  }

  const LAST_DASH = new RegExp(`(?<=[${WORD}])[${DASHES}]$`, "u");
  const FIRST_DASH = new RegExp(`^[${DASHES}](?=[${WORD}])`, "u");

  /**
   * Whether the folded text ends with a folded prefix; the dash that joins it to the place may be of any kind.
   * @param {Reader.Chars} folded
   * @param {Reader.Chars} context
   */
  function endsWith(folded, context) {
    const [text, wanted] = [folded.join(""), context.join("")];
    return text.endsWith(wanted) || text.replace(LAST_DASH, "").endsWith(wanted.replace(LAST_DASH, ""));
  }

  /**
   * @param {Reader.Chars} folded
   * @param {Reader.Chars} context
   */
  function beginsWith(folded, context) {
    const [text, wanted] = [folded.join(""), context.join("")];
    return text.startsWith(wanted) || text.replace(FIRST_DASH, "").startsWith(wanted.replace(FIRST_DASH, ""));
  }

  /**
   * All places `[start, end)` of `exact` after `prefix` and before `suffix`: verbatim ones if there are any, else those
   * equal when folded. Places that split a word are returned only if there are no others.
   * @type {Reader.Quote["findExact"]}
   */
  function findExact(chars, exact, prefix = [], suffix = []) {
    if (exact.every(isSpace)) return [];
    const fits = (/** @type {Reader.Span} */ place) => agrees(chars, place, prefix, suffix);
    const isMark = (/** @type {number} */ at) => /^\p{M}/u.test(chars[at] || ""); // must not be separated from the letter before it
    let kept = places(chars, exact)
      .map((at) => /** @type {Reader.Span} */ ([at, at + exact.length]))
      .filter((place) => !isMark(place[1]) && fits(place));
    if (!kept.length) {
      const folded = fold(chars);
      const wanted = foldedText(exact);
      const found = wanted.length ? places(folded.text, wanted) : [];
      kept = found
        .map((at) => /** @type {Reader.Span} */ ([folded.origins[at], endOf(folded.origins, at + wanted.length)]))
        .filter(fits);
    }
    const whole = kept.filter(([start, end]) => isBoundary(chars, start) && isBoundary(chars, end));
    return whole.length ? whole : kept;
  }

  /**
   * The span, widened so that it doesn't split a word, and narrowed so that it has no white space at its ends.
   * @type {Reader.Quote["trim"]}
   */
  function trim(chars, start, end) {
    const inWord = (/** @type {number} */ at) => !isBoundary(chars, at);
    while (start < end && isSpace(chars[start])) start += 1;
    while (end > start && isSpace(chars[end - 1])) end -= 1;
    if (start === end) return [start, end];
    while (inWord(start)) start -= 1;
    while (inWord(end)) end += 1;
    return [start, end];
  }

  const MOST_WORDS = 40; // of context to try; if that isn't enough, the text repeats itself and all of it is used

  /**
   * The selector of the span, as build_tools/anchoring/selectors.py makes it: `exact`, with the fewest words of `prefix`
   * and `suffix` that make the place unique.
   * @type {Reader.Quote["select"]}
   */
  function select(chars, start, end) {
    const exact = chars.slice(start, end);
    for (const [prefix, suffix] of contexts(chars, start, end)) {
      const found = findExact(chars, exact, prefix, suffix);
      if (found.length === 1 && found[0][0] === start) {
        return { exact: exact.join(""), prefix: prefix.join(""), suffix: suffix.join("") };
      }
    }
    return { exact: exact.join(""), prefix: chars.slice(0, start).join(""), suffix: chars.slice(end).join("") };
  }

  /**
   * Pairs of prefix and suffix, shortest first: whole words before, after, or both.
   * @param {Reader.Chars} chars
   * @param {number} start
   * @param {number} end
   * @returns {Generator<[prefix: Reader.Chars, suffix: Reader.Chars]>}
   */
  function* contexts(chars, start, end) {
    yield [[], []];
    const lefts = wordStarts(chars.slice(0, start))
      .reverse()
      .map((at) => chars.slice(at, start));
    const after = chars.slice(end).reverse();
    const rights = wordStarts(after)
      .reverse()
      .map((at) => after.slice(at).reverse());
    for (let n = 0; n < Math.min(Math.max(lefts.length, rights.length), MOST_WORDS); n += 1) {
      const left = lefts[Math.min(n, lefts.length - 1)] || [];
      const right = rights[Math.min(n, rights.length - 1)] || [];
      yield [left, []];
      yield [[], right];
      yield [left, right];
    }
  }

  /** @param {Reader.Chars} chars */
  const wordStarts = (chars) =>
    Array.from(chars.keys()).filter((at) => !isSpace(chars[at]) && (at === 0 || isSpace(chars[at - 1])));

  window.readerQuote = { split, findExact, trim, select };
})();
