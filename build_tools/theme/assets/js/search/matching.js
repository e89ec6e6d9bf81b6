/* Finds a unit's places in a text, in characters: whole words in the order of a phrase, however the text writes them. */
(function () {
  "use strict";
  const {
    index,
    words: { tokensOf, pieces },
  } = window.readerSearch;
  const AROUND = 2; // tokens that a date may have besides its own: "18 and 19 January 2017"

  /** @typedef {{ start: number, end: number, own: Reader.SearchToken, piece: string }} Token of a text */
  /** @typedef {{ text: string, pieces: [number, string][], tokens?: Token[] }} Text */

  /** @type {Set<string>} */
  let apart = new Set();
  index.ready().then(
    (start) => {
      apart = new Set(start.apart);
    },
    () => {},
  );

  /** @param {Text} text */
  function tokensIn(text) {
    text.tokens ??= text.pieces.flatMap(([at, piece]) =>
      tokensOf(piece).map((own) => ({ start: at + own.start, end: at + own.end, own, piece })),
    );
    return text.tokens;
  }

  /**
   * Whether a word of a text is what a phrase asks for in one place.
   * @param {string} word
   * @param {Reader.SearchPhrase} asked
   * @param {number} at
   */
  function fits(word, asked, at) {
    const alternatives = asked.words[at];
    if (alternatives.includes(word)) return true;
    if (asked.near || at < asked.words.length - 1) return false;
    return asked.forms.has(word) || (asked.goesOn && word.startsWith(alternatives[0]));
  }

  /**
   * The words that begin with a token, each with the number of tokens that it takes; also two tokens as one word.
   * @param {Token[]} tokens
   * @param {number} i
   * @param {(joined: string) => boolean} isAsked
   * @returns {[word: string, count: number][]}
   */
  function wordsAt(tokens, i, isAsked) {
    const { word, also, joined } = tokens[i].own;
    /** @type {[string, number][]} */
    const found = [
      [word, 1],
      ...also.map((/** @type {string} */ other) => /** @type {[string, number]} */ ([other, 1])),
      ...joined,
    ];
    const next = tokens[i + 1];
    const areFigures = next && /\d$/.test(word) && /^\d/.test(next.own.word); // see isNumber
    if (next && !areFigures && !apart.has(word) && isAsked(word) && !apart.has(next.own.word)) {
      found.push([word + next.own.word, 2]);
    }
    return found;
  }

  /**
   * The token after the phrase that begins at token `i`, or -1 if none does.
   * @param {Token[]} tokens
   * @param {number} i
   * @param {Reader.SearchPhrase} asked
   * @param {number} [at] in the phrase
   * @returns {number}
   */
  function endOf(tokens, i, asked, at = 0) {
    if (at === asked.words.length) return i;
    if (i >= tokens.length) return -1;
    const isHalf = (/** @type {string} */ word) => isHalfOf(word, asked, at);
    for (const [word, count] of wordsAt(tokens, i, isHalf)) {
      const isName = asked.small.has(word) && /\p{Lu}/u.test(tokens[i].piece);
      const end = fits(word, asked, at) && !isName ? endOf(tokens, i + count, asked, at + 1) : -1;
      if (end >= 0) return end;
    }
    return -1;
  }

  /**
   * Whether a word may be the first half of what a phrase asks for.
   * @param {string} word
   * @param {Reader.SearchPhrase} asked
   * @param {number} at
   */
  const isHalfOf = (word, asked, at) =>
    !asked.near && asked.words[at].some((whole) => whole.length > word.length && whole.startsWith(word));

  /**
   * @param {Token[]} tokens
   * @param {Reader.SearchPhrase} asked
   * @returns {Reader.Span[]}
   */
  function spansOf(tokens, asked) {
    if (asked.near) return nearSpans(tokens, asked);
    /** @type {Reader.Span[]} */
    const spans = [];
    for (let i = 0; i < tokens.length; i += 1) {
      const end = endOf(tokens, i, asked);
      if (end > i && asked.grouped && !isNumber(tokens, i, end)) continue;
      if (end > i) spans.push([tokens[i].start, tokens[end - 1].end]);
    }
    return spans;
  }

  /**
   * Whether some tokens are one whole number: there is one space between them, and none to another group.
   * @param {Token[]} tokens
   * @param {number} first
   * @param {number} end after the last
   */
  function isNumber(tokens, first, end) {
    const isBeside = (/** @type {number} */ at) => tokens[at + 1].start === tokens[at].end + 1;
    for (let at = first; at + 1 < end; at += 1) if (!isBeside(at)) return false;
    const goesOn = end < tokens.length && isBeside(end - 1) && /^\d{3}$/.test(tokens[end].own.word);
    const began = first > 0 && isBeside(first - 1) && /^\d{1,3}$/.test(tokens[first - 1].own.word);
    return !goesOn && !(began && tokens[first].own.word.length === 3);
  }

  /**
   * The stretches with all words of a date, in any order.
   * @param {Token[]} tokens
   * @param {Reader.SearchPhrase} asked
   */
  function nearSpans(tokens, asked) {
    /** @type {Reader.Span[]} */
    const spans = [];
    for (let i = 0; i < tokens.length; i += 1) {
      const missing = new Set(asked.words.keys());
      const most = Math.min(tokens.length, i + asked.words.length + AROUND);
      for (let j = i; j < most && missing.size; j += 1) {
        for (const at of missing) {
          if (!fits(tokens[j].own.word, asked, at)) continue;
          missing.delete(at);
          if (!missing.size) spans.push([tokens[i].start, tokens[j].end]);
          break;
        }
        if (j === i && missing.size === asked.words.length) break;
      }
    }
    return spans;
  }

  /**
   * Without those that overlap one before them.
   * @param {Reader.Span[]} spans
   */
  function disjoint(spans) {
    const sorted = spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    /** @type {Reader.Span[]} */
    const kept = [];
    for (const span of sorted) if (!kept.length || span[0] >= kept[kept.length - 1][1]) kept.push(span);
    return kept;
  }

  /** @type {WeakMap<Reader.SearchUnit[], (piece: string) => boolean>} */
  const tests = new WeakMap();

  /**
   * A function that says whether a phrase of some units may begin in a piece: most texts have none that does.
   * @param {Reader.SearchUnit[]} units
   */
  function beginnings(units) {
    const before = tests.get(units);
    if (before) return before;
    const phrases = units.flatMap((unit) => unit.phrases);
    /** @type {Map<string, boolean>} */
    const known = new Map();
    const begins = (/** @type {string} */ word) =>
      phrases.some((asked) =>
        asked.near
          ? asked.words.some((_, at) => fits(word, asked, at))
          : fits(word, asked, 0) || isHalfOf(word, asked, 0),
      );
    const test = (/** @type {string} */ piece) => {
      let result = known.get(piece);
      if (result === undefined) {
        result = tokensOf(piece).some((own) =>
          [own.word, ...own.also, ...own.joined.map(([word]) => word)].some(begins),
        );
        known.set(piece, result);
      }
      return result;
    };
    tests.set(units, test);
    return test;
  }

  window.readerSearch.matching = {
    read: (text) => ({ text, pieces: pieces(text) }),

    match(text, units) {
      const begins = beginnings(units);
      if (!text.pieces.some(([, piece]) => begins(piece))) return { spans: [], units: [], length: Infinity };
      const tokens = tokensIn(text);
      const found = units.map((unit) => {
        const spans = unit.phrases.flatMap((asked) => spansOf(tokens, asked));
        const isWritten = (/** @type {Reader.Span} */ [start, end]) => /\p{Lu}/u.test(text.text.slice(start, end));
        return disjoint(unit.capital ? spans.filter(isWritten) : spans);
      });
      const lines = found.filter((spans) => spans.length).map((spans) => spans.map(([start]) => start));
      return {
        spans: disjoint(found.flat()),
        units: units.filter((_, i) => found[i].length),
        length: lines.length > 1 ? window.readerSearch.lookup.shortest(lines) : 0,
      };
    },
  };
})();
