"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

require("../load.js")("annotate/unsupported.js", "annotate/note-check.js", "annotate/note-sources.js");
const { read } = window.readerNoteSources;

const KNOWN = new Map([["lesch-2019", "Lesch (2019)"]]);

test("an address becomes a link in the words of its host", () => {
  const { line } = read("https://example.org/a_(b)?c=d", KNOWN);
  assert.equal(line, "Source: [example.org](https://example.org/a_%28b%29?c=d).");
});

test("a DOI's signs are encoded in its address", () => {
  const { line, fault } = read("10.1002/(SICI)1097<1:AID>3.0.CO;2-2", KNOWN);
  assert.equal(fault, "");
  assert.equal(line, "Source: [doi.org](https://doi.org/10.1002/%28SICI%291097%3C1:AID%3E3.0.CO;2-2).");
});

test("an id is a reference only if the corpus has it", () => {
  assert.deepEqual(read("lesch-2019", KNOWN), { cites: ["lesch-2019"], line: "", fault: "" });
  assert.match(read("lesch-2020", KNOWN).fault, /No reference has the id lesch-2020/);
});

test("an empty field is no source", () => {
  assert.deepEqual(read("  ", KNOWN), { cites: [], line: "", fault: "" });
});
