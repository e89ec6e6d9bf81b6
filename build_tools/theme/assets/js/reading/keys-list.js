/* The list of keys, with the switch that turns single letters off. Loaded when it is first opened (keys.js). */
(function () {
  "use strict";
  const { make, find } = window.readerDom;
  /** @type {HTMLDialogElement | null} */
  let dialog = null;
  /** @type {(on: boolean) => void} */
  let turn;

  function build() {
    const made = make("dialog", { "aria-labelledby": "page:keys-title" });
    made.innerHTML =
      '<h2 id="page:keys-title">Keys</h2><dl></dl><p><label><input type="checkbox"> Single-character keys are on</label></p>' +
      '<form method="dialog"><button autofocus>Close</button></form>';
    const box = find(made, "input");
    box.addEventListener("change", () => turn(box.checked));
    made.addEventListener("click", (event) => {
      if (event.target === made) made.close();
    }); // on the backdrop
    document.body.append(made);
    return made;
  }

  /** @type {Reader.KeysList["open"]} */
  function open(lines, on, setOn) {
    turn = setOn;
    dialog = dialog || build();
    find(dialog, "dl").replaceChildren(
      ...lines.flatMap(([key, does]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)]),
    );
    find(dialog, "input").checked = on;
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0; // the focused button is at the end
  }

  window.readerKeysList = { open };
})();
