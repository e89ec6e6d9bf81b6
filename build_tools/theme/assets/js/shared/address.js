/* Parts of addresses: readerAddress.fragment() and readerAddress.published(). */
(function () {
  "use strict";

  /**
   * The id after the `#` in the address of the page or of a link.
   * @param {{ hash: string }} link
   */
  function fragment(link = location) {
    const raw = link.hash.slice(1);
    try {
      return decodeURIComponent(raw);
    } catch (error) {
      return raw;
    } // "100%" is not encoded
  }

  /** The page's own address without an anchor: the published one if it is known. */
  function published() {
    const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'));
    return (canonical ? canonical.href : location.href).replace(/[?#].*$/, "");
  }

  window.readerAddress = { fragment, published };
})();
