/* What the browser keeps for the site: `readerStorage.local` for good, `readerStorage.session` for one tab.

   The browser may refuse storage to a page opened from disk; then a choice lasts as long as the page. Runs in the head,
   since colour-scheme.js needs it before the page is painted. */
(function () {
  "use strict";

  /**
   * @param {"localStorage" | "sessionStorage"} name
   * @returns {Reader.StorageArea}
   */
  function areaOf(name) {
    /** @param {(area: Storage) => any} use */
    const attempt = (use) => {
      try {
        return use(window[name]);
      } catch (error) {
        return null;
      }
    };
    return {
      /** The text stored under a key, or null. */
      load: (key) => attempt((area) => area.getItem(key)),
      /** The value of that text as JSON; null if it isn't JSON. */
      loadJson: (key) => attempt((area) => JSON.parse(area.getItem(key) || "null")),
      save: (key, text) => attempt((area) => area.setItem(key, text)),
      remove: (key) => attempt((area) => area.removeItem(key)),
    };
  }

  window.readerStorage = { local: areaOf("localStorage"), session: areaOf("sessionStorage") };
})();
