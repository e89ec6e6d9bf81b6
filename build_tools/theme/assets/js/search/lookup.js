/* Finds the records that have a query's units, the likeliest first: those that have all of them, near one another. */
(function () {
  "use strict";
  const {
    index,
    lists,
    query: { phrase, unit: makeUnit, endings },
    forms: { closeness },
  } = window.readerSearch;
  const LONGER = 5, // files to read for words that begin with the last word of a query
    LONGER_WITHIN = 1; // and with another word, which is hardly unfinished
  const SATURATION = 1.4,
    LENGTH = 0.6; // BM25's k and b
  const FILES = 3; // of places, at most, for one word and those that begin with it
  const FEW = 6; // records that are read sooner than the places of a phrase's words
  const STEP = 2; // places from a word of a phrase to the next, at most: one of them may be written as two
  const NEAR = [1, 8, 40]; // places between the units of a query, besides their own: adjacent, near, in one passage

  /** @typedef {{ weights: Map<number, number>, places: (wanted: Wanted) => Promise<Map<number, number[]>>, wide?: boolean }} Found of a word or a phrase; `wide` if its places are in many files */
  /** @typedef {(record: number) => boolean} Wanted */

  /** @type {Map<number, number>} */
  const NOWHERE = new Map();

  /**
   * A word in all its forms.
   * @param {Reader.SearchPhrase} asked
   * @param {number} at which word of the phrase
   * @param {boolean} last whether it is the last of the query
   * @returns {Promise<Found>}
   */
  async function findWord(asked, at, last) {
    const alternatives = asked.words[at];
    const ends = at === asked.words.length - 1 && !asked.near;
    const own = await lists.find([...alternatives, ...(ends ? asked.forms : [])]);
    const longer = ends && asked.goesOn ? await lists.findLonger(alternatives[0], last ? LONGER : LONGER_WITHIN) : [];
    const found = [...own, ...longer.filter((list) => own.every(({ word }) => word !== list.word))];
    /** @type {Map<number, number>} */
    const weights = new Map();
    for (const { word, records, counts } of found) {
      const weight = alternatives.includes(word) ? 1 : closeness(word, alternatives[0], asked.forms);
      records.forEach((record, i) => weights.set(record, (weights.get(record) || 0) + weight * counts[i]));
    }
    const wide = new Set(found.map(({ entry }) => entry.file)).size > FILES;
    const places = async (/** @type {Wanted} */ wanted) => (wide ? new Map() : placesOf(found, wanted));
    return { weights, places, wide };
  }

  /**
   * The places of some lists together, in order.
   * @param {Reader.WordList[]} found
   * @param {Wanted} wanted
   */
  async function placesOf(found, wanted) {
    /** @type {Map<number, number[]>} */
    const all = new Map();
    for (const places of await Promise.all(found.map((list) => lists.places(list, wanted)))) {
      for (const [record, own] of places) {
        const before = all.get(record);
        all.set(record, before ? [...before, ...own].sort((a, b) => a - b) : own);
      }
    }
    return all;
  }

  /**
   * The words of a phrase, where they can follow one another; a closer look at the text comes later.
   * @param {Reader.SearchPhrase} asked
   * @param {boolean} last
   * @param {Wanted} allowed
   * @returns {Promise<Found>}
   */
  async function findPhrase(asked, last, allowed) {
    const { heavy } = await index.ready();
    const used = asked.words.map((_, at) => at).slice(0, asked.tooShort ? -1 : undefined);
    if (used.length === 1) return findWord(asked, 0, last);
    const telling = used.filter((at) => !asked.words[at].some((word) => heavy.includes(word)));
    const kept = telling.length > 1 ? telling : used;
    const found = await Promise.all(kept.map((at) => findWord(asked, at, last)));
    const [first, ...others] = found.map(({ weights }) => weights).sort((a, b) => a.size - b.size);
    const candidates = new Set(
      Array.from(first.keys()).filter((record) => allowed(record) && others.every((weights) => weights.has(record))),
    );
    if (!candidates.size) return { weights: NOWHERE, places: async () => new Map() };
    const wanted = (/** @type {number} */ record) => candidates.has(record);
    if (telling.length < 2 || candidates.size <= FEW) {
      const [weights] = found.map((word) => word.weights);
      return { weights: only(weights, wanted), places: async () => new Map() };
    }
    const narrow = found.flatMap((word, i) => (word.wide ? [] : [i]));
    const places = await Promise.all(narrow.map((i) => found[i].places(wanted)));
    const starts = new Map();
    if (!places.length) return { weights: only(found[0].weights, wanted), places: async () => starts };
    for (const record of candidates) {
      const lines = places.map((word) => word.get(record) || []);
      const own = asked.near
        ? nearStarts(lines)
        : phraseStarts(
            lines,
            narrow.map((i) => kept[i]),
          );
      if (own.length) starts.set(record, own);
    }
    const weights = new Map(Array.from(starts, ([record, own]) => [record, own.length]));
    return { weights, places: async () => starts };
  }

  /**
   * @param {Map<number, number>} weights
   * @param {Wanted} wanted
   */
  const only = (weights, wanted) => new Map(Array.from(weights).filter(([record]) => wanted(record)));

  /**
   * The places at which a phrase may begin.
   * @param {number[][]} lines the places of each of its words
   * @param {number[]} at which words of the phrase they are
   */
  function phraseStarts(lines, at) {
    const sets = lines.map((line) => new Set(line));
    return lines[0].filter((place) => {
      let reached = [place];
      for (let i = 1; i < lines.length && reached.length; i += 1) {
        const most = STEP * (at[i] - at[i - 1]);
        const next = new Set();
        for (const from of reached) {
          for (let step = 0; step <= most; step += 1) if (sets[i].has(from + step)) next.add(from + step);
        }
        reached = Array.from(next);
      }
      return reached.length;
    });
  }

  /** @param {number[][]} lines */
  const nearStarts = (lines) =>
    lines[0].filter((place) => lines.every((line) => line.some((other) => Math.abs(other - place) <= lines.length)));

  // ---- Units -------------------------------------------------------------------------------------------------------

  /**
   * The records of a unit: of any of its phrases.
   * @param {Reader.SearchUnit} unit
   * @param {Wanted} allowed
   * @returns {Promise<Found>}
   */
  async function findUnit(unit, allowed) {
    const found = await Promise.all(unit.phrases.map((asked) => findPhrase(asked, Boolean(unit.last), allowed)));
    /** @type {Map<number, number>} */
    const weights = new Map();
    for (const each of found) {
      for (const [record, weight] of each.weights) {
        if (allowed(record)) weights.set(record, Math.max(weights.get(record) || 0, weight));
      }
    }
    const places = async (/** @type {Wanted} */ wanted) => {
      const all = new Map();
      for (const own of await Promise.all(found.map((each) => each.places(wanted)))) {
        for (const [record, list] of own) if (wanted(record)) all.set(record, [...(all.get(record) || []), ...list]);
      }
      return all;
    };
    return { weights, places };
  }

  /**
   * A word that no text has, as two that some text has: "airstrikes" as "air strikes".
   * @param {Reader.SearchUnit} unit
   * @param {Wanted} allowed
   */
  async function asTwo(unit, allowed) {
    const [word] = unit.typed;
    const { apart } = await index.ready();
    const cuts = Array.from({ length: Math.max(word.length - 3, 0) }, (_, i) => i + 2);
    const ways = await Promise.all(
      cuts.map(async (at) => {
        const [before, after] = [word.slice(0, at), word.slice(at)];
        if (apart.includes(before) || apart.includes(after) || !(await lists.has(before))) return [];
        return [phrase([before, after], await endings(after))];
      }),
    );
    const parted = makeUnit([word], ways.flat(), { last: false });
    if (!parted.phrases.length || !(await findUnit(parted, allowed)).weights.size) return null;
    return parted;
  }

  /**
   * The units with others for those that no text has: two words for one, or each word by itself.
   * @param {Reader.SearchUnit[]} units
   * @param {Wanted} allowed
   */
  async function settle(units, allowed) {
    const settled = await Promise.all(
      units.map(async (unit) => {
        const found = await findUnit(unit, allowed);
        if (found.weights.size) return [{ unit, found }];
        if (unit.loose.length) {
          return Promise.all(unit.loose.map(async (loose) => ({ unit: loose, found: await findUnit(loose, allowed) })));
        }
        const isWord = unit.typed.length === 1 && !unit.exact && /^[\p{L}\p{M}]{4,40}$/u.test(unit.typed[0]);
        const parted = isWord ? await asTwo(unit, allowed) : null;
        return [parted ? { unit: parted, found: await findUnit(parted, allowed) } : { unit, found }];
      }),
    );
    return settled.flat();
  }

  // ---- Ranking -----------------------------------------------------------------------------------------------------

  /**
   * How near to one another some lists of places come: the length of the shortest stretch with a place of each.
   * @param {number[][]} lines
   */
  function shortest(lines) {
    const all = lines.flatMap((line, i) => line.map((place) => ({ place, i }))).sort((a, b) => a.place - b.place);
    const last = lines.map(() => -Infinity);
    let best = Infinity;
    for (const { place, i } of all) {
      last[i] = place;
      best = Math.min(best, place - Math.min(...last));
    }
    return best;
  }

  /**
   * @param {number} length of a stretch
   * @param {number} units
   */
  const rankOf = (length, units) => NEAR.filter((most) => length <= most + units).length;

  /** @type {Reader.SearchLookup["find"]} */
  async function find(all, filters) {
    const start = await index.ready();
    const allowed = await index.allowed(filters);
    const isCommon = (/** @type {Reader.SearchUnit} */ unit) =>
      !unit.exact && unit.typed.length === 1 && start.common.includes(unit.typed[0]);
    const rare = all.filter((unit) => !isCommon(unit));
    const sought = await settle(rare.length ? rare : all, allowed);
    const others = rare.length ? all.filter(isCommon) : [];
    const { lengths, average } = start;
    const scores = new Float64Array(lengths.length),
      met = new Uint8Array(lengths.length);
    for (const { found } of sought) {
      const { weights } = found;
      const rarity = Math.log(1 + (lengths.length - weights.size + 0.5) / (weights.size + 0.5));
      for (const [record, weight] of weights) {
        const room = SATURATION * (1 - LENGTH + (LENGTH * lengths[record]) / average);
        scores[record] += (rarity * weight * (SATURATION + 1)) / (weight + room);
        met[record] += 1;
      }
    }
    const most = met.reduce((a, b) => Math.max(a, b), 0);
    const whole = [],
      part = [];
    for (let record = 0; record < met.length && most; record += 1) {
      if (met[record] === most) whole.push(record);
      else if (met[record] && met[record] === most - 1) part.push(record);
    }
    // In a large corpus, common words are near one another in every record, and their places outweigh the whole search.
    const near = await nearness(
      whole,
      sought.filter(({ unit }) => !isCommon(unit)),
    );
    const order = (/** @type {number[]} */ records) =>
      records.sort((a, b) => (near.get(b) || 0) - (near.get(a) || 0) || scores[b] - scores[a]);
    return { records: order(whole), part: order(part), units: [...sought.map(({ unit }) => unit), ...others] };
  }

  /**
   * @param {number[]} records
   * @param {{ unit: Reader.SearchUnit, found: Found }[]} sought
   */
  async function nearness(records, sought) {
    /** @type {Map<number, number>} */
    const near = new Map();
    const several = sought.filter(({ found }) => found.weights.size);
    if (several.length < 2) return near;
    const kept = new Set(records);
    const places = await Promise.all(several.map(({ found }) => found.places((record) => kept.has(record))));
    for (const record of records) {
      const lines = places.flatMap((own) => (own.has(record) ? [own.get(record) || []] : []));
      if (lines.length > 1) near.set(record, rankOf(shortest(lines), lines.length));
    }
    return near;
  }

  window.readerSearch.lookup = { find, shortest, rankOf };
})();
