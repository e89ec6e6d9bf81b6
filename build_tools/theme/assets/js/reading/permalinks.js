/* A click on a paragraph's number goes there, as any link does, and copies its address. Notes in the list get a link
   too, and their link back shows the number of its paragraph. */
(function () {
  "use strict";
  for (const head of document.querySelectorAll(".footnote .note[id]")) {
    head.append(
      window.readerDom.make("a", { class: "note-link", href: `#${head.id}`, "aria-label": "Link to this note" }, "#"),
    );
  }

  for (const back of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".footnote-backref"))) {
    const ref = document.getElementById(window.readerAddress.fragment(back));
    const paragraph = ref && ref.closest(".t[id]");
    if (paragraph) back.append(` ¶ ${paragraph.id.slice(1)}`);
  }

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const link = /** @type {HTMLAnchorElement | null} */ (event.target.closest("a.n, a.note-link"));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const what = link.matches(".n") ? `paragraph ${link.textContent}` : "this note";
    window.readerCopying.copy(link.href, `Link to ${what} copied`, `The address bar now shows the link to ${what}`);
  });
})();
