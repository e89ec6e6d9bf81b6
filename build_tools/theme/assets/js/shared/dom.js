/* Elements made, and text nodes found: readerDom.make() and readerDom.textNodes(). */
(function () {
  "use strict";

  /** An element with these attributes and children, which are nodes or text. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** The text nodes in an element, in reading order, without those inside what the selector `apart` names. */
  function textNodes(element, apart) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest(apart)) nodes.push(walker.currentNode);
    }
    return nodes;
  }

  window.readerDom = { make, textNodes };
})();
