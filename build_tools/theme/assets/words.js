/* Looks up any word in the texts, which come as scripts once they are asked for: a page opened from disk can read nothing
   else. The word stands in the address behind `#`, so that a list of lines can be shared. */
(function () {
  "use strict";
  const MOST = 500;
  const WIDTH = 70;
  const form = document.querySelector(".lookup");
  const root = document.getElementById("lines");
  if (!form || !root) return;
  const input = form.querySelector("input");
  const answer = form.querySelector(".answer");
  const uris = form.dataset.texts.split(" ").filter(Boolean);
  const loading = new Map(); // uri -> promise of its texts, forgotten where it fails: a second try loads what is missing

  function loadText(uri) {
    if (!loading.has(uri)) {
      loading.set(uri, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = uri;
        script.onload = () => resolve((self.readerTexts || []).splice(0)); // those of this script: it has only just run
        script.onerror = () => { loading.delete(uri); reject(new Error(uri)); };
        document.head.append(script);
      }));
    }
    return loading.get(uri);
  }

  /** All texts, in order of date. */
  const load = async () => (await Promise.all(uris.map(loadText))).flat();

  /** Small letters without marks; a way back to the offsets, for a letter may fold to none or two. */
  function fold(text) {
    let folded = "";
    const origin = [];
    for (let i = 0; i < text.length; i++) {
      const plain = text[i].normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
        .replace(/[‘’ʼʿʾ]/g, "'").replace(/[“”„«»]/g, "\"").replace(/[‐‑]/g, "-");
      for (const character of plain) { folded += character; origin.push(i); }
    }
    origin.push(text.length);
    return { folded, origin };
  }

  function patternOf(query) {
    const words = fold(query).folded.trim().split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    if (!words.length) return null;
    const parts = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\\\*/g, "[\\p{L}\\p{N}'-]*"));
    return new RegExp(`(?<![\\p{L}\\p{N}])${parts.join("\\s+")}(?![\\p{L}\\p{N}])`, "gu");
  }

  /** Every place of a pattern, by text. */
  function find(texts, pattern) {
    const groups = [];
    for (const text of texts) {
      const hits = [];
      for (const block of text.blocks) {
        block.fold = block.fold || fold(block[1]);
        for (const match of block.fold.folded.matchAll(pattern)) {
          const { origin } = block.fold;
          hits.push({ paragraph: block[0], text: block[1], start: origin[match.index], end: origin[match.index + match[0].length] });
        }
      }
      if (hits.length) groups.push({ text, hits });
    }
    return groups;
  }

  function element(tag, classes, ...children) {
    const made = document.createElement(tag);
    if (classes) made.className = classes;
    made.append(...children);
    return made;
  }

  function toLine({ paragraph, text, start, end }, href) {
    const from = Math.max(0, text.lastIndexOf(" ", Math.max(start - WIDTH, 0)) + 1);
    const space = text.indexOf(" ", end + WIDTH);
    const to = space < 0 ? text.length : space;
    const where = element("a", "where", paragraph ? `¶ ${paragraph}` : "heading");
    where.href = paragraph ? `${href}#p${paragraph}` : href;
    const left = element("span", "left", (from ? "… " : "") + text.slice(from, start));
    const right = element("span", "right", element("b", "", text.slice(start, end)), text.slice(end, to) + (to < text.length ? " …" : ""));
    return element("li", "", where, " ", left, right);
  }

  function show(groups, query) {
    const total = groups.reduce((sum, group) => sum + group.hits.length, 0);
    root.replaceChildren(...(total ? [element("h2", "", `“${query}”`)] : []));
    let room = MOST;
    for (const { text, hits } of groups) {
      if (room <= 0) break;
      const title = element("a", "", text.title);
      title.href = text.href;
      root.append(element("h3", "", title, " ", element("span", "also", text.date)));
      root.append(element("ul", "", ...hits.slice(0, room).map((hit) => toLine(hit, text.href))));
      room -= hits.length;
    }
    const cut = total > MOST ? `, the first ${MOST} shown` : "";
    const articles = `${groups.length} ${groups.length === 1 ? "article" : "articles"}`;
    answer.textContent = total ? `${total} ${total === 1 ? "line" : "lines"} in ${articles}${cut}` : "Nowhere in the texts.";
    root.dispatchEvent(new CustomEvent("lines", { bubbles: true }));
  }

  function look() {
    const named = window.readerHash();
    if (!named.startsWith("word=")) return;
    const query = named.slice("word=".length);
    input.value = query;
    const pattern = patternOf(query);
    if (!pattern) { root.replaceChildren(); answer.textContent = ""; return; }
    load().then((texts) => show(find(texts, pattern), query), () => { answer.textContent = "The texts can’t be loaded."; });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const hash = `#word=${encodeURIComponent(input.value.trim())}`;
    if (location.hash === hash) look();
    else location.hash = hash;
  });
  addEventListener("hashchange", look);
  form.hidden = false;
  look();
})();
