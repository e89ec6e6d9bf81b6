/* What the page's scripts hand to one another: each global that one of them sets on `window`, and the types of its values.
   Scripts are classic ones, since a page opened from disk can't load modules; which needs which is in README.md. */

interface Window {
  // shared/
  readerAddress: Reader.Address;
  readerCopying: Reader.Copying;
  readerDom: Reader.Dom;
  readerFold: Reader.Fold;
  readerLoadScript: Reader.LoadScript;
  readerStorage: { local: Reader.StorageArea; session: Reader.StorageArea };
  readerToday: () => Reader.Day;
  /** Ranges of characters, for the brackets of a pattern with the flag `u`. */
  readerUnspaced: string;

  // reading/
  readerCitations: Reader.Citations;
  readerCiteBox: Reader.CiteBox;
  readerKeys: Reader.Keys;
  readerKeysList: Reader.KeysList;
  readerSelection: Reader.Selection;

  // annotate/
  /** Filled by a script that the build writes. */
  readerKnown: Reader.WrittenIds;
  readerNoteCheck: Reader.NoteCheck;
  readerNoteFaults: Reader.NoteFaults;
  readerNoteFile: Reader.NoteFile;
  readerNoteForm: Reader.NoteForm;
  readerNoteSources: Reader.NoteSources;
  /** Set by a script that the build writes (build_tools/site/form_data.py), in the order of lists. */
  readerNoteKinds: Reader.NoteKind[];
  readerNoteStyle: Reader.NoteStyle;
  readerQuote: Reader.Quote;
  readerTextRange: Reader.TextRange;
  readerUnsupported: Reader.Unsupported;

  // search/
  readerSearch: Reader.Search;
  /** Called by each file of the index (build_tools/site/search/index.py). */
  readerChunk: (name: string, payload: unknown) => void;

  // explore/
  /** Filled by the scripts that hold the texts (build_tools/site/pages/concordance.py), emptied by word-lookup.js. */
  readerTexts?: Reader.ArticleText[];
}

declare namespace Reader {
  // ---- shared/ -----------------------------------------------------------------------------------------------------

  interface Address {
    /** The decoded id after the `#` of the page's address, or of a link's; "" where there is none. */
    fragment(link?: { hash: string }): string;
    /** The page's own address, as it is published where that is known, without `?` and `#`. */
    published(): string;
  }

  interface Copying {
    /** Copies words, then shows and announces `done`, or `refused` where the browser doesn't allow it. */
    copy(words: string, done: string, refused?: string): Promise<void>;
    /** Copies words; rejects where that is refused. */
    put(words: string): Promise<void>;
    /** Shows and announces a sentence for a few seconds. */
    say(words: string): void;
  }

  interface Dom {
    /** An element with these attributes and children. */
    make<K extends keyof HTMLElementTagNameMap>(
      tag: K,
      attributes?: Record<string, string>,
      ...children: (Node | string)[]
    ): HTMLElementTagNameMap[K];
    /** The first element in `root` that the selector names; throws where there is none. */
    find<K extends keyof HTMLElementTagNameMap>(root: ParentNode, selector: K): HTMLElementTagNameMap[K];
    find(root: ParentNode, selector: string): HTMLElement;
    /** The text nodes in an element, in reading order, without those inside what the selector `apart` names. */
    textNodes(element: Node, apart: string): Text[];
  }

  /** A text's code points, one string each. Offsets count them. */
  type Chars = string[];
  /** A half-open pair of offsets. */
  type Span = [start: number, end: number];

  interface Folded {
    text: Chars;
    /** For each character of `text`, and for its end, the offset in the unfolded text at which it began. */
    origins: number[];
  }

  interface Fold {
    /** Dashes that are hyphens between two letters or digits, for the brackets of a pattern. */
    DASHES: string;
    /** What a word consists of, for the brackets of a pattern with the flag `u`. */
    IN_WORDS: string;
    split(text: string): Chars;
    isWordCharacter(character: string): boolean;
    /** Whether a word may begin or end between two characters. */
    isBetweenWords(before: string, after: string): boolean;
    /** Whether the words at `[start, end)` are only a part of a token: U.S. in U.S.S.R. */
    isPartOfToken(chars: Chars, start: number, end: number): boolean;
    isSpace(character: string): boolean;
    /** A text as it is compared. */
    fold(chars: Chars): Folded;
    /** The offset at which the folded character `j - 1` ends. */
    endOf(origins: number[], j: number): number;
  }

