/* Finds places for notes in a column, as near to where they are wanted as their heights allow: readerNotePlaces(). */
(function () {
  "use strict";

  /**
   * Notes that would overlap form a block, which moves as one. Its notes' wishes, each less the height of the notes
   * above it in the block, are wishes for the block's top; the middle between the least and the greatest of them leaves
   * no note further from its place than it has to be. A block that reaches the one above becomes a part of it ("pool
   * adjacent violators"). A note joins a block once and a block another once, so the time grows with their number only.
   * @type {Reader.NotePlaces}
   */
  window.readerNotePlaces = function (wanted, heights, first) {
    /** @type {{ at: number, least: number, most: number, notes: number }[]} */
    const blocks = [];
    let above = 0; // height of all notes above this one: without it, what must not overlap must not decrease
    wanted.forEach((top, i) => {
      let block = { at: top - above, least: top - above, most: top - above, notes: 1 };
      for (let last = blocks.at(-1); last && last.at > block.at; last = blocks.at(-1)) {
        blocks.pop();
        const least = Math.min(last.least, block.least);
        const most = Math.max(last.most, block.most);
        block = { at: (least + most) / 2, least, most, notes: last.notes + block.notes };
      }
      blocks.push(block);
      above += heights[i];
    });
    above = 0;
    return blocks
      .flatMap(({ at, notes }) => Array(notes).fill(Math.max(at, first)))
      .map((at, i) => {
        const top = at + above;
        above += heights[i];
        return top;
      });
  };
})();
