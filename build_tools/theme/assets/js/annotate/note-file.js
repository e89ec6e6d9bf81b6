/* A note's file: its name, its text, and the address for proposing it. */
(function () {
  "use strict";
  const PLAIN = /^[A-Za-z][A-Za-z0-9 ’'.()/-]*$/;
  const RESERVED = new Set(["true", "false", "yes", "no", "on", "off", "null", "y", "n"]);
  const DAY = /^\d{4}(-\d\d){0,2}$/; // a string for `reader`, though a bare year is a number in YAML
  // Characters that JSON leaves unescaped and YAML can't read unescaped.
  const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff]/g;
  const WORDS_IN_ID = 5;
  const LONGEST_ID = 60;
  const HASH_LETTERS = "bcdfghjkmnpqrstvwxz23456789";
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
    if (note.short) keys.push(`short: ${quote(note.short)}`);
    const lines = note.body.split("\n").map((line) => line.trimEnd());
    const body = lines.join("\n").replace(/^\n+|\n+$/g, "");
    const source = note.source ? `\n\n${note.source}` : "";
    return ["---", ...keys, "---", `${body}${source}`, ""].join("\n");
  }

  // Names that Windows keeps for devices: no file there can have one. The same as in build_tools/text/ids.py.
  const DEVICE = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/;
  /** @param {string} id */
  const isDevice = (id) => DEVICE.test(id);

  /**
   * An id made of the quote's first words, different from those in `taken`. Where it would say too little, since letters
   * of another script are lost or there are none, the day and a hash of the words follow: other notes have others.
   * @type {Reader.NoteFile["nameFor"]}
   */
  function nameFor(exact, taken, day) {
    const { fold, split } = window.readerFold;
    const folded = fold(split(exact)).text.join("");
    const words = (folded.match(/[a-z0-9]+/g) || ["note"]).slice(0, WORDS_IN_ID);
    while (words.length > 1 && words.join("-").length > LONGEST_ID) words.pop();
    const plain = words.join("-").slice(0, LONGEST_ID);
    const saysAll = /[a-z]/.test(folded) && !/(?![a-z])\p{L}/u.test(folded);
    const wanted = saysAll ? plain : `${plain}-${day}-${hashOf(folded)}`;
    let name = wanted;
    for (let number = 2; taken.has(name) || isDevice(name); number += 1) name = `${wanted}-${number}`;
    return name;
  }

  /**
   * Four letters and digits that depend on every character of a text (FNV-1a); no vowels, so that they spell nothing.
   * @param {string} text
   */
  function hashOf(text) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
    let written = "";
    for (; written.length < 4; hash = Math.floor(hash / HASH_LETTERS.length)) {
      written += HASH_LETTERS[hash % HASH_LETTERS.length];
    }
    return written;
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

  window.readerNoteFile = { make, isDevice, nameFor, pathOf, proposal };
})();
