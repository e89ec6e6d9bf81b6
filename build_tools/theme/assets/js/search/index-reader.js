/* Reads the files of the search index (build_tools/site/search/index.py says what they hold).

   Each is a script that calls `readerChunk`, so that a page opened from disk, which can't fetch, can read it too. Only
   the files that a query needs are read. */
(function () {
  "use strict";
  const search = window.readerSearch;
  const decoder = new TextDecoder();
  /** @type {Map<string, (payload: any) => void>} */
  const waiting = new Map(); // by name

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
      const path = name.split("/").map(encodeURIComponent).join("/");
      window.readerLoadScript(`${search.root}search-index/${path}.js`).catch(reject);
    });
  }

  /** @param {string} name */
  async function loadBytes(name) {
    const coded = atob(await load(name));
    const packed = new Uint8Array(coded.length);
    for (let i = 0; i < coded.length; i += 1) packed[i] = coded.charCodeAt(i); // ten times faster than Uint8Array.from
    const { writable, readable } = new DecompressionStream("gzip"); // written to directly, since a Blob goes through another process
    const writer = writable.getWriter();
    const written = Promise.all([writer.write(packed), writer.close()]);
    const [buffer] = await Promise.all([new Response(readable).arrayBuffer(), written]);
    return new Uint8Array(buffer);
  }

  /** @param {string} name */
  const loadJson = async (name) => JSON.parse(decoder.decode(await loadBytes(name)));

  const read = once(load);
  const readBytes = once(loadBytes);
  const readJson = once(loadJson);

  /**
   * The last index at which an ascending list has no more than `value`; -1 if there is none.
   * @template {string | number} T
   * @param {T[]} ascending
   * @param {T} value
   */
  function lastUpTo(ascending, value) {
    let low = 0,
      high = ascending.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ascending[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /**
   * The name of the file that begins with a key: the CRC-32 of its UTF-8.
   * @param {string} key
   */
  function nameOf(key) {
    let crc = -1;
    for (const byte of new TextEncoder().encode(key)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 && 0xedb88320);
    }
    return (~crc >>> 0).toString(16).padStart(8, "0");
  }

  // ---- Records -----------------------------------------------------------------------------------------------------

  /** @returns {Promise<Reader.SearchStart>} */
  async function boot() {
    const [start, meta] = await Promise.all([read("start"), readJson("meta")]);
    // Lengths are coded as letters; each letter means a quarter more than the one before.
    const lengths = Array.from(meta.lengths, (/** @type {string} */ letter) => 1.25 ** (letter.charCodeAt(0) - 48));
    const average = lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1);
    const kinds = Object.entries(meta.counts)
      .map(([kind, count]) => kind.repeat(count))
      .join("");
    const { counts, chunks, records: files } = meta;
    return {
      ...start,
      lengths,
      average,
      kinds,
      articleCount: counts.a,
      firstEntity: counts.a + counts.n,
      chunks,
      files,
    };
  }

  const ready = once(boot);

  /** @param {number} record */
  async function pathOf(record) {
    const { files } = await ready("start");
    const at = lastUpTo(
      files.map(([first]) => first),
      record,
    );
    const paths = await readJson(`records/${files[at][1]}`);
    return /** @type {string} */ (paths[record - files[at][0]]);
  }

  const texts = once(async (record) => {
    const path = await pathOf(Number(record));
    const [href, title, ...segments] = await readJson(`text/${path}`);
    return /** @type {Reader.SearchRecord} */ ({ path, href, title, segments });
  });

  search.index = {
    once,
    readBytes,
    readJson,
    lastUpTo,
    nameOf,
    ready: () => ready("start"),
    record: (record) => texts(String(record)),

    async allowed(filters) {
      const { articleCount, kinds, articles } = await ready("start");
      /** @type {((record: number) => boolean)[]} */
      const tests = [];
      if (filters.article) {
        const listed = articles.findIndex(([slug]) => slug === filters.article);
        const at = listed < 0 ? Number(filters.number) : listed;
        tests.push((record) => (kinds[record] === "n" ? record - articleCount : record) === at);
      }
      for (const [kind, letter] of Object.entries({ note: "n", entity: "g" })) {
        if (!filters[kind]) continue;
        const left = new Set(await read(`filter/${letter}-${filters[kind]}`));
        tests.push((record) => left.has(record));
      }
      return (record) => tests.every((test) => test(record));
    },
  };
  search.index.ready().catch(() => {}); // the panel reports it
})();
