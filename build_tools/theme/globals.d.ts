/* What the page's scripts hand to one another: each global that one of them sets on `window`, and the types of its values.
   Scripts are classic ones, since a page opened from disk can't load modules; which needs which is in README.md. */

interface Window {
  // shared/
  readerAddress: Reader.Address;
  readerCopying: Reader.Copying;
  readerDom: Reader.Dom;
  readerFold: Reader.Fold;
  readerFoldCharacter: Reader.FoldCharacter;
  readerFoldTable: Reader.FoldTable;
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
  readerCutNotes: Reader.CutNotes;
  readerNotePlaces: Reader.NotePlaces;
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

  interface FoldCharacter {
    /** Characters that fold to a space, everywhere or between two letters or digits. */
    HYPHENS: string;
    DASHES: string;
    /** What a dropped character folds to: a mark, or a letter that some transliterations omit. */
    MARK: string;
    LETTER: string;
    /** The fold of a character: one or more. */
    fold(character: string): string;
    /** Whether a folded character is part of a word. */
    isWord(character: string): boolean;
    /** ASCII's digit for one of another script; any other character as it is. */
    digit(character: string): string;
  }

  /** Ranges and numbers, coded as build_tools/text/fold_table.py says. */
  interface FoldTable {
    DIGITS: string;
    HYPHENS: string;
    DASHES: string;
    words: string;
    compatible: string;
    marks: string;
    regular: string;
    irregular: string;
    digits: string;
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

  /** Makes words invisible that an element's `max-height` cuts off, and words visible that it no longer does. */
  type CutNotes = (elements: HTMLElement[]) => void;

  /**
   * Tops of notes (px, in order), as near to those `wanted` as their `heights` allow, which include the space below.
   * None is above `first`.
   */
  type NotePlaces = (wanted: number[], heights: number[], first: number) => number[];

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
    /** What it says in short; "" for nothing. */
    short: string;
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
    /** The words of a text that has to fit into a small space; two letters of a script without spaces are one. */
    countShort(text: string): number;
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
    /** What it says in short; "" for nothing. */
    short: string;
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
    words: SearchWords;
    index: SearchIndex;
    lists: SearchLists;
    forms: SearchForms;
    names: SearchNames;
    dates: SearchDates;
    query: SearchQuery;
    lookup: SearchLookup;
    matching: SearchMatching;
    passages: SearchPassages;
    corrections: SearchCorrections;
  }

  interface KeptSearch {
    text: string;
    article: string;
    kind: string;
  }

  /** `{ article?, number?, note?, entity? }`: a slug and its record, a kind of note, a kind of entity. */
  type SearchFilters = Record<string, string>;

  /** What is between two signs of a text, folded; see build_tools/site/search/words.py. */
  interface SearchToken {
    word: string;
    /** Other words at this place. */
    also: string[];
    /** Words that it makes with those after it, each with the number of tokens. */
    joined: [word: string, count: number][];
    /** Whether it is a character of a script without spaces. */
    single: boolean;
    /** Where it is in its piece. */
    start: number;
    end: number;
  }

  interface SearchWords {
    /** The tokens of a piece of text that has no white space. */
    tokensOf(piece: string): SearchToken[];
    /** What is between white space, each with its offset. */
    pieces(text: string): [start: number, piece: string][];
    /** The words of a text, one for each token. */
    words(text: string): string[];
  }

  /** What start.js and meta.js say of the index (build_tools/site/search/index.py). */
  interface SearchStart {
    /** Words that tell nothing by themselves, that are no half of another word, that are in most articles, and that are
        so frequent that their places had better not be read. */
    empty: string[];
    /** Short words and empty ones that some text has in capitals. */
    capital: string[];
    /** Whether some number has its thousands parted by spaces. */
    spaced: boolean;
    apart: string[];
    common: string[];
    heavy: string[];
    /** The first key of each file of names. */
    names: string[];
    /** The first letters of what a slip may have meant. */
    likely: string;
    /** Of the articles. */
    languages: string[];
    articles: [slug: string, title: string][];
    /** Kinds that occur. */
    notes: [id: string, label: string][];
    entities: [id: string, label: string][];
    /** For each record its kind: build_tools/site/search/records.py. */
    kinds: string;
    lengths: number[];
    average: number;
    articleCount: number;
    /** The number of the first entity's record. */
    firstEntity: number;
    /** The first word of each file of words. */
    chunks: string[];
    /** Files with the names of records, each with the number of the first. */
    files: [first: number, name: string][];
  }

  interface SearchRecord {
    path: string;
    href: string;
    title: string;
    segments: [id: string, text: string][];
  }

  interface SearchIndex {
    /** A function that makes the same promise for the same name, unless it fails. */
    once<T>(make: (name: string) => Promise<T>): (name: string) => Promise<T>;
    readBytes(name: string): Promise<Uint8Array>;
    readJson(name: string): Promise<any>;
    /** The last index at which an ascending list has no more than `value`; -1 if there is none. */
    lastUpTo<T extends string | number>(ascending: T[], value: T): number;
    /** The name of the file that begins with a key. */
    nameOf(key: string): string;
    ready(): Promise<SearchStart>;
    record(record: number): Promise<SearchRecord>;
    /** A test for the records that filters leave. */
    allowed(filters: SearchFilters): Promise<(record: number) => boolean>;
  }

  /** The records that have a word, and how often. */
  interface WordList {
    word: string;
    records: number[];
    counts: number[];
    entry: { file: string; ordinal: number };
  }

