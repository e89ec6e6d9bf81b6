/* The form for a note, beside the text on a wide screen, a dialog over it on a narrow one.

   It makes a file that `reader check` accepts unchanged, to copy, to download, or to propose on GitHub. What is typed
   stays while the page is open, even if the form is closed or other words are chosen. */
(function () {
  "use strict";
  const {
    readerQuote: quote,
    readerTextRange: textRange,
    readerNoteCheck: noteCheck,
    readerNoteFaults: noteFaults,
    readerNoteFile: noteFile,
    readerNoteSources: noteSources,
    readerNoteStyle: noteStyle,
  } = window;
  const { make, find } = window.readerDom;
  const { local } = window.readerStorage;
  const NAME = "reader-contributor";
  const FORM = `
    <form novalidate>
      <div class="begin"><h2 id="page:draft-title"></h2><button type="button" value="close" aria-label="Close">×</button></div>
      <p><label for="page:draft-words">Words that the note is about</label><textarea id="page:draft-words" dir="auto" rows="2" aria-describedby="page:draft-words-hint"></textarea>
      <small id="page:draft-words-hint"></small></p>
      <p hidden><label for="page:draft-which">These words occur more than once. Which occurrence?</label><select id="page:draft-which" dir="auto"></select></p>
      <p><label for="page:draft-kind">Kind</label><select id="page:draft-kind"></select></p>
      <p><label for="page:draft-body">Note</label><textarea id="page:draft-body" dir="auto" rows="7" aria-describedby="page:draft-body-hint"></textarea>
      <small id="page:draft-body-hint"></small></p>
      <p><label for="page:draft-short">In short <span>(optional)</span></label><input id="page:draft-short" dir="auto" autocomplete="off" aria-describedby="page:draft-short-hint">
      <small id="page:draft-short-hint">What the note says, in a sentence or two of at most 25 words, for places with little room.</small></p>
      <p><label for="page:draft-source">Source <span>(optional)</span></label><input id="page:draft-source" dir="auto" list="page:draft-sources" autocomplete="off" spellcheck="false" aria-describedby="page:draft-source-hint">
      <small id="page:draft-source-hint">An address, a DOI, ids of references, or the source in words.</small><datalist id="page:draft-sources"></datalist></p>
      <p><label for="page:draft-name">Your name <span>(shown with the note)</span></label><input id="page:draft-name" dir="auto" autocomplete="name"></p>
      <details><summary>The finished file</summary>
      <p><label for="page:draft-id">Its name</label><span class="file"><input id="page:draft-id" autocomplete="off" spellcheck="false">.md</span></p>
      <pre tabindex="0" dir="auto" aria-label="Its text"></pre></details>
      <div class="end"><div class="faults" role="alert"></div>
      <p class="does"><button type="button" value="propose" hidden>Propose on GitHub</button><button type="button" value="download">Download</button><button type="button" value="copy">Copy</button></p>
      <p class="done" role="status"></p></div>
    </form>`;
  const wide = matchMedia("(min-width: 75em)");
  const given = window.readerKnown;
  /** @type {Reader.KnownIds} */
  const known = {
    references: new Map(given.references),
    entities: new Set(given.entities),
    articles: new Map(given.articles.map(([slug, paragraphs, notes]) => [slug, { paragraphs, notes: new Set(notes) }])),
  };
  // The first three are set by open(), before anything else needs them.
  /** @type {HTMLDialogElement} */
  let dialog;
  /** @type {Reader.NoteFormSettings} */
  let settings;
  /** @type {Reader.NoteTarget} */
  let target;
  /** @type {Reader.Span[]} */
  let places = []; // where the words occur in it
  let named = false; // whether the reader typed the file's name
  let unsaved = false; // whether the note has text that was neither copied nor downloaded nor proposed

  // Not "note-": the ids of notes in the page begin with that, and a note may have the same name as a field.
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (find(dialog, `#page\\:draft-${name}`));

  function build() {
    dialog = make("dialog", { class: "note-form", "aria-labelledby": "page:draft-title" });
    dialog.innerHTML = FORM;
    for (const { id, title, meaning } of window.readerNoteKinds) {
      field("kind").append(new Option(`${title}: ${meaning}`, id));
    }
    for (const [id, label] of known.references) field("sources").append(new Option(label, id));
    field("name").value = local.load(NAME) || "";
    find(dialog, '[value="propose"]').hidden = !settings.propose;
    dialog.addEventListener("input", (event) => typed(/** @type {HTMLInputElement} */ (event.target)));
    dialog.addEventListener("click", (event) => {
      if (event.target instanceof HTMLButtonElement) act(event.target.value);
    });
    dialog.addEventListener("submit", (event) => event.preventDefault());
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      close();
    });
    dialog.addEventListener("close", () => highlight(null));
    addEventListener("beforeunload", (event) => {
      if (unsaved) event.preventDefault();
    });
    document.body.append(dialog);
  }

  /**
   * Opens the form for `[start, end)` of a paragraph, or for words that the reader will type.
   * @type {Reader.NoteForm["open"]}
   */
  function open(place, wanted) {
    settings = wanted;
    if (!dialog) build();
    target = place;
    field("title").textContent = `A note on paragraph ${place.number}`;
    field("words").value = place.chars.slice(place.start, place.end).join("");
    findPlaces(place.start);
    if (!dialog.open && wide.matches) dialog.show();
    else if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    tell("");
    field(place.start < place.end ? "body" : "words").focus();
    show();
  }

  function close() {
    dialog.close();
    const number = target && /** @type {HTMLElement | null} */ (target.paragraph.querySelector(".n"));
    if (number) number.focus({ preventScroll: true });
  }

  /**
   * Finds the typed words in the paragraph, and chooses the place that begins at `start` if there is one.
   * @param {number} start
   */
  function findPlaces(start) {
    places = quote.findExact(target.chars, quote.split(field("words").value.trim()));
    const which = field("which");
    which.replaceChildren(...places.map(([begin, end], index) => new Option(inContext(begin, end), String(index))));
    which.value = String(
      Math.max(
        places.findIndex(([begin]) => begin === start),
        0,
      ),
    );
    /** @type {HTMLElement} */ (which.parentElement).hidden = places.length < 2;
    if (!named) field("id").value = places.length ? noteFile.nameFor(exact(), takenIds(), today()) : "";
  }

  const chosen = () => places[Number(field("which").value) || 0];

  function exact() {
    const [start, end] = chosen();
    return target.chars.slice(start, end).join("");
  }

  /**
   * @param {number} start
   * @param {number} end
   */
  function inContext(start, end) {
    const piece = (/** @type {number} */ from, /** @type {number} */ to) =>
      target.chars.slice(Math.max(from, 0), to).join("");
    return `…${piece(start - 30, start)}[${piece(start, end)}]${piece(end, end + 30)}…`;
  }

  const takenIds = () =>
    new Set(Array.from(document.querySelectorAll('.footnote [id^="note-"]'), (element) => element.id.slice(5)));

  /** @param {HTMLInputElement} element */
  function typed(element) {
    if (element === field("words")) findPlaces(-1);
    if (element === field("body") || element === field("short")) curl(element);
    if (element === field("id")) named = element.value !== "";
    element.removeAttribute("aria-invalid");
    unsaved = Boolean(body() || short());
    tell("");
    show();
  }

  /**
   * Gives straight quotation marks the form that the corpus asks for; the caret stays where it is.
   * @param {HTMLInputElement} element
   */
  function curl(element) {
    const { marks } = settings.demands;
    const found = marks.length ? noteStyle.curls(element.value, marks) : [];
    const { selectionStart, selectionEnd } = element;
    for (const [at, mark] of found) element.setRangeText(mark, at, at + 1);
    if (found.length) element.setSelectionRange(selectionStart, selectionEnd);
  }

  /** How many words the note has, and how many the corpus asks for. */
  function lengthHint() {
    const { least, most } = settings.demands;
    const count = noteStyle.wordsOf(noteCheck.textsOf(body()));
    const counted = `${count} ${count === 1 ? "word" : "words"}`;
    if (least === null && most === null) return counted;
    const asked =
      least === null
        ? `at most ${most} are`
        : most === null
          ? `at least ${least} are`
          : `${least} to ${most}, on one idea, are`;
    return `${counted}; ${asked} asked for here`;
  }

  /** Updates the form while the reader types: hints, the finished file, the words in the text. */
  function show() {
    field("body-hint").textContent = `${lengthHint()}. *emphasis*, **strong**, [words](https://…).`;
    const long = places.length && exact().split(/\s+/).length > 25;
    field("words-hint").textContent = !field("words").value.trim()
      ? "Copy them from the paragraph, unchanged."
      : !places.length
        ? "These words aren’t in the paragraph."
        : long
          ? "Fewer words make a better target."
          : "";
    find(dialog, "pre").textContent = faults().length ? "It appears here when nothing is missing." : fileText();
    const range = places.length ? textRange.rangeOf(target.paragraph, ...chosen()) : null;
    highlight(range);
  }

  /** @param {Range | null} range */
  function highlight(range) {
    if (!window.Highlight || !CSS.highlights) return;
    if (range) CSS.highlights.set("note-target", new window.Highlight(range));
    else CSS.highlights.delete("note-target");
  }

  /** What is wrong: pairs of a field and a sentence. */
  function faults() {
    const draft = {
      words: field("words").value.trim(),
      selector: places.length ? selector() : null,
      body: body(),
      short: short(),
      source: source(),
      name: contributor(),
      id: field("id").value,
      taken: takenIds(),
    };
    return noteFaults
      .find(draft, known)
      .map(([name, sentence]) => /** @type {[HTMLElement, string]} */ ([field(name), sentence]));
  }

  const source = () => noteSources.read(field("source").value, known.references);
  const selector = () => quote.select(target.chars, ...chosen());
  const onOneLine = (/** @type {string} */ name) => field(name).value.trim().replace(/\s+/g, " ");
  const contributor = () => onOneLine("name");
  const short = () => onOneLine("short");

  const body = () =>
    field("body")
      .value.replace(/\r\n?/g, "\n")
      .replace(/^\n+|\s+$/g, "");

  function fileText() {
    const { cites, line } = source();
    return noteFile.make({
      paragraph: target.number,
      ...selector(),
      kind: field("kind").value,
      contributor: contributor(),
      created: today(),
      cites,
      source: line,
      short: short(),
      body: body(),
    });
  }

  const today = () =>
    window
      .readerToday()
      .map((part) => String(part).padStart(2, "0"))
      .join("-");

  /** @param {string} what */
  function act(what) {
    if (what === "close") return close();
    const found = faults();
    const list = make("ul", {}, ...found.map(([, sentence]) => make("li", {}, sentence)));
    find(dialog, ".faults").replaceChildren(...(found.length ? [list] : []));
    for (const element of dialog.querySelectorAll("input, select, textarea")) element.removeAttribute("aria-invalid");
    for (const [element] of found) element.setAttribute("aria-invalid", "true");
    if (found.length) return complainAt(found[0][0]);
    local.save(NAME, contributor());
    unsaved = false;
    const path = noteFile.pathOf(settings.article, field("id").value);
    if (what === "copy") copy(path);
    else if (what === "download") download(path);
    else propose(path);
  }

  /** @param {HTMLElement} element */
  function complainAt(element) {
    const folded = element.closest("details");
    if (folded) folded.open = true;
    element.focus();
  }

  /** @param {string} sentence */
  function tell(sentence) {
    find(dialog, ".done").textContent = sentence;
    if (!sentence) find(dialog, ".faults").replaceChildren();
  }

  /**
   * @param {string} address
   * @param {Record<string, string>} attributes
   */
  function follow(address, attributes) {
    const link = make("a", { href: address, ...attributes });
    document.body.append(link);
    link.click();
    link.remove();
  }

  /** @param {string} path */
  function copy(path) {
    const refused = () => {
      unsaved = true;
      tell("The browser doesn’t allow copying: download it instead.");
    };
    window.readerCopying.put(fileText()).then(() => tell(`Copied. It belongs in ${path}`), refused);
  }

  /** @param {string} path */
  function download(path) {
    const address = URL.createObjectURL(new Blob([fileText()], { type: "text/markdown;charset=utf-8" }));
    follow(address, { download: path.slice(path.lastIndexOf("/") + 1) });
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    tell(`Downloaded. It belongs in ${path}`);
  }

  /** @param {string} path */
  function propose(path) {
    const address = noteFile.proposal(settings.propose, path, fileText());
    unsaved = !address;
    if (!address) return tell(`The note is too long for GitHub’s address. Download it, and add it there as ${path}`);
    follow(address, { target: "_blank", rel: "noopener noreferrer" });
    return tell(
      "GitHub opens in another tab, with the file filled in: “Propose new file” there makes the pull request.",
    );
  }

  window.readerNoteForm = { open };
})();