  interface LoadScript {
    /** Loads a script once; rejects where it can't be loaded, and then the next call tries again. Scripts loaded
        `inOrder` are fetched together, but run in the order of the calls. */
    (address: string, inOrder?: boolean): Promise<void>;
    /** Loads a style and then scripts, each once those before it have run. The scripts' addresses are relative to `base`,
        which is in a folder of assets/js. */
    parts(base: string | URL, style: string, scripts: string[]): Promise<void>;
  }

  interface StorageArea {
    /** The text kept under a key; null where there is none, or where the browser refuses storage. */
    load(key: string): string | null;
    /** The same where it is JSON; null where it is anything else. */
    loadJson(key: string): any;
    save(key: string, text: string): void;
    remove(key: string): void;
  }

  /** The month is counted from 1. */
  type Day = [year: number, month: number, day: number];

  // ---- reading/ ----------------------------------------------------------------------------------------------------

  interface CslDate {
    "date-parts"?: number[][];
    circa?: boolean;
    literal?: string;
  }

  /** A CSL-JSON item, made by build_tools/site/cite_data.py for an article and by cite-box.js for a note. */
  interface CitedItem {
    id: string;
    type: string;
    title: string;
    author?: CslName[];
    "container-title": string;
    publisher?: string;
    language?: string;
    genre?: string;
    note?: string;
    issued?: CslDate;
    accessed: CslDate;
    URL: string;
    /** Not a key of CSL: the date in words, where it isn't exact. */
    date?: string;
  }

  /** A person, who has a `family`, or any other name as it is. */
  interface CslName {
    family?: string;
    given?: string;
    suffix?: string;
    "dropping-particle"?: string;
    "non-dropping-particle"?: string;
    literal?: string;
  }

  /** What the page holds of the edition that it shows (build_tools/site/cite_data.py). */
  interface CitedEdition {
    item: Omit<CitedItem, "URL" | "accessed">;
    date: string;
    editors: string;
    genres: Record<string, string>;
  }

  interface CiteBox {
    /** Opens the box for the edition, or for the note of a list item. */
    open(title: string, edition: CitedEdition, note?: Element): void;
  }

  interface Citations {
    /** A name as it is said: "Jane Q. Public". */
    spoken(name: CslName): string;
    /** Plain text, in the three styles. */
    chicago(item: CitedItem): string;
    apa(item: CitedItem): string;
    mla(item: CitedItem): string;
    /** A file's text, in the three formats. */
    bibtex(item: CitedItem): string;
    ris(item: CitedItem): string;
    csl(item: CitedItem): string;
  }

  interface Keys {
    /** Adds a key and what the list of keys says of it. `run` returns false where it has nothing to do. */
    add(key: string, does: string, run: () => unknown): void;
  }

  interface KeysList {
    /** Opens the list. `lines` are keys and what they do; `setOn` is called when the reader turns them on or off. */
    open(lines: string[][], on: boolean, setOn: (on: boolean) => void): void;
  }

  /** The words selected in one paragraph. */
  interface SelectedPiece {
    /** The number that readers see. */
    paragraph: number;
    /** The words as the paragraph has them, without numbers of notes, and without white space at either end. */
    exact: string;
    /** Where they are in `text`: half-open, in code points. */
    start: number;
    end: number;
    /** The whole paragraph's text; the items of a list and the paragraphs of a quotation are parted by "\n". */
    text: string;
    /** The paragraph's element. */
    element: HTMLElement;
  }

  /** The words selected; those of the first paragraph, if they reach over several. */
  interface SelectedWords extends SelectedPiece {
    /** Of the article. */
    slug: string;
    /** One for each paragraph that the selection touches: check its length where words must lie in one paragraph. */
    pieces: SelectedPiece[];
    range: Range;
  }

