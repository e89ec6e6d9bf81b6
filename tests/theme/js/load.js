// Runs scripts of the page in this process, whose global object is their `window`: enough for those that touch no page.
"use strict";

const { readFileSync } = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

// The scripts of a site, with those that the build writes; without them, those of the sources.
const FOLDER = process.env.READER_SCRIPTS || path.join(__dirname, "../../../build_tools/theme/assets/js");

globalThis.window = globalThis;

/** Runs scripts, named as in theme/README.md, one after the other. */
module.exports = (...names) => {
  for (const name of names) {
    const filename = path.join(FOLDER, name);
    vm.runInThisContext(readFileSync(filename, "utf8"), { filename });
  }
};
