/* What is wrong with a note’s text, as far as can be checked without the corpus: the rules of build_tools/sources/blocks.py
   and build_tools/sources/schema.py, repeated in the page. tests/theme/test_note_scripts.py checks that both agree. */
(function () {
  "use strict";
  const unsupported = window.readerUnsupported;
  // White space as Python defines it; JavaScript's own class includes U+FEFF and lacks some separators.
  const S = "\\t-\\r\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const CONTROL =
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u206a-\u206f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb]|[\ufffe\uffff]|(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]*)[\u{e0000}-\u{e007f}]|\p{Noncharacter_Code_Point}/u;
  // Characters without a shape: the same as in build_tools/text/characters.py.
  const UNSEEN = /^(?:[\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Zs}\p{Zl}\p{Zp}]|\u115f|\u1160|\u2800|\u3164|\uffa0)*$/u;
  const OVERRIDES = "\u202d\u202e";
  const ISOLATES = "\u2066\u2067\u2068";
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
  // As build_tools/text/web_addresses.py has it.
  const HOST = `https?://(?:[^${S}/?#@:\\\\<>"'()\\[\\]^|\`{}%]+|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?(?=[/?#]|$)`;
  const WEB = new RegExp(`^${HOST}[^${S}]*$`, "iu");
  const INTERNAL =
    /^(?:article:[a-z0-9][a-z0-9-]*(?:#(?:p[1-9][0-9]{0,5}|note-[a-z0-9-]+))?|entity:[a-z0-9][a-z0-9-]*)$/;
  const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  const REFERENCE_ID = /^[A-Za-z0-9][A-Za-z0-9._:/-]*$/;

  /** @param {string} line */
  const isBlank = (line) => line.replace(LEADING, "") === "";

  /** @param {string} text */
  const showsNothing = (text) => UNSEEN.test(text);

  /**
   * Whether invisible characters reverse letters, or turn the direction of the text beyond the end of a paragraph: as
   * build_tools/text/directions.py finds it.
   * @param {string} text
   */
  const turnsDirection = (text) => text.split(/\n[ \t]*(?=\n)/u).some(turnsBeyond);

  /** @param {string} paragraph */
  function turnsBeyond(paragraph) {
    /** @type {string[]} */
    const opened = [];
    for (const mark of paragraph.match(/[\u202a-\u202e\u2066-\u2069]/gu) || []) {
      const last = opened[opened.length - 1];
      if (OVERRIDES.includes(mark)) return true;
      if (mark === "\u202c" || mark === "\u2069") {
        if (!last || ISOLATES.includes(last) !== (mark === "\u2069")) return true;
        opened.pop();
      } else opened.push(mark);
    }
    return opened.length > 0;
  }

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
    if (turnsDirection(body)) {
      problems.add(
        "The note contains an invisible character that turns the direction of the text. Type that part again.",
      );
    }
    const lines = body.split("\n");
    if (lines.every(showsNothing)) problems.add("The note is empty.");
    if (lines.some((line) => HEADING.test(line.replace(LEADING, "")))) {
      problems.add("A note can’t have headings. Remove the # at the beginning of the line, or put a \\ before it.");
    }
    const blocks = kindsOf(lines);
    for (const block of blocks) {
      const parts = partsOf(block);
      if (
        parts.every(
          (part) =>
            showsNothing(part) || (/^[*_]+[^*_]+[*_]+$/u.test(part) && showsNothing(part.replace(/[*_]/gu, ""))),
        )
      ) {
        problems.add("The note contains a paragraph, a list or a quotation without words.");
      }
      for (const part of parts) scanAll(part, problems);
    }
    for (const name of unsupported.findLines(blocks)) problems.add(unsupported.advise(name));
    return Array.from(problems);
  }

  /**
   * The texts of a note, one for each paragraph or item, without the marks that its lines begin with.
   * @type {Reader.NoteCheck["textsOf"]}
   */
  const textsOf = (body) => kindsOf(body.split("\n")).flatMap(partsOf);

  /**
   * @param {string[]} lines
   * @returns {Reader.NoteBlock[]}
   */
  const kindsOf = (lines) => blocksOf(lines).map((block) => ({ kind: kindOf(block), lines: block }));

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
   * @param {string[]} lines
   * @returns {Reader.NoteBlock["kind"]}
   */
  function kindOf(lines) {
    const first = lines[0].replace(LEADING, "");
    if (HEADING.test(first)) return "heading";
    if (first.startsWith(">")) return "quote";
    return isList(first, lines) ? "list" : "paragraph";
  }

  /**
   * The texts of a block: one per item of a list, one per paragraph of a quotation, or else one for the block.
   * @param {Reader.NoteBlock} block
   */
  function partsOf({ kind, lines }) {
    if (kind === "paragraph") return [gather(lines)];
    if (kind === "heading") return [gather(lines.map((line) => line.replace(LEADING, "").replace(HEADING, "")))];
    if (kind === "list") {
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
    /** @type {[number, number][]} */
    const hidden = [];
    scan(text, 0, text.length, { problems, unread, hidden });
    if (unread.length) {
      problems.add(
        "A link can’t be read. Write [words](address), with no space in the address and no link in the words.",
      );
    }
    for (const at of unread) hidden.push([at, at + "](https:".length]);
    for (const name of unsupported.findInline(hide(text, hidden))) problems.add(unsupported.advise(name));
  }

  /**
   * The text with U+0000 for what is no construct, whatever it looks like.
   * @param {string} text
   * @param {[number, number][]} ranges
   */
  function hide(text, ranges) {
    const characters = text.split("");
    for (const [start, end] of ranges) characters.fill("\u0000", start, end);
    return characters.join("");
  }

  /**
   * What a scan finds.
   * @typedef {object} Findings
   * @property {Set<string>} problems
   * @property {number[]} unread Offsets of what seems meant as a link and is none.
   * @property {[number, number][]} hidden Ranges in which nothing looks like a construct.
   */

  /**
   * @param {string} text
   * @param {number} start
   * @param {number} end
   * @param {Findings} findings
   */
  function scan(text, start, end, findings) {
    const closers = linkClosers(text, start, end, findings.unread);
    SPECIAL.lastIndex = start;
    let found;
    while ((found = SPECIAL.exec(text)) && found.index < end) {
      const at = found.index;
      const closer = closers.get(at);
      let next = at + 1;
      if (found[0] === "\\" && at + 1 < end && PUNCTUATION.has(text[at + 1])) {
        next = at + 2;
        findings.hidden.push([at, next]);
      } else if (found[0] === "[" && closer) next = checkLink(text, at, closer, findings);
      else if (found[0] === "<") checkHtml(text, at, findings);
      SPECIAL.lastIndex = next;
    }
  }

  /**
   * @param {string} text
   * @param {number} at
   * @param {Findings} findings
   */
  function checkHtml(text, at, { problems, hidden }) {
    if (matchAt(AUTOLINK, text, at)) {
      problems.add("An address in <…> isn’t a link here. Write [words](https://…).");
      return;
    }
    const match = matchAt(HTML, text, at);
    if (!match) return;
    hidden.push([at, at + match[0].length]);
    problems.add("HTML can’t be used. To show the character < itself, write \\<.");
  }

  /**
   * The offset after the link that begins at `at`.
   * @param {string} text
   * @param {number} at
   * @param {RegExpExecArray} closer
   * @param {Findings} findings
   */
  function checkLink(text, at, closer, findings) {
    const { problems, hidden } = findings;
    if (text[at - 1] === "!" && text[at - 2] !== "\\") {
      problems.add("Pictures can’t be shown. Link to them in words: [words](https://…).");
    } else if (showsNothing(text.slice(at + 1, closer.index))) {
      problems.add("A link has no words. Write them between [ and ].");
    }
    scan(text, at + 1, closer.index, { problems, unread: [], hidden });
    for (const { index, 0: found } of text.slice(at + 1, closer.index).matchAll(/:\/\/|www\./gu)) {
      hidden.push([at + 1 + index, at + 1 + index + found.length]);
    }
    hidden.push([closer.index, closer.index + closer[0].length]);
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

  /**
   * Why some words can't be an id of a reference: a sentence, or "". Ids have a digit or a hyphen nearly always, so that
   * the words of a citation, "Lesch, Syria, p. 45", aren't taken for several of them.
   * @param {string} text
   */
  function faultOfId(text) {
    if (/^www\./iu.test(text)) return `Write the address in full: https://${text}`;
    if (/^(?:doi:)?10\.[0-9]{4,9}\//iu.test(text)) {
      return `Write the DOI as an address: https://doi.org/${text.replace(/^doi:/iu, "")}`;
    }
    if (REFERENCE_ID.test(text) && /[0-9]/u.test(text) && /[A-Za-z]/u.test(text)) return "";
    if (REFERENCE_ID.test(text) && /[A-Za-z]-[A-Za-z]/u.test(text)) return "";
    return `“${text}” is neither an address nor an id of a reference. Write any other source at the end of the note.`;
  }

  window.readerNoteCheck = {
    checkBody,
    textsOf,
    isAddress: (text) => WEB.test(text) && !CONTROL.test(text) && !/[<>"]/.test(text),
    isId: (text) => ID.test(text),
    faultOfId,
    isReferenceId: (text) => REFERENCE_ID.test(text),
    hasControls: (text) => CONTROL.test(text) || turnsDirection(text),
    showsNothing,
  };
})();
