/* What only paper needs: the page's own address, and a mark on links whose text is their address. */
(function () {
  "use strict";
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  if (!main) return;

  function prepare() {
    const line = main.querySelector(".printed") || main.appendChild(window.readerDom.make("p", { class: "printed" }));
    line.textContent = `${document.title}, ${window.readerAddress.published()}`;
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (main.querySelectorAll('a[href^="http"]'));
    for (const link of links) {
      const bare = (/** @type {string} */ text) =>
        text
          .replace(/^https?:\/\//, "")
          .replace(/\/$/, "")
          .trim();
      link.classList.toggle("written", bare(link.textContent) === bare(link.href));
    }
  }

  addEventListener("beforeprint", prepare);
})();
