/* CSL-JSON items as citations: readerCitations.chicago(item), apa, mla (plain text), bibtex, ris, csl (files).

   Besides CSL's own keys an item has `date`, its date in words if it isn't exact. Only the first date of a CSL span is
   read. A name with a `family` is a person's and is taken apart as each style asks; any other stays whole. */
(function () {
  "use strict";
  const nameOf = (/** @type {number} */ month) => new Date(2000, month - 1).toLocaleString("en", { month: "long" });

  /** @param {Reader.CitedItem} item */
  const authors = (item) => item.author || [];
  /** @param {Reader.CslName} name */
  const surname = (name) => particle(name["non-dropping-particle"], name.family);
  /**
   * @param {string | undefined} before
   * @param {string | undefined} after
   */
  const particle = (before, after) => [before, after].filter(Boolean).join(/[-'’]$/.test(before || "") ? "" : " ");
  /**
   * Whether it is a Chinese, Japanese or Korean name: family name first, no space and no comma.
   * @param {Reader.CslName} name
   */
  const isUnspaced = (name) =>
    /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]+$/u.test(`${name.family || ""}${name.given || ""}`);
  /**
   * "Jane Q. Public".
   * @param {Reader.CslName} name
   */
  function spoken(name) {
    if (!name.family) return name.literal || "";
    if (isUnspaced(name)) return `${name.family}${name.given || ""}`;
    const last = particle(name["dropping-particle"], surname(name));
    return [name.given, last, name.suffix].filter(Boolean).join(" ");
  }
  /**
   * "Public, Jane Q."; with `given` "Public, J. Q.".
   * @param {Reader.CslName} name
   * @param {string} [given]
   */
  function inverted(name, given = name.given) {
    if (!name.family) return name.literal || "";
    const first = [given, name["dropping-particle"]].filter(Boolean).join(" ");
    return [surname(name), first, name.suffix].filter(Boolean).join(", ");
  }
  /**
   * "Jean-Paul Q." as "J.-P. Q."; small words, and names in a script without capitals, stay as they are.
   * @param {Reader.CslName} name
   */
  function initials(name) {
    const parts = (name.given || "").replace(/\.(?=\p{L})/gu, ". ").split(/([\s-]+)/);
    return parts
      .map((part) => {
        const [first = ""] = part;
        return first !== first.toLowerCase() ? `${first}.` : part;
      })
      .join("");
  }
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
   * Names in a row. Two have a comma between them only if the first is turned round.
   * @param {string[]} names
   * @param {string} and
   * @param {boolean} comma
   */
  function list(names, and, comma) {
    if (names.length < 2) return names.join("");
    return `${names.slice(0, -1).join(", ")}${comma || names.length > 2 ? "," : ""} ${and} ${names[names.length - 1]}`;
  }

  /**
   * Chicago and MLA: the first name turned round. Of more than `most` names, the first `shown` and "et al.".
   * @param {Reader.CslName[]} names
   * @param {number} most
   * @param {number} shown
   */
  function firstInverted(names, most, shown) {
    const written = names.map((name, index) => (index || isUnspaced(name) ? spoken(name) : inverted(name)));
    const isTurned = written[0] !== (names.length ? spoken(names[0]) : "");
    if (names.length > most) return `${written.slice(0, shown).join(", ")}, et al.`;
    return list(written, "and", isTurned);
  }

  /**
   * APA: all turned round, given names as initials. Of more than 20 names, the first 19 and the last.
   * @param {Reader.CslName[]} names
   */
  function withInitials(names) {
    const written = names.map((name) => (isUnspaced(name) ? spoken(name) : inverted(name, initials(name))));
    if (names.length > 20) return `${written.slice(0, 19).join(", ")}, . . . ${written[written.length - 1]}`;
    return list(written, "&", names.length > 0 && Boolean(names[0].family));
  }

  /**
   * CSL's years have no 0: -44 is 44 BCE.
   * @param {number} year
   */
  const yearInWords = (year) => (year < 0 ? `${-year} BCE` : year < 1000 ? `${year} CE` : String(year));

  /**
   * A date in the form of a style: "monthFirst" November 22, 2026; "yearFirst" 2026, November 22; "short" 22 Nov. 2026.
   * @param {Reader.CslDate | undefined} date
   * @param {"monthFirst" | "yearFirst" | "short"} style
   */
  function words(date, style) {
    const [year, month, day] = partsOf(date);
    if (!year) return date && date.literal ? date.literal : "";
    const shown = yearInWords(year);
    if (!month) return shown;
    const name = nameOf(month);
    if (style === "yearFirst") return `${shown}, ${name}${day ? ` ${day}` : ""}`;
    if (style === "monthFirst") return day ? `${name} ${day}, ${shown}` : `${name} ${shown}`;
    return joined([day, name.length > 4 ? `${name.slice(0, name === "September" ? 4 : 3)}.` : name, shown]);
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
      sentence(firstInverted(authors(item), 10, 7)),
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
    const by = withInitials(authors(item));
    const head = by
      ? `${sentence(by)} (${date || "n.d."}). ${item.title}${note}.`
      : `${item.title}${note}. (${date || "n.d."}).`;
    return joined([head, sentence(inside(item)), sentence(item.publisher), retrieved]);
  }

  /** @param {Reader.CitedItem} item */
  function mla(item) {
    const where = [item["container-title"], item.publisher, issued(item, "short"), item.URL].filter(Boolean).join(", ");
    return joined([
      sentence(firstInverted(authors(item), 2, 1)),
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
      .trim()
      .replace(/[\\{}~^]/g, (c) => IN_BIBTEX[c])
      .replace(/[$&%#_]/g, "\\$&");
  /**
   * @param {Reader.CslDate | undefined} date
   * @param {string} separator
   */
  const isoDate = (date, separator) =>
    partsOf(date)
      .map((part, index) => (index ? String(part).padStart(2, "0") : isoYear(part || 0)))
      .join(separator);
  /**
   * ISO counts through a year 0, CSL doesn't: 44 BCE is -0043.
   * @param {number} year
   */
  const isoYear = (year) =>
    year < 0 ? `${year < -1 ? "-" : ""}${String(-year - 1).padStart(4, "0")}` : String(year).padStart(4, "0");
  /**
   * `{Crisis Group}`, whose braces keep it whole, or `Public, Jr., Jane Q.`
   * @param {Reader.CslName} name
   */
  function bibtexName(name) {
    if (!name.family) return `{${forBibtex(name.literal || "")}}`;
    const given = [name.given, name["dropping-particle"]].filter(Boolean).join(" ");
    const parts = [surname(name), name.suffix, given].filter(Boolean);
    const written = parts.map((part) =>
      /,|\band\b/i.test(part || "") ? `{${forBibtex(part || "")}}` : forBibtex(part || ""),
    );
    return written.length > 1 ? written.join(", ") : `{${written[0]}}`;
  }

  /** @param {Reader.CitedItem} item */
  function bibtex(item) {
    const part = item.type === "chapter";
    const [year] = partsOf(item.issued);
    const fields = {
      author: authors(item).map(bibtexName).join(" and "),
      title: `{${forBibtex(item.title)}}`, // in two braces, so that no style changes its capitals
      [part ? "booktitle" : "howpublished"]: forBibtex(item["container-title"]),
      publisher: forBibtex(item.publisher || ""),
      year: year ? yearInWords(year) : "",
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
      ...authors(item).map((name) => ["AU", inverted(name)]),
      ["TI", item.title],
      ["T2", item["container-title"]],
      ["PB", item.publisher],
      ["PY", year && year > 0 ? isoYear(year) : ""],
      ["DA", year && year < 0 ? `///${words(item.issued, "monthFirst")}` : isoDate(item.issued, "/")],
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

  window.readerCitations = { spoken, chicago, apa, mla, bibtex, ris, csl };
})();
