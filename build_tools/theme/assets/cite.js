/* Citing: words selected in the text, with article, paragraph and address. */
(function () {
  "use strict";
  const text = document.querySelector(".text[data-article]");
  if (!text) return;

  /** The page's own address, as it is published where that is known, without an anchor. */
  function address() {
    const canonical = document.querySelector('link[rel="canonical"]');
    return (canonical ? canonical.href : location.href).replace(/[?#].*$/, "");
  }

  function citation(selection) {
    const numbers = selection.pieces.map((piece) => piece.paragraph);
    const last = numbers[numbers.length - 1];
    const paragraphs = numbers.length > 1 ? `¶¶ ${numbers[0]}–${last}` : `¶ ${numbers[0]}`;
    const words = selection.pieces.map((piece) => piece.exact.replace(/\s+/g, " ")).join(" / ");
    const title = document.querySelector("h1").textContent.trim();
    const site = document.querySelector(".brand").textContent.trim();
    return `“${words}” (“${title}”, ${paragraphs}, ${site}, ${address()}#p${numbers[0]})`;
  }

  window.readerSelection.add({
    label: "Copy citation",
    key: "c",
    run: (selection) => window.readerCopying.copy(citation(selection), "Citation copied"),
  });
})();
