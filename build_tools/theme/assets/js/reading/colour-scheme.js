/* The button for colours. Its choices are the system's colours, then the opposite ones, then the system's present ones
   for good: in this order the first click always has a visible effect. Runs in the head, before the page is painted. */
(function () {
  "use strict";
  const KEY = "reader-colours";
  const { local } = window.readerStorage;
  const CHOICES = matchMedia("(prefers-color-scheme: dark)").matches
    ? ["auto", "light", "dark"]
    : ["auto", "dark", "light"];
  const root = document.documentElement;
  root.classList.add("js");

  /** @param {string | null} choice */
  function apply(choice) {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
  }

  apply(local.load(KEY));
  addEventListener("storage", (event) => {
    if (event.key === KEY) apply(event.newValue);
  });

  document.addEventListener("DOMContentLoaded", () => {
    const button = /** @type {HTMLElement | null} */ (document.querySelector(".scheme"));
    if (!button) return;
    const label = () => {
      const text = `Colours: ${root.dataset.theme || "as the system"}`;
      button.title = text;
      button.setAttribute("aria-label", text);
    };
    button.addEventListener("click", () => {
      const next = CHOICES[(CHOICES.indexOf(root.dataset.theme || "auto") + 1) % CHOICES.length];
      apply(next);
      local.save(KEY, next);
      label();
    });
    label();
    button.hidden = false;
  });
})();
