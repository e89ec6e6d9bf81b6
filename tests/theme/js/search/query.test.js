"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

// An index of two entries of the glossary and a few words, as index-reader.js hands it over.
const START = { empty: ["the", "of"], common: [], hidden: [], names: [""], words: [""] };
const REEF = ["reef-lagoon", "Reef Lagoon", ["Lagoon of the Reef", "Raf"], "g1"];
const UNION = ["union", "United Nations", ["UN"], "g2"];
const FILES = {
  "names/0": {
    entities: [REEF, UNION],
    keys: [
      ["lagoon of the reef", 0],
      ["raf", 0, "Raf"],
      ["reef lagoon", 0],
      ["un", 1, "UN"],
      ["united nations", 1],
    ],
  },
  "words/0": "air 3 ceasefire 4 harbour 9 harvest 2 keeper 5 strike 6",
};
globalThis.readerSearch = {
  index: {
    ready: async () => START,
    expect: async () => {},
    read: async (name) => FILES[name],
  },
};
require("../load.js")("shared/unspaced-writing.js", "search/query.js");
const { words, forms, closeness, parse, suggest } = window.readerSearch.query;

test("words are compared without capitals, accents and punctuation", () => {
  for (const [text, wanted] of [
    ["Khmeimim Air-Base", ["khmeimim", "air", "base"]],
    ["Assad’s", ["assad", "s"]],
    ["U.N.", ["un"]],
    ["Ḥamīmīm", ["hamimim"]],
    ["Straße", ["strasse"]],
    ["阿勒颇", ["阿", "勒", "颇"]],
    ["S-400", ["s", "400"]],
    [" — ", []],
  ]) {
    assert.deepEqual(words(text), wanted, text);
  }
});

test("a word is looked for with other endings, and as it is spelt across the Atlantic", () => {
  const has = (word, ...wanted) => wanted.every((form) => forms(word).includes(form));
  assert.ok(has("strike", "strikes", "striking", "striker"));
  assert.ok(has("parties", "party"));
  assert.ok(has("harbour", "harbor", "harbors"));
  assert.ok(has("organise", "organize", "organized"));
  assert.deepEqual(forms("raf"), ["raf"]);
  assert.deepEqual(forms("1984"), ["1984"]);
});

test("the nearer a word is to the one asked for, the more it counts", () => {
  assert.equal(closeness("strike", "strike"), 1);
  assert.equal(closeness("strikes", "striking"), 0.8);
  assert.equal(closeness("harbor", "harbour"), 0.8);
  assert.ok(closeness("harbourmaster", "harbour") < closeness("harbours", "harbour"));
  assert.equal(closeness("strict", "strike"), 0);
});

test("a query is words, each of which has to be found", async () => {
  const { units, names } = await parse("harbour keeper");
  assert.deepEqual(
    units.map((unit) => [unit.words, unit.exact]),
    [
      [["harbour"], false],
      [["keeper"], false],
    ],
  );
  assert.deepEqual(names, []);
});

test("words that tell nothing are left out, unless there are no others", async () => {
  assert.deepEqual(
    (await parse("the harbour")).units.map((unit) => unit.words),
    [["harbour"]],
  );
  assert.deepEqual(
    (await parse("of the")).units.map((unit) => unit.words),
    [["of"], ["the"]],
  );
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
      units.map((unit) => [unit.words, unit.exact, unit.open]),
      [[["harbour", "keeper"], true, open]],
      query,
    );
  }
});

test("a name is one unit, with its other spellings", async () => {
  const { units, names } = await parse("reef lagoon harbour");
  assert.deepEqual(
    units.map((unit) => unit.words),
    [["reef", "lagoon"], ["harbour"]],
  );
  assert.deepEqual(
    units[0].spellings.map((spelling) => spelling.words),
    [["lagoon", "of", "the", "reef"], ["raf"]],
  );
  assert.deepEqual(names, [
    { id: "reef-lagoon", name: "Reef Lagoon", record: "g1", others: ["Lagoon of the Reef", "Raf"] },
  ]);
});

test("a spelling that depends on its capitals is a name only with them", async () => {
  assert.equal((await parse("Raf")).names.length, 1);
  assert.equal((await parse("raf")).names.length, 0);
  const [unit] = (await parse("UN")).units;
  assert.equal(unit.exact, true);
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
  assert.equal(await suggest("united nation", true), null); // the beginning of a name is no error
  assert.equal(await suggest("harbour", true), null);
  assert.equal(await suggest("KEPER", true), null); // an abbreviation
});

test("words that were run together or parted are put right", async () => {
  assert.equal(await suggest("cease fire", true), "ceasefire");
  assert.equal(await suggest("airstrike", true), "air strike");
  assert.equal(await suggest("airstrike", false), null);
});
