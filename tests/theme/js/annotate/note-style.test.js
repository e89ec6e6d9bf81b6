"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

require("../load.js")("shared/unspaced-writing.js", "annotate/note-style.js");
const { countWords, curls, wordsOf } = window.readerNoteStyle;
const MARKS = ["“", "”", "‘", "’"];

/** @param {string} markdown */
function curled(markdown) {
  const units = markdown.split("");
  for (const [at, mark] of curls(markdown, MARKS)) units[at] = mark;
  return units.join("");
}

test("quotation marks are found in Markdown as readers see it", () => {
  for (const [typed, expected] of [
    ["Syria's", "Syria’s"],
    ['*"word"* and **\'90s**', "*“word”* and **’90s**"],
    ["[\"it's\"](https://example.org/it's_(a'b)) 'so'", "[“it’s”](https://example.org/it's_(a'b)) ‘so’"],
    ['_"word"_', "_“word”_"],
    ['\\"kept\\" "so"', '\\"kept\\" “so”'],
    ['- "one\n- two"', "- “one\n- two”"],
    ['"one\ntwo"', "“one\ntwo”"],
    ['🙂 "x"', "🙂 “x”"],
    ["5'10\"", "5'10\""],
  ]) {
    assert.equal(curled(typed), expected);
    assert.equal(curled(expected), expected);
  }
});

test("words are counted without markup and addresses", () => {
  assert.equal(countWords("one — two"), 2);
  assert.equal(wordsOf(["*one* [two](https://example.org/three) — four", "灯塔"]), 5);
  assert.equal(wordsOf([]), 0);
});
