/* What a query with a typing error may have meant. Loaded when a query finds nothing, or not all of it. */
(function () {
  "use strict";
  const {
    index,
    lists,
    words: { words, pieces, tokensOf },
    forms: { forms },
  } = window.readerSearch;
  const LONG = 7; // letters of a word that one or two typing errors hardly turn into another word
  const NAME = 1e9; // the likelihood of a name, above that of any word
  const DOUBLED = 0.5; // how far a word is that differs only in doubled letters

  /** @typedef {{ likely: number, shown: string }} Candidate */

  /**
   * Number of letters to change, add, remove or swap to get from one word to the other; at most `most` + 1.
   * @param {string} a
   * @param {string} b
   * @param {number} most
   */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = null,
      last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (before && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[b.length];
  }

  const single = (/** @type {string} */ word) => word.replace(/(\p{L})\1+/gu, "$1");

  /**
   * The same, but letters that are doubled in one of the words only count half together.
   * @param {string} a
   * @param {string} b
   * @param {number} most
   */
  function farness(a, b, most) {
    const plain = distance(a, b, most);
    const [one, other] = [single(a), single(b)];
    const isBare = Math.min(one.length, other.length) < 4 || (one === a && other === b);
    return isBare ? plain : Math.min(plain, distance(one, other, most) + DOUBLED);
  }

  /**
   * What begins with a letter: words with their counts, names without.
   * @param {string} letter
   * @returns {Promise<Map<string, Candidate>>}
   */
  async function candidates(letter) {
    const { likely } = await index.ready();
    /** @type {Map<string, Candidate>} */
    const found = new Map();
    if (!letter || !likely.includes(letter)) return found;
    for (const line of await index.readJson(`likely/${Number(letter.codePointAt(0)).toString(16)}`)) {
      const [, word, count] = /^(.*?)(?: (\d+))?$/.exec(line) || [];
      if (!found.has(word)) found.set(word, { likely: count ? Number(count) : NAME, shown: word });
    }
    return found;
  }

  /**
   * A name in its own spelling.
   * @param {string} key
   */
  async function asSpelt(key) {
    for (const { key: own, entity } of await window.readerSearch.names.near(key)) {
      const spelt = [entity.name, ...entity.spellings].find((spelling) => words(spelling).join(" ") === key);
      if (own === key && spelt) return spelt;
    }
    return key;
  }

  /**
   * @param {string} key
   * @param {boolean} thorough
   */
  async function nearest(key, thorough) {
    const most = key.length < 4 ? 0 : key.length < 8 ? 1 : 2;
    const known = new Set(forms(key));
    const [first, second] = Array.from(key);
    const letters = thorough && key.length >= 4 ? await nearLetters(key) : [];
    for (const beginnings of [[first], [second], letters]) {
      const near = await Promise.all(beginnings.map(candidates));
      let best = null;
      for (const found of near) {
        for (const [word, { likely, shown }] of found) {
          if (word.startsWith(key) || known.has(word)) return null; // a word, or the beginning of one
          if (!thorough && likely !== NAME && key.length < LONG) continue;
          const far = farness(key, word, most);
          if (far <= most + DOUBLED - 0.1 && (!best || far < best.far || (far === best.far && likely > best.likely))) {
            best = { far, likely, shown };
          }
        }
      }
      if (best) return asSpelt(best.shown);
    }
    return null;
  }

  /**
   * The other letters a word may begin with: its first may be the wrong one, or missing.
   * @param {string} key
   */
  async function nearLetters(key) {
    const { likely } = await index.ready();
    return /^[a-z]/.test(key) ? Array.from(likely).filter((letter) => /[a-z]/.test(letter)) : [];
  }

  /** @type {Reader.SearchCorrections["suggest"]} */
  async function suggest(query, thorough) {
    const start = await index.ready();
    const isCommon = (/** @type {string} */ token) => start.common.includes(token) || start.empty.includes(token);
    const tokens = words(query);
    if (tokens.every(isCommon)) return null;
    const whole = tokens.length > 1 ? await nearest(tokens.join(" "), thorough && !isCommon(tokens[0])) : null;
    if (whole) return whole;
    let changed = false;
    const corrected = [];
    for (const [, piece] of pieces(query)) {
      for (const { word } of tokensOf(piece)) {
        // "USSR" isn't a misspelt "user", and what some text has is no error
        const isAbbreviation = /^\P{L}*\p{Lu}{2,5}\P{L}*$/u.test(piece);
        const isFigure = /\d/.test(word);
        const keep = isAbbreviation || isFigure || isCommon(word) || (await lists.has(word));
        const other = keep ? null : await nearest(word, thorough);
        changed = changed || Boolean(other);
        corrected.push(other || word);
      }
    }
    return changed ? corrected.join(" ") : null;
  }

  window.readerSearch.corrections = { suggest };
})();
