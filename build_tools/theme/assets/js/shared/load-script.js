/* Loads scripts when they are first needed: readerLoadScript(), and readerLoadScript.parts() with a style.

   A page opened from disk can load scripts, but nothing else. */
(function () {
  "use strict";
  /** @type {Map<string, Promise<void>>} */
  const loading = new Map(); // by address

  /**
   * Loads a script once. On failure the promise is rejected, and the next call tries again. Scripts that are loaded
   * `inOrder` are fetched together but run one after the other, in the order of the calls.
   * @param {string} address
   */
  function loadScript(address, inOrder = false) {
    if (!loading.has(address)) {
      loading.set(
        address,
        insert(address, inOrder).catch((error) => {
          loading.delete(address);
          throw error;
        }),
      );
    }
    return /** @type {Promise<void>} */ (loading.get(address));
  }

  /**
   * @param {string} address
   * @param {boolean} inOrder
   */
  function insert(address, inOrder) {
    return /** @type {Promise<void>} */ (
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.async = !inOrder;
        script.onload = () => {
          script.remove();
          resolve();
        };
        script.onerror = () => {
          script.remove();
          reject(new Error(`${address} can't be loaded`));
        };
        document.head.append(script);
      })
    );
  }

  /** @type {Map<string, Promise<unknown>>} */
  const styles = new Map(); // by address

  /** @param {string} address */
  function loadStyle(address) {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = address;
    document.head.append(style);
    return new Promise((resolve) => {
      style.onload = style.onerror = resolve; // without it the page works all the same
    });
  }

  /** @type {Reader.LoadScript["parts"]} */
  loadScript.parts = async (base, style, scripts) => {
    const address = new URL(`../../css/${style}.css`, base).href;
    if (!styles.has(address)) styles.set(address, loadStyle(address));
    await styles.get(address);
    for (const script of scripts) await loadScript(new URL(script, base).href);
  };

  window.readerLoadScript = loadScript;
})();
