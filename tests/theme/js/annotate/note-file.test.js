"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

require("../load.js")(
  "shared/unspaced-writing.js",
  "shared/fold-table.js",
  "shared/fold-character.js",
  "shared/fold.js",
  "annotate/note-file.js",
);
const { make, isDevice, nameFor: nameOn, pathOf, proposal } = window.readerNoteFile;

const nameFor = (exact, taken) => nameOn(exact, taken, "2026-11-28");

const NOTE = {
  paragraph: 3,
  exact: "the lamp",
  prefix: "",
  suffix: "",
  kind: "gloss",
  contributor: "A Reader",
  created: "2026-11-25",
  cites: [],
  source: "",
  body: "What a lamp is.",
};

const keyOf = (key, note) => new RegExp(`^${key}: (.*)$`, "m").exec(make({ ...NOTE, ...note }))?.[1];

test("a note is front matter and its text", () => {
  const wanted = [
    "---",
    "paragraph: 3",
    "exact: the lamp",
    "kind: gloss",
    "contributor: A Reader",
    "created: 2026-11-25",
    "---",
    "What a lamp is.",
    "",
  ];
  assert.equal(make(NOTE), wanted.join("\n"));
});

test("context and references are written only where there are any", () => {
  assert.equal(keyOf("prefix", {}), undefined);
  assert.equal(keyOf("prefix", { prefix: "lit " }), '"lit "');
  assert.equal(keyOf("suffix", { suffix: " was" }), '" was"');
  assert.equal(keyOf("cites", {}), undefined);
  assert.equal(keyOf("cites", { cites: ["smith-2015", "1984", "no"] }), '[smith-2015, 1984, "no"]');
});

test("what YAML would read as something else is quoted", () => {
  for (const [value, wanted] of [
    ["it’s lit", "it’s lit"],
    ["yes", '"yes"'],
    ["NULL", '"NULL"'],
    ["12", '"12"'],
    ["2015-09-30", "2015-09-30"],
    ["a: b", '"a: b"'],
    ["- x", '"- x"'],
    ["#", '"#"'],
    ['say "x"', '"say \\"x\\""'],
    ["a\nb", '"a\\nb"'],
    ["ends ", '"ends "'],
    ["\ufeffx", '"\\ufeffx"'],
    ["حميميم", '"حميميم"'],
  ]) {
    assert.equal(keyOf("exact", { exact: value }), wanted);
  }
});

test("a body loses blank lines around it and spaces at its lines' ends", () => {
  assert.ok(make({ ...NOTE, body: "\n\nOne.  \n\nTwo.\n\n" }).endsWith("---\nOne.\n\nTwo.\n"));
});

test("a source is a paragraph at the end", () => {
  assert.ok(make({ ...NOTE, source: "Source: Lesch." }).endsWith("\n\nSource: Lesch.\n"));
});

test("a name is made of a quote's first words, and is none that is taken", () => {
  assert.equal(nameFor("The Treaty of Ābo, 1743, in full", new Set()), "the-treaty-of-abo-1743");
  assert.equal(nameFor("lamp", new Set(["lamp", "lamp-2"])), "lamp-3");
  assert.equal(nameFor("Łódź, Sacré-Cœur", new Set()), "lodz-sacre-coeur");
});

test("a name that would lose letters, or has none, says the day and depends on all the words", () => {
  for (const [exact, wanted] of [
    ["حميميم", /^note-2026-11-28-[a-z2-9]{4}$/],
    ["東京", /^note-2026-11-28-[a-z2-9]{4}$/],
    ["система S-400", /^s-400-2026-11-28-[a-z2-9]{4}$/],
    ["1,200", /^1-200-2026-11-28-[a-z2-9]{4}$/],
    ["…", /^note-2026-11-28-[a-z2-9]{4}$/],
  ]) {
    const name = nameFor(exact, new Set());
    assert.match(name, wanted);
    assert.equal(name, nameFor(exact, new Set()));
    assert.equal(nameFor(exact, new Set([name])), `${name}-2`);
  }
  const words = Array.from(
    { length: 300 },
    (_, i) => `حلب${"ابتثجحخدذر"[i % 10]}${"سشصضطظعغفق"[Math.floor(i / 10) % 10]}${i}`,
  );
  assert.ok(new Set(words.map((word) => nameFor(word, new Set()))).size > 295);
});

test("a name is none that Windows keeps for a device", () => {
  assert.equal(nameFor("Aux", new Set()), "aux-2");
  assert.equal(nameFor("COM1", new Set(["com1-2"])), "com1-3");
  assert.deepEqual(["con", "lpt9", "com0", "cone", "nul-2"].map(isDevice), [true, true, false, false, false]);
});

test("a name is no longer than an id may be", () => {
  const name = nameFor("antidisestablishmentarianism counterrevolutionaries notwithstanding", new Set());
  assert.equal(name, "antidisestablishmentarianism-counterrevolutionaries");
  assert.equal(nameFor("x".repeat(90), new Set()).length, 60);
});

test("a file is proposed where GitHub can fill it in, and not where its address would be too long", () => {
  const path = pathOf("the-reef", "lamp");
  assert.equal(path, "source_texts/articles/the-reef/annotations/lamp.md");
  const base = "https://github.com/owner/name/new/main";
  assert.equal(
    proposal(base, path, "a & b\n"),
    `${base}?filename=source_texts%2Farticles%2Fthe-reef%2Fannotations%2Flamp.md&value=a%20%26%20b%0A`,
  );
  assert.equal(proposal(base, path, "x".repeat(9000)), "");
});
