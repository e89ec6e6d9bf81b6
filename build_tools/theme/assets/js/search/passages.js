/* Finds the paragraphs, notes and entries in a record that match a query, and marks their words.

   build_tools/site/search/records.py explains how a record is cut into segments, and what their ids mean. */
(function () {
  "use strict";
  const {
    index,
    query: { words: wordsOf, closeness },
  } = window.readerSearch;
  /** @type {{ [id: string]: string }} */
  const PLACES = { t: "title", b: "author" };
  const GLUE = "\u2060";
  const BEFORE = 70,
    AROUND = 210; // characters of a snippet: before its first mark, and in all
  const HIDDEN = 0xf0000; // the offset added to characters that Pagefind must not see
  const PLAIN = /^[a-z]+[.,;:]?$/i; // most pieces: nothing in them needs folding, splitting or restoring

  /** @typedef {{ word: string, start: number, end: number }} Token */
  /** @typedef {{ text: string, glued: boolean, tokens: Token[] }} Piece */
  /**
   * A paragraph, note or part of an entry.
   * @typedef {object} Segment
   * @property {string} id
   * @property {Piece[]} pieces
   * @property {string} text once `read` has been called
   * @property {Token[]} tokens likewise
   */
  /** @typedef {{ title: string, path: string, segments: Segment[] }} Record */
  /** @typedef {{ words: string[], fits: (token: Token, word: string, place: number) => boolean }} Phrase */
  /** @typedef {{ segment: Segment, spans: Reader.Span[], units: Reader.SearchUnit[] }} Match */

  const open = index.once((name) => index.record(name).then(cut));

  /**
   * @param {Reader.RecordFragment} fragment
   * @returns {Record}
   */
  function cut(fragment) {
    const pieces = fragment.content.split(/\s+/);
    const [title, ...anchors] = fragment.anchors;
    const segments = anchors.map(({ id, location }, i) => {
      const end = i + 1 < anchors.length ? anchors[i + 1].location : pieces.length;
      return /** @type {Segment} */ ({ id, pieces: pieces.slice(location, end).map(readPiece) });
    });
    return { title: decodeURIComponent(title.id), path: fragment.url.replace(/^\//, ""), segments };
  }

  /**
   * A segment with its text and tokens. Most segments are searched without these.
   * @param {Segment} segment
   */
  function read(segment) {
    if (segment.tokens) return segment;
    let text = "",
      glued = false;
    segment.tokens = [];
    for (const piece of segment.pieces) {
      if (text && !glued) text += " ";
      for (const { word, start, end } of piece.tokens) {
        segment.tokens.push({ word, start: text.length + start, end: text.length + end });
      }
      glued = piece.glued;
      text += piece.text;
    }
    segment.text = text;
    return segment;
  }

  // The text between two spaces, as it is shown, with its words. A corpus consists of a few thousand different pieces.
  /** @type {Map<string, Piece>} */
  const known = new Map();

  /**
   * @param {string} written
   * @returns {Piece}
   */
  function readPiece(written) {
    const before = known.get(written);
    if (before) return before;
    const piece = PLAIN.test(written) ? plainPiece(written) : pieceOf(asWritten(written));
    known.set(written, piece);
    return piece;
  }

  /** @param {string} text */
  function plainPiece(text) {
    const end = text.length - Number(/[.,;:]$/.test(text));
    return { text, glued: false, tokens: [{ word: text.slice(0, end).toLowerCase(), start: 0, end }] };
  }

  /** @param {string} text */
  function pieceOf(text) {
    const glued = text.endsWith(GLUE);
    return { text: glued ? text.slice(0, -1) : text, glued, tokens: tokensOf(text) };
  }

  /** @param {string} piece */
  const asWritten = (piece) =>
    piece
      .replace(/[\u{f0000}-\u{ffffd}]/gu, (c) => String.fromCodePoint(Number(c.codePointAt(0)) - HIDDEN))
      .replace(/(?<=[\p{L}\p{N}])'(?=\p{L})/gu, "’");

  /**
   * @param {string} piece
   * @returns {Token[]}
   */
  function tokensOf(piece) {
    const whole = wordsOf(piece);
    const parts = Array.from(piece.matchAll(/[\p{L}\p{N}\p{M}_\u02bb-\u02bf]+/gu));
    if (whole.length === parts.length) {
      return parts.map((part, i) => ({ word: whole[i], start: part.index, end: part.index + part[0].length }));
    }
    return whole.length ? [{ word: whole.join(""), start: 0, end: piece.length }] : [];
  }

  // ---- Matching ---------------------------------------------------------------------------------------------------

  const same = (/** @type {Token} */ token, /** @type {string} */ word) => token.word === word;

  /**
   * The phrases of a unit, each with a function that tests whether a token matches a word.
   * @param {Reader.SearchUnit} unit
   * @returns {Phrase[]}
   */
  function phrasesOf(unit) {
    const last = unit.words.length - 1;
    const goesOn = (/** @type {Token} */ token, /** @type {string} */ word) =>
      unit.exact ? token.word.startsWith(word) : closeness(token.word, word) > 0;
    /** @type {Phrase["fits"]} */
    const typed =
      unit.exact && !unit.open ? same : (token, word, j) => (j < last ? same(token, word) : goesOn(token, word));
    return [{ words: unit.words, fits: typed }, ...unit.spellings.map(({ words }) => ({ words, fits: same }))];
  }

  /** @type {WeakMap<Reader.SearchUnit[], { phrases: Phrase[][], begins: (piece: Piece) => boolean }>} */
  const prepared = new WeakMap();

  /**
   * {phrases, begins} of a query's units: the phrases of each, and a function that tests whether a piece may begin one
   * of them. Pieces that occur in many places are tested only once.
   * @param {Reader.SearchUnit[]} units
   */
  function prepare(units) {
    const before = prepared.get(units);
    if (before) return before;
    const phrases = units.map(phrasesOf);
    /** @type {Map<Piece, boolean>} */
    const tested = new Map();
    const test = (/** @type {Piece} */ piece) =>
      piece.tokens.some((token) => phrases.flat().some(({ words, fits }) => fits(token, words[0], 0)));
    const begins = (/** @type {Piece} */ piece) => {
      let result = tested.get(piece);
      if (result === undefined) tested.set(piece, (result = test(piece)));
      return result;
    };
    prepared.set(units, { phrases, begins });
    return { phrases, begins };
  }

  /**
   * Spans [start, end) of a phrase: whole words, one after another.
   * @param {Segment} segment
   * @param {Phrase} phrase
   */
  function findPhrase({ tokens }, { words, fits }) {
    /** @type {Reader.Span[]} */
    const spans = [];
    for (let i = 0; i + words.length <= tokens.length; i += 1) {
      if (words.every((word, j) => fits(tokens[i + j], word, j))) {
        spans.push([tokens[i].start, tokens[i + words.length - 1].end]);
      }
    }
    return spans;
  }

  /**
   * The matching segments of a record: in each, the places of the query's units, and which units occur.
   * @param {Record} record
   * @param {Reader.SearchUnit[]} units
   * @returns {Match[]}
   */
  function match(record, units) {
    const { phrases, begins } = prepare(units);
    return record.segments
      .filter(({ pieces }) => pieces.some(begins))
      .map((segment) => {
        const found = phrases.map((own) => own.flatMap((phrase) => findPhrase(read(segment), phrase)));
        return { segment, spans: disjoint(found.flat()), units: units.filter((_, i) => found[i].length) };
      })
      .filter(({ spans }) => spans.length);
  }

  /** @param {Reader.Span[]} spans */
  function disjoint(spans) {
    const sorted = spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    /** @type {Reader.Span[]} */
    const kept = [];
    for (const span of sorted) {
      if (!kept.length || span[0] >= kept[kept.length - 1][1]) kept.push(span);
    }
    return kept;
  }

  // ---- Snippets ---------------------------------------------------------------------------------------------------

  /**
   * The words around the first match, with all matches in the snippet marked.
   * @param {string} text
   * @param {Reader.Span[]} spans
   */
  function snippet(text, spans) {
    const first = spans.length ? spans[0][0] : 0;
    let start = first > BEFORE + 20 ? text.indexOf(" ", first - BEFORE) + 1 : 0;
    if (start > first) start = first;
    let end = start + AROUND;
    if (end + 20 >= text.length) end = text.length;
    else end = Math.max(text.lastIndexOf(" ", end), spans.length ? spans[0][1] : 0);
    const shown = document.createDocumentFragment();
    if (start) shown.append("…\u00a0");
    let at = start;
    for (const [from, to] of spans) {
      if (to > end) break;
      shown.append(text.slice(at, from), window.readerDom.make("mark", {}, text.slice(from, to)));
      at = to;
    }
    shown.append(text.slice(at, end));
    if (end < text.length) shown.append("\u00a0…");
    return shown;
  }

  // ---- Hits -------------------------------------------------------------------------------------------------------

  /**
   * The hits in a record: {href, label, place, shown, marked, units}, in the order of its text.
   * @type {Reader.SearchPassages["findHits"]}
   */
  async function findHits(name, units, filters) {
    const record = await open(name);
    const matched = match(record, units);
    if (name[0] === "g") return entry(record, matched);
    const kind = filters.note;
    const labels = new Map((await index.ready()).notes);
    return matched
      .filter((found) => !kind || found.segment.id.startsWith(`${kind}/`))
      .map((found) => passage(record, found, labels));
  }

  /**
   * @param {Record} record
   * @param {Match} found
   * @param {Map<string, string>} labels of the kinds of notes
   * @returns {Reader.SearchHit}
   */
  function passage(record, { segment, spans, units }, labels) {
    const [kind, note] = segment.id.split("/");
    const page = record.path.replace(/^notes\//, "articles/");
    const number = segment.id.slice(1);
    const hit = {
      label: record.title,
      units: units.length,
      marked: marked(segment, spans),
      shown: snippet(segment.text, spans),
    };
    if (note) return { ...hit, href: `${page}#note-${note}`, place: labels.get(kind) || kind };
    if (segment.id[0] === "p") return { ...hit, href: `${page}#${segment.id}`, place: `¶ ${number}` };
    if (segment.id[0] === "s") return { ...hit, href: `${page}#section-${number}`, place: "heading" };
    return { ...hit, href: page, place: PLACES[segment.id] || "summary" };
  }

  /**
   * An entry is one hit, even if several of its segments match: the words may be anywhere in it.
   * @param {Record} record
   * @param {Match[]} matched
   * @returns {Reader.SearchHit[]}
   */
  function entry(record, matched) {
    if (!matched.length) return [];
    const units = new Set(matched.flatMap((found) => found.units));
    const name = matched.find((found) => found.segment.id[0] === "n");
    const [text] = matched
      .filter((found) => found.segment.id[0] !== "n")
      .sort((a, b) => b.units.length - a.units.length);
    const told = text && (!name || text.units.some((unit) => !name.units.includes(unit))); // it adds to the name
    const gloss = record.segments.find((segment) => segment.id === "g");
    const also = name && name.segment.id !== "n0" ? name : null;
    return [
      {
        href: record.path,
        label: record.title,
        place: also ? snippet(also.segment.text, also.spans) : "",
        shown: told ? snippet(text.segment.text, text.spans) : snippet(gloss ? read(gloss).text : "", []),
        title: name && !also ? snippet(name.segment.text, name.spans) : null,
        units: units.size,
        named: Boolean(name),
        marked: matched.flatMap((found) => marked(found.segment, found.spans)),
      },
    ];
  }

  /**
   * @param {Segment} segment
   * @param {Reader.Span[]} spans
   */
  const marked = (segment, spans) => spans.map(([start, end]) => segment.text.slice(start, end));

  window.readerSearch.passages = { findHits };
})();
