/* Loads scripts when they are first needed: readerLoadScript() and readerLoadScript.all().

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

  /** Loads scripts one after the other, each after those before it have run. */
  loadScript.all = async (/** @type {string[]} */ addresses) => {
    for (const address of addresses) await loadScript(address);
  };

  window.readerLoadScript = loadScript;
})();
