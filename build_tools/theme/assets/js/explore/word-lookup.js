/* Looks up any word in the texts. They are loaded as scripts on first use, since a page opened from disk can't read
   anything else. The word is in the address after `#`, so that a list of lines can be shared. */
(function () {
  "use strict";
  const MOST = 500;
  const WIDTH = 70;
  const STARS = 3; // in a word; each multiplies the time by the word's length, so the last one matches all the rest
  const { IN_WORDS, split, fold, endOf, isPartOfToken, isSpace } = window.readerFold;
  const { make, find } = window.readerDom;
  const UNSPACED = window.readerUnspaced;
  const form = /** @type {HTMLFormElement} */ (document.querySelector(".lookup"));
  const root = /** @type {HTMLElement} */ (document.getElementById("lines"));
  if (!form || !root) return;
  const input = find(form, "input");
  const answer = find(form, ".answer");
  const uris = (form.dataset.texts || "").split(" ").filter(Boolean);
  /** @typedef {{ compared: string, origin: number[], chars: Reader.Chars, offsets: number[] }} Prepared */
  /** @typedef {{ regex: RegExp, isOpen: [begin: boolean, end: boolean] }} Pattern open where it has a star at its end */
  /** @typedef {{ paragraph: number, text: string, start: number, end: number }} Hit */
  /** @typedef {{ text: Reader.ArticleText, hits: Hit[] }} Group */
  /** @type {WeakMap<[number, string], Prepared>} */
  const prepared = new WeakMap(); // of blocks
  /** @type {Map<string, Promise<Reader.ArticleText[]>>} */
  const loading = new Map(); // uri -> promise of its texts, deleted on failure, so that a second try loads what is missing

  /** @param {string} uri */
  function loadText(uri) {
    if (!loading.has(uri)) {
      const texts = window.readerLoadScript(uri).then(() => (window.readerTexts || []).splice(0)); // it has just run
      loading.set(
        uri,
        texts.catch((error) => {
          loading.delete(uri);
          throw error;
        }),
      );
    }
    return /** @type {Promise<Reader.ArticleText[]>} */ (loading.get(uri));
  }

  /** All texts, in order of date. */
  const load = async () => (await Promise.all(uris.map(loadText))).flat();

  /**
   * A text as it is compared, for each of its units (and the end) the character it comes from, and the characters with
   * their offsets in the text. Folding turns a hyphen into a space; here it is a hyphen again, so that a star matches the rest of "anti-tank" too.
   * @param {string} text
   * @returns {Prepared}
   */
  function prepare(text) {
    const chars = split(text);
    const { text: folded, origins } = fold(chars);
    /** @type {number[]} */
    const offsets = []; // of `chars` in `text`
    const length = chars.reduce((at, character) => {
      offsets.push(at);
      return at + character.length;
    }, 0);
    offsets.push(length);
    /** @type {number[]} */
    const origin = [];
    const compared = folded.map((character, i) => {
      for (let unit = 0; unit < character.length; unit += 1) origin.push(origins[i]);
      return character === " " && !isSpace(chars[origins[i]]) ? "-" : character;
    });
    return { compared: compared.join(""), origin: [...origin, chars.length], chars, offsets };
  }

  /**
   * @param {string} query
   * @returns {Pattern | null}
   */
  function patternOf(query) {
    // Quotation marks around a phrase, a comma after a word: they belong to the query, not to the texts.
    const bare = (/** @type {string} */ word) => word.replace(/^[^\p{L}\p{N}*]+|[^\p{L}\p{N}\p{M}*+#]+$/gu, "");
    const words = prepare(query)
      .compared.split(/[ -]/)
      .map(bare)
      .filter((word) => /[\p{L}\p{N}]/u.test(word));
    if (!words.length) return null;
    const parts = words.map((word) => {
      const around = word.split(/\*+/).map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
      if (around.length > STARS + 1) around.splice(STARS, around.length, "");
      return around.join(`[${IN_WORDS}'-]*`);
    });
    // A word is whole if there is no letter beside it, or if its script has no spaces between words.
    const near = `(?<=[${UNSPACED}])`,
      next = `(?=[${UNSPACED}])`;
    const regex = new RegExp(
      `(?:(?<![${IN_WORDS}])|${near}|${next})${parts.join("[ -]")}(?:(?![${IN_WORDS}])|${near}|${next})`,
      "gu",
    );
    return { regex, isOpen: [words[0].startsWith("*"), words[words.length - 1].endsWith("*")] };
  }

  /**
   * All places of a pattern, by text.
   * @param {Reader.ArticleText[]} texts
   * @param {Pattern} pattern
   */
  function findLines(texts, { regex, isOpen }) {
    const groups = [];
    for (const text of texts) {
      /** @type {Hit[]} */
      const hits = [];
      for (const block of text.blocks) {
        const { compared, origin, chars, offsets } = prepared.get(block) || prepare(block[1]);
        prepared.set(block, { compared, origin, chars, offsets });
        for (const match of compared.matchAll(regex)) {
          const start = origin[match.index];
          const end = endOf(origin, match.index + match[0].length);
          if (isPartOfToken(chars, isOpen[0] ? 0 : start, isOpen[1] ? chars.length : end)) continue;
          hits.push({ paragraph: block[0], text: block[1], start: offsets[start], end: offsets[end] });
        }
      }
      if (hits.length) groups.push({ text, hits });
    }
    return groups;
  }

  /**
   * @param {Hit} hit
   * @param {Reader.ArticleText} article
   */
  function toLine({ paragraph, text, start, end }, { href, dir }) {
    const from = Math.max(0, text.lastIndexOf(" ", Math.max(start - WIDTH, 0)) + 1);
    const space = text.indexOf(" ", end + WIDTH);
    const to = space < 0 ? text.length : space;
    const address = paragraph ? `${href}#p${paragraph}` : href;
    const where = make("a", { class: "where", href: address }, paragraph ? `¶ ${paragraph}` : "heading");
    const left = make("span", { class: "left" }, (from ? "… " : "") + text.slice(from, start));
    const node = make("b", {}, text.slice(start, end));
    const right = make("span", { class: "right" }, node, text.slice(end, to) + (to < text.length ? " …" : ""));
    return make("li", { dir: dir || "ltr" }, where, " ", left, right);
  }

  /**
   * @param {Group[]} groups
   * @param {string} query
   */
  function show(groups, query) {
    const total = groups.reduce((sum, group) => sum + group.hits.length, 0);
    root.replaceChildren(...(total ? [make("h2", {}, "“", make("bdi", {}, query), "”")] : []));
    let room = MOST;
    for (const { text, hits } of groups) {
      if (room <= 0) break;
      const title = make("a", { href: text.href }, make("bdi", {}, text.title));
      root.append(make("h3", {}, title, " ", make("span", { class: "also" }, text.date)));
      root.append(make("ul", {}, ...hits.slice(0, room).map((hit) => toLine(hit, text))));
      room -= hits.length;
    }
    const cut = total > MOST ? `, the first ${MOST} shown` : "";
    const articles = `${groups.length} ${groups.length === 1 ? "article" : "articles"}`;
    answer.textContent = total
      ? `${total} ${total === 1 ? "line" : "lines"} in ${articles}${cut}`
      : "Not found in the texts.";
    root.dispatchEvent(new CustomEvent("lines", { bubbles: true }));
  }

  function look() {
    const named = window.readerAddress.fragment();
    if (!named.startsWith("word=")) return;
    const query = named.slice("word=".length);
    input.value = query;
    const pattern = patternOf(query);
    if (!pattern) {
      root.replaceChildren();
      answer.textContent = query && "Type a word.";
      return;
    }
    const isAsked = () => window.readerAddress.fragment() === named; // otherwise the reader has moved on while the texts were loading
    load().then(
      (texts) => isAsked() && show(findLines(texts, pattern), query),
      () => {
        answer.textContent = "The texts can’t be loaded.";
      },
    );
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const hash = `#word=${encodeURIComponent(input.value.trim())}`;
    if (location.hash === hash) look();
    else location.hash = hash;
  });
  addEventListener("hashchange", look);
  form.hidden = false;
  look();
})();
