/* What only paper needs: the page's own address, and marks on links whose address is what one reads anyway. */
(function () {
  "use strict";
  const main = document.querySelector("main");
  if (!main) return;

  function prepare() {
    const canonical = document.querySelector('link[rel="canonical"]');
    const address = (canonical ? canonical.href : location.href).replace(/[?#].*$/, "");
    const line = main.querySelector(".printed") || main.appendChild(document.createElement("p"));
    line.className = "printed";
    line.textContent = `${document.title}, ${address}`;
    for (const link of main.querySelectorAll('a[href^="http"]')) {
      const bare = (text) => text.replace(/^https?:\/\//, "").replace(/\/$/, "").trim();
      link.classList.toggle("written", bare(link.textContent) === bare(link.href));
    }
  }

  addEventListener("beforeprint", prepare);
})();
