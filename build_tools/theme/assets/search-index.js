/* Reads the index that Pagefind made (build_tools/search): which words stand where, and the texts themselves.

   Every file of it is a script that calls `readerChunk`, so that a page opened from disk, which can't fetch, reads it as
   one from a server does; and only those that a query needs are read. Pagefind's own program for this is a module of
   170 kB with a worker and WebAssembly, half of what a query may read, and knows neither spellings nor paragraphs. */
(function () {
  "use strict";
  const search = window.readerSearch;
  const SIGNATURE = 12; // bytes: "pagefind_dcd"
  const LAST = "\uffff"; // behind every letter, as scripts compare texts
  const FOLLOWING = 2; // chunks that are read for words that are merely longer
  const SATURATION = 1.4, LENGTH = 0.6; // BM25's k and b
  const decoder = new TextDecoder();
  const waiting = new Map();
  const read = once(load);
  const readText = once(async (name) => decoder.decode(await readBytes(name)));
  const readChunk = once(readWords);

  window.readerChunk = (name, payload) => waiting.get(name)(payload);

  /** The same promise for the same name, unless it fails. */
  function once(make) {
    const made = new Map();
    return (name) => {
      if (!made.has(name)) made.set(name, make(name).catch((error) => { made.delete(name); throw error; }));
      return made.get(name);
    };
  }

  function load(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      waiting.set(name, resolve);
      script.src = `${search.root}pagefind/${name}.js`;
      script.onerror = () => reject(new Error(`${script.src} can't be read`));
      script.onload = () => script.remove();
      document.head.append(script);
    });
  }

  async function readBytes(name) {
    const coded = atob(await read(name));
    const packed = new Uint8Array(coded.length);
    for (let i = 0; i < coded.length; i += 1) packed[i] = coded.charCodeAt(i); // ten times as fast as Uint8Array.from
    const { writable, readable } = new DecompressionStream("gzip"); // written to, since a Blob goes by way of another process
    const writer = writable.getWriter();
    const written = Promise.all([writer.write(packed), writer.close()]);
    const [buffer] = await Promise.all([new Response(readable).arrayBuffer(), written]);
    return new Uint8Array(buffer);
  }

  /** The little of CBOR that Pagefind writes, integers, texts, arrays: read from where one is, or passed over. */
  function readCbor(bytes) {
    let at = 0, major = 0, number = 0;
    const head = () => {
      major = bytes[at] >> 5;
      number = bytes[at] & 31;
      at += 1;
      if (number > 23) {
        let size = 1 << (number - 24);
        for (number = 0; size > 0; size -= 1) { number = number * 256 + bytes[at]; at += 1; }
      }
    };
    const value = () => {
      head();
      if (major === 0) return number;
      if (major === 1) return -1 - number;
      if (major === 3) { at += number; return decoder.decode(bytes.subarray(at - number, at)); }
      const items = new Array(number);
      for (let i = 0; i < items.length; i += 1) items[i] = value();
      return items;
    };
    const skip = () => {
      head();
      if (major === 3) at += number;
      else if (major === 4) for (let left = number; left > 0; left -= 1) skip();
    };
    return { value, skip, open: () => { head(); return number; }, at: () => at, seek: (to) => { at = to; } };
  }

  /** The words of a chunk, [[[word, pages, variants], …]], with the places of one read when it is asked for: of some
      hundreds a query wants a few. */
  async function readWords(name) {
    const cbor = readCbor((await readBytes(name)).subarray(SIGNATURE));
    cbor.open();
    return Array.from({ length: cbor.open() }, () => {
      cbor.open();
      const word = cbor.value(), at = cbor.at();
      cbor.skip();
      cbor.skip();
      return { word, lists: () => { cbor.seek(at); return [cbor.value(), ...cbor.value().map((variant) => variant[1])]; } };
    });
  }

  // ---- Words -------------------------------------------------------------------------------------------------------

  /** Numbers of the chunks in which words from `first` to `last` stand. */
  function chunksFrom(first, last, beginnings) {
    const numbers = [];
    for (let i = 0; i < beginnings.length; i += 1) {
      const next = beginnings[i + 1];
      if (beginnings[i] <= last && (next === undefined || next > first)) numbers.push(i);
    }
    return numbers;
  }

  /** Those of a term: a word that is frequent may fill a chunk, so its forms are read wherever they stand. */
  function chunksFor({ word, forms, open }, beginnings) {
    const numbers = forms.flatMap((form) => chunksFrom(form, form, beginnings));
    if (open) numbers.push(...chunksFrom(word, word + LAST, beginnings).slice(0, FOLLOWING));
    return Array.from(new Set(numbers));
  }

  /** Calls `visit(page, position, weight)` for every place in a word's list of pages. */
  function visitPlaces(pages, visit) {
    let page = 0;
    for (const [step, places] of pages) {
      page += step;
      let weight = 1, position = 0;
      for (let i = 0; i < places.length; i += 1) {
        if (places[i] < 0) { // another weight, after which the position is counted from the beginning
          weight = (-places[i] - 1) / 24;
          i += 1;
          position = places[i];
        } else position += places[i];
        visit(page, position, weight);
      }
    }
  }

  /** page -> {weight, at} for one term, {word, forms, open, closeness}: the words that are looked for, whether longer
      ones are too, and how well a word meets it. */
  async function placesOf(term, meta) {
    const numbers = chunksFor(term, meta.chunks);
    const forms = new Set(term.forms);
    const found = new Map();
    for (const words of await Promise.all(numbers.map((number) => readChunk(`index/${number}`)))) {
      for (const { word, lists } of words) {
        const closeness = forms.has(word) || word.startsWith(term.word) ? term.closeness(word) : 0;
        if (!closeness) continue;
        for (const list of lists()) {
          visitPlaces(list, (page, position, weight) => {
            const known = found.get(page);
            if (!known) found.set(page, { weight: weight * closeness, at: [position] });
            else { known.weight += weight * closeness; known.at.push(position); }
          });
        }
      }
    }
    return found;
  }

  // ---- Records -----------------------------------------------------------------------------------------------------

  async function boot() {
    const [start, packed] = await Promise.all([read("start"), readText("meta")]);
    const meta = JSON.parse(packed);
    // Lengths are letters, each a quarter longer than the one before.
    meta.lengths = Array.from(meta.lengths, (letter) => 1.25 ** (letter.charCodeAt(0) - 48));
    meta.average = meta.lengths.reduce((sum, length) => sum + length, 0) / (meta.lengths.length || 1);
    return { ...start, meta };
  }

  const ready = once(boot);

  async function allowedBy(filters) {
    const sets = await Promise.all(Object.entries(filters).map(async ([name, value]) => {
      const pages = JSON.parse(await readText(`filter/${name}`))[value];
      return new Set(pages || []);
    }));
    return (page) => sets.every((set) => set.has(page));
  }

  const everyRecord = (meta, allowed) =>
    Array.from(meta.kinds, (kind, page) => ({ name: `${kind}${page}`, score: 0, at: [], page })).filter(({ page }) => allowed(page));

  search.index = {
    once,
    read,

    /** What start.js says of the index. */
    ready: () => ready("start"),

    /** Records that hold most of the terms: [{name, score, at}]; `at` counts words from the record's beginning. Words
        that are everywhere aren't in the index: asked for by themselves, they may be in any record. */
    async find(terms, filters) {
      const { meta, hidden } = await this.ready();
      const known = terms.filter((term) => !hidden.includes(term.word));
      const [allowed, ...all] = await Promise.all([allowedBy(filters), ...known.map((term) => placesOf(term, meta))]);
      if (!known.length) return everyRecord(meta, allowed);
      const records = new Map();
      for (const places of all) {
        const rarity = Math.log(1 + (meta.kinds.length - places.size + 0.5) / (places.size + 0.5));
        for (const [page, { weight, at }] of places) {
          if (!allowed(page)) continue;
          const room = SATURATION * (1 - LENGTH + LENGTH * meta.lengths[page] / meta.average);
          const score = rarity * weight * (SATURATION + 1) / (weight + room);
          const record = records.get(page);
          if (!record) records.set(page, { name: `${meta.kinds[page]}${page}`, score, at, met: 1 });
          else { record.score += score; record.at = record.at.concat(at); record.met += 1; }
        }
      }
      const found = Array.from(records.values());
      const most = found.reduce((met, record) => Math.max(met, record.met), 0);
      return found.filter((record) => record.met === most);
    },

    /** A record's text with the ids in it. */
    async record(name) {
      return JSON.parse((await readText(`fragment/${name}`)).slice(SIGNATURE));
    },
  };
  search.index.ready().catch(() => {}); // the panel will say so
})();
