/* Citing: the buttons that open the box with citations (cite-box.js, loaded on first use), and a citation of selected
   words with article, paragraph and address. The page contains the cited item as data. */
(function () {
  "use strict";
  const text = document.querySelector(".text[data-article]");
  const source = document.getElementById("page:citation");
  if (!text || !source) return;
  const { make } = window.readerDom;
  const CANT = "The citations can’t be loaded";
  const PARTS = ["../shared/today.js", "citation-styles.js", "cite-box.js"];
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  /** @type {Reader.CitedEdition} */
  const edition = JSON.parse(source.textContent);

  /**
   * @param {string} title
   * @param {Element} [note] its list item
   */
  function open(title, note) {
    window.readerLoadScript.parts(new URL("../reading/", src), "cite-box", PARTS).then(
      () => window.readerCiteBox.open(title, edition, note),
      () => window.readerCopying.say(CANT),
    );
  }

  const tools = document.querySelector(".tools");
  const button = make("button", { type: "button" }, "Cite");
  button.addEventListener("click", () => open("Cite this edition"));
  if (tools) tools.append(button);

  document.querySelectorAll(".footnote > ol > li").forEach((item, index) => {
    const facts = item.querySelector(".src");
    if (!facts) return;
    const label = `Cite note ${index + 1}`;
    facts.after(
      " ",
      make("button", { type: "button", class: "cite-note", "aria-label": label, "data-cite": item.id }, "Cite"),
    );
  });
  document.addEventListener("click", (event) => {
    const cite = event.target instanceof Element && event.target.closest(".cite-note");
    const item = cite && document.getElementById(cite.getAttribute("data-cite") || "");
    if (item) open(cite.getAttribute("aria-label") || "", item);
  });

  // ---- Selected words ----------------------------------------------------------------------------------------------

  /** @param {Reader.SelectedWords} selection */
  function quotation(selection) {
    const numbers = selection.pieces.map((piece) => piece.paragraph);
    const paragraphs = numbers.length > 1 ? `¶¶ ${numbers[0]}–${numbers[numbers.length - 1]}` : `¶ ${numbers[0]}`;
    const words = selection.pieces.map((piece) => piece.exact.replace(/\s+/g, " ")).join(" / ");
    const { title, genre, author = [] } = edition.item;
    const by = genre ? [] : author.map(window.readerCitations.spoken);
    const from = [...by, `“${title}”`, genre && genre.toLowerCase(), paragraphs, edition.item["container-title"]]
      .filter(Boolean)
      .join(", ");
    return `“${words}” (${from}, ${window.readerAddress.published()}#p${numbers[0]})`;
  }

  window.readerSelection.add({
    label: "Copy citation",
    key: "c",
    run: (selection) =>
      window.readerLoadScript(new URL("../reading/citation-styles.js", src).href).then(
        () => window.readerCopying.copy(quotation(selection), "Citation copied"),
        () => window.readerCopying.say(CANT),
      ),
  });
})();
