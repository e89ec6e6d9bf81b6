/* Begins a note: from words selected, by the button "Annotate" beside them, or by the key `a` on a paragraph.

   Only this much is loaded with every article; the form and what it needs come with its first use. */
(function () {
  "use strict";
  const own = document.currentScript;
  const PARTS = ["quote.js", "selected_words.js", "note_check.js", "note_file.js", "note_form.js"];
  const settings = { article: own.dataset.article, propose: own.dataset.propose || "" };
  const addressOf = (name) => new URL(name, own.src).href;
  let loading = null;

  /** Scripts one after the other, since each builds on those before; a page from disk can load them so too. */
  function load() {
    if (!loading) {
      const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: addressOf("note_form.css") });
      const styled = new Promise((resolve) => { style.onload = style.onerror = resolve; });
      document.head.append(style);
      loading = PARTS.reduce((before, name) => before.then(() => loadScript(name)), styled);
    }
    return loading;
  }

  function loadScript(name) {
    return new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: addressOf(name), onload: resolve, onerror: reject });
      document.head.append(script);
    });
  }

  /** Opens the form for what is selected, or for words to be typed in `paragraph` where nothing is. */
  async function annotate(paragraph) {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : null;
    await load();
    const { words, noteForm } = window.reader;
    if (range && selection.isCollapsed) selection.addRange(range); // some browsers drop it at a click
    const found = words.find(selection);
    if (found && found.refusal) return say(found.refusal);
    if (found) return noteForm.open(found, settings);
    if (paragraph) return noteForm.open({ paragraph, number: words.numberOf(paragraph), ...words.read(paragraph), start: 0, end: 0 }, settings);
    return say("Select words of the article first.");
  }

  // ---- The button, and what is said where words can't be annotated ---------------------------------------------------

  const button = Object.assign(document.createElement("button"), { type: "button", className: "annotate", textContent: "Annotate", hidden: true });
  const said = Object.assign(document.createElement("p"), { className: "said" });
  said.setAttribute("role", "status");
  document.body.append(button, said);
  let timer = 0;

  function say(sentence) {
    said.textContent = sentence;
    clearTimeout(timer);
    timer = setTimeout(() => { said.textContent = ""; }, 6000);
  }

  function place() {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const text = document.querySelector(".text");
    button.hidden = !range || !text || !range.intersectsNode(text) || !range.toString().trim();
    if (button.hidden) return;
    const box = Array.from(range.getClientRects()).at(-1) || range.getBoundingClientRect();
    button.style.left = `${Math.max(8, Math.min(box.right + scrollX, document.documentElement.clientWidth - button.offsetWidth - 8))}px`;
    button.style.top = `${box.bottom + scrollY + 6}px`;
  }

  let settled = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(settled);
    settled = setTimeout(place, 120);
  });
  addEventListener("resize", place);
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection is to stay
  button.addEventListener("click", () => {
    button.hidden = true;
    annotate(null);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "a" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    event.preventDefault();
    annotate(document.activeElement.closest(".text .t[id]"));
  });
})();
