/* Dates in a query: "18 January 2017", "January 18, 2017", "december 2016", "2017-01-18", "18.1.2017". */
(function () {
  "use strict";
  const {
    index,
    words: { words },
  } = window.readerSearch;
  const DAY = /^(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er)?$/;
  const YEAR = /^[12]\d{3}$/;
  const NUMERIC = /^(?:([12]\d{3})[-./](\d\d?)[-./](\d\d?)|(\d\d?)[-./](\d\d?)[-./]([12]\d{3}))$/;

  /** The names of each month, folded: in English and in the languages of the texts. */
  const monthNames = index.once(async () => {
    const { languages } = await index.ready();
    return Array.from({ length: 12 }, (_, month) => {
      const day = new Date(2017, month, 18);
      const all = ["en", ...languages].flatMap((language) =>
        [{ month: "long" }, { month: "short" }, { month: "long", day: "numeric" }].map((style) =>
          nameIn(language, day, /** @type {Intl.DateTimeFormatOptions} */ (style)),
        ),
      );
      return Array.from(new Set(all.flatMap(words).filter((name) => name.length > 2 && !/\d/.test(name))));
    });
  });

  /**
   * @param {string} language
   * @param {Date} day
   * @param {Intl.DateTimeFormatOptions} style
   */
  function nameIn(language, day, style) {
    try {
      const parts = new Intl.DateTimeFormat(language, style).formatToParts(day);
      return parts.find(({ type }) => type === "month")?.value ?? "";
    } catch (error) {
      return ""; // a language that no browser knows
    }
  }

  /**
   * The forms of a day, month and year; what is 0 is left out.
   * @param {number} day
   * @param {number} month
   * @param {string} year
   * @param {string[][]} names
   */
  function wordsOf(day, month, year, names) {
    const suffix = day % 10 < 4 && (day < 10 || day > 20) ? ["th", "st", "nd", "rd"][day % 10] : "th";
    return [
      ...(day ? [[String(day), `${day}${suffix}`, `0${day}`.slice(-2)]] : []),
      names[month],
      ...(year ? [[year]] : []),
    ];
  }

  /**
   * A date in figures; where day and month could be either, both dates.
   * @param {string} piece
   * @param {string[][]} names
   */
  function ofFigures(piece, names) {
    const found = NUMERIC.exec(piece.replace(/[,;:]$/, ""));
    if (!found) return [];
    const [, year, month, day, one, two, last] = found;
    const pairs = year
      ? [[day, month]]
      : [
          [one, two],
          [two, one],
        ];
    return pairs
      .map(([d, m]) => [Number(d), Number(m)])
      .filter(([d, m]) => d > 0 && d < 32 && m > 0 && m < 13)
      .map(([d, m]) => wordsOf(d, m - 1, year || last, names));
  }

  window.readerSearch.dates = {
    async find(tokens, at) {
      const names = await monthNames("");
      const figures = ofFigures(tokens[at].piece, names);
      if (figures.length) {
        const { run } = tokens[at];
        return { length: tokens.slice(at).filter((token) => token.run === run).length, dates: figures };
      }
      const [a, b, c] = tokens.slice(at, at + 3).map(({ word }) => word);
      const monthOf = (/** @type {string | undefined} */ word) => names.findIndex((own) => own.includes(word ?? ""));
      const day = (/** @type {string | undefined} */ word) => Number(DAY.exec(word ?? "")?.[1] ?? 0);
      const year = (/** @type {string | undefined} */ word) => (YEAR.test(word ?? "") ? String(word) : "");
      /** @type {[length: number, day: number, month: number, year: string][]} */
      const ways = [
        [3, day(a), monthOf(b), year(c)], // 18 January 2017
        [3, day(b), monthOf(a), year(c)], // January 18, 2017
        [3, day(c), monthOf(b), year(a)], // 2017 January 18
        [2, day(a), monthOf(b), ""],
        [2, day(b), monthOf(a), ""],
        [2, 0, monthOf(a), year(b)],
        [2, 0, monthOf(b), year(a)],
      ];
      const way = ways.find(([length, d, m, y]) => m >= 0 && (length === 3 ? d && y : d || y));
      return way && { length: way[0], dates: [wordsOf(way[1], way[2], way[3], names)] };
    },
  };
})();
