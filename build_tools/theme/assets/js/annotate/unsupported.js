/* Markdown that a note can't have: the patterns of build_tools/sources/unsupported.py, and how it goes through lines.
   Both have the same names and patterns, and agree on tests/sources/unsupported.json. */
(function () {
  "use strict";
  const SPACE = String.raw` \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000`;
  const ITEM = String.raw`(?:[-+*]|\p{Nd}{1,9}[.)])[ \t]`;

  /**
   * Name -> pattern for the text of a block; its first group is what must be before.
   * @type {Record<string, string>}
   */
  const INLINE = {
    footnote: String.raw`()(?:\[\^[^\[\]_SPACE_]+\]|\^\[[^\[\]]+\])`,
    "reference link": String.raw`(^|[^\]A-Za-z0-9])\[(?!\^|[0-9]+\])[^\[\]]+\]\[[^\[\]]*\]`,
    citation: String.raw`()\[-?@[A-Za-z0-9_][^\[\]]*\]`,
    code: String.raw`(^|[^\x60A-Za-z0-9\u00c0-\u1fff\u2c00-\ufdff])(\x60+)(?![\x60_SPACE_])[^\x60]*[^\x60_SPACE_]\2(?![\x60A-Za-z0-9])`,
    entity: String.raw`()&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{2,31}|[lg][te]|ne|mu|nu|xi|pi);`,
    strike: String.raw`(^|[^~])~~(?![~_SPACE_])[^~]*[^~_SPACE_]~~(?!~)`,
    highlight: String.raw`(^|[^=A-Za-z0-9])==(?![=_SPACE_])[^=]*[^=_SPACE_]==(?![=A-Za-z0-9])`,
    insertion: String.raw`(^|[^\^])\^\^(?![\^_SPACE_])[^\^]*[^\^_SPACE_]\^\^(?!\^)`,
    subscript: String.raw`([A-Za-z0-9)])(?:~[A-Za-z0-9+-]{1,20}~(?!~)|\^[A-Za-z0-9+-]{1,20}\^(?!\^))`,
    attributes: String.raw`()\{:?[_SPACE_]*(?:[.#][A-Za-z_]|[A-Za-z][A-Za-z0-9_-]*=)[^{}]*\}`,
    "wiki link": String.raw`()!?\[\[[^\[\]]+\]\]`,
    formula: String.raw`(^|[^A-Za-z0-9$])(?:\$\$[^$]+\$\$|\$(?![$_SPACE_])(?=[^$]*[\\^_={])[^$]*[^$_SPACE_]\$(?![0-9$]))`,
    hidden: String.raw`()%%[^%]+%%`,
    template: String.raw`()(?:\{\{[^{}]*\}\}|\{%[^{}]*%\})`,
    revision: String.raw`()\{(?:\+\+|--|>>)[^{}]*\}`,
    address: String.raw`(^\(?|[^A-Za-z0-9<: (]|[^\]]\(|[^:] |[^\]]: ?)(?:[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\/_SPACE_]|www\.[^._SPACE_]+\.[^._SPACE_])`,
  };

  /**
   * Name -> pattern for a line, without the spaces and the `>` before its words.
   * @type {Record<string, string>}
   */
  const LINES = {
    "code block": String.raw`(?:\x60{3,}[^\x60]*|~{3,}.*)$`,
    grid: String.raw`\+(?:[-=:]+\+)+[ \t]*$`,
    row: String.raw`\|.*\|[ \t]*$|\|[ \t].*\|`,
    verse: String.raw`\|(?:[ \t]|$)`,
    columns: String.raw`(?=.*-)(?=.*\|)[ \t:|-]+$`,
    underline: String.raw`(?:=+|--+)[ \t]*$`,
    rule: String.raw`([-*_])(?:[ \t]*\1){2,}[ \t]*$`,
    definition: String.raw`\[(?!\^)[^\[\]]+\]:[ \t]*(?:<[^<>]*>|[^ \t]*[\/:#][^ \t]*|[^ \t]+\.[A-Za-z]{2,5})(?:[ \t]+(?:\x22[^\x22]*\x22|'[^']*'|\([^()]*\)))?[ \t]*$`,
    abbreviation: String.raw`\*\[[^\[\]]+\]:`,
    task: String.raw`_ITEM_[ \t]*\[[ xX]\](?:[ \t]|$)`,
    term: String.raw`:[ \t]+[^ \t]`,
    container: String.raw`:{3,}|(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z]|\[![A-Za-z]+\][+-]?(?:[ \t]|$)|-+8<-`,
    "closed heading": String.raw`#{1,6}[ \t]+(?:.*[^ \t])?[ \t]+#+[ \t]*$`,
    "tight heading": String.raw`#{2,6}[^# \t]`,
    bullet: String.raw`[\u2022\u2023\u25e6\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u2043]`,
    contents: String.raw`\[(?:TOC|toc)\][ \t]*$`,
  };

  /**
   * Name -> what it is, and what to write instead.
   * @type {Record<string, [string, string]>}
   */
  const ADVICE = {
    footnote: ["footnotes such as [^1]", "Leave them out: each note is a file of its own."],
    "reference link": ["links with the address elsewhere", "Write [words](https://…)."],
    citation: ["citations by their keys", "Name the reference under “Source”."],
    code: ["code between backticks", "Leave out the backticks."],
    entity: ["HTML entities such as &nbsp;", "Write the character itself."],
    strike: ["struck-out text", "Leave it out, or put a \\ before the first ~."],
    highlight: ["highlighted text", "Write *…* instead of ==…==."],
    insertion: ["inserted text", "Write *…* instead of ^^…^^."],
    subscript: ["subscripts and superscripts", "Write the character itself, such as ₂ or ²."],
    attributes: ["classes, ids and languages in braces", "Leave them out, or put a \\ before the {."],
    address: ["addresses that aren’t links", "Write [words](https://…)."],
    "code block": ["blocks of code", "Write them as paragraphs."],
    grid: ["tables", "Write the rows as sentences, or as a list."],
    row: ["tables", "Write the rows as sentences, or as a list."],
    verse: ["lines of verse", "Make each line a paragraph."],
    columns: ["tables", "Write the rows as sentences, or as a list."],
    underline: ["headings", "Remove the line under the words."],
    rule: ["lines across the text", "Remove the line."],
    definition: ["addresses apart from their links", "Write [words](https://…)."],
    abbreviation: ["definitions of abbreviations", "Leave them out."],
    task: ["task lists", "Leave out the boxes."],
    term: ["lists of definitions", "Write them as paragraphs or as a list with -."],
    container: ["blocks of another Markdown", "Write them as paragraphs."],
    "closed heading": ["headings", "Remove the # at both ends of the line."],
    "wiki link": ["links in double brackets", "Write [words](https://…)."],
    formula: ["formulas", "Write them in words or characters, such as *x*²."],
    hidden: ["hidden comments", "Leave them out: readers would see them."],
    template: ["tags of templates", "Write the words themselves."],
    revision: ["marked revisions", "Write the words as they are to be."],
    "tight heading": ["headings", "Remove the # at the beginning of the line."],
    bullet: ["lists with bullets of their own", "Begin each item with - and put a blank line before the first."],
    contents: ["tables of contents", "Leave them out."],
    nested: ["lists in lists", "Make them one list."],
    "in quote": ["lists, headings or quotations in quotations", "Leave out the mark, or put a \\ before it."],
    unparted: ["lists or quotations without a blank line before them", "Add a blank line."],
    indented: ["indented paragraphs", "Remove the spaces at the beginning of the line."],
    break: ["line breaks", "Make each line a paragraph, or remove the spaces or the \\ at the end of the line."],
  };

  /** @param {string} pattern */
  const withSpace = (pattern) => pattern.replaceAll("_SPACE_", SPACE);
  const inline = Object.entries(INLINE).map(([name, pattern]) => ({
    name,
    pattern: new RegExp(withSpace(pattern), "us"),
  }));
  const lineNames = Object.keys(LINES);
  /** @type {Record<string, RegExp>} */
  const inLines = Object.fromEntries(
    Object.entries(LINES).map(([name, pattern]) => [name, new RegExp(`^(?:${pattern.replace("_ITEM_", ITEM)})`, "us")]),
  );
  const IS_ITEM = new RegExp(`^${ITEM}`, "u");
  const BEGINS_OTHER = /^(?:>|(?:[-+*]|0*[01][.)])[ \t]+[^ \t])/u;
  const IN_QUOTE = /^(?:>|#{1,6}[ \t]|(?:[-+*]|0*[01][.)])[ \t])/u;
  const TWO_ITEMS = /^[-+*][ \t]+[-+*][ \t]/u;
  const HARD_BREAK = /(?: {2,}|(?:^|[^\\])(?:\\\\)*\\)$/u;
  const HEADING = /^#{1,6}[ \t]/u;
  const TABLE = ["grid", "row", "verse"];

  /** @param {string} line */
  const unindented = (line) => line.replace(/^[ \t]+/u, "");

  /**
   * Columns before the first word; a tab goes on to the next multiple of four.
   * @param {string} line
   */
  function indentOf(line) {
    let columns = 0;
    for (const character of line.slice(0, line.length - unindented(line).length)) {
      columns = character === "\t" ? columns + 4 - (columns % 4) : columns + 1;
    }
    return columns;
  }

  /**
   * Names of the constructs in the text of a block, in which whatever is no construct was replaced by U+0000.
   * @param {string} text
   */
  const findInline = (text) => inline.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name);

  /**
   * Names of the constructs in the lines of a text.
   * @param {Reader.NoteBlock[]} blocks
   */
  function findLines(blocks) {
    /** @type {Set<string>} */
    const found = new Set();
    let inCode = false;
    let afterList = false;
    for (const { kind, lines } of blocks) {
      const bare = lines.map(unindented);
      if (kind === "quote") {
        bare.forEach((line, i) => (bare[i] = line.startsWith(">") ? unindented(line.slice(1)) : line));
      }
      bare.forEach((line, index) => {
        if (!line) return;
        if (inLines["code block"].test(line)) {
          found.add("code block");
          inCode = !inCode;
        } else if (!inCode) {
          const name =
            indented(lines[0], bare[0], index, afterList) ||
            structure(kind, lines, bare, index) ||
            filling(bare, index) ||
            (HARD_BREAK.test(lines[index]) && goesOn(kind, bare[index + 1]) && "break");
          if (name) found.add(name);
        }
      });
      afterList = kind === "list" || (afterList && indentOf(lines[0]) > 1);
    }
    return Array.from(found);
  }

  /**
   * @param {string} first
   * @param {string} bare
   * @param {number} index
   * @param {boolean} afterList
   */
  function indented(first, bare, index, afterList) {
    if (index || indentOf(first) < (afterList ? 2 : 4)) return "";
    return afterList && IS_ITEM.test(bare) ? "nested" : "indented";
  }

  /**
   * @param {Reader.NoteBlock["kind"]} kind
   * @param {string[]} lines
   * @param {string[]} bare
   * @param {number} index
   */
  function structure(kind, lines, bare, index) {
    const line = bare[index];
    if (inLines.rule.test(line)) return "";
    if (kind === "quote") return IN_QUOTE.test(line) ? "in quote" : "";
    if (kind === "list") {
      const nested = index && IS_ITEM.test(line) && indentOf(lines[index]) >= indentOf(lines[0]) + 2;
      return nested || TWO_ITEMS.test(line) ? "nested" : "";
    }
    if (kind === "paragraph" && index && BEGINS_OTHER.test(line) && !BEGINS_OTHER.test(bare[index - 1])) {
      return "unparted";
    }
    return "";
  }

  /**
   * @param {string[]} bare
   * @param {number} index
   */
  function filling(bare, index) {
    const above = index ? bare[index - 1] : "";
    for (const name of lineNames) {
      if (!inLines[name].test(bare[index])) continue;
      if (TABLE.includes(name) && TABLE.some((other) => inLines[other].test(above))) return "";
      if (name === "columns" && (!above.includes("|") || above.startsWith("|"))) continue;
      if (name === "underline" && (!above || IS_ITEM.test(above) || HEADING.test(above))) continue;
      if (name === "term" && index > 1) continue;
      if (name === "bullet" && index !== 1) continue;
      return name;
    }
    return "";
  }

  /**
   * Whether the words of a line go on in the next one.
   * @param {Reader.NoteBlock["kind"]} kind
   * @param {string | undefined} following
   */
  const goesOn = (kind, following) => Boolean(following) && !(kind === "list" && IS_ITEM.test(following || ""));

  window.readerUnsupported = {
    findInline,
    findLines,
    advise: (name) => `A note can’t have ${ADVICE[name][0]}. ${ADVICE[name][1]}`,
    patterns: { ...INLINE, ...LINES },
  };
})();
