/* Sorts the lines of a concordance by the words before or after the name. In order of date they are under their
   articles, as they are without this script. A script that adds new lines fires `lines`. The order is kept in the
   history's state, so that readers who follow a line and come back find the lines in the same order. */
(function () {
  "use strict";
  /** @type {[order: "date" | "left" | "right", label: string][]} */
  const ORDERS = [
    ["date", "date"],
    ["left", "word before"],
    ["right", "word after"],
  ];
  const { make, find } = window.readerDom;
  const collator = new Intl.Collator(document.documentElement.lang || "en", { sensitivity: "base", numeric: true });
  const WORD = /[\p{L}\p{N}\p{M}]+(?:['’-][\p{L}\p{N}\p{M}]+)*/gu;

  /**
   * The words on one side of the name, nearest first.
   * @param {Element} line
   * @param {"left" | "right"} side
   * @returns {string[]}
   */
  function wordsOf(line, side) {
    const part = find(line, `.${side}`);
    if (side === "left") return (part.textContent.match(WORD) || []).reverse();
    const node = part.querySelector("b");
    return part.textContent.slice(node ? node.textContent.length : 0).match(WORD) || [];
  }

  /**
   * @param {string[]} a
   * @param {string[]} b
   */
  function compare(a, b) {
    for (let i = 0; i < Math.max(a.length, b.length); i++) {
      const order = collator.compare(a[i] || "", b[i] || "");
      if (order) return order;
    }
    return 0;
  }

  /**
   * Adds the article's title to each line, for when the line is no longer under its article.
   * @param {{ list: HTMLElement, heading: HTMLElement }[]} lists
   */
  function nameArticles(lists) {
    for (const { list, heading } of lists) {
      const title = (heading.querySelector("a") || heading).textContent;
      for (const line of list.children) {
        const where = line.querySelector(".where");
        if (!where || where.querySelector(".title")) continue;
        where.prepend(make("span", { class: "title" }, make("bdi", {}, title), ", "));
      }
    }
  }

  /** @param {Element} root */
  function setUp(root) {
    for (const old of root.querySelectorAll(".sorted, .orders")) old.remove();
    const uls = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("h3 + ul"));
    const lists = [...uls].map((list) => ({ list, heading: /** @type {HTMLElement} */ (list.previousElementSibling) }));
    const lines = lists.flatMap(({ list }) => [...list.children]);
    if (lines.length < 2) return;
    nameArticles(lists);
    const sorted = make("ul", { class: "sorted", hidden: "" });
    lists[lists.length - 1].list.after(sorted);

    const said = make("span", { class: "said-order", role: "status" });
    const before = (history.state || {}).readerOrder;
    const buttons = ORDERS.map(([order, label]) => {
      const button = make("button", { type: "button", "aria-pressed": String(order === "date") }, label);
      button.addEventListener("click", () => {
        history.replaceState({ ...history.state, readerOrder: order }, "");
        sort(order, label, button);
        said.textContent = `${lines.length} lines by ${label}`;
      });
      return button;
    });
    const group = { class: "orders", role: "group", "aria-label": "Order of the lines" };
    lists[0].heading.before(make("div", group, make("span", {}, "Sort by"), ...buttons, said));

    const kept = ORDERS.findIndex(([order]) => order === before);
    if (kept > 0) sort(...ORDERS[kept], buttons[kept]);

    /**
     * @param {"date" | "left" | "right"} order
     * @param {string} label
     * @param {HTMLElement} pressed
     */
    function sort(order, label, pressed) {
      for (const button of buttons) button.setAttribute("aria-pressed", String(button === pressed));
      const byDate = order === "date";
      if (order !== "date") {
        const keyed = lines.map((line, index) => ({
          line: /** @type {Element} */ (line.cloneNode(true)),
          words: wordsOf(line, order),
          index,
        }));
        keyed.sort((a, b) => compare(a.words, b.words) || a.index - b.index);
        sorted.replaceChildren(...keyed.map(({ line }) => line));
      }
      sorted.hidden = byDate;
      for (const { list, heading } of lists) list.hidden = heading.hidden = !byDate;
    }
  }

  document.addEventListener("lines", (event) => setUp(/** @type {Element} */ (event.target)));
  for (const root of document.querySelectorAll(".concordance")) setUp(root);
})();
