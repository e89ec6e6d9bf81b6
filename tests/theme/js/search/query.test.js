"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

// An index of two entries of the glossary and a few words, as index-reader.js and word-lists.js hand it over.
const REEF = { id: "reef-lagoon", name: "Reef Lagoon", spellings: ["Lagoon of the Reef", "Raf"], record: 1 };
const UNION = { id: "union", name: "United Nations", spellings: ["UN"], record: 2 };
const KEYS = [
  ["lagoon of the reef", REEF],
  ["raf", REEF, "Raf"],
  ["reef lagoon", REEF],
  ["un", UNION, "UN"],
  ["united nations", UNION],
  ["lagoon", REEF, "", true],
];
const FILES = {
  "names/0": {
    entities: [
      ["reef-lagoon", "Reef Lagoon", ["Lagoon of the Reef", "Raf"], 1],
      ["union", "United Nations", ["UN"], 2],
    ],
    keys: KEYS.map(([key, entity, ...more]) => [key, Number(entity === UNION), ...more]),
  },
  "likely/72": ["reef lagoon"],
  "likely/68": ["harbour 9", "harvest 2"],
  "likely/6b": ["keeper 5"],
  "likely/75": ["united nations"],
};
const WORDS = new Set([
  "air",
  "ceasefire",
  "cease",
  "fire",
  "harbour",
  "harvest",
  "keeper",
  "strike",
  "reef",
  "united",
]);
globalThis.readerSearch = {
  index: {
    once: (make) => make,
    ready: async () => ({
      ...{ empty: ["the", "of", "us"], capital: ["un", "us"], spaced: false },
      ...{ apart: ["the", "of"], common: [], heavy: [], names: [""], likely: "hkru" },
      ...{ languages: ["en", "fr"], firstEntity: 0 },
    }),
    lastUpTo: () => 0,
    nameOf: () => "0",
    readJson: async (name) => FILES[name],
  },
  lists: { expect: () => {}, has: async (word) => WORDS.has(word) },
};
require("../load.js")(
  ...["shared/unspaced-writing.js", "shared/fold-table.js", "shared/fold-character.js", "search/words.js"],
  ...["search/forms.js", "search/names.js", "search/dates.js", "search/query.js", "search/corrections.js"],
);
const {
  words: { words },
  forms: { forms, closeness },
  query: { parse },
  corrections: { suggest },
} = window.readerSearch;

/** What a query's units are: the words of each of their phrases. */
const phrases = async (query) =>
  (await parse(query)).units.map((unit) => unit.phrases.map((phrase) => phrase.words.map((each) => each[0]).join(" ")));

test("words are compared without capitals, accents and punctuation", () => {
  for (const [text, wanted] of [
    ["Khmeimim Air-Base", ["khmeimim", "air", "base"]],
    ["Assad’s", ["assad", "s"]],
    ["U.N.", ["un"]],
    ["Ḥamīmīm", ["hamimim"]],
    ["Straße", ["strasse"]],
    ["阿勒颇", ["阿", "勒", "颇"]],
    ["S-400", ["s", "400"]],
    ["5,000", ["5000"]],
    [" — ", []],
  ]) {
    assert.deepEqual(words(text), wanted, text);
  }
});

test("a word is looked for with other endings, and as it is spelt across the Atlantic", () => {
  const has = (word, ...wanted) => wanted.every((form) => forms(word).includes(form));
  assert.ok(has("strike", "strikes", "striking", "striker", "struck"));
  assert.ok(has("parties", "party"));
  assert.ok(has("harbour", "harbor", "harbors"));
  assert.ok(has("organise", "organize", "organized"));
  assert.ok(has("crises", "crisis"));
  assert.ok(has("gunmen", "gunman"));
  assert.ok(has("paid", "pay", "paying"));
  assert.ok(has("travelled", "traveled"));
  assert.ok(has("sulfur", "sulphur"));
  assert.ok(!has("filed", "filled"));
  assert.deepEqual(forms("raf"), ["raf"]);
  assert.deepEqual(forms("1984"), ["1984"]);
});

test("the nearer a word is to the one asked for, the more it counts", () => {
  const near = (word, asked) => closeness(word, asked, new Set(forms(asked)));
  assert.equal(near("strike", "strike"), 1);
  assert.equal(near("strikes", "striking"), 0.8);
  assert.equal(near("harbor", "harbour"), 0.8);
  assert.ok(near("harbourmaster", "harbour") < near("harbours", "harbour"));
  assert.equal(near("strict", "strike"), 0);
  for (const [word, asked, expected] of [
    ["officer", "officers", 0.8],
    ["forces", "forced", 0.8],
    ["studies", "study", 0.8],
    ["damage", "damas", 0],
    ["office", "officers", 0],
    ["newest", "news", 0],
  ]) {
    assert.equal(near(word, asked), expected, `${word}, ${asked}`);
  }
});

