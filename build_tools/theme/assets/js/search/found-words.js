/* Marks the words of a search in the passage that a hit led to, without changing the page. */
(function () {
  "use strict";
  const KEY = "reader-found";
  const { session } = window.readerStorage;
  if (!window.CSS || !CSS.highlights || !window.Highlight) return;

  /** Returns the words once only: a later visit has another purpose. */
  function take() {
    const found = session.loadJson(KEY);
    session.remove(KEY);
    if (!found || found.href !== location.href || !Array.isArray(found.words)) return null;
    // Other pages on the same host can write there, and an empty word would cause an endless loop.
    const words = found.words.filter((/** @type {unknown} */ word) => typeof word === "string" && word);
    return { words };
  }

  /**
   * Ranges of the words in an element, across links and notes.
   * @param {Element} element
   * @param {string[]} words
   */
  function rangesOf(element, words) {
    let length = 0;
    const nodes = window.readerDom.textNodes(element, "sup, .n, script").map((node) => {
      length += node.data.length;
      return { node, start: length - node.data.length };
    });
    const text = nodes.map(({ node }) => node.data.replace(/\s/g, " ")).join("");
    /** @type {(offset: number) => [Text, number]} */
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
    const id = window.readerAddress.fragment();
    const landed = (id && document.getElementById(id)) || window.readerDom.find(document, "main");
    // A note's id is on its first line, but its words can be anywhere in it.
    const ranges = rangesOf(landed.closest("li, .t") || landed, found.words);
    if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
  }

  addEventListener("hashchange", arrive);
  arrive();
})();
