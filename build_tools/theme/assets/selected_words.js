/* From a selection in the page to a place in a paragraph's plain text, and back.

   The text of a paragraph's element, its number and its notes' numbers aside, is the paragraph's plain text: the weaver
   (build_tools/render/weave.py) promises it. Items of a list and paragraphs of a quotation are parted by "\n". */
(function () {
  "use strict";
  const ASIDE = ".n, sup, button, .inplace";

  /** The plain text of a paragraph as code points, and which text node holds which of them. */
  function read(paragraph) {
    const items = Array.from(paragraph.querySelectorAll(":scope li, :scope > p")).filter((item) => !item.querySelector(":scope > .n"));
    const chars = [];
    const nodes = [];
    (items.length ? items : [paragraph]).forEach((part, index) => {
      if (index) chars.push("\n");
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const aside = node.parentElement.closest(ASIDE);
        if (aside && part.contains(aside)) continue;
        const own = Array.from(node.data);
        nodes.push({ node, start: chars.length, end: chars.length + own.length });
        chars.push(...own);
      }
    });
    return { chars, nodes };
  }

  /** How many code points of the text stand before a boundary point of the page. */
  function offsetOf(text, container, offset) {
    const point = document.createRange();
    point.setStart(container, offset);
    let before = 0;
    for (const { node, start, end } of text.nodes) {
      if (node === container) return start + Array.from(node.data.slice(0, offset)).length;
      if (point.comparePoint(node, node.length) > 0) break;
      before = end;
    }
    return before;
  }

  /** The words of `[start, end)` as a range of the page. */
  function rangeOf(text, start, end) {
    const range = document.createRange();
    const within = (entry, at) => Array.from(entry.node.data).slice(0, at - entry.start).join("").length;
    const first = text.nodes.find((entry) => entry.end > start);
    const last = text.nodes.findLast((entry) => entry.start < end);
    if (!first || !last) return null;
    range.setStart(first.node, within(first, Math.max(start, first.start)));
    range.setEnd(last.node, within(last, Math.min(end, last.end)));
    return range;
  }

  const numberOf = (paragraph) => Number(paragraph.id.slice(1));

  /** The words selected: `{paragraph, number, chars, nodes, start, end}`, or `{refusal}` that says why they can't be
      annotated; null where nothing of the article's text is selected. */
  function find(selection) {
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const found = [];
    for (const paragraph of document.querySelectorAll(".text .t[id]")) {
      if (!range.intersectsNode(paragraph)) continue;
      const text = read(paragraph);
      const [start, end] = window.reader.quote.trim(
        text.chars,
        offsetOf(text, range.startContainer, range.startOffset),
        offsetOf(text, range.endContainer, range.endOffset),
      );
      if (start < end) found.push({ paragraph, number: numberOf(paragraph), ...text, start, end });
    }
    if (found.length > 1) {
      return { refusal: `A note speaks of words in one paragraph; these reach from ${found[0].number} to ${found.at(-1).number}.` };
    }
    const other = Array.from(document.querySelectorAll(".text > h2, .text > .caption")).some((element) => touches(range, element));
    if (other) return { refusal: "Headings and captions have no number, so that a note can’t stand there. Select words of a paragraph." };
    return found[0] || null;
  }

  function touches(range, element) {
    if (!range.intersectsNode(element)) return false;
    const text = read(element);
    return offsetOf(text, range.startContainer, range.startOffset) < offsetOf(text, range.endContainer, range.endOffset);
  }

  window.reader = Object.assign(window.reader || {}, { words: { find, read, rangeOf, numberOf } });
})();
