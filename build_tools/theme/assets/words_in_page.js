/* From a place in a paragraph's text to a range of the page, so that the words a note is for can be marked there.

   The text is that of readerSelection.textOf: items of a list and paragraphs of a quotation are parted by "\n". Offsets
   count code points. */
(function () {
  "use strict";

  /** Each text node of the paragraph with the place of its text: `{node, start, end}`. */
  function nodesOf(paragraph) {
    const items = Array.from(paragraph.querySelectorAll(":scope li, :scope > p")).filter((item) => !item.querySelector(":scope > .n"));
    const nodes = [];
    let at = 0;
    for (const part of items.length ? items : [paragraph]) {
      if (nodes.length) at += 1;
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.parentElement.closest(".n, sup")) continue;
        const length = Array.from(node.data).length;
        nodes.push({ node, start: at, end: at + length });
        at += length;
      }
    }
    return nodes;
  }

  /** The range of `[start, end)`; null where no words stand there. */
  function rangeOf(paragraph, start, end) {
    const nodes = nodesOf(paragraph);
    const within = (entry, at) => Array.from(entry.node.data).slice(0, at - entry.start).join("").length;
    const first = nodes.find((entry) => entry.end > start);
    const last = nodes.filter((entry) => entry.start < end).pop();
    if (!first || !last) return null;
    const range = document.createRange();
    range.setStart(first.node, within(first, Math.max(start, first.start)));
    range.setEnd(last.node, within(last, Math.min(end, last.end)));
    return range;
  }

  window.readerWords = { rangeOf };
})();
