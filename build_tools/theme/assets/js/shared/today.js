/* The reader's date: readerToday(). */
(function () {
  "use strict";

  /** Today as [year, month, day], the month counted from 1. */
  window.readerToday = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  };
})();
