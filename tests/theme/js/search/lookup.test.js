"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

// Four words in three records: word -> record -> places. Two of them are in every record, and common.
const PLACES = {
  their: { 0: [1, 9], 1: [4], 2: [7] },
  to: { 0: [5], 1: [5], 2: [30] },
  reef: { 0: [60], 1: [20], 2: [8] },
  tower: { 0: [61], 1: [200] },
};
let read = [];
const listOf = (word) => {
  const records = Object.keys(PLACES[word]).map(Number);
  return { word, records, counts: records.map((record) => PLACES[word][record].length), entry: { file: word } };
};
globalThis.readerSearch = {
  index: {
    ready: async () => ({ common: ["their", "to"], heavy: ["their", "to"], apart: [], lengths: [9, 9, 9], average: 9 }),
    allowed: async () => () => true,
  },
  lists: {
    find: async (words) => words.filter((word) => word in PLACES).map(listOf),
    findLonger: async () => [],
    has: async () => false,
    places: async ({ word, records }, wanted) => {
      read.push(word);
      return new Map(records.filter(wanted).map((record) => [record, PLACES[word][record]]));
    },
  },
  query: {
    phrase: (words) => ({ words: words.map((word) => [word]), forms: new Set(), small: new Set() }),
    unit: (typed, phrases) => ({ typed, phrases, loose: [] }),
    endings: async () => ({}),
  },
};
require("../load.js")("search/forms.js", "search/lookup.js");
const { lookup, query } = globalThis.readerSearch;

const unit = (word, more) => ({ ...query.unit([word], [query.phrase([word])]), ...more });
async function find(...units) {
  read = [];
  return lookup.find(units, {});
}

test("words that are near one another come first", async () => {
  const { records } = await find(unit("reef"), unit("tower"));
  assert.deepEqual(records, [0, 1]);
  assert.deepEqual(read.sort(), ["reef", "tower"]);
});

test("the places of common words aren't read, since they outweigh the whole search", async () => {
  assert.deepEqual(new Set((await find(unit("their"), unit("to"))).records), new Set([0, 1, 2]));
  assert.deepEqual(read, []);
  await find(unit("their"), unit("reef"), unit("tower"));
  assert.deepEqual(read.sort(), ["reef", "tower"]);
});

test("nor are those into which a name was divided that no text has", async () => {
  const parts = [unit("their"), unit("reef")];
  await find({ ...unit("their-reef"), loose: parts }, unit("tower"));
  assert.deepEqual(read.sort(), ["reef", "tower"]);
});

test("a common word in quotation marks is asked for", async () => {
  await find(unit("their", { exact: true }), unit("reef"));
  assert.deepEqual(read.sort(), ["reef", "their"]);
});
