"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { readFileSync } = require("node:fs");
const path = require("node:path");

require("../load.js")("annotate/unsupported.js", "annotate/note-check.js");
const { checkBody, faultOfId, showsNothing, isAddress, isId, isReferenceId, hasControls } = window.readerNoteCheck;

test("plain notes have no faults", () => {
  for (const body of [
    "One idea, in *few* words.",
    "2015. That year is no list.",
    "- one\n- two",
    "> A quotation.",
    "See [the page](https://example.org/a_(b)) and [an entry](entity:reef).",
    "\\[^1] and \\<b>",
    "4 < 5",
  ]) {
    assert.deepEqual(checkBody(body), [], body);
  }
});

test("each fault is named in one sentence", () => {
  for (const [body, fault] of [
    [" \n", /is empty/],
    ["# Heading", /can’t have headings/],
    ["a <b>bold</b> word", /HTML/],
    ["<https://example.org>", /isn’t a link/],
    ["[^1]", /can’t have footnotes/],
    ["[words](javascript:alert(1))", /can lead only/],
    ["[](https://example.org)", /no words/],
    ["![p](https://example.org/p.png)", /Pictures/],
    ["[words](https://example.org/a b)", /can’t be read/],
    ["- ", /without words/],
    ["a\u0007b", /control character/],
  ]) {
    const faults = checkBody(body);
    assert.equal(faults.length, 1, `${body}: ${faults}`);
    assert.match(faults[0], fault);
  }
});

test("Markdown that a note can’t have is refused, and what only looks like it isn’t", () => {
  const file = path.join(__dirname, "../../../sources/unsupported.json");
  const { refused, taken } = JSON.parse(readFileSync(file, "utf8"));
  for (const [text] of refused) assert.notDeepEqual(checkBody(text), [], text);
  for (const text of taken) assert.deepEqual(checkBody(text), [], text);
});

test("a long run of white space in a link takes no longer than it should", () => {
  const began = process.cpuUsage().user;
  checkBody(`[a](${" ".repeat(20000)}`);
  assert.ok(process.cpuUsage().user - began < 1e6);
});

test("ids, references and addresses", () => {
  assert.deepEqual(["a-1", "A", "a--b", "", "-a"].map(isId), [true, false, false, false, false]);
  assert.deepEqual(["smith:2015/a", "a b", ":a"].map(isReferenceId), [true, false, false]);
  assert.deepEqual(["https://a.b/c", "ftp://a.b", "https://", 'https://a.b/"'].map(isAddress), [
    true,
    false,
    false,
    false,
  ]);
  assert.deepEqual(["tab\t", "line\n", "\u0000", "\u0085"].map(hasControls), [false, false, true, true]);
});

test("words of a citation are no ids, and an address in short is asked for in full", () => {
  for (const id of ["stevenson-1824", "un-s-res-2254-2015", "smith2000", "lesch-syria", "Q42"]) {
    assert.equal(faultOfId(id), "");
  }
  for (const word of ["David", "p.", "45", "Syria", "-a"]) assert.match(faultOfId(word), /neither/);
  assert.match(faultOfId("www.example.org/foo"), /https:\/\/www\.example\.org\/foo/);
  assert.match(faultOfId("doi:10.1000/182"), /https:\/\/doi\.org\/10\.1000\/182/);
});

test("names that nobody sees, and characters that turn the direction of a text", () => {
  assert.deepEqual(["", " \u200b", "\u3164", "a", "م"].map(showsNothing), [true, true, true, false, false]);
  const texts = ["a\u202eb", "a\u202bb", "\u202bم\u202c", "\u2067م\u2069", "a\u202c", "\u200fم"];
  assert.deepEqual(texts.map(hasControls), [true, true, false, false, true, false]);
  assert.match(checkBody("One.\n\nTwo \u2067three.")[0], /direction/);
});
