/* Reads the form's field for sources: ids of references, addresses and DOIs, or a source in words. */
(function () {
  "use strict";
  const { isAddress, isReferenceId, hasControls } = window.readerNoteCheck;
  const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
  const WEB = /^[a-z][a-z0-9+.-]*:\/\//i;
  const WITHOUT_SCHEME = /^www\.[^\s./]+\.\S+$/i;
  const DOI = /^(?:doi:)?(10\.\d{4,9}(?:\.\d+)*\/\S+)$/i; // with an address before it, it is an address
  const SEPARATORS = /[,;]+$/;
  const SAID = /[.?!…。؟]$/u; // a sentence that has its end
  const IN_LINKS = /[()<>]/g; // what would end the address of a link in Markdown

  /** @param {string} character */
  const encode = (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

  /**
   * The address that a word is, completed; "" if it is none.
   * @param {string} word
   */
  function addressOf(word) {
    const doi = DOI.exec(word);
    const address = doi
      ? `https://doi.org/${doi[1].replace(/\.+$/, "").replace(/[%#?<>"\\^`{}|[\]]/g, encode)}`
      : WITHOUT_SCHEME.test(word)
        ? `https://${word}`
        : word;
    try {
      return isAddress(address) && new URL(address).host ? address : "";
    } catch (error) {
      return "";
    }
  }

  /**
   * A link whose words are the address's host.
   * @param {string} address
   */
  function link(address) {
    const words = new URL(address).host.replace(/[\\`*_[\]<>]/g, "\\$&");
    return `[${words}](${address.replace(IN_LINKS, encode)})`;
  }

  /** @param {string} text */
  const escape = (text) => text.replace(/[\\`*_[\]<>{}|~^#]/g, "\\$&");

  /**
   * What was typed, word by word. A comma or semicolon between two of them belongs to neither, but one within an address
   * belongs to it.
   * @param {string} text
   * @param {ReadonlyMap<string, string>} references
   */
  function wordsOf(text, references) {
    const rough = text
      .replace(/\bdoi:\s+(?=10\.)/gi, "doi:")
      .split(/\s+/)
      .map((word) => word.replace(SEPARATORS, ""))
      .filter(Boolean);
    const split = rough.flatMap((word) => {
      const parts = word.split(/[,;]+/).filter(Boolean);
      return parts.every((part) => references.has(part) || addressOf(part)) ? parts : [word];
    });
    return Array.from(new Set(split));
  }

  /**
   * @param {string} text
   * @param {ReadonlyMap<string, string>} references
   */
  function faultOf(text, references) {
    if (hasControls(text)) return "The source contains an invisible control character. Type it again.";
    const words = wordsOf(text, references);
    const isKnown = (/** @type {string} */ word) => references.has(word) || Boolean(addressOf(word));
    const bad = words.find((word) => WEB.test(word) && !addressOf(word));
    if (bad) return `${bad} isn’t an address: it must begin with https:// or http://.`;
    const unknown = words.filter((word) => !isKnown(word));
    if (!unknown.length) return "";
    const script = words.find((word) => SCHEME.test(word) && !isReferenceId(word) && !isKnown(word));
    if (words.length === 1 && script) return `${script} isn’t an address: it must begin with https:// or http://.`;
    // Ids look like "lesch-2019"; a word of a sentence doesn't.
    const isIdLike = (/** @type {string} */ word) => isReferenceId(word) && /[0-9_-]/.test(word);
    if (words.every((word) => isKnown(word) || isIdLike(word)) || (words.length === 1 && isReferenceId(words[0]))) {
      return `No reference has the id ${unknown[0]}. Choose one from the list, or write an address, a DOI, or the source in words.`;
    }
    const mixed = words.find((word) => references.has(word) && isIdLike(word));
    if (mixed) {
      return `${mixed} is the id of a reference. Put nothing but ids and addresses beside it; a page belongs into the note.`;
    }
    return "";
  }

  /** @type {Reader.NoteSources["read"]} */
  function read(text, references) {
    const plain = text
      .replace(/\s+/g, " ")
      .trim()
      .replace(/^sources?: ?/i, "");
    const fault = faultOf(plain, references);
    if (fault || !plain) return { cites: [], line: "", fault };
    const words = wordsOf(plain, references);
    const cites = words.filter((word) => references.has(word));
    const addresses = words.filter((word) => !references.has(word)).map(addressOf);
    if (addresses.every(Boolean)) {
      const links = addresses.map(link).join(", ");
      return { cites, line: links && `Source${addresses.length > 1 ? "s" : ""}: ${links}.`, fault: "" };
    }
    const said = plain.split(" ").map((word) => {
      const bare = word.replace(/[.,;:)]+$/, "");
      return addressOf(bare) ? link(addressOf(bare)) + escape(word.slice(bare.length)) : escape(word);
    });
    return { cites: [], line: `Source: ${said.join(" ")}${SAID.test(plain) ? "" : "."}`, fault: "" };
  }

  window.readerNoteSources = { read };
})();