  interface SelectionAction {
    label: string;
    /** One letter, which does the same as the button while words are selected. */
    key?: string;
    run(selection: SelectedWords): unknown;
    /** Why it can't be done with words in an element that isn't in a paragraph; "" if nobody would expect it. */
    refuses?(element: Element): string;
  }

  /** Selected words (selection.js). What comes after `load` is there once its promise is kept (selected-words.js). */
  interface Selection {
    /** Puts a button into the toolbar beside selected words. Buttons are in the order in which they were added. */
    add(action: SelectionAction): void;
    actions: SelectionAction[];
    load(): Promise<void>;
    /** Runs an action with the selected words; false where there are none. */
    run(action: SelectionAction): boolean;
    /** The selection; null where no words of a paragraph are selected. */
    current(): SelectedWords | null;
    /** The text of a paragraph (an element `.t`), as the sources have it. */
    textOf(paragraph: Element): string;
    /** The text nodes of a paragraph's parts, between which `textOf` has a "\n". */
    partsOf(paragraph: Element): Text[][];
  }

  // ---- annotate/ ---------------------------------------------------------------------------------------------------

  /** The words a note is about, as the W3C's TextQuoteSelector names them. */
  interface Selector {
    exact: string;
    prefix: string;
    suffix: string;
  }

  interface Quote {
    split(text: string): Chars;
    /** All places of `exact` after `prefix` and before `suffix`. */
    findExact(chars: Chars, exact: Chars, prefix?: Chars, suffix?: Chars): Span[];
    /** The span widened to whole words, without white space at its ends. */
    trim(chars: Chars, start: number, end: number): Span;
    /** The selector of a span, with as little context as makes it the only such place. */
    select(chars: Chars, start: number, end: number): Selector;
  }

  interface TextRange {
    /** The range of `[start, end)`, in code points of the paragraph's text; null where no words are there. */
    rangeOf(paragraph: Element, start: number, end: number): Range | null;
  }

  /** A block of a note: its lines, none of them blank. */
  interface NoteBlock {
    kind: "paragraph" | "heading" | "quote" | "list";
    lines: string[];
  }

  interface Unsupported {
    /** Names of the constructs in a block's text, in which what is no construct was replaced by U+0000. */
    findInline(text: string): string[];
    /** Names of the constructs in the lines of a text. */
    findLines(blocks: NoteBlock[]): string[];
    /** A construct's name -> a sentence for the author. */
    advise(name: string): string;
    /** Name -> pattern. */
    patterns: Record<string, string>;
  }

  interface NoteCheck {
    /** What is wrong with a note's text, in sentences; none where nothing is. */
    checkBody(body: string): string[];
    /** The texts of a note, one for each paragraph or item. */
    textsOf(body: string): string[];
    isAddress(text: string): boolean;
    isId(text: string): boolean;
    isReferenceId(text: string): boolean;
    /** Why a text can't be meant as an id of a reference; "" if it can. */
    faultOfId(text: string): string;
    /** Whether it has control characters, or such that turn the direction of the text. */
    hasControls(text: string): boolean;
    /** Whether a reader would see nothing of it. */
    showsNothing(text: string): boolean;
  }

  /** What notes can cite and link to, as build_tools/site/pages/known_ids.py writes it. */
  interface WrittenIds {
    references: [id: string, label: string][];
    entities: string[];
    articles: [slug: string, paragraphs: number, notes: string[]][];
  }

  /** The same, to look up. */
  interface KnownIds {
    /** Id -> label. */
    references: ReadonlyMap<string, string>;
    entities: ReadonlySet<string>;
    articles: ReadonlyMap<string, { paragraphs: number; notes: ReadonlySet<string> }>;
  }

  interface SourceReading {
    /** Ids of references. */
    cites: string[];
    /** A line of Markdown that names the source, for the end of the note; "" if there is none. */
    line: string;
    /** What is wrong, as a sentence; "" if nothing is. */
    fault: string;
  }

  interface NoteSources {
    /** Reads what was typed: ids, addresses and DOIs, or words. `references` is id -> label. */
    read(text: string, references: ReadonlyMap<string, string>): SourceReading;
  }

