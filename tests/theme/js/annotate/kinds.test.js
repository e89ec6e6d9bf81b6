"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

require("../load.js")(
  "shared/unspaced-writing.js",
  "shared/fold-table.js",
  "shared/fold-character.js",
  "shared/fold.js",
  "annotate/note-file.js",
  "annotate/kinds.js",
);

const NOTE = {
  paragraph: 1,
  exact: "x",
  prefix: "",
  suffix: "",
  contributor: "A",
  created: "2026",
  cites: [],
  body: "X.",
};

test("the build's script holds each kind once, with its words", () => {
  const kinds = window.readerNoteKinds;
  assert.ok(kinds.length > 1);
  assert.equal(new Set(kinds.map((kind) => kind.id)).size, kinds.length);
  for (const kind of kinds) assert.ok(kind.title && kind.meaning, kind.id);
});

test("a kind's id needs no quotes in a note's file", () => {
  for (const { id } of window.readerNoteKinds) {
    assert.match(window.readerNoteFile.make({ ...NOTE, kind: id }), new RegExp(`^kind: ${id}$`, "m"));
  }
});
