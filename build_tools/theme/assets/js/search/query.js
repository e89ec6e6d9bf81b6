/* A query's words, their other spellings, and suggestions for typing errors. */
(function () {
  "use strict";
  const { index } = window.readerSearch;
  const LONGEST = 6; // words of a name
  const LONGEST_WORD = 40; // letters, at most, of two words typed as one
  const LEAST = 3; // letters, at least, of a useful beginning of a word
  const LONG = 7; // letters of a word that one or two typing errors hardly turn into another word
  const LETTERS = "abcdefghijklmnopqrstuvwxyz";

  /** @typedef {{ word: string, piece: string, run: number, at: string }} Token a word, and where in the query it is */
  /** @typedef {[id: string, name: string, spellings: string[], record: string]} EntityRow as the index has it */
  /** @typedef {{ id: string, name: string, spellings: string[], record: string }} Entity */
  /** @typedef {{ likely: number, shown: string }} Candidate */

  // In scripts without spaces between words each letter is looked up by itself, as it is in the index.
  const UNSPACED = window.readerUnspaced;
  const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
  const BETWEEN = new RegExp(
    `(?<=[\\p{L}\\p{N}\\p{M}_])(?=[\\p{L}\\p{N}_])(?:(?<=[${UNSPACED}])|(?=[${UNSPACED}]))`,
    "gu",
  );
  const spread = (/** @type {string} */ text) => (HAS_UNSPACED.test(text) ? text.replace(BETWEEN, " ") : text);

  const ASCII = /^[\0-\x7f]*$/; // most texts: only capitals need folding
  const fold = (/** @type {string} */ text) =>
    ASCII.test(text)
      ? text.toLowerCase()
      : text
          .replace(/[ſ\ufb00-\ufb06]/g, (c) => c.normalize("NFKD"))
          .normalize("NFD")
          .replace(/\p{Mn}/gu, "")
          .toLowerCase()
          .replace(/ß/g, "ss")
          .replace(/ς/g, "σ")
          .replace(/[\u02bf\u02be\u02bb\u02bc\u0640\u00ad\u200b\u2060\ufeff]/g, "");

  /**
   * The words of a text, folded for comparison. Must agree with `words_of` in build_tools/site/search/vocabulary.py.
   * @param {string} text
   */
  function words(text) {
    return fold(spread(text))
      .split(/\s+/)
      .flatMap((piece) => {
        const parts = piece.match(/[\p{L}\p{N}_]+/gu) || [];
        return parts.length > 1 && parts.every((part) => Array.from(part).length === 1 && !HAS_UNSPACED.test(part))
          ? [parts.join("")]
          : parts;
      });
  }

  /**
   * A text's words as Pagefind stores them: everything between two spaces is one word.
   * @param {string} text
   */
  const pieces = (text) =>
    fold(spread(text))
      .split(/\s+/)
      .map((piece) => piece.replace(/[^\p{L}\p{N}_]/gu, ""))
      .filter(Boolean);

  // ---- Endings ----------------------------------------------------------------------------------------------------

  // English endings. In other languages only the beginning of a word is used.
  const PLAIN = ["ing", "ed", "es", "s", "e"],
    IN_Y = ["ies", "ied", "y"];
  const ALL = { plain: new Set(["", "d", "er", "ers", "ings", "ly", ...PLAIN]), y: new Set(IN_Y) };

  /**
   * [stem, possible other endings], or null if the word has no known ending.
   * @param {string} word
   * @returns {[stem: string, endings: Set<string>] | null}
   */
  function cut(word) {
    if (!/^[a-z]+$/.test(word)) return null;
    const end = (/** @type {string[]} */ endings, /** @type {number} */ least) =>
      endings.find((ending) => word.endsWith(ending) && word.length - ending.length >= least);
    const y = end(IN_Y, 3);
    if (y) return [word.slice(0, -y.length), ALL.y];
    const plain = end(PLAIN, 4) || end(["s"], 3);
    return plain ? [word.slice(0, -plain.length), ALL.plain] : null;
  }

  // British and American spellings, with the endings that may follow.
  const SPELT = [
    ["ence", "ense", "|s|less"],
    ["our", "or", "|s|ed|ing|able|er|ers|al|ite"],
    ["tre", "ter", "|s"],
    ["viser", "visor", "|s"],
    ["is", "iz", "e|ed|es|er|ers|ing|ation|ations"],
    ["ys", "yz", "e|ed|es|er|ers|ing"],
    ["ogue", "og", "|s"],
    ["amme", "am", "|s"],
  ].flatMap(([british, american, endings]) =>
    [
      [british, american],
      [american, british],
    ].map(([one, other]) => ({ from: new RegExp(`^([a-z]{2,})${one}(${endings})$`), to: `$1${other}$2` })),
  );

  /**
   * The word as it is spelt on the other side of the Atlantic; "" if there is no difference.
   * @param {string} word
   */
  function abroad(word) {
    const rule = word.length > 4 && SPELT.find(({ from }) => from.test(word));
    return rule ? word.replace(rule.from, rule.to) : "";
  }

  /**
   * A word and its forms with other endings; a very short word has none, since it is more likely unfinished.
   * @param {string} word
   */
  function forms(word) {
    const [stem, endings] = cut(word) || [word, /^[a-z]{4,}$/.test(word) ? PLAIN : []];
    const own = [word, ...Array.from(endings, (ending) => stem + ending)];
    return Array.from(new Set([...own, ...own.map(abroad).filter(Boolean)]));
  }

  /**
   * How well a word matches the one asked for, 0 to 1: the same word, another form of it, or a longer word.
   * @param {string} word
   * @param {string} asked
   */
  function closeness(word, asked) {
    if (word === asked) return 1;
    if (word.startsWith(asked)) return 1 / (1 + 0.2 * (word.length - asked.length));
    const found = cut(asked);
    const isForm = (/** @type {string} */ form) =>
      form === asked || (found && form.startsWith(found[0]) && found[1].has(form.slice(found[0].length)));
    return isForm(word) || (word.length > 4 && isForm(abroad(word))) ? 0.8 : 0;
  }

  // ---- Units ------------------------------------------------------------------------------------------------------

  // A unit is something to find: {words, pieces, exact, open, spellings}; a spelling has words and pieces too. If a
  // unit isn't exact, its last word may be longer or have another ending. If it is exact but open, it may be longer.

  /**
   * The units of a query: quoted phrases, names, and the remaining words.
   * @type {Reader.SearchQuery["parse"]}
   */
  async function parse(query) {
    const start = await index.ready();
    /** @type {Reader.SearchUnit[]} */
    const units = [];
    /** @type {Reader.NamedEntity[]} */
    const names = [];
    for (const [all, straight, curly, plain] of query.matchAll(/"([^"]*)"?|[“”„]([^“”]*)[“”]?|([^"“”„]+)/gu)) {
      const quoted = straight ?? curly;
      const open = quoted !== undefined && /[^"“”\s]$/u.test(all); // its last word is still being typed
      const raw = (quoted ?? plain).trim();
      const tokens = raw.split(/\s+/).flatMap((run, i) =>
        spread(run)
          .split(" ")
          .flatMap((piece, j) => words(piece).map((word) => ({ word, piece, run: i, at: `${i} ${j}` }))),
      );
      if (!tokens.length) continue;
      index.expect(
        tokens.map(({ word }) => word),
        quoted !== undefined,
      );
      if (quoted === undefined) for (const { word } of tokens) namesNear(word, start).catch(() => {}); // all at once
      const found = await findNames(raw, tokens, quoted !== undefined, start);
      if (open) for (const unit of found.units) unit.open = unit.words.length > 1 || unit.words[0].length >= LEAST;
      units.push(...found.units);
      names.push(...found.names);
    }
    const telling = units.filter((unit) => unit.exact || unit.spellings.length || !start.empty.includes(unit.words[0]));
    return { units: telling.length ? telling : units, names };
  }

  /**
   * @param {string} raw
   * @param {Token[]} tokens
   * @param {boolean} quoted
   * @param {Reader.SearchStart} start
   */
  async function findNames(raw, tokens, quoted, start) {
    const units = [];
    const names = [];
    const known = tokens.map(({ word }) => word);
    // Outside quotation marks and names, ignore the s of "Assad's" and the l of "l'Orient", but not the T of "T 4".
    const alone = quoted || known.every((word) => word.length < 2);
    let at = 0;
    while (at < tokens.length) {
      const [length, meant] = quoted
        ? [tokens.length, await lookUp(known.join(" "), raw, start)]
        : await longestName(known, at, raw, start);
      let end = at + length;
      // A run without spaces is searched for as a whole.
      if (length === 1 && !meant.length) while (end < tokens.length && isOneRun(tokens[end - 1], tokens[end])) end += 1;
      const unit = unitOf(tokens.slice(at, end), quoted || end > at + 1);
      at = end;
      if (!alone && unit.words.join("").length < 2) continue;
      for (const entity of meant) names.push(widen(unit, entity));
      units.push(unit);
    }
    return { units, names };
  }

  const isUnspaced = (/** @type {string} */ word) => HAS_UNSPACED.test(word);
  const isOneRun = (/** @type {Token} */ a, /** @type {Token} */ b) =>
    a.run === b.run && isUnspaced(a.word) && isUnspaced(b.word);

  /**
   * Makes a unit. Two capitals, as in "UN", are a whole word, not the beginning of one.
   * @param {Token[]} tokens
   * @param {boolean} exact
   * @returns {Reader.SearchUnit}
   */
  function unitOf(tokens, exact) {
    const written = tokens
      .filter((token, i) => !i || token.at !== tokens[i - 1].at)
      .map(({ piece }) => piece)
      .join(" ");
    const capitals = /^\p{Lu}{2}$/u.test(written.replace(/\P{L}/gu, ""));
    return {
      words: tokens.map(({ word }) => word),
      pieces: pieces(written),
      exact: exact || capitals,
      open: false,
      spellings: [],
    };
  }

  /**
   * Adds an entity's spellings to a unit; returns those that the typed words don't find, to show them.
   * @param {Reader.SearchUnit} unit
   * @param {Entity} entity
   * @returns {Reader.NamedEntity}
   */
  function widen(unit, { id, name, spellings, record }) {
    const typed = unit.words.join(" ");
    const covered = (/** @type {string} */ key) =>
      ` ${key} `.includes(` ${typed} `) || (!unit.exact && key.startsWith(typed));
    unit.spellings.push(...spellings.map((spelling) => ({ words: words(spelling), pieces: pieces(spelling) })));
    return { id, name, record, others: spellings.filter((spelling) => !covered(words(spelling).join(" "))) };
  }

  /**
   * [number of words, entities meant] of the longest name that begins at a word; a single word if there is none.
   * @param {string[]} known
   * @param {number} at
   * @param {string} raw
   * @param {Reader.SearchStart} start
   * @returns {Promise<[length: number, meant: Entity[]]>}
   */
  async function longestName(known, at, raw, start) {
    for (let length = Math.min(LONGEST, known.length - at); length > 0; length -= 1) {
      const meant = await lookUp(known.slice(at, at + length).join(" "), raw, start);
      if (meant.length) return [length, meant];
    }
    const last = at === known.length - 1;
    return [1, last ? await begun(known[at], start) : []];
  }

  /**
   * Number of the chunk that would contain a key.
   * @param {string} key
   * @param {string[]} firsts
   */
  function pieceOf(key, firsts) {
    let low = 0,
      high = firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (firsts[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  }

  /**
   * @param {string} key
   * @param {Reader.SearchStart} start
   * @returns {Promise<{ key: string, exact: string | undefined, entity: EntityRow }[]>}
   */
  async function namesNear(key, start) {
    if (!start.names.length) return [];
    const { entities, keys } = await index.read(`names/${pieceOf(key, start.names)}`);
    return keys.map((/** @type {[string, number, string?]} */ [name, number, exact]) => ({
      key: name,
      exact,
      entity: entities[number],
    }));
  }

  const asEntity = (/** @type {EntityRow} */ [id, name, spellings, record]) => ({ id, name, spellings, record });

  /**
   * @param {string} key
   * @param {string} raw
   * @param {Reader.SearchStart} start
   */
  async function lookUp(key, raw, start) {
    const near = await namesNear(key, start);
    return near
      .filter((name) => name.key === key && (!name.exact || raw.includes(name.exact)))
      .map((name) => asEntity(name.entity));
  }

  /**
   * The entity meant by an unfinished name, if all names with this beginning are names of one entity. None if the key
   * is already a whole word of a name: "group" asks for more than the Group of Seven.
   * @param {string} key
   * @param {Reader.SearchStart} start
   */
  async function begun(key, start) {
    if (key.length < 4) return [];
    const near = (await namesNear(key, start)).filter((name) => name.key.startsWith(key));
    if (near.some((name) => name.key.startsWith(`${key} `))) return [];
    const met = new Set(near.map((name) => name.entity[0]));
    return met.size === 1 ? [asEntity(near[0].entity)] : [];
  }

  // ---- Typing errors ----------------------------------------------------------------------------------------------

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

  /**
   * Places in the lists to look for the word meant: as typed, without its first letter, or with its first two swapped.
   * @param {string} word
   */
  const starts = (word) => (word.length < 2 ? [word] : [word, word.slice(1), word[1] + word[0] + word.slice(2)]);

  const NAME = 1e9; // the likelihood of a name, above that of any word

  /**
   * An entity's key in its original spelling.
   * @param {string} key
   * @param {EntityRow} entity
   */
  function asSpelt(key, [, name, spellings]) {
    return [name, ...spellings].find((spelling) => words(spelling).join(" ") === key) || key;
  }

  /**
   * key -> {likely, shown}, for the names and words near one place in their lists.
   * @param {string} beginning
   * @param {Reader.SearchStart} start
   */
  async function candidates(beginning, start) {
    const found = new Map();
    for (const { key, exact, entity } of await namesNear(beginning, start)) {
      if (!exact) found.set(key, { likely: NAME, shown: asSpelt(key, entity) });
    }
    if (beginning.includes(" ") || !start.words.length) return found;
    const listed = await index.read(`words/${pieceOf(beginning, start.words)}`);
    for (const [, word, count] of listed.matchAll(/(\S+) (\d+)/g)) {
      if (!found.has(word)) found.set(word, { likely: Number(count), shown: word });
    }
    return found;
  }

  /**
   * Names for a key that lacks its first letter. Used only if nothing else is similar, since it reads as much as all
   * the rest.
   * @param {string} key
   * @param {Reader.SearchStart} start
   */
  async function beheaded(key, start) {
    const found = new Map();
    const numbers = start.names.length
      ? new Set(Array.from(LETTERS, (letter) => pieceOf(letter + key, start.names)))
      : [];
    for (const { entities, keys } of await Promise.all(
      Array.from(numbers, (number) => index.read(`names/${number}`)),
    )) {
      for (const [name, which, exact] of keys) {
        if (!exact && name.slice(1, 3) === key.slice(0, 2)) {
          found.set(name, { likely: NAME, shown: asSpelt(name, entities[which]) });
        }
      }
    }
    return found;
  }

  /**
   * @param {string} key
   * @param {Reader.SearchStart} start
   * @param {boolean} thorough
   * @returns {Promise<string | null>}
   */
  async function nearest(key, start, thorough) {
    for (const beginning of starts(key)) {
      const near = await candidates(beginning, start);
      for (const candidate of near.keys()) if (closeness(candidate, key)) return null; // a word, or the beginning of one
      const best = closest(key, near);
      if (best && (thorough || best.likely === NAME || key.length >= LONG)) return best.shown;
    }
    const best = thorough ? closest(key, await beheaded(key, start)) : null;
    return best && best.shown;
  }

  /**
   * @param {string} key
   * @param {Map<string, Candidate>} near
   */
  function closest(key, near) {
    const most = key.length < 4 ? 0 : key.length < 8 ? 1 : 2;
    let best = null;
    for (const [candidate, { likely, shown }] of near) {
      const far = distance(key, candidate, most);
      if (far <= most && (!best || far < best.far || (far === best.far && likely > best.likely))) {
        best = { far, likely, shown };
      }
    }
    return best;
  }

  /**
   * How often a word occurs; 0 for a word that is too short or too rare to be listed.
   * @param {string} word
   * @param {Reader.SearchStart} start
   */
  async function frequency(word, start) {
    if (word.length < 4 || !start.words.length) return 0;
    const listed = await index.read(`words/${pieceOf(word, start.words)}`);
    const [, found] = new RegExp(`(?:^| )${word} (\\d+)`, "u").exec(listed) || [0, 0];
    return Number(found);
  }

  /**
   * "cease fire" as "ceasefire", if that word is in the texts.
   * @param {string[]} tokens
   * @param {Reader.SearchStart} start
   */
  async function joined(tokens, start) {
    for (let i = 0; i + 1 < tokens.length; i += 1) {
      const one = tokens[i] + tokens[i + 1];
      if (await frequency(one, start)) return [...tokens.slice(0, i), one, ...tokens.slice(i + 2)].join(" ");
    }
    return null;
  }

  /**
   * "airstrike" as "air strike", if "strike" is in the texts and "air" is too, or is too short to be listed.
   * @param {string[]} tokens
   * @param {Reader.SearchStart} start
   */
  async function parted(tokens, start) {
    for (const [i, token] of tokens.entries()) {
      if (token.length > LONGEST_WORD) continue; // nobody types two words that long as one
      for (let at = 3; at <= token.length - 4; at += 1) {
        const two = [token.slice(0, at), token.slice(at)];
        const [first, second] = await Promise.all(two.map((word) => frequency(word, start)));
        if (second && (first || at === 3)) return [...tokens.slice(0, i), ...two, ...tokens.slice(i + 1)].join(" ");
      }
    }
    return null;
  }

  /**
   * The query with its typing errors fixed, or null if there seem to be none. `thorough` is for queries that found
   * nothing at all; otherwise a short word that the texts lack, perhaps "drone", is hardly an error.
   * @type {Reader.SearchQuery["suggest"]}
   */
  async function suggest(query, thorough) {
    const start = await index.ready();
    const isCommon = (/** @type {string} */ token) => start.common.includes(token) || start.empty.includes(token);
    const tokens = words(query);
    if (tokens.every(isCommon)) return null;
    const whole = tokens.length > 1 ? await nearest(tokens.join(" "), start, thorough && !isCommon(tokens[0])) : null;
    if (whole) return whole;
    let changed = false;
    const mended = [];
    const written = query.split(/\s+/).flatMap((piece) => words(piece).map(() => piece));
    for (const [i, token] of tokens.entries()) {
      const isAbbreviation = /^\P{L}*\p{Lu}{2,5}\P{L}*$/u.test(written[i]); // "USSR" isn't a misspelt "user"
      const other = isAbbreviation || isCommon(token) ? null : await nearest(token, start, thorough);
      changed = changed || Boolean(other);
      mended.push(other || token);
    }
    if (changed) return mended.join(" ");
    return (await joined(tokens, start)) || (thorough ? await parted(tokens, start) : null);
  }

  window.readerSearch.query = { LEAST, words, fold, parse, suggest, forms, closeness };
})();