  /** What was filled into the form. */
  interface DraftedNote {
    words: string;
    /** Null if the words aren't in the paragraph. */
    selector: Selector | null;
    body: string;
    source: SourceReading;
    name: string;
    id: string;
    /** Ids of the article's other notes. */
    taken: ReadonlySet<string>;
  }

  interface NoteFaults {
    /** What is wrong, as pairs of a field's name and a sentence. */
    find(draft: DraftedNote, known: KnownIds): [field: string, sentence: string][];
  }

  /** What the corpus asks of notes, from its settings (build_tools/site/pages/article.py). */
  interface NoteDemands {
    /** Fewest and most words; null for no limit. */
    least: number | null;
    most: number | null;
    /** The four quotation marks that straight ones become; none where they may stay. */
    marks: string[];
  }

  interface NoteStyle {
    countWords(text: string): number;
    /** The words of texts in Markdown. */
    wordsOf(texts: string[]): number;
    /** Offset and mark for each straight mark that should be another. */
    findCurls(chars: Chars, marks: string[]): [at: number, mark: string][];
    /** The same in Markdown; offsets count as JavaScript's strings do. */
    curls(markdown: string, marks: string[]): [at: number, mark: string][];
  }

  interface Note extends Selector {
    paragraph: number;
    kind: string;
    contributor: string;
    /** YYYY-MM-DD */
    created: string;
    /** Ids of references. */
    cites: string[];
    /** A line of Markdown that names a source which is no reference; "" if there is none. */
    source: string;
    body: string;
  }

  /** A row of build_tools/core/kinds.py. */
  interface NoteKind {
    id: string;
    /** The label, with a capital. */
    title: string;
    /** What a note of this kind says. */
    meaning: string;
  }

  interface NoteFile {
    /** The text of a note's file. */
    make(note: Note): string;
    /** Whether Windows keeps the name for a device. */
    isDevice(id: string): boolean;
    /** An id made of the quote's first words, none of `taken`; of other scripts, with the day and a hash. */
    nameFor(exact: string, taken: Set<string>, day: string): string;
    /** The file's path in the repository. */
    pathOf(article: string, id: string): string;
    /** The address of GitHub's page for a new file, filled in; "" where it would be too long. */
    proposal(base: string, path: string, text: string): string;
  }

  /** The words that a note is to be about; `start` and `end` are equal where they are yet to be typed. */
  interface NoteTarget {
    paragraph: HTMLElement;
    number: number;
    chars: Chars;
    start: number;
    end: number;
  }

  interface NoteFormSettings {
    /** Its slug. */
    article: string;
    /** The address of GitHub's page for new files, or "". */
    propose: string;
    demands: NoteDemands;
  }

  interface NoteForm {
    open(target: NoteTarget, settings: NoteFormSettings): void;
  }

  // ---- search/ -----------------------------------------------------------------------------------------------------

  /** What field.js begins with, and what the parts that it loads add to it. */
  interface Search {
    form: HTMLFormElement;
    /** The address of the site's folder, with a slash at its end. */
    root: string;
    /** Set by keys.js: takes the reader back to where they were. */
    leave?: (() => void) | null;
    /** Whether Enter was pressed before the panel was there. */
    entered?: boolean;
    /** The search that the reader left for one of its hits, when they come back. */
    kept?: KeptSearch;
    /** The query whose first hits are shown, and the one whose search has ended: for tests and benchmarks. */
    shown?: string;
    settled?: string;
    index: SearchIndex;
    query: SearchQuery;
    lookup: SearchLookup;
    passages: SearchPassages;
  }

  interface KeptSearch {
    text: string;
    article: string;
    kind: string;
  }

  /** `{ article?, note?, entity? }`: a slug, a kind of note, a kind of entity. */
  type SearchFilters = Record<string, string>;

