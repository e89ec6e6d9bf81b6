/* From a query's units to the records in which they may stand, the likeliest first. */
(function () {
  "use strict";
  const { index } = window.readerSearch;

  /** [{name, score, at}] of the records that hold most of the units. */
  async function records(units, filters) {
    const { common } = await index.ready();
    // Words without spellings are asked for together: Pagefind then weighs only records that have them all.
    const plain = units.filter((unit) => !unit.exact && !unit.spellings.length);
    const others = units.filter((unit) => !plain.includes(unit));
    const asked = others.map((unit) => ofUnit(unit, filters, common));
    if (plain.length) asked.push(index.find(telling(plain.flatMap((unit) => unit.words), common), filters));
    const found = new Map();
    for (const results of await Promise.all(asked)) {
      for (const result of results) {
        const known = found.get(result.name);
        if (!known) found.set(result.name, { ...result, met: 1 });
        else found.set(result.name, { ...join(known, result, known.score + result.score), met: known.met + 1 });
      }
    }
    const all = Array.from(found.values());
    const most = Math.max(0, ...all.map((result) => result.met));
    return all.filter((result) => result.met === most).sort((a, b) => b.score - a.score);
  }

  const join = (a, b, score) => ({ name: a.name, score, at: [...a.at, ...b.at] });

  /** Those that hold any spelling of a unit. */
  async function ofUnit(unit, filters, common) {
    const asked = [ofPhrase(unit, unit.exact, filters, common)];
    asked.push(...unit.spellings.map((spelling) => ofPhrase(spelling, true, filters, common)));
    const found = new Map();
    for (const result of (await Promise.all(asked)).flat()) {
      const known = found.get(result.name);
      found.set(result.name, known ? join(known, result, Math.max(known.score, result.score)) : result);
    }
    return Array.from(found.values());
  }

  /** Pagefind finds phrases, but gives all the same score; and common words would cost more than they tell. Where it
      finds none, as where one writes with a hyphen and another without, the words will do: passages are looked at. */
  async function ofPhrase({ words, pieces }, exact, filters, common) {
    const scored = await index.find(telling(words, common), filters);
    const run = exact ? longestRun(pieces, common) : [];
    if (run.length < 2) return scored;
    const strict = new Set((await index.find(run, filters, true)).map((result) => result.name));
    const kept = scored.filter((result) => strict.has(result.name));
    return kept.length ? kept : scored;
  }

  function longestRun(pieces, common) {
    let best = [], run = [];
    for (const piece of pieces) {
      run = common.includes(piece) ? [] : [...run, piece];
      if (run.length > best.length) best = run;
    }
    return best;
  }

  /** Without the words that tell nothing, as long as others are left. */
  function telling(words, common) {
    const kinds = [
      words.filter((word) => word.length > 2 && !common.includes(word)),
      words.filter((word) => word.length > 1 && !common.includes(word)),
      words.filter((word) => word.length > 1),
      words,
    ];
    return Array.from(new Set(kinds.find((kind) => kind.length) || []));
  }

  window.readerSearch.lookup = { records };
})();
