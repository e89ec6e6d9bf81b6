/* Folds single characters exactly as build_tools/text/fold.py does, by the table that is made from it (fold-table.js):
   readerFoldCharacter. */
(function () {
  "use strict";
  const table = window.readerFoldTable;
  // What a dropped character folds to: a mark, or a letter that some transliterations omit. In a text these two are
  // dropped themselves.
  const MARK = "\ufdd0";
  const LETTER = "\ufdd1";

  /** @param {string} coded */
  function numbers(coded) {
    const found = [];
    let number = 0;
    for (const digit of coded) {
      const value = table.DIGITS.indexOf(digit);
      number = number * 32 + (value & 31);
      if (value > 31) continue;
      found.push(number);
      number = 0;
    }
    return found;
  }

  /**
   * Whether a code point is in one of the ranges of the table.
   * @param {string} coded
   */
  function rangesOf(coded) {
    let end = 0;
    const edges = numbers(coded).map((step) => (end += step)); // beginnings and ends in turn
    return (/** @type {number} */ code) => Boolean(countUpTo(edges, code) & 1);
  }

  /**
   * How many of some ascending numbers are no more than `value`.
   * @param {number[]} ascending
   * @param {number} value
   */
  function countUpTo(ascending, value) {
    let low = 0,
      high = ascending.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ascending[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const isWordCode = rangesOf(table.words);
  const isMark = rangesOf(table.marks);
  const isShape = rangesOf(table.compatible);
  const isRegular = rangesOf(table.regular);
  const irregular = new Map(
    table.irregular.split("|").map((entry) => {
      const [character] = entry;
      return [character, entry.slice(character.length)];
    }),
  );

  /** @param {string} character */
  const codeOf = (character) => Number(character.codePointAt(0));

  /** @param {string} text */
  const withoutMarks = (text) =>
    Array.from(text.normalize("NFD"))
      .filter((c) => !isMark(codeOf(c)))
      .join("");

  /**
   * Folds a character; gives one character or more, MARK or LETTER where it is dropped.
   * @param {string} character
   */
  function fold(character) {
    const folded = irregular.get(character);
    if (folded !== undefined) return folded;
    if (!isRegular(codeOf(character))) return character;
    const common = isShape(codeOf(character)) ? character.normalize("NFKD") : character;
    const bare = Array.from(withoutMarks(common), (c) => c.toUpperCase().toLowerCase()).join("");
    return withoutMarks(bare) || MARK;
  }

  /** @type {Map<number, string>} */
  const digits = new Map();
  const runs = numbers(table.digits);
  for (let i = 0, code = 0; i < runs.length; i += 3) {
    code += runs[i];
    for (let value = runs[i + 2]; value < runs[i + 2] + runs[i + 1]; value += 1) digits.set(code++, String(value));
  }

  window.readerFoldCharacter = {
    HYPHENS: table.HYPHENS,
    DASHES: table.DASHES,
    MARK,
    LETTER,
    fold,
    isWord: (character) => isWordCode(codeOf(character)),
    digit: (character) => digits.get(codeOf(character)) ?? character,
  };
})();
