/* What other scripts here share to copy words and to say so in passing:
   readerCopying.copy(words, said, refused) copies and then shows (and announces) one of the two sentences;
   readerCopying.put(words) only copies, and rejects where it is refused;
   readerCopying.say(words) only shows and announces. */
(function () {
  "use strict";
  const FOR = 2500,
    EACH = 60; // milliseconds that a sentence stays: at least, and for each of its letters
  const { make } = window.readerDom;
  const said = make("p", { class: "said", role: "status" });
  document.body.append(said);
  let timer = 0;

  /** @param {string} words */
  function say(words) {
    said.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        said.textContent = "";
      },
      Math.max(FOR, EACH * words.length),
    );
  }

  /**
   * Copies by the old way where the new one is refused, as it is on some pages that don't come over HTTPS.
   * @param {string} words
   */
  function copyByHand(words) {
    const field = make("textarea");
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    field.value = words;
    field.style.cssText = "position:fixed;opacity:0";
    (document.querySelector("dialog[open]") || document.body).append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (focused) focused.focus({ preventScroll: true });
    return copied ? Promise.resolve() : Promise.reject(new Error("refused"));
  }

  /** @param {string} words */
  function put(words) {
    const tried = navigator.clipboard ? navigator.clipboard.writeText(words) : Promise.reject(new Error("none"));
    return tried.catch(() => copyByHand(words));
  }

  /** @type {Reader.Copying["copy"]} */
  function copy(words, done, refused) {
    return put(words).then(
      () => say(done),
      () => say(refused || "The browser does not let this page copy"),
    );
  }

  window.readerCopying = { copy, put, say };
})();
