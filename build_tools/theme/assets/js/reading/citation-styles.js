/* CSL-JSON items as citations: readerCitations.chicago(item), apa, mla (plain text), bibtex, ris, csl (files).

   Besides CSL's own keys an item has `date`, its date in words if it isn't exact. Only the first date of a CSL span is
   read, and only whole CSL names (`literal`): nothing here guesses which part is the family name. */
(function () {
  "use strict";
  const nameOf = (/** @type {number} */ month) => new Date(2000, month - 1).toLocaleString("en", { month: "long" });

  /** @param {Reader.CitedItem} item */
  const authors = (item) => (item.author || []).map((name) => name.literal);
  /**
   * @param {Reader.CslDate | undefined} date
   * @returns {(number | undefined)[]}
   */
  const partsOf = (date) => date?.["date-parts"]?.[0] || [];

  /**
   * `text` as a complete sentence.
   * @param {string | undefined} text
   */
  const sentence = (text) => (!text ? "" : /[.?!]$/.test(text) ? text : `${text}.`);
  /**
   * `text` in quotation marks, with inner ones made single; the full stop goes inside.
   * @param {string} text
   */
  const quoted = (text) => `“${sentence(text.replace(/“/g, "‘").replace(/”/g, "’"))}”`;
  /** @param {(string | number | undefined)[]} pieces */
  const joined = (pieces) => pieces.filter(Boolean).join(" ");

  /**
   * @param {string[]} names
   * @param {string} and
   */
  function list(names, and) {
    return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${and} ${names[names.length - 1]}`;
  }

  /**
   * A date in the form of a style: "monthFirst" November 22, 2026; "yearFirst" 2026, November 22; "short" 22 Nov. 2026.
   * @param {Reader.CslDate | undefined} date
   * @param {"monthFirst" | "yearFirst" | "short"} style
   */
  function words(date, style) {
    const [year, month, day] = partsOf(date);
    if (!year) return date && date.literal ? date.literal : "";
    if (!month) return String(year);
    const name = nameOf(month);
    if (style === "yearFirst") return `${year}, ${name}${day ? ` ${day}` : ""}`;
    if (style === "monthFirst") return day ? `${name} ${day}, ${year}` : `${name} ${year}`;
    return joined([day, name.length > 4 ? `${name.slice(0, name === "September" ? 4 : 3)}.` : name, year]);
  }

  /**
   * @param {Reader.CitedItem} item
   * @param {"monthFirst" | "yearFirst" | "short"} style
   */
  const issued = (item, style) => item.date || words(item.issued, style);
  /**
   * The kind of text, in words, as styles put it beside the title.
   * @param {Reader.CitedItem} item
   */
  const described = (item) => item.note || item.genre || "";
  /** @param {Reader.CitedItem} item */
  const inside = (item) => `${item.type === "chapter" ? "In " : ""}${item["container-title"]}`;

  /** @param {Reader.CitedItem} item */
  function chicago(item) {
    const date = issued(item, "monthFirst");
    const from = [item.publisher, date].filter(Boolean).join(", ");
    return joined([
      sentence(list(authors(item), "and")),
      quoted(item.title),
      sentence(described(item)),
      sentence(inside(item)),
      sentence(from),
      date ? "" : `Accessed ${words(item.accessed, "monthFirst")}.`,
      sentence(item.URL),
    ]);
  }

  /** @param {Reader.CitedItem} item */
  function apa(item) {
    const date = issued(item, "yearFirst");
    const note = described(item) ? ` [${described(item)}]` : "";
    const retrieved = date ? item.URL : `Retrieved ${words(item.accessed, "monthFirst")}, from ${item.URL}`;
    const by = list(authors(item), "&");
    const head = by
      ? `${sentence(by)} (${date || "n.d."}). ${item.title}${note}.`
      : `${item.title}${note}. (${date || "n.d."}).`;
    return joined([head, sentence(inside(item)), sentence(item.publisher), retrieved]);
  }

  /** @param {Reader.CitedItem} item */
  function mla(item) {
    const where = [item["container-title"], item.publisher, issued(item, "short"), item.URL].filter(Boolean).join(", ");
    return joined([
      sentence(list(authors(item), "and")),
      quoted(item.title),
      sentence(described(item)),
      sentence(where),
      `Accessed ${words(item.accessed, "short")}.`,
    ]);
  }

  // ---- Files -------------------------------------------------------------------------------------------------------

  /** @type {Record<string, string>} */
  const IN_BIBTEX = {
    "\\": "{\\textbackslash}",
    "{": "{\\textbraceleft}", // BibTeX counts braces, even those after a backslash
    "}": "{\\textbraceright}",
    "~": "{\\textasciitilde}",
    "^": "{\\textasciicircum}",
  };
  /** @param {string} text */
  const forBibtex = (text) =>
    text
      .replace(/\s+/g, " ")
      .replace(/[\\{}~^]/g, (c) => IN_BIBTEX[c])
      .replace(/[$&%#_]/g, "\\$&");
  /**
   * @param {Reader.CslDate | undefined} date
   * @param {string} separator
   */
  const isoDate = (date, separator) =>
    partsOf(date)
      .map((part) => String(part).padStart(2, "0"))
      .join(separator);

  /** @param {Reader.CitedItem} item */
  function bibtex(item) {
    const part = item.type === "chapter";
    const [year] = partsOf(item.issued);
    const fields = {
      author: authors(item)
        .map((name) => `{${forBibtex(name)}}`)
        .join(" and "),
      title: `{${forBibtex(item.title)}}`, // in two braces, so that no style changes its capitals
      [part ? "booktitle" : "howpublished"]: forBibtex(item["container-title"]),
      publisher: forBibtex(item.publisher || ""),
      year: year ? String(year) : "",
      date: isoDate(item.issued, "-"),
      note: forBibtex(described(item)),
      language: item.language || "",
      url: item.URL.replace(/[{}\\]/g, (c) => encodeURIComponent(c)),
      urldate: isoDate(item.accessed, "-"),
    };
    const lines = Object.entries(fields)
      .filter(([, value]) => value)
      .map(([key, value]) => `  ${key} = {${value}}`);
    return `@${part ? "incollection" : "misc"}{${item.id},\n${lines.join(",\n")}\n}\n`;
  }

  /** @param {Reader.CitedItem} item */
  function ris(item) {
    const [year] = partsOf(item.issued);
    const lines = [
      ["TY", item.type === "chapter" ? "CHAP" : "ELEC"],
      ...authors(item).map((name) => ["AU", name]),
      ["TI", item.title],
      ["T2", item["container-title"]],
      ["PB", item.publisher],
      ["PY", year && String(year).padStart(4, "0")],
      ["DA", isoDate(item.issued, "/")],
      ["LA", item.language],
      ["N1", described(item)],
      ["UR", item.URL],
      ["Y2", isoDate(item.accessed, "/")],
    ];
    const written = lines
      .filter(([, value]) => value)
      .map(([tag, value]) => `${tag}  - ${String(value).replace(/\s+/g, " ")}`);
    return [...written, "ER  - ", ""].join("\r\n");
  }

  /** @param {Reader.CitedItem} item */
  function csl(item) {
    const { date, ...known } = item;
    return `${JSON.stringify([known], null, 2)}\n`;
  }

  window.readerCitations = { chicago, apa, mla, bibtex, ris, csl };
})();
