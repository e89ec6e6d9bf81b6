/* The lists of the search index: in which records a word is, and at which places there (postings.py says how they are
   written). */
(function () {
  "use strict";
  const { index } = window.readerSearch;
  const decoder = new TextDecoder();

  /** @typedef {{ word: string, at: number, end: number, ordinal: number, file: string }} Entry a word of a file */
  /** @typedef {{ bytes: Uint8Array, entries: Entry[], byWord: Map<string, Entry> }} WordFile */

  /**
   * Reads numbers from bytes, from `at` on.
   * @param {Uint8Array} bytes
   * @param {number} at
   */
  function numbersFrom(bytes, at) {
    return {
      next() {
        let number = 0,
          scale = 1;
        for (;;) {
          const byte = bytes[at++];
          number += (byte & 127) * scale;
          if (byte < 128) return number;
          scale *= 128;
        }
      },
      at: () => at,
      skip: (/** @type {number} */ count) => (at += count),
    };
  }

  /** @param {string} file */
  async function readWordFile(file) {
    const bytes = await index.readBytes(`words/${file}`);
    const numbers = numbersFrom(bytes, 0);
    /** @type {Entry[]} */
    const entries = [];
    let word = "";
    while (numbers.at() < bytes.length) {
      const shared = numbers.skip(1) && bytes[numbers.at() - 1];
      const length = numbers.next();
      const start = numbers.at();
      word = word.slice(0, shared) + decoder.decode(bytes.subarray(start, start + length));
      numbers.skip(length);
      const size = numbers.next();
      const at = numbers.at();
      entries.push({ word, at, end: at + size, ordinal: entries.length, file });
      numbers.skip(size);
    }
    return { bytes, entries, byWord: new Map(entries.map((entry) => [entry.word, entry])) };
  }
  const wordFile = index.once(readWordFile);

  /** @param {string} file */
  async function readPlaceFile(file) {
    const bytes = await index.readBytes(`places/${file}`);
    const numbers = numbersFrom(bytes, 0);
    const starts = [];
    while (numbers.at() < bytes.length) {
      const size = numbers.next();
      starts.push(numbers.at());
      numbers.skip(size);
    }
    return { bytes, starts };
  }
  const placeFile = index.once(readPlaceFile);

  /**
   * The file that has a word, if any has it.
   * @param {string} word
   */
  async function fileFor(word) {
    const { chunks } = await index.ready();
    const at = index.lastUpTo(chunks, word);
    return at < 0 ? null : index.nameOf(chunks[at]);
  }

  /** @param {Entry} entry */
  async function listOf(entry) {
    const { bytes } = await wordFile(entry.file);
    const numbers = numbersFrom(bytes, entry.at);
    /** @type {number[]} */
    const records = [],
      counts = [];
    let record = 0;
    while (numbers.at() < entry.end) {
      const step = numbers.next();
      record += Math.floor(step / 2);
      records.push(record);
      counts.push(step % 2 ? numbers.next() : 1);
    }
    return { word: entry.word, records, counts, entry };
  }

  window.readerSearch.lists = {
    /** Begins to read the lists of words, while their other meanings are still being looked up. */
    expect(words) {
      for (const word of words) {
        fileFor(word)
          .then((file) => (file ? wordFile(file) : null))
          .catch(() => {}); // reported to whoever asks for it
      }
    },

    async has(word) {
      const file = await fileFor(word);
      return Boolean(file && (await wordFile(file)).byWord.has(word));
    },

    async find(words) {
      const found = await Promise.all(
        words.map(async (word) => {
          const file = await fileFor(word);
          const entry = file && (await wordFile(file)).byWord.get(word);
          return entry ? [await listOf(entry)] : [];
        }),
      );
      return found.flat();
    },

    async findLonger(beginning, files) {
      const { chunks } = await index.ready();
      const first = Math.max(index.lastUpTo(chunks, beginning), 0);
      const names = chunks.slice(first, first + files).filter((word, i) => !i || word.startsWith(beginning));
      const read = await Promise.all(names.map((word) => wordFile(index.nameOf(word))));
      const entries = read.flatMap((file) => file.entries);
      return Promise.all(
        entries.filter(({ word }) => word.length > beginning.length && word.startsWith(beginning)).map(listOf),
      );
    },

    async places({ entry, records, counts }, wanted) {
      const { bytes, starts } = await placeFile(entry.file);
      const numbers = numbersFrom(bytes, starts[entry.ordinal]);
      /** @type {Map<number, number[]>} */
      const found = new Map();
      records.forEach((record, i) => {
        const places = [];
        let place = 0;
        for (let left = counts[i]; left > 0; left -= 1) places.push((place += numbers.next()));
        if (wanted(record)) found.set(record, places);
      });
      return found;
    },
  };
})();
