// What ESLint looks for in the page's scripts and in their tests. Types and unknown names are TypeScript's task.
"use strict";

const js = require("@eslint/js");

const rules = {
  ...js.configs.recommended.rules,
  "no-control-regex": "off", // control characters are what some of the patterns are for
  "no-undef": "off", // tsc knows every name, and of what type it is
  "no-unused-vars": ["error", { caughtErrors: "none", ignoreRestSiblings: true }],
  curly: ["error", "multi-line"],
  "array-callback-return": "error",
  "consistent-this": "error",
  "default-case-last": "error",
  eqeqeq: "error",
  "no-constructor-return": "error",
  "no-else-return": "error",
  "no-eval": "error",
  "no-implicit-globals": "error", // each script is a function of its own, and says what it puts on `window`
  "no-implied-eval": "error",
  "no-lonely-if": "error",
  "no-new-func": "error",
  "no-promise-executor-return": "error",
  "no-self-compare": "error",
  "no-shadow": "error",
  "no-template-curly-in-string": "error",
  "no-throw-literal": "error",
  "no-unneeded-ternary": "error",
  "no-unreachable-loop": "error",
  "no-useless-concat": "error",
  "no-useless-rename": "error",
  "no-useless-return": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
  strict: ["error", "function"],
};

module.exports = [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["build_tools/theme/**/*.js"],
    languageOptions: { sourceType: "script", ecmaVersion: 2024 },
    rules,
  },
  {
    files: ["tests/theme/js/**/*.js", "build_tools/setup/node/*.cjs"],
    languageOptions: { sourceType: "commonjs", ecmaVersion: 2024 },
    rules: { ...rules, strict: ["error", "global"] },
  },
];