  /** What start.js and meta.js say of the index (build_tools/site/search/index.py). */
  interface SearchStart {
    /** Words that tell nothing, words of most articles, and words that are so frequent that the index lacks them. */
    empty: string[];
    common: string[];
    hidden: string[];
    /** The first key of each file of names, and of each file of words. */
    names: string[];
    words: string[];
    articles: [slug: string, title: string][];
    /** Kinds that occur. */
    notes: [id: string, label: string][];
    entities: [id: string, label: string][];
    meta: {
      /** For each record `a` (article), `n` (its notes) or `g` (an entry of the glossary). */
      kinds: string;
      lengths: number[];
      average: number;
      /** The first word of each chunk. */
      chunks: string[];
    };
  }

  /** A word to look up in the index. */
  interface SearchTerm {
    word: string;
    /** The words that count as this one. */
    forms: string[];
    /** In how many chunks words are looked for that begin with it. */
    longer: number;
    /** How well a word of the index fits, 0 to 1. */
    closeness(word: string): number;
  }

  interface IndexFindings {
    /** One for each record, -1 where it isn't found. */
    scores: Float64Array;
    /** For each term its places in a record, counted in words; empty unless asked for. */
    at(page: number): number[][];
  }

  interface SearchIndex {
    /** A function that makes the same promise for the same name, unless it fails. */
    once<T>(make: (name: string) => Promise<T>): (name: string) => Promise<T>;
    /** What a file of the index holds. */
    read(name: string): Promise<any>;
    ready(): Promise<SearchStart>;
    /** Begins to read where words are. */
    expect(words: string[], quoted: boolean): Promise<void>;
    find(terms: SearchTerm[], filters: SearchFilters, listing?: boolean): Promise<IndexFindings>;
    record(name: string): Promise<RecordFragment>;
  }

  /** A record as Pagefind keeps it. */
  interface RecordFragment {
    url: string;
    content: string;
    /** `location` counts words. The first anchor's id is the title. */
    anchors: { id: string; location: number }[];
  }

  /** `words` as they are compared, `pieces` as Pagefind keeps them. */
  interface Spelling {
    words: string[];
    pieces: string[];
  }

  /** What has to be found: a word, a phrase or a name. */
  interface SearchUnit extends Spelling {
    /** Whether it has to be found as it is; otherwise its last word may go on, or end differently. */
    exact: boolean;
    /** Whether its last word is still being typed. */
    open: boolean;
    spellings: Spelling[];
  }

  /** An entity that a query names. */
  interface NamedEntity {
    id: string;
    name: string;
    /** The name of its record. */
    record: string;
    /** Spellings that are looked for besides what was typed. */
    others: string[];
  }

  interface SearchQuery {
    /** Letters from which on a word's beginning is looked up. */
    LEAST: number;
    /** The words of a text as they are compared. */
    words(text: string): string[];
    fold(text: string): string;
    parse(query: string): Promise<{ units: SearchUnit[]; names: NamedEntity[] }>;
    /** The query without its typing errors; null where none is seen. */
    suggest(query: string, thorough: boolean): Promise<string | null>;
    /** A word and what it is with other endings. */
    forms(word: string): string[];
    /** How well a word fits the one that is asked for, 0 to 1. */
    closeness(word: string, asked: string): number;
  }

  interface SearchLookup {
    /** Names of the records that hold most of the units, the likeliest first. */
    records(units: SearchUnit[], filters: SearchFilters): Promise<string[]>;
  }

  interface SearchHit {
    href: string;
    /** The title of the article or entry. */
    label: string;
    /** Where it is found: a paragraph, the label of a kind of note, another spelling of the name. */
    place: string | DocumentFragment;
    /** The words around what was found. */
    shown: DocumentFragment;
    /** The title with its found words marked, if there are any. */
    title?: DocumentFragment | null;
    /** How many units of the query it has. */
    units: number;
    /** Whether one of them is in the entry's name. */
    named?: boolean;
    /** The words found, as the page has them. */
    marked: string[];
  }

  interface SearchPassages {
    findHits(name: string, units: SearchUnit[], filters: SearchFilters): Promise<SearchHit[]>;
  }

  // ---- explore/ ----------------------------------------------------------------------------------------------------

  /** An article's text: (paragraph's number or 0 for a heading, text) of each block. */
  interface ArticleText {
    title: string;
    date: string;
    href: string;
    blocks: [paragraph: number, text: string][];
  }
}
