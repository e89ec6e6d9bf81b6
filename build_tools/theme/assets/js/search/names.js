/* The names of the glossary as the search index has them, and what a query's words mean by them. */
(function () {
  "use strict";
  const { index } = window.readerSearch;
  const LONGEST = 6; // words of a name

  /**
   * The names in the file that would have a key.
   * @param {string} key
   * @returns {Promise<{ key: string, exact: string, weak: boolean, entity: Reader.SearchEntity }[]>}
   */
  async function near(key) {
    const { names, firstEntity } = await index.ready();
    const at = Math.max(index.lastUpTo(names, key), 0);
    if (!names.length) return [];
    const { entities, keys } = await index.readJson(`names/${index.nameOf(names[at])}`);
    return keys.map((/** @type {[string, number, string?, number?]} */ [name, number, exact, weak]) => {
      const [id, shown, spellings, place] = entities[number];
      const entity = { id, name: shown, spellings, record: firstEntity + place };
      return { key: name, exact: exact || "", weak: Boolean(weak), entity };
    });
  }

  /**
   * The entities that a key means, as it is written in `raw`; those that it means by half if it is the name of none.
   * @param {string} key
   * @param {string} raw
   */
  async function lookUp(key, raw) {
    const own = (await near(key)).filter((name) => name.key === key);
    const whole = own.filter((name) => !name.weak && (!name.exact || raw.includes(name.exact)));
    return (whole.length ? whole : own.filter((name) => name.weak)).map(({ entity }) => entity);
  }

  /**
   * The entity meant by an unfinished name, if all names with this beginning are names of one entity. None if the key
   * is already a whole word of a name: "group" asks for more than the Group of Seven.
   * @param {string} key
   */
  async function begun(key) {
    if (key.length < 4) return [];
    const found = (await near(key)).filter((name) => !name.weak && name.key.startsWith(key));
    if (found.some((name) => name.key.startsWith(`${key} `))) return [];
    return new Set(found.map(({ entity }) => entity.id)).size === 1 ? [found[0].entity] : [];
  }

  window.readerSearch.names = {
    near,
    lookUp,

    async longest(words, at, raw) {
      for (let length = Math.min(LONGEST, words.length - at); length > 0; length -= 1) {
        const meant = await lookUp(words.slice(at, at + length).join(" "), raw);
        if (meant.length) return [length, meant];
      }
      return [1, at === words.length - 1 ? await begun(words[at]) : []];
    },
  };
})();
