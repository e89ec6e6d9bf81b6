/* What components of hand-written pages do with a script: buttons that copy code, tabs and folded parts that open when
   an address leads into them, abbreviations that can have the focus. Without it they can all be read. */
(function () {
  "use strict";
  const { make } = window.readerDom;
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));

  /** @param {HTMLElement} code */
  function addButton(code) {
    const button = make("button", { class: "copy-code", type: "button" }, "Copy");
    button.addEventListener("click", () => {
      const copied = /** @type {HTMLElement} */ (code.cloneNode(true));
      for (const number of copied.querySelectorAll(".linenos")) number.remove();
      window.readerCopying.copy(copied.textContent.replace(/\n$/, ""), "Code copied");
    });
    code.before(button);
  }

  /** Shows the part of the page that the address leads to, if it is in a tab or folded away. */
  function reveal() {
    const target = document.getElementById(window.readerAddress.fragment());
    if (!target || !main.contains(target)) return;
    let opened = false;
    for (let part = target; part !== main; part = /** @type {HTMLElement} */ (part.parentElement)) {
      const set = part.parentElement && part.parentElement.closest(".tabbed-set");
      if (part instanceof HTMLDetailsElement && !part.open) {
        part.open = opened = true;
      } else if (set && part.matches(".tabbed-block")) {
        const at = Array.from(/** @type {HTMLElement} */ (part.parentElement).children).indexOf(part);
        const choice = /** @type {HTMLInputElement} */ (set.children[at]);
        opened = opened || !choice.checked;
        choice.checked = true;
      }
    }
    if (opened) target.scrollIntoView();
  }

  for (const code of main.querySelectorAll("pre > code")) addButton(/** @type {HTMLElement} */ (code));
  for (const short of main.querySelectorAll("abbr[title]")) short.setAttribute("tabindex", "0");
  addEventListener("hashchange", reveal);
  reveal();
})();
