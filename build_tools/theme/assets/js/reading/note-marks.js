/* Highlights a note, its number and its words together, while one of them has the pointer or the focus; at other times,
   the note that the address names. `data-note`, set by side-notes.js, says what belongs to which note. */
(function () {
  "use strict";
  const text = /** @type {HTMLElement} */ (document.querySelector(".text"));
  if (!text) return;
  /** @type {string | null} */
  let marked = null;
  /** @type {string | null} */
  let landed = null; // the note that the address names

  /** @param {EventTarget | null} target */
  const noteAt = (target) => {
    const found = target instanceof Element && target.closest("[data-note]");
    return found ? found.getAttribute("data-note") : null;
  };

  /**
   * @param {string | null} id
   * @param {boolean} on
   */
  function light(id, on) {
    if (!id) return;
    for (const element of text.querySelectorAll(`[data-note="${CSS.escape(id)}"]`)) element.classList.toggle("lit", on);
  }

  /**
   * Applies to a note that is already marked, too: a copy of it may have been opened since.
   * @param {string | null} id
   */
  function mark(id) {
    const wanted = id || landed;
    if (wanted !== marked) light(marked, false);
    light(wanted, true);
    marked = wanted;
  }

  function land() {
    const match = /^(note-|fn:|fnref:)(.+)$/.exec(window.readerAddress.fragment());
    for (const item of document.querySelectorAll(".footnote li.landed")) item.classList.remove("landed");
    const item = match && document.getElementById(`fn:${match[2]}`);
    landed = item ? match[2] : null;
    if (item && match[1] !== "fnref:") item.classList.add("landed");
    mark(landed);
  }

  document.addEventListener("pointerover", (event) => mark(noteAt(event.target)));
  document.addEventListener("focusin", (event) => mark(noteAt(event.target)));
  document.addEventListener("focusout", (event) => {
    if (!event.relatedTarget) mark(null);
  });
  addEventListener("hashchange", land);
  land();
})();
