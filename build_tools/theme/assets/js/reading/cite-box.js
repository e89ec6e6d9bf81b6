/* The box with citations of the edition or one of its notes in Chicago, APA and MLA style, and as files for reference
   managers. Loaded when it is first opened (cite.js). */
(function () {
  "use strict";
  const { make, find } = window.readerDom;
  const { published } = window.readerAddress;
  /** @typedef {[label: string, style: "chicago" | "apa" | "mla"]} Style */
  /** @typedef {[label: string, format: "bibtex" | "ris" | "csl", ending: string, type: string]} Format */
  /** @type {Style[]} */
  const STYLES = [
    ["Chicago", "chicago"],
    ["APA", "apa"],
    ["MLA", "mla"],
  ];
  /** @type {Format[]} */
  const FILES = [
    ["BibTeX", "bibtex", "bib", "application/x-bibtex"],
    ["RIS", "ris", "ris", "application/x-research-info-systems"],
    ["CSL-JSON", "csl", "json", "application/vnd.citationstyles.csl+json"],
  ];
  const FROM_DISK =
    "This page was opened from disk, so only this computer knows its address. Replace it with the address of a published copy.";
  /** @type {HTMLDialogElement | null} */
  let dialog = null;

  // ---- What is cited -----------------------------------------------------------------------------------------------

  /** @returns {Reader.CslDate} */
  const today = () => ({ "date-parts": [window.readerToday()] });

  /**
   * @param {Reader.CitedEdition} edition
   * @returns {Reader.CitedItem}
   */
  function editionItem(edition) {
    return { ...edition.item, date: edition.date, URL: published(), accessed: today() };
  }

  /**
   * @param {Reader.CitedEdition} edition
   * @param {HTMLElement} by
   * @returns {Reader.CslName}
   */
  function contributor(edition, by) {
    const family = by.dataset.family;
    if (family) return { family, given: by.dataset.given, suffix: by.dataset.suffix };
    return { literal: by.dataset.editors === undefined ? by.textContent.trim() : edition.editors };
  }

  /**
   * The note of a list item, which contains its author and date.
   * @param {Reader.CitedEdition} edition
   * @param {Element} item
   * @returns {Reader.CitedItem}
   */
  function noteItem(edition, item) {
    const head = /** @type {HTMLElement} */ (find(item, ".note[id]"));
    const ref = document.getElementById(item.id.replace("fn:", "fnref:"));
    const paragraph = ref && ref.closest(".t");
    const where = [edition.item.title, paragraph ? `¶ ${paragraph.id.slice(1)}` : ""].filter(Boolean).join(", ");
    const by = /** @type {HTMLElement} */ (find(item, ".by"));
    const time = /** @type {HTMLTimeElement | null} */ (item.querySelector(".src time"));
    return {
      id: head.id.replace("note-", ""),
      type: "webpage",
      title: `Note on “${find(head, ".target").textContent.trim()}” (${where})`,
      author: [contributor(edition, by)],
      "container-title": edition.item["container-title"],
      genre: edition.genres[head.dataset.noteKind || ""],
      language: document.documentElement.lang,
      issued: time ? { "date-parts": [time.dateTime.split("-").map(Number)] } : undefined,
      URL: `${published()}#${head.id}`,
      accessed: today(),
    };
  }

  // ---- The box -----------------------------------------------------------------------------------------------------

  function build() {
    const made = make("dialog", { class: "cite-box", "aria-labelledby": "page:cite-title" });
    made.innerHTML =
      '<h2 id="page:cite-title"></h2><div></div><p class="files"></p><form method="dialog"><button>Close</button></form>';
    made.addEventListener("click", (event) => {
      if (event.target === made) made.close();
    }); // on the backdrop
    document.body.append(made);
    return made;
  }

  /**
   * @param {Reader.CitedItem} item
   * @param {Style} style
   */
  function styled(item, [label, style]) {
    const cited = window.readerCitations[style](item);
    const copy = make(
      "button",
      { type: "button", class: "copy", "aria-label": `Copy in the style of ${label}` },
      "Copy",
    );
    copy.addEventListener("click", () => {
      window.readerCopying.copy(cited, `Citation copied (${label})`);
      copy.textContent = "Copied"; // the passing message would be hidden by the open box
      copy.setAttribute("aria-label", `Copied in the style of ${label}`);
    });
    return [make("h3", {}, label, " ", copy), make("p", { class: "cited-as" }, cited)];
  }

  /**
   * @param {Reader.CitedItem} item
   * @param {Format} kind
   */
  function file(item, [label, format, ending, type]) {
    const address = `data:${type};charset=utf-8,${encodeURIComponent(window.readerCitations[format](item))}`;
    return make("a", { href: address, download: `${item.id}.${ending}` }, label);
  }

  /**
   * Opens the box for the edition, or for a note of it by its list item.
   * @type {Reader.CiteBox["open"]}
   */
  function open(title, edition, note) {
    const item = note ? noteItem(edition, note) : editionItem(edition);
    dialog = dialog || build();
    find(dialog, "h2").textContent = title;
    find(dialog, "div").replaceChildren(...STYLES.flatMap((style) => styled(item, style)));
    find(dialog, ".files").replaceChildren("Download: ", ...FILES.flatMap((kind) => [file(item, kind), " "]));
    if (item.URL.startsWith("file:")) find(dialog, "div").append(make("p", { class: "from-disk" }, FROM_DISK));
    dialog.showModal();
  }

  window.readerCiteBox = { open };
})();
