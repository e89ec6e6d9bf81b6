/* Where a quote stands in a paragraph, found as build_tools/anchoring.py (`find_exact`) and build_tools/text.py (`fold`)
   find it, so that a note made here is found there: tests/test_page_form.py holds the two together.

   Texts are arrays of code points, offsets count them, and spans are half-open. */
(function () {
  "use strict";
  const SINGLE_QUOTES = new Set("‘’‚‛‹›′");
  const DOUBLE_QUOTES = new Set("“”„‟«»″");
  const TRANSLITERATION_LETTERS = new Set("\u02bf\u02be\u02bb\u02bc");
  const DROPPED_MARKS = new Set(["\u0640", "\ufdd0", "\ufdd1"]);
  const HYPHENS = new Set("-\u2010\u2011");
  const BLANK = /^[-\u2010\u2011\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;
  const WORD = /^[\p{L}\p{N}_]$/u;
  const MARKS = /\p{Mn}/gu;
  // Case folding, where raising and then lowering doesn't give it. Cherokee folds to its capitals.
  const FOLDS = new Map([["ẞ", "ss"], ["ı", "ı"]]);
  const CHEROKEE = /^[\u13a0-\u13fd\uab70-\uabbf]$/;
  // Stand-ins for what folding drops; no text holds them, for the fold of these characters is a mark too.
  const MARK = "\ufdd0";
  const LETTER = "\ufdd1";

  const split = (text) => Array.from(text);
  const isWordCharacter = (character) => WORD.test(character);
  const cache = new Map();

  function casefold(text) {
    return split(text).map((c) => {
      if (FOLDS.has(c)) return FOLDS.get(c);
      return CHEROKEE.test(c) ? c.toUpperCase() : c.toUpperCase().toLowerCase();
    }).join("");
  }

  const withoutMarks = (text) => text.normalize("NFD").replace(MARKS, "");

  /** What one character folds to, as an array: at least one character, a stand-in where it is dropped. */
  function foldCharacter(character) {
    if (TRANSLITERATION_LETTERS.has(character)) return [LETTER];
    if (DROPPED_MARKS.has(character)) return [MARK];
    if (SINGLE_QUOTES.has(character)) return ["'"];
    if (DOUBLE_QUOTES.has(character)) return ['"'];
    if (BLANK.test(character)) return [" "];
    const bare = split(withoutMarks(casefold(withoutMarks(character)))).filter((c) => !TRANSLITERATION_LETTERS.has(c));
    return bare.length ? bare : [MARK];
  }

  function foldsOf(character) {
    let found = cache.get(character);
    if (!found) cache.set(character, found = foldCharacter(character));
    return found;
  }

  const isDropped = (character) => character === MARK || character === LETTER;

  /** A text folded for comparison: its characters, and for each (and for the end) where in `chars` it began. */
  function fold(chars) {
    const first = [];
    const from = [];
    chars.forEach((character, offset) => {
      for (const folded of foldsOf(character)) {
        first.push(folded);
        from.push(offset);
      }
    });
    from.push(chars.length);
    const text = [];
    const origins = [];
    const push = (character, origin) => {
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

  /** Where in the run `[begin, stop)` begins what belongs to the word after it: the ʿ of "bin ʿAlī"; else `stop`. */
  function firstOwnedByNext(first, begin, stop) {
    if (stop === first.length || !isWordCharacter(first[stop])) return stop;
    let tail = stop;
    while (tail > begin && first[tail - 1] !== " ") tail -= 1;
    if (tail > 0 && isWordCharacter(first[tail - 1])) return stop;
    const letter = first.indexOf(LETTER, tail);
    return letter < 0 || letter >= stop ? stop : letter;
  }

  /** The offset at which the folded character `j - 1` ends. */
  function endOf(folded, j) {
    const before = folded.origins[j - 1];
    while (folded.origins[j] === before && j < folded.text.length) j += 1;
    return folded.origins[j];
  }

  /** Offsets of `wanted` in `chars`, overlapping ones included. */
  function places(chars, wanted) {
    const found = [];
    for (let at = 0; at + wanted.length <= chars.length; at += 1) {
      let k = 0;
      while (k < wanted.length && chars[at + k] === wanted[k]) k += 1;
      if (k === wanted.length) found.push(at);
    }
    return found;
  }

  function strip(folded) {
    let begin = 0;
    let end = folded.length;
    while (begin < end && folded[begin] === " ") begin += 1;
    while (end > begin && folded[end - 1] === " ") end -= 1;
    return folded.slice(begin, end);
  }

  const foldedText = (chars) => strip(fold(chars).text);

  const isBoundary = (chars, at) =>
    !(at > 0 && at < chars.length && isWordCharacter(chars[at - 1]) && isWordCharacter(chars[at]));

  function agrees(chars, [start, end], prefix, suffix) {
    const before = foldedText(prefix);
    const after = foldedText(suffix);
    const left = foldedText(before.length ? chars.slice(Math.max(start - 4 * prefix.length - 16, 0), start) : []);
    const right = foldedText(after.length ? chars.slice(end, end + 4 * suffix.length + 16) : []);
    const endsWith = before.every((c, k) => left[left.length - before.length + k] === c);
    return endsWith && after.every((c, k) => right[k] === c);
  }

  /** All places `[start, end)` of `exact` that stand after `prefix` and before `suffix`: verbatim ones where there are
      any, else those equal when folded; such as cut a word in two only where there is no other. */
  function findExact(chars, exact, prefix = [], suffix = []) {
    if (exact.every(isSpace)) return [];
    const fits = (place) => agrees(chars, place, prefix, suffix);
    let kept = places(chars, exact).map((at) => [at, at + exact.length]).filter(fits);
    if (!kept.length) {
      const folded = fold(chars);
      const wanted = foldedText(exact);
      const found = wanted.length ? places(folded.text, wanted) : [];
      kept = found.map((at) => [folded.origins[at], endOf(folded, at + wanted.length)]).filter(fits);
    }
    const whole = kept.filter(([start, end]) => isBoundary(chars, start) && isBoundary(chars, end));
    return whole.length ? whole : kept;
  }

  /** The span widened so that it cuts no word in two, and narrowed so that no white space stands at its ends. */
  function trim(chars, start, end) {
    const inWord = (at) => at > 0 && at < chars.length && /^[\p{L}\p{N}\p{M}_]{2}$/u.test(chars[at - 1] + chars[at]);
    while (start < end && isSpace(chars[start])) start += 1;
    while (end > start && isSpace(chars[end - 1])) end -= 1;
    if (start === end) return [start, end];
    while (inWord(start)) start -= 1;
    while (inWord(end)) end += 1;
    return [start, end];
  }

  /** The selector of the span, as build_tools/selecting.py makes it: `exact`, with as few words of `prefix` and `suffix`
      as make it the only such place; null where no words do. */
  function select(chars, start, end) {
    const exact = chars.slice(start, end);
    for (const [prefix, suffix] of contexts(chars, start, end)) {
      const found = findExact(chars, exact, prefix, suffix);
      if (found.length === 1 && found[0][0] === start) {
        return { exact: exact.join(""), prefix: prefix.join(""), suffix: suffix.join("") };
      }
    }
    return null;
  }

  /** Pairs of prefix and suffix, the shortest first: whole words, before or after or both. */
  function* contexts(chars, start, end) {
    yield [[], []];
    const lefts = wordStarts(chars.slice(0, start)).reverse().map((at) => chars.slice(at, start));
    const after = chars.slice(end).reverse();
    const rights = wordStarts(after).reverse().map((at) => after.slice(at).reverse());
    for (let n = 0; n < Math.max(lefts.length, rights.length); n += 1) {
      const left = lefts[Math.min(n, lefts.length - 1)] || [];
      const right = rights[Math.min(n, rights.length - 1)] || [];
      yield [left, []];
      yield [[], right];
      yield [left, right];
    }
  }

  const isSpace = (character) => BLANK.test(character) && !HYPHENS.has(character);
  const wordStarts = (chars) => Array.from(chars.keys()).filter((at) => !isSpace(chars[at]) && (at === 0 || isSpace(chars[at - 1])));

  window.readerQuote = { split, fold, findExact, trim, select };
})();