test("a query is words, each of which has to be found", async () => {
  const { units, names } = await parse("harbour keeper");
  assert.deepEqual(
    units.map((unit) => [unit.typed, unit.exact]),
    [
      [["harbour"], false],
      [["keeper"], false],
    ],
  );
  assert.deepEqual(names, []);
});

test("words that tell nothing are left out, unless there are no others", async () => {
  assert.deepEqual(await phrases("the harbour"), [["harbour"]]);
  assert.deepEqual(await phrases("of the"), [["of"], ["the"]]);
});

test("what is in quotation marks is a phrase, and open until they are closed", async () => {
  for (const [query, open] of [
    ['"harbour keeper"', false],
    ['"harbour keeper', true],
    ["“harbour keeper", true],
    ['"harbour keeper ', false],
  ]) {
    const { units } = await parse(query);
    assert.deepEqual(
      units.map((unit) => [unit.typed, unit.exact, unit.open]),
      [[["harbour", "keeper"], true, open]],
      query,
    );
  }
});

test("what has no space within it is a phrase, or one word", async () => {
  assert.deepEqual(await phrases("Su-24M"), [["su 24m"]]);
  assert.deepEqual(await phrases("cease-fire"), [["cease fire", "ceasefire"]]);
  assert.deepEqual(await phrases("cease fire"), [["cease fire", "ceasefire"]]);
  assert.deepEqual(await phrases("S/2016/846"), [["s 2016 846"]]);
  assert.deepEqual(await phrases("Keeper's"), [["keeper s", "keeper"]]);
  assert.deepEqual(await phrases("C++"), [["c++"]]);
  assert.deepEqual(await phrases("中国"), [["中 国"]]);
});

test("a date is one unit, in whatever order it is written", async () => {
  for (const query of ["18 January 2017", "January 18, 2017", "2017-01-18", "18.1.2017", "18 janvier 2017"]) {
    const { units } = await parse(query);
    assert.equal(units.length, 1, query);
    const [{ near, words: asked }] = units[0].phrases;
    assert.equal(near, true);
    assert.deepEqual(
      asked.map((each) => each.includes("18") || each.includes("january") || each.includes("2017")),
      [true, true, true],
    );
  }
  assert.equal((await parse("2/3/2017")).units[0].phrases.length, 2); // day and month could be either
  assert.equal((await parse("may harbour")).units.length, 2);
});

test("a name is one unit, with its other spellings", async () => {
  const { names } = await parse("reef lagoon harbour");
  assert.deepEqual(await phrases("reef lagoon harbour"), [["reef lagoon", "lagoon of the reef", "raf"], ["harbour"]]);
  assert.deepEqual(names, [
    { id: "reef-lagoon", name: "Reef Lagoon", record: 1, others: ["Lagoon of the Reef", "Raf"] },
  ]);
});

test("a part of a name means the name where it is no name itself", async () => {
  assert.deepEqual(
    (await parse("lagoon")).names.map(({ id }) => id),
    ["reef-lagoon"],
  );
});

test("a spelling that depends on its capitals is a name only with them", async () => {
  assert.equal((await parse("Raf")).names.length, 1);
  assert.equal((await parse("raf")).names.length, 0);
  const [unit] = (await parse("UN")).units;
  assert.equal(unit.exact, true);
  assert.equal((await parse("US")).units[0].capital, true);
  assert.equal((await parse("us")).units[0].capital, false);
});

test("a name is known by its beginning, while it is being typed", async () => {
  assert.deepEqual(
    (await parse("unite")).names.map(({ id }) => id),
    ["union"],
  );
  assert.deepEqual((await parse("uni")).names, []);
});

test("typing errors are corrected to names first, then to words", async () => {
  assert.equal(await suggest("reef lagon", true), "Reef Lagoon");
  assert.equal(await suggest("harbuor", true), "harbour");
  assert.equal(await suggest("harrbourr", true), "harbour"); // doubled letters
  assert.equal(await suggest("arbour", true), "harbour"); // the first letter is missing
  assert.equal(await suggest("united nation", true), null); // the beginning of a name is no error
  assert.equal(await suggest("harbour", true), null);
  assert.equal(await suggest("KEPER", true), null); // an abbreviation
  assert.equal(await suggest("1917", true), null);
});
