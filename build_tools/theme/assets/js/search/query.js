/* What a query asks for: units, each a word, a phrase, a name or a date, with all the ways in which a text may have it. */
(function () {
  "use strict";
  const {
    index,
    lists,
    names,
    dates,
    words: { tokensOf, pieces, words },
    forms: { forms },
  } = window.readerSearch;
  const LEAST = 3; // letters, at least, of a useful beginning of a word
  const SHORT_PART = 2; // letters, at most, of what an apostrophe parts from a word: l'Orient, Assad's

  /**
   * A token of the query.
   * @typedef {object} Token
   * @property {string} word
   * @property {string} piece what is between two spaces, as it is typed
   * @property {number} run which of these it is
   * @property {Reader.SearchToken} own
   */
  /** @typedef {{ units: Reader.SearchUnit[], names: Reader.NamedEntity[] }} Parsed */

  /** @param {string} raw */
  const tokens = (raw) =>
    pieces(raw).flatMap(([, piece], run) => tokensOf(piece).map((own) => ({ word: own.word, piece, run, own })));

  /**
   * A phrase of words one after another.
   * @param {string[]} asked
   * @param {Partial<Reader.SearchPhrase>} [how]
   * @returns {Reader.SearchPhrase}
   */
  const phrase = (asked, how) => ({
    words: asked.map((word) => [word]),
    forms: new Set(),
    small: new Set(),
    goesOn: false,
    near: false,
    ...how,
  });

  /**
   * @param {string[]} typed
   * @param {Reader.SearchPhrase[]} phrases
   * @param {Partial<Reader.SearchUnit>} [how]
   * @returns {Reader.SearchUnit}
   */
  const unit = (typed, phrases, how) => ({
    typed,
    phrases,
    loose: [],
    exact: false,
    open: false,
    capital: false,
    ...how,
  });

  /** @type {Reader.SearchQuery["parse"]} */
  async function parse(query) {
    const start = await index.ready();
    /** @type {Parsed} */
    const found = { units: [], names: [] };
    for (const [all, straight, curly, plain] of query.matchAll(/"([^"]*)"?|[“”„]([^“”]*)[“”]?|([^"“”„]+)/gu)) {
      const quoted = straight ?? curly;
      const raw = (quoted ?? plain).trim();
      const typed = tokens(raw);
      if (!typed.length) continue;
      expect(typed, start, quoted !== undefined);
      if (quoted === undefined) await addLoose(raw, typed, found);
      else await addQuoted(raw, typed, /[^"“”\s]$/u.test(all), found);
    }
    const isEmpty = (/** @type {Reader.SearchUnit} */ { exact, typed }) =>
      !exact && typed.length === 1 && start.empty.includes(typed[0]);
    const telling = found.units.filter((one) => !isEmpty(one));
    return { ...found, units: telling.length ? telling : found.units };
  }

  /**
   * Begins to read what will be needed.
   * @param {Token[]} typed
   * @param {Reader.SearchStart} start
   * @param {boolean} quoted
   */
  function expect(typed, start, quoted) {
    const all = Array.from(new Set(typed.map(({ word }) => word)));
    const others = quoted ? start.heavy : [...start.empty, ...start.common];
    const telling = all.filter((word) => !others.includes(word));
    lists.expect(telling.length ? telling : all);
    if (!quoted) for (const word of telling) names.near(word).catch(() => {});
  }

  /**
   * @param {string} raw
   * @param {Token[]} typed
   * @param {boolean} open whether its last word is still being typed
   * @param {Parsed} found
   */
  async function addQuoted(raw, typed, open, found) {
    const asked = typed.map(({ word }) => word);
    const last = asked[asked.length - 1];
    const isOpen = open && (asked.length > 1 || last.length >= LEAST);
    const tooShort = isOpen && last.length < LEAST && asked.length > 1 && !typed[typed.length - 1].own.single;
    const goesOn = isOpen && { goesOn: true };
    const phrases = [phrase(asked, { ...goesOn, tooShort }), ...(await joinedPhrases(asked, { ...goesOn }))];
    const one = unit(asked, phrases, { exact: true, open: isOpen });
    const meant = await names.lookUp(asked.join(" "), raw);
    for (const entity of meant) found.names.push(widen(one, entity));
    found.units.push(one);
  }

  /**
   * The phrases with two of their words written as one, where some text has that word.
   * @param {string[]} asked
   * @param {Partial<Reader.SearchPhrase>} how
   */
  async function joinedPhrases(asked, how) {
    const { apart } = await index.ready();
    const made = await Promise.all(
      asked.slice(1).map(async (after, i) => {
        const before = asked[i];
        const word = before + after;
        if (apart.includes(before) || apart.includes(after) || !(await lists.has(word))) return [];
        return [phrase([...asked.slice(0, i), word, ...asked.slice(i + 2)], how)];
      }),
    );
    return made.flat();
  }

  /**
   * @param {string} raw
   * @param {Token[]} typed
   * @param {Parsed} found
   */
  async function addLoose(raw, typed, found) {
    const asked = typed.map(({ word }) => word);
    let at = 0;
    while (at < typed.length) {
      const date = await dates.find(typed, at);
      if (date) {
        const own = typed.slice(at, at + date.length);
        const near = date.dates.map((each) => ({ ...phrase([]), words: each, near: true }));
        found.units.push(unit(wordsOf(own), near, { exact: true, loose: await looseUnits(own) }));
        at += date.length;
        continue;
      }
      const [length, meant] = await names.longest(asked, at, raw);
      let end = at + length;
      if (!meant.length) end = Math.max(end, endOfRun(typed, at));
      const own = typed.slice(at, end);
      at = end;
      if (isParticle(own, typed)) continue;
      const one = await unitOf(own, end === typed.length);
      for (const entity of meant) found.names.push(widen(one, entity));
      const before = found.units[found.units.length - 1];
      if (meant.length || !(await joinTo(before, one))) found.units.push(one);
    }
  }

  /**
   * Whether it is the s of "Assad's" or the l of "l'Orient", beside a name.
   * @param {Token[]} own
   * @param {Token[]} typed
   */
  const isParticle = ([{ word, piece, run }, ...others], typed) =>
    !others.length &&
    word.length < SHORT_PART &&
    /['’]/.test(piece) &&
    typed.some((one) => one.run === run && one.word !== word);

  /** @param {Token[]} typed */
  const wordsOf = (typed) => typed.map(({ word }) => word);

  /**
   * Where a piece ends that is more than one token: what has no space within it is searched for as a whole.
   * @param {Token[]} typed
   * @param {number} at
   */
  function endOfRun(typed, at) {
    let end = at + 1;
    while (end < typed.length && typed[end].run === typed[at].run) end += 1;
    return end;
  }

  /**
   * The unit of some tokens. The last word of a query may be unfinished, but not if it is short, or in capitals.
   * @param {Token[]} own
   * @param {boolean} last
   * @returns {Promise<Reader.SearchUnit>}
   */
  async function unitOf(own, last) {
    const start = await index.ready();
    const asked = wordsOf(own);
    const written = own.length === 1 ? own[0].piece.replace(/[^\p{L}]/gu, "") : "";
    const capital = /^\p{Lu}{2,}$/u.test(written) && start.capital.includes(asked[0]);
    const word = asked[asked.length - 1];
    const whole = capital || own[own.length - 1].own.single || (word.length < LEAST && /^[a-z0-9]*$/.test(word));
    const how = whole ? {} : { ...(await endings(word)), goesOn: true };
    const signs = own.length === 1 && own[0].own.also.find((also) => /[+#]$/.test(also));
    if (signs) return unit(asked, [phrase([signs])], { loose: [unit(asked, [phrase(asked, how)])] });
    const kept = withoutParticles(own);
    const phrases = [phrase(asked, how), ...(kept.length < own.length ? [phrase(wordsOf(kept), how)] : [])];
    if (own.length === 1) phrases.push(...(await numberPhrases(own[0].own, start.spaced)));
    if (own.length < 2) return unit(asked, phrases, { exact: capital, capital, last });
    const joined = asked.join("");
    const hyphen = !/['’ʼ‘]/.test(own[0].piece) && own.length < 5 && !own.some(({ own: { single } }) => single);
    if (hyphen && (await lists.has(joined))) {
      phrases.push(phrase([joined], { ...(await endings(joined)), goesOn: true }));
    }
    return unit(asked, phrases, { last, loose: await looseUnits(own) });
  }

  /**
   * What else a number may be: with points between its thousands (5.000), or spaces (5 000).
   * @param {Reader.SearchToken} own
   * @param {boolean} spaced whether some text has spaces there
   */
  async function numberPhrases({ word, also }, spaced) {
    const hasPoints = /^\d{1,3}(?:\.\d{3})+(?!\d)/.test(word);
    const plain = hasPoints ? also[0] : word;
    const phrases = hasPoints ? [phrase([plain])] : [];
    if (!spaced || !/^\d{4,}$/.test(plain)) return phrases;
    const groups = plain.replace(/\B(?=(?:\d{3})+$)/g, " ").split(" ");
    const known = await Promise.all(groups.map((group) => lists.has(group)));
    return known.every(Boolean) ? [...phrases, phrase(groups, { grouped: true })] : phrases;
  }

  /**
   * Without the s of "Assad's" and the l of "l'Orient".
   * @param {Token[]} own
   */
  function withoutParticles(own) {
    if (!/\p{L}['’]\p{L}/u.test(own[0].piece)) return own;
    const kept = own.filter(({ word }) => word.length > SHORT_PART);
    return kept.length === 1 && own.length === 2 ? kept : own;
  }

  /**
   * Each token by itself, for a phrase that isn't found; in a script without spaces, two after each other.
   * @param {Token[]} own
   */
  async function looseUnits(own) {
    if (own.some(({ own: { single } }) => single)) {
      const pairs = own.slice(1).map((after, i) => [own[i].word, after.word]);
      return pairs.length > 1 ? pairs.map((pair) => unit(pair, [phrase(pair)])) : [];
    }
    const { empty } = await index.ready();
    const telling = own.filter(({ word }) => word.length > 1 && !empty.includes(word));
    const single = telling.length ? telling : own;
    const joined = own.some(({ piece }) => /['’]/.test(piece))
      ? [unit(wordsOf(own), [phrase([wordsOf(own).join("")])])]
      : [];
    const each = await Promise.all(single.map(async ({ word }) => unit([word], [phrase([word], await endings(word))])));
    return joined.length && (await lists.has(joined[0].typed.join(""))) ? joined : each;
  }

  /**
   * How the last word of a phrase may end. Of a word that no text has, what it would be the plural of must be no name:
   * Hamas are not several Hamas.
   * @param {string} word
   * @returns {Promise<Partial<Reader.SearchPhrase>>}
   */
  async function endings(word) {
    const all = forms(word).filter((form) => form !== word);
    const single = all.filter((form) => /[aeouy]$/.test(form) && (word === `${form}s` || word === `${form}es`));
    const known = single.length > 0 && (await lists.has(word));
    return { forms: new Set(all), small: new Set(known ? [] : single) };
  }

  /**
   * Makes two words one unit if some text has them as one: "cease fire".
   * @param {Reader.SearchUnit | undefined} before
   * @param {Reader.SearchUnit} one
   */
  async function joinTo(before, one) {
    const isPlain = (/** @type {Reader.SearchUnit} */ { typed, exact, phrases }) =>
      typed.length === 1 && !exact && phrases.length === 1;
    if (!before || !isPlain(before) || !isPlain(one)) return false;
    const [[first], [second]] = [before.typed, one.typed];
    const { apart } = await index.ready();
    const joined = first + second;
    if (apart.includes(first) || apart.includes(second) || !(await lists.has(joined))) return false;
    const how = { ...(await endings(joined)), goesOn: one.phrases[0].goesOn };
    const loose = [{ ...before }, { ...one }];
    const [{ forms: endsAs, small, goesOn }] = one.phrases;
    before.typed = [first, second];
    before.phrases = [phrase([first, second], { forms: endsAs, small, goesOn }), phrase([joined], how)];
    before.loose = loose;
    return true;
  }

  /**
   * Adds an entity's spellings to a unit; returns those that the typed words don't find, to show them.
   * @param {Reader.SearchUnit} one
   * @param {Reader.SearchEntity} entity
   * @returns {Reader.NamedEntity}
   */
  function widen(one, { id, name, spellings, record }) {
    const typed = one.typed.join(" ");
    const covered = (/** @type {string} */ key) =>
      ` ${key} `.includes(` ${typed} `) || (!one.exact && key.startsWith(typed));
    one.phrases.push(...spellings.map((spelling) => phrase(words(spelling))));
    return { id, name, record, others: spellings.filter((spelling) => !covered(words(spelling).join(" "))) };
  }

  window.readerSearch.query = { LEAST, parse, phrase, unit, endings };
})();
