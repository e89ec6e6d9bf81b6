/* In pages of `reader serve`: loads the page again once it has changed, and shows problems in a bar at the foot. */
(function () {
  "use strict";
  const LINGER = 2500; // milliseconds for which it is shown that all is built
  const AGAIN = 1500; // milliseconds before the server is looked for again
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  const state = own.dataset.state;
  /** @type {AbortController | undefined} */
  let asking;
  let version = -1;
  let lingering = 0;

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" }); // out of reach of the page's styles
  root.innerHTML = `<style>
    @media print { :host { display: none } }
    details, p {
      position: fixed; inset: auto 0 0; z-index: 9999; margin: 0; padding: 0.4rem 1rem; max-height: 40vh; overflow: auto;
      font: 0.875rem/1.5 system-ui, sans-serif; color: CanvasText; background: Canvas;
      border-top: 2px solid var(--colour, GrayText);
    }
    summary { cursor: pointer; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
    ul { margin: 0.3rem 0; padding: 0 0 0 1.2rem }
    code { font-size: 0.8125rem }
    [hidden] { display: none }
  </style><p role="status" hidden></p><details hidden><summary role="status"></summary><ul></ul></details>`;
  const line = /** @type {HTMLElement} */ (root.querySelector("p"));
  const list = /** @type {HTMLDetailsElement} */ (root.querySelector("details"));
  const summary = /** @type {HTMLElement} */ (root.querySelector("summary"));
  const rows = /** @type {HTMLElement} */ (root.querySelector("ul"));

  /** @param {string} text */
  function say(text) {
    clearTimeout(lingering);
    line.textContent = text;
    line.hidden = !text;
    list.hidden = true;
  }

  /** @param {{ problems: { place: string, severity: string, message: string }[], count: number }} status */
  function listProblems({ problems, count }) {
    const [first] = problems;
    const most = count === 1 ? "" : ` · ${count} problems`;
    summary.textContent = `${first.severity}: ${first.message} · ${first.place}${most}`;
    rows.replaceChildren(
      ...problems.map(({ place, severity, message }) => {
        const row = document.createElement("li");
        const where = document.createElement("code");
        where.textContent = place;
        row.append(where, ` ${severity}: ${message}`);
        return row;
      }),
    );
    line.hidden = true;
    list.hidden = false;
  }

  async function ask() {
    asking = new AbortController();
    const address = `/livereload/status?since=${version}&page=${encodeURIComponent(location.pathname)}`;
    try {
      const answer = await fetch(address, { signal: asking.signal });
      const status = await answer.json();
      const isFirst = version < 0;
      version = status.version;
      if (status.page && status.page !== state) {
        location.reload(); // the browser keeps the place
        return;
      }
      show(status, isFirst);
      ask();
    } catch {
      if (asking.signal.aborted) return;
      say("The preview has stopped: start `reader serve` again.");
      version = -1;
      setTimeout(ask, AGAIN);
    }
  }

  /**
   * @param {{ building: boolean, failed: string, page: string, count: number,
   *   problems: { place: string, severity: string, message: string }[] }} status
   * @param {boolean} isFirst
   */
  function show(status, isFirst) {
    if (status.building) say("Building the other pages …");
    else if (status.failed) say(status.failed);
    else if (!status.page) say("This page is no longer there.");
    else if (status.count) listProblems(status);
    else if (isFirst) say("");
    else {
      say("All pages are built.");
      lingering = window.setTimeout(() => say(""), LINGER);
    }
  }

  document.body.append(host);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask();
    else asking?.abort();
  });
  window.addEventListener("pagehide", () => asking?.abort());
  if (document.visibilityState === "visible") ask();
})();
