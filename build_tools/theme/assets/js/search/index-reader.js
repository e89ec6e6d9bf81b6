/* Reads the index that Pagefind made (build_tools/site/search): where words occur, and the texts themselves.

   Each of its files is a script that calls `readerChunk`, so that a page opened from disk, which can't fetch, can read
   it too. Only the files that a query needs are read. Pagefind's own program for this is a module of 170 kB with a
   worker and WebAssembly: half of what a query may read. It knows neither spellings nor paragraphs. */
(function () {
  "use strict";
  const search = window.readerSearch;
  const SIGNATURE = 12; // bytes: "pagefind_dcd"
  const LAST = "\uffff"; // sorts after every letter
  const SATURATION = 1.4,
    LENGTH = 0.6; // BM25's k and b
  /** @typedef {(page: number, weight: number, places: number[]) => void} See */
  /** @typedef {ReturnType<typeof readCbor>} Cbor */
  /** @type {number[]} */
  const NOWHERE = [];
  const decoder = new TextDecoder();
  /** @type {Map<string, (payload: any) => void>} */
  const waiting = new Map(); // by name
  const read = once(load);
  const readText = once(async (name) => decoder.decode(await readBytes(name)));
  const readChunk = once(readWords);

  window.readerChunk = (name, payload) => waiting.get(name)?.(payload);

  /**
   * The same promise for the same name, unless it fails.
   * @template T
   * @param {(name: string) => Promise<T>} make
   */
  function once(make) {
    /** @type {Map<string, Promise<T>>} */
    const made = new Map();
    return (/** @type {string} */ name) => {
      const known = made.get(name);
      if (known) return known;
      const promise = make(name).catch((error) => {
        made.delete(name);
        throw error;
      });
      made.set(name, promise);
      return promise;
    };
  }

  /**
   * @param {string} name
   * @returns {Promise<any>}
   */
  function load(name) {
    return new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      window.readerLoadScript(`${search.root}pagefind/${name}.js`).catch(reject);
    });
  }

  /** @param {string} name */
  async function readBytes(name) {
    const coded = atob(await read(name));
    const packed = new Uint8Array(coded.length);
    for (let i = 0; i < coded.length; i += 1) packed[i] = coded.charCodeAt(i); // ten times faster than Uint8Array.from
    const { writable, readable } = new DecompressionStream("gzip"); // written to directly, since a Blob goes through another process
    const writer = writable.getWriter();
    const written = Promise.all([writer.write(packed), writer.close()]);
    const [buffer] = await Promise.all([new Response(readable).arrayBuffer(), written]);
    return new Uint8Array(buffer);
  }

  /**
   * Reads or skips the few CBOR types that Pagefind writes: integers, texts, arrays.
   * @param {Uint8Array} bytes
   */
  function readCbor(bytes) {
    let at = 0,
      major = 0,
      number = 0;
    const head = () => {
      major = bytes[at] >> 5;
      number = bytes[at] & 31;
      at += 1;
      if (number > 23) {
        let size = 1 << (number - 24);
        for (number = 0; size > 0; size -= 1) {
          number = number * 256 + bytes[at];
          at += 1;
        }
      }
      return number;
    };
    const text = () => {
      const length = head();
      at += length;
      return decoder.decode(bytes.subarray(at - length, at));
    };
    const skip = () => {
      head();
      if (major === 3) at += number;
      else if (major === 4) for (let left = number; left > 0; left -= 1) skip();
    };
    const isNegative = () => major === 1; // then the value is -1 - number
    return {
      head,
      text,
      skip,
      isNegative,
      at: () => at,
      seek: (/** @type {number} */ to) => {
        at = to;
      },
    };
  }

  /**
   * The words of a chunk, [[word, pages, variants], …], each with a function that visits its places, since a query
   * needs only a few of the words. A variant, [text, pages], counts as the word itself.
   * @param {string} name
   */
  async function readWords(name) {
    const cbor = readCbor(await readBytes(name));
    return Array.from({ length: cbor.head() }, () => {
      cbor.head();
      const word = cbor.text(),
        at = cbor.at();
      cbor.skip();
      cbor.skip();
      const visit = (/** @type {See} */ see, /** @type {boolean} */ listing) => {
        cbor.seek(at);
        visitPages(cbor, see, listing);
        for (let left = cbor.head(); left > 0; left -= 1) {
          cbor.head();
          cbor.skip();
          visitPages(cbor, see, listing);
        }
      };
      return { word, visit };
    });
  }

  /**
   * Calls `see(page, weight, places)` for every page in a word's list, with its places only if `listing`.
   * @param {Cbor} cbor
   * @param {See} see
   * @param {boolean} listing
   */
  function visitPages(cbor, see, listing) {
    let page = 0;
    for (let left = cbor.head(); left > 0; left -= 1) {
      const fields = cbor.head();
      page += cbor.head();
      let weight = 1,
        position = 0,
        whole = 0;
      /** @type {number[]} */
      const places = listing ? [] : NOWHERE;
      for (let more = cbor.head(); more > 0; more -= 1) {
        const number = cbor.head();
        if (cbor.isNegative()) {
          // another weight; after it the position is counted from the beginning again
          weight = number / 24;
          more -= 1;
          position = cbor.head();
        } else position += number;
        whole += weight;
        if (listing) places.push(position);
      }
      for (let rest = fields - 2; rest > 0; rest -= 1) cbor.skip();
      see(page, whole, places);
    }
  }

  // ---- Words -------------------------------------------------------------------------------------------------------

  /**
   * Numbers of the chunks that contain words from `first` to `last`.
   * @param {string} first
   * @param {string} last
   * @param {string[]} beginnings
   */
  function chunksFrom(first, last, beginnings) {
    /** @type {number[]} */
    const numbers = [];
    for (let i = 0; i < beginnings.length; i += 1) {
      const next = beginnings[i + 1];
      if (beginnings[i] <= last && (next === undefined || next > first)) numbers.push(i);
    }
    return numbers;
  }

  /**
   * Numbers of a term's chunks. A frequent word may fill a chunk, so the chunk of each of its forms is included.
   * @param {Reader.SearchTerm} term
   * @param {string[]} beginnings
   */
  function chunksFor({ word, forms, longer }, beginnings) {
    const numbers = forms.flatMap((form) => chunksFrom(form, form, beginnings));
    numbers.push(...chunksFrom(word, word + LAST, beginnings).slice(0, longer));
    return Array.from(new Set(numbers));
  }

  /**
   * {weights, at} of one term. `weights` has a number for each page, 0 if the term isn't in it; `at` has the term's
   * places for each page, if `listing`.
   * @param {Reader.SearchTerm} term
   * @param {Reader.SearchStart["meta"]} meta
   * @param {boolean} listing
   */
  async function placesOf(term, meta, listing) {
    const numbers = chunksFor(term, meta.chunks);
    const forms = new Set(term.forms);
    const weights = new Float64Array(meta.kinds.length);
    /** @type {Map<number, number[]>} */
    const at = new Map();
    for (const words of await Promise.all(numbers.map((number) => readChunk(`index/${number}`)))) {
      for (const { word, visit } of words) {
        const closeness = forms.has(word) || word.startsWith(term.word) ? term.closeness(word) : 0;
        if (!closeness) continue;
        visit((page, weight, places) => {
          weights[page] += weight * closeness;
          const before = at.get(page);
          if (listing) at.set(page, before ? before.concat(places) : places);
        }, listing);
      }
    }
    return { weights, at };
  }

  // ---- Records -----------------------------------------------------------------------------------------------------

  /** @returns {Promise<Reader.SearchStart>} */
  async function boot() {
    const [start, packed] = await Promise.all([read("start"), readText("meta")]);
    const meta = JSON.parse(packed);
    // Lengths are coded as letters; each letter means a quarter more than the one before.
    meta.lengths = Array.from(meta.lengths, (/** @type {string} */ letter) => 1.25 ** (letter.charCodeAt(0) - 48));
    meta.average =
      meta.lengths.reduce((/** @type {number} */ sum, /** @type {number} */ length) => sum + length, 0) /
      (meta.lengths.length || 1);
    return { ...start, meta };
  }

  const ready = once(boot);

  /** @param {Reader.SearchFilters} filters */
  async function allowedBy(filters) {
    const sets = await Promise.all(
      Object.entries(filters).map(async ([name, value]) => {
        const pages = JSON.parse(await readText(`filter/${name}`))[value];
        return new Set(pages || []);
      }),
    );
    return (/** @type {number} */ page) => sets.every((set) => set.has(page));
  }

  search.index = {
    once,
    read,

    /** The contents of start.js. */
    ready: () => ready("start"),

    /** Begins to read the places of words, while their other meanings are still being looked up. */
    async expect(words, quoted) {
      const { meta, empty, common, hidden } = await this.ready();
      const others = quoted ? hidden : [...empty, ...common, ...hidden];
      const telling = words.filter((word) => word.length > 2 && !others.includes(word));
      for (const number of telling.flatMap((word) => chunksFrom(word, word, meta.chunks))) {
        readChunk(`index/${number}`).catch(() => {}); // reported to whoever asks for it
      }
    },

    /** How well each record matches the terms, or -1 if it has fewer of them than another record; and, if `listing`, the
        places of each term in a record, counted in words from its beginning. Words that occur everywhere aren't in the
        index: a query of only such words matches any record. */
    async find(terms, filters, listing = false) {
      const { meta, hidden } = await this.ready();
      const known = terms.filter((term) => !hidden.includes(term.word));
      const [allowed, ...all] = await Promise.all([
        allowedBy(filters),
        ...known.map((term) => placesOf(term, meta, listing)),
      ]);
      const scores = new Float64Array(meta.kinds.length),
        met = new Uint8Array(meta.kinds.length);
      for (const { weights } of all) {
        const holding = weights.reduce((count, weight) => count + Number(weight > 0), 0);
        const rarity = Math.log(1 + (weights.length - holding + 0.5) / (holding + 0.5));
        weights.forEach((weight, page) => {
          if (!weight || !allowed(page)) return;
          const room = SATURATION * (1 - LENGTH + (LENGTH * meta.lengths[page]) / meta.average);
          scores[page] += (rarity * weight * (SATURATION + 1)) / (weight + room);
          met[page] += 1;
        });
      }
      const most = met.reduce((a, b) => Math.max(a, b), 0);
      const isFound = (/** @type {number} */ page) => (known.length ? most > 0 && met[page] === most : allowed(page));
      return {
        scores: scores.map((score, page) => (isFound(page) ? score : -1)),
        at: (page) => all.map((term) => term.at.get(page) || []),
      };
    },

    /** A record's text with the ids in it. */
    async record(name) {
      return JSON.parse((await readText(`fragment/${name}`)).slice(SIGNATURE));
    },
  };
  search.index.ready().catch(() => {}); // the panel reports it
})();
