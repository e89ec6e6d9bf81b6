/* What the browser keeps for the site: `readerStorage.local` for good, `readerStorage.session` for one tab.

   A page opened from disk may be refused storage; then what was chosen lasts as long as the page. Runs in the head, since
   colour-scheme.js asks it before the page is painted. */
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
      /** The text kept under a key, or null. */
      load: (key) => attempt((area) => area.getItem(key)),
      /** The same where it is JSON; null where something else is there. */
      loadJson: (key) => attempt((area) => JSON.parse(area.getItem(key) || "null")),
      save: (key, text) => attempt((area) => area.setItem(key, text)),
      remove: (key) => attempt((area) => area.removeItem(key)),
    };
  }

  window.readerStorage = { local: areaOf("localStorage"), session: areaOf("sessionStorage") };
})();
