/* A note's file: its name, its text, and the address for proposing it. */
(function () {
  "use strict";
  const PLAIN = /^[A-Za-z][A-Za-z0-9 ’'.()/-]*$/;
  const RESERVED = new Set(["true", "false", "yes", "no", "on", "off", "null", "y", "n"]);
  const DAY = /^\d{4}(-\d\d){0,2}$/; // a string for `reader`, though a bare year is a number in YAML
  // Characters that JSON leaves unescaped and YAML can't read unescaped.
  const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff]/g;
  const DEVICES = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/; // no file can have such a name on Windows
  const WORDS_IN_ID = 5;
  const LONGEST_ID = 60;
  const LONGEST_ADDRESS = 8000; // GitHub accepts at most 8,192 bytes

  /**
   * A YAML string with any content, unquoted if that is safe: as build_tools/sources/drafting.py writes it.
   * @param {string} value
   */
  function quote(value) {
    if (DAY.test(value)) return value;
    if (PLAIN.test(value) && !value.endsWith(" ") && !RESERVED.has(value.toLowerCase())) return value;
    const escaped = (/** @type {string} */ character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    return JSON.stringify(value).replace(UNPRINTABLE, escaped);
  }

  /**
   * The file's text.
   * @param {Reader.Note} note
   */
  function make(note) {
    const keys = [`paragraph: ${note.paragraph}`, `exact: ${quote(note.exact)}`];
    if (note.prefix) keys.push(`prefix: ${quote(note.prefix)}`);
    if (note.suffix) keys.push(`suffix: ${quote(note.suffix)}`);
    keys.push(`kind: ${note.kind}`, `contributor: ${quote(note.contributor)}`, `created: ${note.created}`);
    if (note.cites.length) keys.push(`cites: [${note.cites.map(quote).join(", ")}]`);
    const lines = note.body.split("\n").map((line) => line.trimEnd());
    const body = lines.join("\n").replace(/^\n+|\n+$/g, "");
    const source = note.source ? `\n\n${note.source}` : "";
    return ["---", ...keys, "---", `${body}${source}`, ""].join("\n");
  }

  /**
   * An id made of the quote's first words, different from those in `taken`.
   * @type {Reader.NoteFile["nameFor"]}
   */
  function nameFor(exact, taken) {
    const { fold, split } = window.readerFold;
    const folded = fold(split(exact)).text.join("");
    const words = (folded.match(/[a-z0-9]+/g) || ["note"]).slice(0, WORDS_IN_ID);
    while (words.length > 1 && words.join("-").length > LONGEST_ID) words.pop();
    const wanted = words.join("-").slice(0, LONGEST_ID);
    const free = DEVICES.test(wanted) ? `${wanted}-note` : wanted;
    let name = free;
    for (let number = 2; taken.has(name); number += 1) name = `${free}-${number}`;
    return name;
  }

  /** @type {Reader.NoteFile["pathOf"]} */
  const pathOf = (article, id) => `source_texts/articles/${article}/annotations/${id}.md`;

  /**
   * The address of GitHub's page for a new file, filled in; "" if it would be longer than GitHub accepts.
   * @type {Reader.NoteFile["proposal"]}
   */
  function proposal(base, path, text) {
    const address = `${base}?filename=${encodeURIComponent(path)}&value=${encodeURIComponent(text)}`;
    return address.length > LONGEST_ADDRESS ? "" : address;
  }

  window.readerNoteFile = { make, nameFor, pathOf, proposal };
})();
