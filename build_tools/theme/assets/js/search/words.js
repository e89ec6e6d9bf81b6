/* A text's words as the index has them: the twin of build_tools/site/search/words.py, which explains them. */
(function () {
  "use strict";
  const { DASHES, MARK, LETTER, fold, isWord, digit } = window.readerFoldCharacter;
  const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
  const PIECE = new RegExp(SPACES.source.replace("[", "[^"), "g");
  const UNSPACED = new RegExp(`[${window.readerUnspaced}]`, "u");
  const LETTERS = /^[a-z]+$/i; // most pieces
  const JOINERS = new Set(" '.&\u200c");
  const POINTS = new Set(".,'\u066b\u066c");
  const GROUPED = /^[0-9]{1,3}(?:(?:[,'\u066c][0-9]{3})+|(?:[,'\u066c][0-9]{2})+[,'\u066c][0-9]{3})(?![0-9])/;
  const DOTTED = /^[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])/;
  const LONGEST = 40;

  /**
   * @typedef {object} Part of a piece, folded
   * @property {string} word
   * @property {number} start in the piece
   * @property {number} end
   * @property {string} before the punctuation before it
   * @property {string} after the punctuation after it
   */
  /** @typedef {{ text: string, start: number, end: number }} Folded a character's fold */

  /** @type {Map<string, string>} */
  const folds = new Map();
  /** @param {string} character */
  function foldOf(character) {
    let folded = folds.get(character);
    if (folded === undefined) folds.set(character, (folded = foldFully(character)));
    return folded;
  }
  /** @param {string} character */
  function foldFully(character) {
    const folded = fold(character);
    return folded === MARK || folded === LETTER ? "" : Array.from(folded, digit).join("");
  }

  /**
   * The parts of a piece. A mark that is dropped belongs to the part before it.
   * @param {string} piece
   */
  function partsOf(piece) {
    /** @type {Part[]} */
    const parts = [];
    let signs = "",
      at = 0,
      open = false; // whether the last part may go on
    for (const character of piece) {
      const start = at;
      at += character.length;
      const folded = foldOf(character);
      if (!folded && open) parts[parts.length - 1].end = at;
      for (const c of folded) {
        if (!isWord(c)) {
          signs += c;
          open = false;
          continue;
        }
        const single = UNSPACED.test(c);
        if (open && !single) {
          const last = parts[parts.length - 1];
          last.word += c;
          last.end = at;
        } else {
          parts.push({ word: c, start, end: at, before: signs, after: "" });
          signs = "";
        }
        open = !single;
      }
    }
    const end = signs.replace(/ +/g, " ");
    parts.forEach((part, i) => {
      part.before =
        i && part.before.length === 1 && DASHES.includes(part.before) ? " " : part.before.replace(/ +/g, " ");
    });
    parts.forEach((part, i) => {
      part.after = i + 1 < parts.length ? parts[i + 1].before : end;
    });
    return parts;
  }

  const isDigit = (/** @type {string | undefined} */ c) => c !== undefined && c >= "0" && c <= "9";
  const last = (/** @type {string} */ word) => word[word.length - 1];
  const isLetter = (/** @type {string} */ word) =>
    Array.from(word).length === 1 && /\p{L}/u.test(word) && !UNSPACED.test(word);

  /**
   * @param {Part[]} before
   * @param {Part} part
   */
  const goesOn = (before, part) =>
    (POINTS.has(part.before) && isDigit(last(before[before.length - 1].word)) && isDigit(part.word[0])) ||
    (part.before === "." && [before[before.length - 1], part].every(({ word }) => isLetter(word)));

  /** @param {Part[]} parts */
  function group(parts) {
    /** @type {Part[][]} */
    const groups = [];
    for (const part of parts) {
      const before = groups[groups.length - 1];
      if (before && goesOn(before, part)) before.push(part);
      else groups.push([part]);
    }
    return groups;
  }

  /** @param {string} number */
  function numberForms(number) {
    const bare = number.replace(/[,'\u066b\u066c]/g, ".");
    const grouped = GROUPED.exec(number);
    if (grouped) return [grouped[0].replace(/[,'\u066c]/g, "") + bare.slice(grouped[0].length)];
    const dotted = DOTTED.exec(number);
    return dotted ? [bare, dotted[0].replace(/\./g, "") + bare.slice(dotted[0].length)] : [bare];
  }

  /**
   * @param {Part[]} parts
   * @returns {Reader.SearchToken & { before: string }}
   */
  function tokenOf(parts) {
    const words = parts.map(({ word }) => word);
    const [{ start, before, word: first }] = parts;
    const { end, after } = parts[parts.length - 1];
    let forms = words;
    if (parts.length > 1) {
      const isNumber = isDigit(last(first));
      const whole = parts.map((part, i) => (i && isNumber ? part.before : "") + part.word).join("");
      forms = [...(isNumber ? numberForms(whole) : [whole]), ...words];
    }
    const [word, ...also] = forms;
    const signs = /^[+#]+/.exec(after);
    if (signs) also.unshift(word + signs[0]);
    const single = Array.from(word).length === 1 && UNSPACED.test(word);
    return { word, also, joined: [], single, start, end, before };
  }

  /**
   * @param {ReturnType<typeof tokenOf>} before
   * @param {ReturnType<typeof tokenOf>} token
   */
  const isJoined = (before, token) =>
    JOINERS.has(token.before) &&
    !before.single &&
    !token.single &&
    !(isDigit(last(before.word)) && isDigit(token.word[0])) &&
    !(token.before === "'" && token.word === "s");

  /** @param {ReturnType<typeof tokenOf>[]} tokens */
  function join(tokens) {
    let end = 0;
    tokens.forEach((token, at) => {
      const begins = at === end; // a run that is also written as one word
      if (begins) {
        end += 1;
        while (end < tokens.length && isJoined(tokens[end - 1], tokens[end])) end += 1;
      }
      const length = end - at;
      const whole = begins && length > 1;
      const lengths = [...(whole ? [length] : []), ...(length > 1 && (length > 2 || !whole) ? [2] : [])];
      token.joined = lengths
        .map((count) => /** @type {[string, number]} */ ([wordOf(tokens.slice(at, at + count)), count]))
        .filter(([word]) => Array.from(word).length <= LONGEST);
    });
    return tokens;
  }
  const wordOf = (/** @type {{ word: string }[]} */ tokens) => tokens.map(({ word }) => word).join("");

  /** @type {Map<string, Reader.SearchToken[]>} */
  const known = new Map(); // a corpus consists of a few thousand different pieces

  /** @param {string} piece */
  function tokensOf(piece) {
    let tokens = known.get(piece);
    if (!tokens) {
      tokens = LETTERS.test(piece) ? [plain(piece)] : join(group(partsOf(piece)).map(tokenOf));
      known.set(piece, tokens);
    }
    return tokens;
  }

  /** @param {string} piece */
  function plain(piece) {
    const word = piece.toLowerCase();
    return {
      word,
      also: [],
      joined: [],
      single: false,
      start: 0,
      end: piece.length,
      parts: [],
      before: "",
      bare: true,
    };
  }

  /**
   * The pieces of a text: [where it is, the piece].
   * @param {string} text
   * @returns {[number, string][]}
   */
  const pieces = (text) => Array.from(text.matchAll(PIECE), (found) => [found.index, found[0]]);

  window.readerSearch.words = {
    tokensOf,
    pieces,
    /** The words of a text, one for each token. */
    words: (text) => pieces(text).flatMap(([, piece]) => tokensOf(piece).map(({ word }) => word)),
  };
})();
