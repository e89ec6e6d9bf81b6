/* Characters of writing systems that put no spaces between words (Thai, Chinese, Japanese …): readerUnspaced, for the
   brackets of a pattern. The same as `UNSPACED_RANGES` in build_tools/text/characters.py: tests/theme/test_search.py compares
   them. */
(function () {
  "use strict";
  window.readerUnspaced =
    "\\u0e00-\\u0fff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\uff66-\\uff9f" +
    "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
})();
