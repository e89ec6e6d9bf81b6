/* Makes and finds elements and text nodes: readerDom.make(), find() and textNodes(). */
(function () {
  "use strict";

  /**
   * An element with these attributes and children.
   * @type {Reader.Dom["make"]}
   */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /**
   * The element that the selector names; throws if there is none.
   * @param {ParentNode} root
   * @param {string} selector
   * @returns {any} an element of the selector's type, which TypeScript can't know here
   */
  function find(root, selector) {
    const found = root.querySelector(selector);
    if (!found) throw new Error(`${selector} is missing`);
    return found;
  }

  /**
   * The text nodes in an element, in reading order, except those inside elements that the selector `apart` names.
   * @param {Node} element
   * @param {string} apart
   */
  function textNodes(element, apart) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      if (!node.parentElement?.closest(apart)) nodes.push(node);
    }
    return nodes;
  }

  window.readerDom = { make, find, textNodes };
})();
