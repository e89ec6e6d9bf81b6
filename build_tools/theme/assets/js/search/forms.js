/* A word's other forms: endings, plurals that change the word, British and American spelling. English only; a word of
   another language has none, and is found by its beginning. */
(function () {
  "use strict";
  const PLAIN = ["ing", "ed", "es", "s", "e"],
    IN_Y = ["ies", "ied", "y"];
  const ALL = { plain: ["", "d", "er", "ers", "ings", "ly", ...PLAIN], y: IN_Y };

  // Singular and plural where the word itself changes.
  const CHANGING = [
    ["sis", "ses"],
    ["man", "men"],
    ["lf", "lves"],
    ["ief", "ieves"],
    ["eaf", "eaves"],
    ["ife", "ives"],
    ["ex", "ices"],
    ["ix", "ices"],
    ["ndum", "nda"],
    ["erion", "eria"],
    ["menon", "mena"],
    ["dium", "dia"],
    ["child", "children"],
    ["foot", "feet"],
    ["person", "people"],
  ];

  // Verbs that change: the forms of one in a row.
  const VERBS = [
    "begin|began|begun",
    "break|broke|broken",
    "bring|brought",
    "build|built",
    "buy|bought",
    "choose|chose|chosen",
    "come|came",
    "draw|drew|drawn",
    "fall|fell|fallen",
    "feel|felt",
    "fight|fought",
    "find|found",
    "flee|fled",
    "fly|flew|flown",
    "get|got|gotten",
    "give|gave|given",
    "go|went|gone",
    "grow|grew|grown",
    "hold|held",
    "keep|kept",
    "know|knew|known",
    "lead|led",
    "leave|left",
    "lose|lost",
    "make|made",
    "mean|meant",
    "overthrow|overthrew|overthrown",
    "rise|rose|risen",
    "run|ran",
    "see|saw|seen",
    "seek|sought",
    "shoot|shot",
    "speak|spoke|spoken",
    "steal|stole|stolen",
    "take|took|taken",
    "teach|taught",
    "think|thought",
    "throw|threw|thrown",
    "win|won",
    "withdraw|withdrew|withdrawn",
    "write|wrote|written",
  ].map((row) => row.split("|"));

  // The same for verbs that change alike: their beginnings, and two endings.
  const ALIKE = [
    ["s t", "ell", "old"],
    ["m", "eet", "et"],
    ["str", "ike", "uck"],
    ["s l p", "ay", "aid"],
    ["s l b sp", "end", "ent"],
  ].flatMap(([beginnings, ...endings]) =>
    beginnings.split(" ").map((beginning) => endings.map((ending) => beginning + ending)),
  );

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
  ].flatMap((row) => rulesOf(row, "[a-z]{2,}"));

  const SPELT_SO = [
    ["ulph", "ulf", "ur|ate|ide|uric"],
    ["aem", "em", "ia|ic"],
    ["aes", "es", "thetic|thesia"],
    ["mould", "mold", "|s|ed|ing|y"],
    ["dgement", "dgment", "|s"],
    ["minium", "minum", ""],
    ["heque", "heck", "|s"],
    ["plough", "plow", "|s|ed|ing"],
    ["grey", "gray", "|s|ed|ing"],
    ["scept", "skept", "ic|ics|ical|icism"],
    ["tyre", "tire", "|s"],
  ].flatMap((row) => rulesOf(row, "[a-z]*"));

  // travelled, traveled; but not filled, filed
  const DOUBLED = rulesOf(["ll", "l", "ed|ing|er|ers|or|ors"], "[a-z]*[aeiou][^aeiou]+[aeiou]");
  const RULES = [...SPELT, ...SPELT_SO, ...DOUBLED];

  /**
   * The rules of a row, there and back, for words that begin as `beginning` says.
   * @param {string[]} row
   * @param {string} beginning
   */
  function rulesOf([british, american, endings], beginning) {
    return [
      [british, american],
      [american, british],
    ].map(([one, other]) => ({ from: new RegExp(`^(${beginning})${one}(${endings})$`), to: `$1${other}$2` }));
  }

  /**
   * [stem, possible other endings], or null if the word has no known ending.
   * @param {string} word
   * @returns {[stem: string, endings: string[]] | null}
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

  /** @param {string} word */
  function changed(word) {
    const nouns = CHANGING.flatMap(([one, many]) => [
      ...(word.endsWith(one) ? [word.slice(0, -one.length) + many] : []),
      ...(word.endsWith(many) ? [word.slice(0, -many.length) + one] : []),
    ]);
    const bases = [word, ...(/^(.{2,}?)(?:s|es|ed|ing)$/.exec(word) || []).slice(1)];
    const verbs = [...VERBS, ...ALIKE].filter(
      (row) => row.includes(word) || bases.some((base) => row[0] === base || row[0] === `${base}e`),
    );
    const inflected = verbs.flatMap((row) => [...row, `${row[0]}s`, `${row[0].replace(/e$/, "")}ing`]);
    return word.length < 3 ? [] : [...nouns, ...inflected];
  }

  /**
   * The word as it is spelt on the other side of the Atlantic, in all ways that there are.
   * @param {string} word
   */
  const abroad = (word) =>
    word.length > 3 ? RULES.filter(({ from }) => from.test(word)).map(({ from, to }) => word.replace(from, to)) : [];

  /**
   * A word and its other forms. A very short word has none, since it is more likely unfinished.
   * @param {string} word
   */
  function forms(word) {
    const [stem, endings] = cut(word) || [word, /^[a-z]{4,}$/.test(word) ? PLAIN : []];
    const own = [word, ...endings.map((ending) => stem + ending), ...changed(word)];
    return Array.from(new Set([...own, ...own.flatMap(abroad)]));
  }

  /**
   * How well a word fits the one asked for, 0 to 1: the same word, another form of it, or one that begins with it.
   * @param {string} word
   * @param {string} asked
   * @param {Set<string>} known the forms of the latter
   */
  function closeness(word, asked, known) {
    if (word === asked) return 1;
    if (known.has(word)) return 0.8;
    return word.startsWith(asked) ? 1 / (1 + 0.2 * (word.length - asked.length)) : 0;
  }

  window.readerSearch.forms = { forms, closeness };
})();
