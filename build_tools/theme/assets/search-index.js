/* Reads the index that Pagefind made (build_tools/search), through Pagefind's own WebAssembly.

   Every file of it is a script that calls `readerChunk`, so that a page opened from disk, which can't fetch, reads it as
   one from a server does; and only those that a query needs are read. */
(function () {
  "use strict";
  const search = window.readerSearch;
  const SIGNATURE = 12; // bytes: "pagefind_dcd"
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const waiting = new Map();
  const chunks = new Map(); // name -> promise of what is in it
  let wasm = null;
  let pointer = 0; // to the index, in the memory of `wasm`

  window.readerChunk = (name, payload) => waiting.get(name)(payload);

  /** What a file of the index holds; each is read once. */
  function read(name) {
    if (!chunks.has(name)) {
      chunks.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        waiting.set(name, resolve);
        script.src = `${search.root}pagefind/${name}.js`;
        script.onerror = () => { chunks.delete(name); reject(new Error(`${script.src} can't be read`)); };
        script.onload = () => script.remove();
        document.head.append(script);
      }));
    }
    return chunks.get(name);
  }

  async function readBytes(name) {
    const packed = Uint8Array.from(atob(await read(name)), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer()).subarray(SIGNATURE);
  }

  // ---- Pagefind's WebAssembly (1.5.2) ----------------------------------------------------------------------------

  const imports = {
    "./pagefind_web_bg.js": {
      __wbindgen_init_externref_table() {
        const table = wasm.__wbindgen_externrefs;
        const first = table.grow(4);
        table.set(0, undefined);
        [undefined, null, true, false].forEach((value, i) => table.set(first + i, value));
      },
    },
  };

  /** Copy bytes or a text into its memory: [address, length], as its functions take them. */
  function put(value) {
    const bytes = typeof value === "string" ? encoder.encode(value) : value;
    const at = wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(wasm.memory.buffer).set(bytes, at);
    return [at, bytes.length];
  }

  function take([at, length]) {
    const text = decoder.decode(new Uint8Array(wasm.memory.buffer, at >>> 0, length));
    wasm.__wbindgen_free(at, length, 1);
    return JSON.parse(text);
  }

  async function boot() {
    const start = await read("start");
    if (!start.records) return start;
    const [engine, meta] = await Promise.all([readBytes("engine"), readBytes("meta")]);
    wasm = (await WebAssembly.instantiate(engine, imports)).instance.exports;
    wasm.__wbindgen_start();
    pointer = wasm.init_pagefind(...put(meta)) >>> 0;
    return start;
  }

  const loaded = new Map();
  function give(folder, name, method) {
    const path = `${folder}/${name}`;
    if (!loaded.has(path)) {
      loaded.set(path, readBytes(path).then((bytes) => { pointer = wasm[method](pointer, ...put(bytes)) >>> 0; }));
    }
    return loaded.get(path);
  }

  let booting = null;
  search.index = {
    read,

    /** What start.js says of the index, once the index can be asked. */
    ready() {
      booting = booting || boot();
      return booting;
    },

    /** Records in which all words stand, or longer ones that begin with them; with `exact` these and no others, one
        after another. [{name, score, at}], the best first; `at` counts words from the record's beginning. */
    async find(words, filters, exact = false) {
      const start = await this.ready();
      if (!start.records || !words.length) return [];
      const filter = JSON.stringify(filters);
      // Word by word: asked for several, it passes over those that fall between two of its chunks.
      const needed = new Set(words.flatMap((word) => take(wasm.request_indexes(pointer, ...put(word)))));
      const filtering = take(wasm.request_filter_indexes(pointer, ...put(filter)));
      await Promise.all([
        ...Array.from(needed, (name) => give("index", name, "load_index_chunk")),
        ...filtering.map((name) => give("filter", name, "load_filter_chunk")),
      ]);
      const query = words.join(" ");
      const found = take(wasm.search(pointer, ...put(query), ...put(query), ...put(filter), ...put(""), exact, false));
      return found.results.map((result) => ({ name: result.p, score: result.s, at: result.l.map((word) => word.l) }));
    },

    /** A record's text with the ids in it. */
    async record(name) {
      return JSON.parse(decoder.decode(await readBytes(`fragment/${name}`)));
    },
  };
  search.index.ready().catch(() => {}); // the panel will say so
})();
