/* Finds the records that may contain a query's units, the likeliest first. */
(function () {
  "use strict";
  const {
    index,
    query: { LEAST, forms, closeness },
  } = window.readerSearch;
  const LONGER = 4; // chunks to read for words that begin with the term

  /**
   * Names of the records with the most units, the likeliest first. In a large corpus the list of a common word is as
   * long as everything else together, so common words are sought only in the passages that the other words lead to.
   * @type {Reader.SearchLookup["records"]}
   */
  async function records(all, filters) {
    const start = await index.ready();
    const rare = all.filter((unit) => unit.exact || !unit.words.every((word) => start.common.includes(word)));
    const units = rare.length ? rare : all;
    const plain = units.filter((unit) => !unit.exact && !unit.spellings.length);
    const others = units.filter((unit) => !plain.includes(unit));
    /** @type {Promise<Float64Array>[]} */
    const asked = others.map((unit) => ofUnit(unit, filters, start));
    if (plain.length) {
      asked.push(
        ofWords(
          plain.flatMap((unit) => unit.words),
          filters,
          start,
        ),
      );
    }
    const found = await Promise.all(asked);
    const { kinds } = start.meta;
    const met = new Uint8Array(kinds.length),
      sums = new Float64Array(kinds.length);
    for (const scores of found) {
      scores.forEach((score, page) => {
        if (score >= 0) {
          sums[page] += score;
          met[page] += 1;
        }
      });
    }
    const most = met.reduce((a, b) => Math.max(a, b), 1);
    /** @type {number[]} */
    const pages = [];
    met.forEach((count, page) => {
      if (count === most) pages.push(page);
    });
    return pages.sort((a, b) => sums[b] - sums[a]).map((page) => `${kinds[page]}${page}`);
  }

  /**
   * @param {string[]} words
   * @param {Reader.SearchFilters} filters
   * @param {Reader.SearchStart} start
   */
  const ofWords = async (words, filters, start) => (await index.find(termsOf(words, false, start), filters)).scores;

  /**
   * How well each record matches any spelling of a unit.
   * @param {Reader.SearchUnit} unit
   * @param {Reader.SearchFilters} filters
   * @param {Reader.SearchStart} start
   */
  async function ofUnit(unit, filters, start) {
    const asked = [ofPhrase(unit, unit.exact, filters, start, unit.open)];
    asked.push(...unit.spellings.map((spelling) => ofPhrase(spelling, true, filters, start)));
    const [own, ...others] = await Promise.all(asked);
    return own.map((score, page) => Math.max(score, ...others.map((scores) => scores[page])));
  }

  /**
   * Keeps the records in which the places of the words allow them to follow one another. If there is none, for example
   * because of a hyphen in the text or the query, the words are enough: passages are checked more closely later.
   * @param {Reader.Spelling} spelling
   * @param {boolean} exact
   * @param {Reader.SearchFilters} filters
   * @param {Reader.SearchStart} start
   * @param {boolean} open
   */
  async function ofPhrase(spelling, exact, filters, start, open = false) {
    const { words, pieces } = spelling;
    const terms = termsOf(words, exact, start, open);
    const steps = exact ? stepsOf(pieces, terms) : [];
    const { scores, at } = await index.find(terms, filters, steps.length > 1);
    if (steps.length < 2) return scores;
    const kept = scores.map((score, page) => (score >= 0 && standsAt(steps, at(page)) ? score : -1));
    return kept.some((score) => score >= 0) ? kept : scores;
  }

  /**
   * The distance of each piece of a phrase from the first, and the numbers of the terms that it contains.
   * @param {string[]} pieces
   * @param {Reader.SearchTerm[]} terms
   */
  function stepsOf(pieces, terms) {
    const steps = pieces
      .map((piece, place) => ({
        place,
        held: terms.flatMap(({ word }, i) => (piece.includes(word) ? [i] : [])),
      }))
      .filter(({ held }) => held.length);
    return steps.map(({ place, held }) => ({ step: place - steps[0].place, held }));
  }

  /**
   * Whether the pieces follow one another, or are all at one place, like the words of "train-and-equip".
   * @param {{ step: number, held: number[] }[]} steps
   * @param {number[][]} at
   */
  function standsAt(steps, at) {
    const places = at.map((list) => new Set(list));
    const stands = (/** @type {number} */ place, /** @type {number[]} */ held) =>
      held.some((term) => places[term] && places[term].has(place));
    const first = steps[0].held.flatMap((term) => at[term] || []);
    return (
      first.some((place) => steps.every(({ step, held }) => stands(place + step, held))) ||
      (places.length > 1 &&
        first.some((place) => steps.every(({ held }) => held.every((term) => stands(place, [term])))))
    );
  }

  /**
   * The terms for looking up words. In a phrase, empty words help to find its place; elsewhere they are of no use. In
   * an `open` phrase the last word may be unfinished; it is looked up once it is long enough to be useful.
   * @param {string[]} words
   * @param {boolean} exact
   * @param {Reader.SearchStart} start
   * @param {boolean} open
   * @returns {Reader.SearchTerm[]}
   */
  function termsOf(words, exact, start, open = false) {
    const { empty, common, hidden } = start;
    const last = exact && open ? words[words.length - 1] : null;
    const asked = last && last.length < LEAST ? words.slice(0, -1) : words;
    return telling(asked, exact ? hidden : [...empty, ...common, ...hidden]).map((word) => {
      if (word === last) return { word, forms: [word], longer: LONGER, closeness: () => 1 };
      if (exact) return { word, forms: [word], longer: 0, closeness: (met) => Number(met === word) };
      const longer = word === words[words.length - 1] ? LONGER : 1; // the others are hardly unfinished
      return { word, forms: forms(word), longer, closeness: (met) => closeness(met, word) };
    });
  }

  /**
   * Leaves out the words that are of no use, if others are left.
   * @param {string[]} words
   * @param {string[]} empty
   */
  function telling(words, empty) {
    const kinds = [
      words.filter((word) => word.length > 2 && !empty.includes(word)),
      words.filter((word) => word.length > 1 && !empty.includes(word)),
      words.filter((word) => word.length > 1),
      words,
    ];
    return Array.from(new Set(kinds.find((kind) => kind.length) || []));
  }

  window.readerSearch.lookup = { records };
})();
