/* Makes the words of a note that are below its cut invisible, though they keep their place: readerCutNotes(). Find in
   page and addresses with `#:~:text=` find only what is visible. */
(function () {
  "use strict";
  const { make, textNodes } = window.readerDom;
  /** @type {WeakMap<HTMLElement, string>} */
  const cuts = new WeakMap(); // max-height and width of an element when its words were last cut

  /**
   * Everything is read before anything is written.
   * @type {Reader.CutNotes}
   */
  window.readerCutNotes = function (elements) {
    const changed = elements.filter((element) => (cuts.get(element) || "") !== cutOf(element));
    for (const element of changed) {
      for (const beyond of element.querySelectorAll(".beyond")) beyond.replaceWith(...beyond.childNodes);
      element.normalize();
    }
    const found = changed.flatMap((element) => {
      const cut = cutOf(element);
      cuts.set(element, cut);
      return cut ? textsBeyond(element) : [];
    });
    for (const { node, from } of found) {
      const rest = from ? node.splitText(from) : node;
      const beyond = make("span", { class: "beyond" });
      rest.replaceWith(beyond);
      beyond.append(rest);
    }
  };

  /** @param {HTMLElement} element */
  const cutOf = (element) => element.style.maxHeight && `${element.style.maxHeight} ${element.clientWidth}`;

  /**
   * The texts of an element that are beyond its cut, each with the offset where that part of it begins. The last line
   * that is visible keeps room for an ellipsis.
   * @param {HTMLElement} element
   */
  function textsBeyond(element) {
    const { left, right, bottom } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const dots = 1.9 * parseFloat(style.fontSize);
    const lastLine = bottom - parseFloat(style.lineHeight) / 2;
    const isBeyond = (/** @type {DOMRect} */ rest, /** @type {boolean} */ rtl) =>
      rest.bottom > bottom + 1 ||
      (rest.bottom > lastLine && (rtl ? rest.right < left + dots : rest.left > right - dots));
    return textNodes(element, ".target")
      .map((node) => {
        // A note may be in another language than the page.
        const rtl = getComputedStyle(node.parentElement || element).direction === "rtl";
        return { node, from: firstBeyond(node, (rest) => isBeyond(rest, rtl)) };
      })
      .filter(({ node, from }) => node.data.slice(from).trim());
  }

  /**
   * Offset of the first word of a text that is beyond, with the space before it: the ellipsis comes first, and so stays
   * on the line of the word before. The text's length if there is none.
   * @param {Text} node
   * @param {(rest: DOMRect) => boolean} isBeyond
   */
  function firstBeyond(node, isBeyond) {
    const range = document.createRange();
    let low = 0;
    let high = node.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      range.setStart(node, middle);
      range.setEnd(node, node.length);
      // Lines come in order, so the rest of the text is beyond if its first line is.
      const [first] = range.getClientRects();
      if (!first || isBeyond(first)) high = middle;
      else low = middle + 1;
    }
    return low < node.length ? Math.max(node.data.lastIndexOf(" ", low), 0) : low;
  }
})();
