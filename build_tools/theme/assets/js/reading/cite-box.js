/* The cite box: citations of the edition or one of its notes in Chicago, APA and MLA style, and as files for reference
   managers. Also of selected words, with article, paragraph and address. The page contains the cited item as data. */
(function () {
  "use strict";
  const text = document.querySelector(".text[data-article]");
  const source = document.getElementById("page:citation");
  if (!text || !source) return;
  const { make, find } = window.readerDom;
  const { published } = window.readerAddress;
  /**
   * @type {{ item: Omit<Reader.CitedItem, "URL" | "accessed">, date: string, editors: string,
   *   genres: Record<string, string> }}
   */
  const edition = JSON.parse(source.textContent);
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

  /** @returns {Reader.CitedItem} */
  function editionItem() {
    return { ...edition.item, date: edition.date, URL: published(), accessed: today() };
  }

  /**
   * @param {HTMLElement} by
   * @returns {Reader.CslName}
   */
  function contributor(by) {
    const family = by.dataset.family;
    if (family) return { family, given: by.dataset.given, suffix: by.dataset.suffix };
    return { literal: by.dataset.editors === undefined ? by.textContent.trim() : edition.editors };
  }

  /**
   * The note of a list item, which contains its author and date.
   * @param {Element} item
   * @returns {Reader.CitedItem}
   */
  function noteItem(item) {
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
      author: [contributor(by)],
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
   * @param {string} title
   * @param {Reader.CitedItem} item
   */
  function open(title, item) {
    dialog = dialog || build();
    find(dialog, "h2").textContent = title;
    find(dialog, "div").replaceChildren(...STYLES.flatMap((style) => styled(item, style)));
    find(dialog, ".files").replaceChildren("Download: ", ...FILES.flatMap((kind) => [file(item, kind), " "]));
    if (item.URL.startsWith("file:")) find(dialog, "div").append(make("p", { class: "from-disk" }, FROM_DISK));
    dialog.showModal();
  }

  const tools = document.querySelector(".tools");
  const button = make("button", { type: "button" }, "Cite");
  button.addEventListener("click", () => open("Cite this edition", editionItem()));
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
    if (item) open(cite.getAttribute("aria-label") || "", noteItem(item));
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
    return `“${words}” (${from}, ${published()}#p${numbers[0]})`;
  }

  window.readerSelection.add({
    label: "Copy citation",
    key: "c",
    run: (selection) => window.readerCopying.copy(quotation(selection), "Citation copied"),
  });
})();