  interface SearchLists {
    /** Begins to read the lists of words. */
    expect(words: string[]): void;
    has(word: string): Promise<boolean>;
    find(words: string[]): Promise<WordList[]>;
    /** The lists of longer words with a beginning, from so many files. */
    findLonger(beginning: string, files: number): Promise<WordList[]>;
    /** The places of a word in the records that are wanted, in order. */
    places(list: WordList, wanted: (record: number) => boolean): Promise<Map<number, number[]>>;
  }

  interface SearchForms {
    /** A word and its other forms. */
    forms(word: string): string[];
    /** How well a word fits the one asked for, 0 to 1. */
    closeness(word: string, asked: string, forms: Set<string>): number;
  }

  interface SearchEntity {
    id: string;
    name: string;
    spellings: string[];
    /** The number of its record. */
    record: number;
  }

  interface SearchNames {
    /** The names in the file that would have a key. */
    near(key: string): Promise<{ key: string; exact: string; weak: boolean; entity: SearchEntity }[]>;
    /** The entities that a key means, as it is written in `raw`. */
    lookUp(key: string, raw: string): Promise<SearchEntity[]>;
    /** How many words the longest name has that begins at a word, and what it means; one if there is none. */
    longest(words: string[], at: number, raw: string): Promise<[length: number, meant: SearchEntity[]]>;
  }

  interface SearchDates {
    /** The date that begins at a token of a query: how many tokens it has, and the words of each date it may be. */
    find(
      tokens: { word: string; piece: string; run: number }[],
      at: number,
    ): Promise<{ length: number; dates: string[][][] } | undefined>;
  }

  /** Words to be found one after another. */
  interface SearchPhrase {
    /** What may be in each place. */
    words: string[][];
    /** What else may be in the last. */
    forms: Set<string>;
    /** Those of them that must not be names. */
    small: Set<string>;
    /** Whether the last may go on. */
    goesOn: boolean;
    /** Whether they may be in any order, with a few others between them. */
    near: boolean;
    /** Whether they are the groups of one number, which a text may have parted by spaces. */
    grouped?: boolean;
    /** Whether the last is too short to be looked up. */
    tooShort?: boolean;
  }

  /** What has to be found: a word, a phrase, a name or a date. */
  interface SearchUnit {
    typed: string[];
    /** The ways in which a text may have it. */
    phrases: SearchPhrase[];
    /** What is looked for instead, if no text has it. */
    loose: SearchUnit[];
    /** Whether it has to be found as it is. */
    exact: boolean;
    /** Whether its last word is still being typed. */
    open: boolean;
    /** Whether it is in capitals, and must be so in a text. */
    capital: boolean;
    /** Whether it ends the query. */
    last?: boolean;
  }

  /** An entity that a query names. */
  interface NamedEntity {
    id: string;
    name: string;
    record: number;
    /** Spellings that are looked for besides what was typed. */
    others: string[];
  }

  interface SearchQuery {
    /** Letters from which on a word's beginning is looked up. */
    LEAST: number;
    parse(query: string): Promise<{ units: SearchUnit[]; names: NamedEntity[] }>;
    phrase(words: string[], how?: Partial<SearchPhrase>): SearchPhrase;
    unit(typed: string[], phrases: SearchPhrase[], how?: Partial<SearchUnit>): SearchUnit;
    /** How the last word of a phrase may end. */
    endings(word: string): Promise<Partial<SearchPhrase>>;
  }

  interface SearchLookup {
    /** The records with most units, the likeliest first, and those that lack one of these; the units as they were
        found. */
    find(
      units: SearchUnit[],
      filters: SearchFilters,
    ): Promise<{ records: number[]; part: number[]; units: SearchUnit[] }>;
    /** The length of the shortest stretch with a place of each list. */
    shortest(lists: number[][]): number;
    /** How near that is, from 0, for so many units. */
    rankOf(length: number, units: number): number;
  }

  interface SearchText {
    text: string;
    pieces: [start: number, piece: string][];
  }

  interface TextMatch {
    /** Where the units are, in characters; none overlaps another. */
    spans: Span[];
    /** Those that were found. */
    units: SearchUnit[];
    /** Of the shortest stretch with all of these. */
    length: number;
  }

  interface SearchMatching {
    read(text: string): SearchText;
    match(text: SearchText, units: SearchUnit[]): TextMatch;
  }

  interface SearchHit {
    href: string;
    label: string;
    /** The label with its words marked. */
    title?: DocumentFragment | null;
    place: string | DocumentFragment;
    shown: DocumentFragment;
    /** The units that it has. */
    units: SearchUnit[];
    /** How near to one another they are. */
    near: number;
    /** Whether a title or a name has some. */
    titled: boolean;
    /** The words found, for the page that it leads to. */
    marked: string[];
    /** The record, where it can be chosen as an article. */
    number?: number;
  }

  interface SearchPassages {
    findHits(record: number, units: SearchUnit[], filters: SearchFilters): Promise<SearchHit[]>;
  }

  interface SearchCorrections {
    /** The query without its typing errors; null where none is seen. `thorough` is for queries that found nothing;
        otherwise a short word that the texts lack, perhaps "drone", is hardly an error. */
    suggest(query: string, thorough: boolean): Promise<string | null>;
  }

  // ---- explore/ ----------------------------------------------------------------------------------------------------

  /** An article's text: (paragraph's number or 0 for a heading, text) of each block. */
  interface ArticleText {
    title: string;
    date: string;
    href: string;
    /** Where one reads it from right to left. */
    dir?: "rtl";
    blocks: [paragraph: number, text: string][];
  }
}
