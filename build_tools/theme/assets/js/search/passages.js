/* The hits in a record: its paragraphs, notes and parts that match a query, with their words marked.

   build_tools/site/search/records.py explains how a record is cut into segments, and what their ids mean. */
(function () {
  "use strict";
  const { index, matching, lookup } = window.readerSearch;
  /** @type {{ [id: string]: string }} */
  const PLACES = { t: "title", b: "author", l: "summary" };
  const BEFORE = 70,
    AROUND = 210; // characters of a snippet: before its first mark, and in all
  const LETTERS = 6; // of a word with the space after it, about

  /** @typedef {{ id: string, text: Reader.SearchText }} Segment a paragraph, a note or a part of an entry */
  /** @typedef {{ path: string, href: string, title: string, segments: Segment[] }} Record */
  /** @typedef {{ segment: Segment } & Reader.TextMatch} Match */

  const open = index.once(async (number) => {
    const { segments, ...record } = await index.record(Number(number));
    return { ...record, segments: segments.map(([id, text]) => ({ id, text: matching.read(text) })) };
  });

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

  /** @param {Match} found */
  const shownIn = ({ segment, spans }) => snippet(segment.text.text, spans);

  /** @param {Match} found */
  const marked = ({ segment, spans }) => spans.map(([start, end]) => segment.text.text.slice(start, end));

  // ---- Hits -------------------------------------------------------------------------------------------------------

  /** @type {Reader.SearchPassages["findHits"]} */
  async function findHits(number, units, filters) {
    const record = await open(String(number));
    const matched = record.segments
      .map((segment) => ({ segment, ...matching.match(segment.text, units) }))
      .filter(({ spans }) => spans.length);
    const [kind] = record.path;
    const labels = new Map((await index.ready()).notes);
    if (!matched.length) return [];
    if (kind === "g") return [entry(record, matched)];
    if (kind === "e" || kind === "s") return [whole(record, matched)];
    return matched
      .filter((found) => !filters.note || found.segment.id.startsWith(`${filters.note}/`))
      .map((found) => passage(record, found, number, labels));
  }

  /** How near to one another a passage has the units. */
  const nearness = (/** @type {Match} */ { length, units }) =>
    units.length > 1 ? lookup.rankOf(length / LETTERS, units.length) : 0;

  /**
   * @param {Record} record
   * @param {Match} found
   * @param {number} number
   * @param {Map<string, string>} labels of the kinds of notes
   * @returns {Reader.SearchHit}
   */
  function passage(record, found, number, labels) {
    const { id } = found.segment;
    const hit = {
      label: record.title,
      units: found.units,
      near: nearness(found),
      titled: id === "t",
      marked: marked(found),
      shown: shownIn(found),
      number,
    };
    const [place, anchor] = placeOf(id, labels);
    return { ...hit, place, href: record.href + anchor };
  }

  /**
   * What a segment is called, and its anchor on the page.
   * @param {string} id
   * @param {Map<string, string>} labels
   */
  function placeOf(id, labels) {
    const [kind, note] = id.split("/");
    if (id[0] === "#") return ["", id];
    if (note) return [labels.get(kind) || kind, `#note-${note}`];
    if (id[0] === "p") return [`¶ ${id.slice(1)}`, `#${id}`];
    if (id[0] === "s") return ["heading", `#section-${id.slice(1)}`];
    return [PLACES[id] ?? "", ""];
  }

  /** @param {Match[]} matched */
  const unitsIn = (matched) => Array.from(new Set(matched.flatMap((found) => found.units)));

  /**
   * An event or a source is one hit.
   * @param {Record} record
   * @param {Match[]} matched
   * @returns {Reader.SearchHit}
   */
  function whole(record, matched) {
    const title = matched.find((found) => found.segment.id === "t");
    const [text] = matched.filter((found) => found !== title).sort((a, b) => b.units.length - a.units.length);
    const when = record.segments.find(({ id }) => id === "w");
    const body = record.segments.find(({ id }) => id === "d");
    return {
      href: record.href,
      label: record.title,
      title: title ? shownIn(title) : null,
      place: when ? when.text.text : "",
      shown: text && text.segment !== when ? shownIn(text) : snippet(body ? body.text.text : "", []),
      units: unitsIn(matched),
      near: Math.max(...matched.map(nearness)),
      titled: Boolean(title),
      marked: matched.flatMap(marked),
    };
  }

  /**
   * An entry is one hit, even if several of its segments match: the words may be anywhere in it.
   * @param {Record} record
   * @param {Match[]} matched
   * @returns {Reader.SearchHit}
   */
  function entry(record, matched) {
    const name = matched.find((found) => found.segment.id[0] === "n");
    const [text] = matched
      .filter((found) => found.segment.id[0] !== "n")
      .sort((a, b) => b.units.length - a.units.length || nearness(b) - nearness(a));
    const adds = text && (!name || text.units.some((unit) => !name.units.includes(unit)));
    const gloss = record.segments.find((segment) => segment.id === "g");
    const also = name && name.segment.id !== "n0" ? name : null;
    return {
      href: record.href,
      label: record.title,
      place: also ? shownIn(also) : "",
      shown: adds ? shownIn(text) : snippet(gloss ? gloss.text.text : "", []),
      title: name && !also ? shownIn(name) : null,
      units: unitsIn(matched),
      near: Math.max(...matched.map(nearness)),
      titled: Boolean(name),
      marked: matched.flatMap(marked),
    };
  }

  window.readerSearch.passages = { findHits };
})();
