// Fills the form for a note without a page: what is wrong with each note read from standard input, and its file.
"use strict";

const { readFileSync } = require("node:fs");

require("../load.js")(
  "shared/unspaced-writing.js",
  "shared/fold-table.js",
  "shared/fold-character.js",
  "shared/fold.js",
  "annotate/quote.js",
  "annotate/unsupported.js",
  "annotate/note-check.js",
  "annotate/note-sources.js",
  "annotate/note-style.js",
  "annotate/note-file.js",
  "annotate/note-faults.js",
);
const { readerQuote: quote, readerNoteSources, readerNoteFaults, readerNoteFile } = window;

const { known, notes } = JSON.parse(readFileSync(0, "utf8"));
const ids = {
  references: new Map(known.references),
  entities: new Set(known.entities),
  articles: new Map(known.articles.map(([slug, paragraphs, own]) => [slug, { paragraphs, notes: new Set(own) }])),
};

function fill({ text, start, end, body, short, source, name, id }) {
  const chars = quote.split(text);
  const [from, to] = quote.trim(chars, start, end);
  const selector = from < to ? quote.select(chars, from, to) : null;
  const words = chars.slice(from, to).join("");
  const given = readerNoteSources.read(source, ids.references);
  const file = id || readerNoteFile.nameFor(words, new Set(), "2026-11-22");
  const draft = { words, selector, body, short, source: given, name, id: file, taken: new Set() };
  const faults = readerNoteFaults.find(draft, ids);
  if (faults.length) return { faults };
  const note = { paragraph: 1, ...selector, kind: "context", contributor: name, created: "2026-11-22" };
  const made = readerNoteFile.make({ ...note, cites: given.cites, source: given.line, short, body });
  return { faults, id: file, file: made };
}

process.stdout.write(JSON.stringify(notes.map(fill)));
