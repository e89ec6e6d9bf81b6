"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

require("../load.js")(
  "shared/unspaced-writing.js",
  "shared/fold-table.js",
  "shared/fold-character.js",
  "shared/fold.js",
  "annotate/quote.js",
);
const { split, findExact, trim, select } = window.readerQuote;

const find = (text, exact, prefix = "", suffix = "") =>
  findExact(split(text), split(exact), split(prefix), split(suffix));

test("a quote is found at every place, in code points", () => {
  assert.deepEqual(find("one two one", "one"), [
    [0, 3],
    [8, 11],
  ]);
  assert.deepEqual(find("🙂 lamp", "lamp"), [[2, 6]]);
  assert.deepEqual(find("one two", "three"), []);
});

test("places may overlap", () => {
  assert.deepEqual(find("- - -", "- -"), [
    [0, 3],
    [2, 5],
  ]);
});

test("white space alone is found nowhere", () => {
  assert.deepEqual(find("one two", " "), []);
  assert.deepEqual(find("one two", ""), []);
});

test("a verbatim place is preferred to those that are equal only when folded", () => {
  assert.deepEqual(find("The lamp, the lamp", "the"), [[10, 13]]);
  assert.deepEqual(find("The lamp", "THE"), [[0, 3]]);
  assert.deepEqual(find("it’s lit", "it's"), [[0, 4]]);
});

test("whole words are preferred to parts of words, which are better than nothing", () => {
  assert.deepEqual(find("lamps, a lamp", "lamp"), [[9, 13]]);
  assert.deepEqual(find("two lamps", "lamp"), [[4, 8]]);
});

test("a letter is not found without its accent where that follows as a mark of its own", () => {
  assert.deepEqual(find("cafe\u0301 cafe", "cafe"), [[6, 10]]);
});

test("words before and after tell places apart", () => {
  const text = "a lamp was lit, the lamp went out";
  assert.deepEqual(find(text, "lamp", "the "), [[20, 24]]);
  assert.deepEqual(find(text, "lamp", "", " was"), [[2, 6]]);
  assert.deepEqual(find(text, "lamp", "the", " was"), []);
  assert.deepEqual(find(text, "lamp", "THE  "), [[20, 24]]);
});

test("a span is widened to whole words and loses white space at its ends", () => {
  const chars = split("one two three");
  assert.deepEqual(trim(chars, 5, 9), [4, 13]);
  assert.deepEqual(trim(chars, 3, 8), [4, 7]);
  assert.deepEqual(trim(chars, 3, 4), [4, 4]);
});

test("a selector has no context where its words occur once", () => {
  assert.deepEqual(select(split("a lamp was lit"), 2, 6), { exact: "lamp", prefix: "", suffix: "" });
});

test("a selector has as few words of context as make its place the only one", () => {
  const text = "a lamp was lit, the lamp went out";
  assert.deepEqual(select(split(text), 20, 24), { exact: "lamp", prefix: "the ", suffix: "" });
  assert.deepEqual(select(split("x b c x b d"), 0, 3), { exact: "x b", prefix: "", suffix: " c" });
});

test("a selector names its place and no other, whatever the text", () => {
  const words = ["the", "The", "lamp", "lamps", "lámp", "it’s", "it's", "—", "al-Asad", "al Asad"];
  let seed = 7;
  const random = (below) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  let several = 0;
  for (let round = 0; round < 400; round += 1) {
    const chars = split(Array.from({ length: 1 + random(20) }, () => words[random(words.length)]).join(" "));
    const from = random(chars.length);
    const [start, end] = trim(chars, from, Math.min(chars.length, from + 1 + random(10)));
    if (start === end) continue;
    const { exact, prefix, suffix } = select(chars, start, end);
    assert.equal(exact, chars.slice(start, end).join(""));
    assert.deepEqual(findExact(chars, split(exact), split(prefix), split(suffix)), [[start, end]]);
    several += Number(findExact(chars, split(exact)).length > 1);
  }
  assert.ok(several > 50);
});

test("where the text repeats itself, a selector has all of it", () => {
  const litany = split("Lord have mercy upon us. ".repeat(60));
  const { prefix, suffix } = select(litany, 760, 765);
  assert.equal(prefix.length + 5 + suffix.length, litany.length);
});
