/* What an address names behind its `#`, of the page or of a link.

     readerHash()       of the page
     readerHash(link)   of a link */
(function () {
  "use strict";

  window.readerHash = (link = location) => {
    const raw = link.hash.slice(1);
    try { return decodeURIComponent(raw); } catch (error) { return raw; } // "100%" is no encoded text: it means itself
  };
})();
