/* Keys for reading: j and k step through paragraphs (or the lines of a list), / goes to search, ? lists the keys. */
(function () {
  "use strict";
  const STEPS = ".text .t, .concordance li, .entries li, .articles li";
  const KEYS = [
    ["j", "next paragraph, or line of a list"],
    ["k", "the one before"],
    ["/", "search"],
    ["Enter", "on a note’s number: open the note"],
    ["Esc", "close what is open"],
    ["?", "this list"],
  ];
  let dialog = null;

  function list() {
    if (!dialog) dialog = build();
    if (!dialog.open) dialog.showModal();
  }

  function build() {
    const made = document.createElement("dialog");
    made.setAttribute("aria-labelledby", "keys-title");
    made.innerHTML = '<h2 id="keys-title">Keys</h2><dl></dl><form method="dialog"><button>Close</button></form>';
    for (const [key, does] of KEYS) {
      const term = document.createElement("dt");
      const meaning = document.createElement("dd");
      term.append(Object.assign(document.createElement("kbd"), { textContent: key }));
      meaning.textContent = does;
      made.querySelector("dl").append(term, meaning);
    }
    document.body.append(made);
    return made;
  }

  /** The step after (or before) the one that has the focus; without focus, the first in sight (or before it). */
  function step(by) {
    const steps = Array.from(document.querySelectorAll(STEPS));
    if (!steps.length) return;
    const here = document.activeElement.closest(STEPS);
    let index = steps.indexOf(here) + by;
    if (!here) {
      const inSight = steps.findIndex((element) => element.getBoundingClientRect().top >= 0);
      index = inSight < 0 ? steps.length - 1 : by > 0 ? inSight : inSight - 1;
    }
    const target = steps[Math.max(0, Math.min(index, steps.length - 1))];
    const link = target.querySelector("a");
    if (link) link.focus({ preventScroll: true });
    const box = target.getBoundingClientRect();
    // Only as far as needed, and a paragraph longer than the window from its beginning.
    if (box.top < 0 || box.bottom > innerHeight) target.scrollIntoView({ block: box.height > innerHeight * 0.8 ? "start" : "center" });
  }

  function search() {
    const field = document.querySelector(".bar input[type=search], .bar input[type=text], input[type=search]");
    if (field) {
      field.focus();
      field.select();
    }
    return Boolean(field);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "?") list();
    else if (event.key === "/") { if (search()) event.preventDefault(); }
  });

  const opener = document.querySelector(".foot .keys");
  if (opener) {
    opener.addEventListener("click", list);
    opener.hidden = false;
  }
})();
