// Runs scripts of the page in this process, whose global object is their `window`: enough for those that touch no page.
"use strict";

const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

// The scripts of a site, with those that the build writes; those that it joins, or all, are read from the sources.
const SOURCES = path.join(__dirname, "../../../build_tools/theme/assets/js");
const FOLDERS = [process.env.READER_SCRIPTS || SOURCES, SOURCES];

globalThis.window = globalThis;

/** Runs scripts, named as in theme/README.md, one after the other. */
module.exports = (...names) => {
  for (const name of names) {
    const filename = FOLDERS.map((folder) => path.join(folder, name)).find(existsSync) || name;
    vm.runInThisContext(readFileSync(filename, "utf8"), { filename });
  }
};
