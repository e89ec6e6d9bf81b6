/* The button for colours: as the system has it, the other way, the system's own for good. Each first click so changes
   what is seen. Runs in the head, before the page is painted. */
(function () {
  "use strict";
  const KEY = "reader-colours";
  const CHOICES = matchMedia("(prefers-color-scheme: dark)").matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
  const root = document.documentElement;
  root.classList.add("js");

  // A page opened from disk may be refused storage; then the choice lasts as long as the page.
  function load() {
    try { return localStorage.getItem(KEY); } catch (error) { return null; }
  }
  function save(choice) {
    try { localStorage.setItem(KEY, choice); } catch (error) { /* nothing to be done */ }
  }
  function apply(choice) {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
  }

  apply(load());
  addEventListener("storage", (event) => { if (event.key === KEY) apply(event.newValue); });

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".scheme");
    if (!button) return;
    const label = () => {
      const text = `Colours: ${root.dataset.theme || "as the system"}`;
      button.title = text;
      button.setAttribute("aria-label", text);
    };
    button.addEventListener("click", () => {
      const next = CHOICES[(CHOICES.indexOf(root.dataset.theme || "auto") + 1) % CHOICES.length];
      apply(next);
      save(next);
      label();
    });
    label();
    button.hidden = false;
  });
})();
