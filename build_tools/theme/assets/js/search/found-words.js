/* Marks the words that were searched for in the passage one has come to, without a change to the page. */
(function () {
  "use strict";
  const KEY = "reader-found";
  const { session } = window.readerStorage;
  if (!window.CSS || !CSS.highlights || !window.Highlight) return;

  /** Once: who comes back another time comes for something else. */
  function take() {
    const found = session.loadJson(KEY);
    session.remove(KEY);
    return found && found.href === location.href ? found : null;
  }

  function textNodes(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let length = 0;
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest("sup, .n, script")) continue;
      nodes.push({ node: walker.currentNode, start: length });
      length += walker.currentNode.data.length;
    }
    return nodes;
  }

  /** Ranges of a text in an element, over links and notes. */
  function rangesOf(element, words) {
    const nodes = textNodes(element);
    const text = nodes.map(({ node }) => node.data.replace(/\s/g, " ")).join("");
    const place = (offset) => {
      const { node, start } = nodes.findLast((piece) => piece.start < offset) || nodes[0];
      return [node, offset - start];
    };
    const ranges = [];
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        const range = document.createRange();
        range.setStart(...place(at + 1));
        range.setStart(range.startContainer, range.startOffset - 1);
        range.setEnd(...place(at + word.length));
        ranges.push(range);
      }
    }
    return ranges;
  }

  function arrive() {
    CSS.highlights.delete("found");
    const found = take();
    if (!found) return;
    const id = window.readerHash();
    const landed = (id && document.getElementById(id)) || document.querySelector("main");
    // A note's id is its first line's; its words are in all of it.
    const ranges = rangesOf(landed.closest("li, .t") || landed, found.words);
    if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
  }

  addEventListener("hashchange", arrive);
  arrive();
})();
