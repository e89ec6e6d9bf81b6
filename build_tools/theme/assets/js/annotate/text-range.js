/* Turns a place in a paragraph's text (see readerSelection.textOf) into a range of the page, so that a note's words can
   be marked there. Offsets count code points. */
(function () {
  "use strict";

  /**
   * Each text node of the paragraph with the place of its text: `{node, start, end}`.
   * @param {Element} paragraph
   */
  function nodesOf(paragraph) {
    const nodes = [];
    let at = 0;
    for (const part of window.readerSelection.partsOf(paragraph)) {
      for (const node of part) {
        const length = Array.from(node.data).length;
        nodes.push({ node, start: at, end: at + length });
        at += length;
      }
      at += 1; // the line break between two parts
    }
    return nodes;
  }

  /**
   * The range of `[start, end)`; null if there are no words in it.
   * @type {Reader.TextRange["rangeOf"]}
   */
  function rangeOf(paragraph, start, end) {
    const nodes = nodesOf(paragraph);
    const within = (/** @type {{ node: Text, start: number }} */ entry, /** @type {number} */ at) =>
      Array.from(entry.node.data)
        .slice(0, at - entry.start)
        .join("").length;
    const first = nodes.find((entry) => entry.end > start);
    const last = nodes.filter((entry) => entry.start < end).pop();
    if (!first || !last) return null;
    const range = document.createRange();
    range.setStart(first.node, within(first, Math.max(start, first.start)));
    range.setEnd(last.node, within(last, Math.min(end, last.end)));
    return range;
  }

  window.readerTextRange = { rangeOf };
})();
