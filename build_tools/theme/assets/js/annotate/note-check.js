/* What is wrong with a note, as far as can be checked without the corpus: the rules of build_tools/sources/blocks.py
   and build_tools/sources/schema.py, repeated in the page. tests/theme/test_page_form.py checks that both agree. */
(function () {
  "use strict";
  // White space as Python defines it; JavaScript's own class includes U+FEFF and lacks some separators.
  const S = "\\t-\\r\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const CONTROL =
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff\ufdd0-\ufdef]|[\ufffe\uffff]|\p{Noncharacter_Code_Point}/u;
  const LEADING = new RegExp(`^[${S}]+`, "u");
  const HEADING = /^#{1,6}(?=[ \t])/u;
  const ITEM = /^(?:[-+*]|\p{Nd}{1,9}[.)])(?=[ \t])/u;
  const NUMBERED = /^\p{Nd}{1,9}[.)](?=[ \t])/u;
  const ONE = /^0*[01][.)]/u;
  const SPECIAL = /[\\[<]/gu;
  const BRACKET = /[\\[\]]/gu;
  const PUNCTUATION = new Set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");
  const LINK = new RegExp(
    `\\]\\((?=([${S}]*))\\1(?<address><[^<>\\n]*>|[^${S}()]*(?:\\([^${S}()]*\\)[^${S}()]*)*)[${S}]*\\)`,
    "uy",
  ); // match all leading white space at once; otherwise the time grows with the square of its length
  const MEANT_AS_LINK = new RegExp(`\\]\\([${S}]*<?(?:https?:|article:|entity:)`, "iuy");
  const HTML = new RegExp(
    `</?[A-Za-z][^${S}<>/]*(?:[${S}/][^<>]*)?>|<!--|<[!?][^<>]*>|<(?:script|style|iframe|object|svg)(?![\\p{L}\\p{N}_])`,
    "iuy",
  );
  const AUTOLINK = /<https?:/iuy;
  const WEB = new RegExp(`^https?://[^${S}/]+[^${S}]*$`, "iu");
  const INTERNAL =
    /^(?:article:[a-z0-9][a-z0-9-]*(?:#(?:p[1-9][0-9]{0,5}|note-[a-z0-9-]+))?|entity:[a-z0-9][a-z0-9-]*)$/;
  const FOOTNOTE = new RegExp(`\\[\\^(?![${S}])`, "uy");
  const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  const REFERENCE_ID = /^[A-Za-z0-9][A-Za-z0-9._:/-]*$/;

  /** @param {string} line */
  const isBlank = (line) => line.replace(LEADING, "") === "";

  /**
   * @param {RegExp} pattern
   * @param {string} text
   * @param {number} at
   */
  function matchAt(pattern, text, at) {
    pattern.lastIndex = at;
    return pattern.exec(text);
  }

  /**
   * What is wrong with a note's text: sentences for its author; empty if nothing is wrong.
   * @param {string} body
   */
  function checkBody(body) {
    /** @type {Set<string>} */
    const problems = new Set();
    if (CONTROL.test(body)) problems.add("The note contains an invisible control character. Type that part again.");
    const lines = body.split("\n");
    if (lines.every(isBlank)) problems.add("The note is empty.");
    if (lines.some((line) => HEADING.test(line.replace(LEADING, "")))) {
      problems.add("A note can’t have headings. Remove the # at the beginning of the line, or put a \\ before it.");
    }
    for (const block of blocksOf(lines)) {
      const parts = partsOf(block);
      if (parts.every(isBlank)) problems.add("The note contains a list or a quotation without words.");
      for (const part of parts) scanAll(part, problems);
    }
    return Array.from(problems);
  }

  /**
   * The texts of a note, one for each paragraph or item, without the marks that its lines begin with.
   * @type {Reader.NoteCheck["textsOf"]}
   */
  const textsOf = (body) => blocksOf(body.split("\n")).flatMap(partsOf);

  /** @param {string[]} lines */
  function blocksOf(lines) {
    /** @type {string[][]} */
    const blocks = [];
    let fresh = true;
    for (const line of lines) {
      if (isBlank(line)) fresh = true;
      else if (fresh) {
        blocks.push([line]);
        fresh = false;
      } else blocks[blocks.length - 1].push(line);
    }
    return blocks;
  }

  /**
   * Whether lines that begin with a list marker are a list; a paragraph may begin with a year and a full stop.
   * @param {string} first
   * @param {string[]} lines
   */
  function isList(first, lines) {
    if (!ITEM.test(first)) return false;
    if (!NUMBERED.test(first) || ONE.test(first)) return true;
    return lines.slice(1).some((line) => NUMBERED.test(line.replace(LEADING, "")));
  }

  /**
   * The texts of a block: one per item of a list, one per paragraph of a quotation, or else one for the block.
   * @param {string[]} lines
   */
  function partsOf(lines) {
    const first = lines[0].replace(LEADING, "");
    if (!first.startsWith(">") && !isList(first, lines)) return [gather(lines)];
    if (!first.startsWith(">")) {
      /** @type {string[][]} */
      const items = [];
      for (const line of lines) {
        const bare = line.replace(LEADING, "");
        if (ITEM.test(bare) || !items.length) items.push([bare.replace(ITEM, "")]);
        else items[items.length - 1].push(line);
      }
      return items.map(gather);
    }
    const bare = lines.map((line) => {
      const rest = line.replace(LEADING, "");
      return rest.startsWith(">") ? rest.slice(1) : line;
    });
    return bare.every(isBlank) ? [""] : blocksOf(bare).map(gather);
  }

  /** @param {string[]} lines */
  const gather = (lines) =>
    lines
      .flatMap((line) => line.split(/[ \t]+/u))
      .filter((word) => word)
      .join(" ");

  /**
   * @param {string} text
   * @param {Set<string>} problems
   */
  function scanAll(text, problems) {
    /** @type {number[]} */
    const unread = [];
    scan(text, 0, text.length, problems, unread);
    if (unread.length) {
      problems.add(
        "A link can’t be read. Write [words](address), with no space in the address and no link in the words.",
      );
    }
  }

  /**
   * @param {string} text
   * @param {number} start
   * @param {number} end
   * @param {Set<string>} problems
   * @param {number[]} unread
   */
  function scan(text, start, end, problems, unread) {
    const closers = linkClosers(text, start, end, unread);
    SPECIAL.lastIndex = start;
    let found;
    while ((found = SPECIAL.exec(text)) && found.index < end) {
      const at = found.index;
      const closer = closers.get(at);
      let next = at + 1;
      if (found[0] === "\\" && at + 1 < end && PUNCTUATION.has(text[at + 1])) next = at + 2;
      else if (found[0] === "[" && closer) next = checkLink(text, at, closer, problems);
      else if (found[0] === "[") checkFootnote(text, at, problems);
      else if (found[0] === "<") checkHtml(text, at, problems);
      SPECIAL.lastIndex = next;
    }
  }

  /**
   * @param {string} text
   * @param {number} at
   * @param {Set<string>} problems
   */
  function checkFootnote(text, at, problems) {
    if (!matchAt(FOOTNOTE, text, at)) return;
    problems.add("Footnote marks such as [^1] are shown unchanged. Leave them out: each note is a file of its own.");
  }

  /**
   * @param {string} text
   * @param {number} at
   * @param {Set<string>} problems
   */
  function checkHtml(text, at, problems) {
    if (matchAt(AUTOLINK, text, at)) problems.add("An address in <…> isn’t a link here. Write [words](https://…).");
    else if (matchAt(HTML, text, at)) problems.add("HTML can’t be used. To show the character < itself, write \\<.");
  }

  /**
   * The offset after the link that begins at `at`.
   * @param {string} text
   * @param {number} at
   * @param {RegExpExecArray} closer
   * @param {Set<string>} problems
   */
  function checkLink(text, at, closer, problems) {
    if (text[at - 1] === "!" && text[at - 2] !== "\\") {
      problems.add("Pictures can’t be shown. Link to them in words: [words](https://…).");
    } else if (isBlank(text.slice(at + 1, closer.index))) {
      problems.add("A link has no words. Write them between [ and ].");
    }
    scan(text, at + 1, closer.index, problems, []);
    const { address: written } = /** @type {{ address: string }} */ (closer.groups);
    const address = written.replace(/^</, "").replace(/>$/, "");
    if (!WEB.test(address) && !INTERNAL.test(address)) {
      problems.add("A link can lead only to https://… or http://…, to article:… or to entity:….");
    }
    return closer.index + closer[0].length;
  }

  /**
   * Offset of each `[` that begins a link -> the match of its `](address)`. Links don't nest: the inner one wins.
   * @param {string} text
   * @param {number} start
   * @param {number} end
   * @param {number[]} unread
   */
  function linkClosers(text, start, end, unread) {
    /** @type {Map<number | undefined, RegExpExecArray>} */
    const closers = new Map();
    /** @type {number[]} */
    let stack = [];
    let outer = 0;
    let index = start;
    let found;
    while ((found = matchAt(BRACKET, text, index)) && found.index < end) {
      const at = found.index;
      index = at + 1;
      if (found[0] === "\\") index = at + 2;
      else if (found[0] === "[") stack.push(at);
      else {
        const match = stack.length ? matchAt(LINK, text, at) : null;
        if (match && at + match[0].length <= end) {
          closers.set(stack.pop(), match);
          outer += stack.length;
          stack = [];
          index = at + match[0].length;
        } else if (stack.length || outer) {
          if (stack.length) stack.pop();
          else outer -= 1;
          if (matchAt(MEANT_AS_LINK, text, at)) unread.push(at);
        }
      }
    }
    return closers;
  }

  window.readerNoteCheck = {
    checkBody,
    textsOf,
    isAddress: (text) => WEB.test(text) && !CONTROL.test(text) && !/[<>"]/.test(text),
    isId: (text) => ID.test(text),
    isReferenceId: (text) => REFERENCE_ID.test(text),
    hasControls: (text) => CONTROL.test(text),
  };
})();
