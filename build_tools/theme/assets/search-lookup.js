/* From a query's units to the records in which they may stand, the likeliest first. */
(function () {
  "use strict";
  const { index, query: { forms, closeness } } = window.readerSearch;

  /** [{name, score, at}] of the records that hold most of the units. Of a large corpus the list of a common word is as
      much as all the rest: then it is looked for only in the passages that the others lead to. */
  async function records(all, filters) {
    const start = await index.ready();
    const rare = all.filter((unit) => unit.exact || !unit.words.every((word) => start.common.includes(word)));
    const units = rare.length ? rare : all;
    const plain = units.filter((unit) => !unit.exact && !unit.spellings.length);
    const others = units.filter((unit) => !plain.includes(unit));
    const asked = others.map((unit) => ofUnit(unit, filters, start));
    if (plain.length) asked.push(index.find(termsOf(plain.flatMap((unit) => unit.words), false, start), filters));
    const found = new Map();
    for (const results of await Promise.all(asked)) {
      for (const result of results) {
        const known = found.get(result.name);
        if (!known) found.set(result.name, { ...result, met: 1 });
        else found.set(result.name, { ...join(known, result, known.score + result.score), met: known.met + 1 });
      }
    }
    const results = Array.from(found.values());
    const most = Math.max(0, ...results.map((result) => result.met));
    return results.filter((result) => result.met === most).sort((a, b) => b.score - a.score);
  }

  const join = (a, b, score) => ({ name: a.name, score, at: [...a.at, ...b.at] });

  /** Those that hold any spelling of a unit. */
  async function ofUnit(unit, filters, start) {
    const asked = [ofPhrase(unit, unit.exact, filters, start)];
    asked.push(...unit.spellings.map((spelling) => ofPhrase(spelling, true, filters, start)));
    const found = new Map();
    for (const result of (await Promise.all(asked)).flat()) {
      const known = found.get(result.name);
      found.set(result.name, known ? join(known, result, Math.max(known.score, result.score)) : result);
    }
    return Array.from(found.values());
  }

  /** Where the words stand in a record tells whether they may stand one after another. Where they do in none, as where
      one writes with a hyphen and another without, the words will do: passages are looked at more closely. */
  async function ofPhrase({ words, pieces }, exact, filters, start) {
    const terms = termsOf(words, exact, start);
    const found = await index.find(terms, filters);
    const steps = exact ? stepsOf(pieces, terms.map((term) => term.word)) : [];
    const kept = steps.length > 1 ? found.filter((result) => standsAt(steps, result.at)) : found;
    return kept.length ? kept : found;
  }

  /** How far the words that are asked for stand from the first of them. */
  function stepsOf(pieces, asked) {
    const places = pieces.flatMap((piece, i) => (asked.some((word) => piece.includes(word)) ? [i] : []));
    return places.map((place) => place - places[0]);
  }

  /** One after another, or all at one place, as the words of "train-and-equip" do. */
  function standsAt(steps, places) {
    const times = new Map();
    for (const place of places) times.set(place, (times.get(place) || 0) + 1);
    return places.some((place) => times.get(place) >= steps.length || steps.every((step) => times.has(place + step)));
  }

  /** The terms to look words up by. In a phrase empty words tell where it stands; elsewhere they tell nothing. */
  function termsOf(words, exact, { empty, common, hidden }) {
    return telling(words, exact ? hidden : [...empty, ...common, ...hidden]).flatMap((word) => {
      if (exact) return [{ word, forms: [word], open: false, closeness: (met) => Number(met === word) }];
      return [{ word, forms: forms(word), open: true, closeness: (met) => closeness(met, word) }];
    });
  }

  /** Without the words that tell nothing, as long as others are left. */
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
