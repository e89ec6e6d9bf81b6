/* Actions for selected words: by a toolbar beside them, or by keys. What finds the words and shows the toolbar is loaded at
   the first selection or key (selected-words.js). */
(function () {
  "use strict";
  const text = /** @type {HTMLElement} */ (document.querySelector(".text[data-article]"));
  if (!text) return;
  const base = new URL("../reading/", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const PARTS = ["selected-words.js"];
  /** @type {Reader.SelectionAction[]} */
  const actions = [];

  const load = () => window.readerLoadScript.parts(base, "selection", PARTS);

  function isSelected() {
    const selected = getSelection();
    return Boolean(selected && !selected.isCollapsed);
  }

  /** @type {Reader.Selection["add"]} */
  function add(action) {
    actions.push(action);
    const { key, label } = action;
    if (!key) return;
    window.readerKeys.add(key, `with words selected: ${label.toLowerCase()}`, () => {
      if (isSelected()) load().then(() => window.readerSelection.run(action));
      return isSelected();
    });
  }

  document.addEventListener("selectionchange", () => {
    if (isSelected()) load().catch(() => {}); // the next selection tries again
  });

  window.readerSelection = /** @type {Reader.Selection} */ ({ actions, add, load });
})();
