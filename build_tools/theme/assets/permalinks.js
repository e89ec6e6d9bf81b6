/* A click on a paragraph's number goes there, as any link does, and copies its address. Notes in the list get a link too. */
(function () {
  "use strict";
  const said = document.createElement("p");
  said.className = "said";
  said.setAttribute("role", "status");
  document.body.append(said);
  let timer = 0;

  function say(words) {
    said.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => { said.textContent = ""; }, 2500);
  }

  /** Copies by the old way where the new one is refused, as it is on some pages that don't come over HTTPS. */
  function copyByHand(words) {
    const field = document.createElement("textarea");
    field.value = words;
    field.style.cssText = "position:fixed;opacity:0";
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied ? Promise.resolve() : Promise.reject(new Error("refused"));
  }

  function copy(words) {
    const tried = navigator.clipboard ? navigator.clipboard.writeText(words) : Promise.reject(new Error("none"));
    return tried.catch(() => copyByHand(words));
  }

  for (const head of document.querySelectorAll(".footnote .note[id]")) {
    const link = document.createElement("a");
    link.className = "note-link";
    link.href = `#${head.id}`;
    link.textContent = "#";
    link.setAttribute("aria-label", "Link to this note");
    head.append(link);
  }

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a.n, a.note-link");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const what = link.matches(".n") ? `paragraph ${link.textContent}` : "this note";
    copy(link.href).then(() => say(`Link to ${what} copied`), () => say(`The address bar now shows the link to ${what}`));
  });
})();
