"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

require("../load.js")(
  "shared/unspaced-writing.js",
  "shared/fold-table.js",
  "shared/fold-character.js",
  "shared/fold.js",
);
const { split, fold, endOf, isBetweenWords, isSpace, isWordCharacter } = window.readerFold;

const folded = (text) => fold(split(text)).text.join("");

test("texts are compared without capitals, accents, kinds of quotes and kinds of hyphens", () => {
  for (const [text, wanted] of [
    ["Ḥamīmīm", "hamimim"],
    ["STRASSE straße ẞ", "strasse strasse ss"],
    ["‘al‑Asad’s’", "'al asad's'"],
    ["«oui» “yes”", '"oui" "yes"'],
    ["ﬁve", "five"],
    ["line\nfeed\u00a0here", "line feed here"],
    ["soft\u00adhyphen", "softhyphen"],
    ["ΣΊΣΥΦΟΣ", "σισυφοσ"],
    ["", ""],
  ]) {
    assert.equal(folded(text), wanted);
  }
});

test("a run of white space, hyphens and dropped characters is one space", () => {
  assert.equal(folded("a  -\u200b \t b"), "a b");
  assert.equal(folded("a\u00ad\u00adb"), "ab");
});

test("letters that some transliterations leave out are dropped", () => {
  assert.equal(folded("Baʿth"), "bath");
  assert.equal(folded("bin ʿAlī"), "bin ali");
});

test("each folded character says where it began", () => {
  assert.deepEqual(fold(split("Émile")), { text: split("emile"), origins: [0, 1, 2, 3, 4, 5] });
  assert.deepEqual(fold(split("ﬁn")), { text: split("fin"), origins: [0, 0, 1, 2] });
  assert.deepEqual(fold(split("a  b")), { text: split("a b"), origins: [0, 1, 3, 4] });
});

test("a dropped letter at a word's beginning belongs to that word", () => {
  const { text, origins } = fold(split("bin ʿAlī"));
  assert.equal(origins[text.indexOf("a")], 4);
});

test("offsets count code points, not halves of them", () => {
  const chars = split("🙂 Ä");
  assert.equal(chars.length, 3);
  assert.deepEqual(fold(chars).origins, [0, 1, 2, 3]);
});

test("the end of a folded character is where the next one in the text begins", () => {
  const { origins } = fold(split("ﬁn"));
  assert.equal(endOf(origins, 1), 1); // of the f of "ﬁ": a ligature can't be cut
  assert.equal(endOf(origins, 2), 1);
  assert.equal(endOf(origins, 3), 2);
});

test("origins never go back, and end where the text ends", () => {
  const pieces = ["a", "É", " ", "-", "ʿ", "\u0301", "ﬁ", "🙂", "\u00ad", "軍", "’", "\n"];
  let seed = 1;
  const random = (below) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let round = 0; round < 2000; round += 1) {
    const chars = split(Array.from({ length: random(12) }, () => pieces[random(pieces.length)]).join(""));
    const { text, origins } = fold(chars);
    assert.equal(origins.length, text.length + 1);
    assert.equal(origins[text.length], chars.length);
    for (let i = 0; i < text.length; i += 1) assert.ok(origins[i] <= origins[i + 1], JSON.stringify(chars));
  }
});

test("words end at spaces and punctuation, and between characters of writing without spaces", () => {
  assert.equal(isBetweenWords("a", "b"), false);
  assert.equal(isBetweenWords("a", " "), true);
  assert.equal(isBetweenWords("a", ","), true);
  assert.equal(isBetweenWords("a", "\u0301"), false);
  assert.equal(isBetweenWords("軍", "隊"), true);
});

test("a hyphen folds to a space but is none", () => {
  assert.equal(isSpace("\u00a0"), true);
  assert.equal(isSpace("-"), false);
  assert.equal(isWordCharacter("-"), false);
  assert.equal(isWordCharacter("_"), true);
});
