/* What addresses say: readerAddress.fragment() and readerAddress.published(). */
(function () {
  "use strict";

  /**
   * The id after the `#` of the page's address, or of a link's.
   * @param {{ hash: string }} link
   */
  function fragment(link = location) {
    const raw = link.hash.slice(1);
    try {
      return decodeURIComponent(raw);
    } catch (error) {
      return raw;
    } // "100%" is not encoded: it means itself
  }

  /** The page's own address, as it is published where that is known, without an anchor. */
  function published() {
    const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'));
    return (canonical ? canonical.href : location.href).replace(/[?#].*$/, "");
  }

  window.readerAddress = { fragment, published };
})();
