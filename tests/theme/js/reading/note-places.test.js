"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

require("../load.js")("reading/note-places.js");
const place = globalThis.readerNotePlaces;

/** Numbers from 0 to 1, the same in each run. */
function makeRandom(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** The least that the greatest distance can be: half of what the notes between two of them are too high. */
function leastGreatest(wanted, heights, first) {
  let worst = 0;
  for (let i = 0; i < wanted.length; i++) {
    let above = 0;
    for (let j = i + 1; j < wanted.length; j++) {
      above += heights[j - 1];
      worst = Math.max(worst, (wanted[i] + above - wanted[j]) / 2);
    }
  }
  let above = 0;
  wanted.forEach((top, i) => {
    worst = Math.max(worst, first + above - top);
    above += heights[i];
  });
  return worst;
}

const CASES = [
  ["nothing", [], [], 0, []],
  ["notes with room are where they are wanted", [10, 100, 200], [50, 50, 50], 0, [10, 100, 200]],
  ["two in the same place share the distance", [100, 100], [40, 40], 0, [80, 120]],
  ["not above the first place", [10, 10], [40, 40], 0, [0, 40]],
  ["a block may rise above the text", [10, 10], [40, 40], -60, [-10, 30]],
  ["a block that reaches another joins it", [100, 150, 150], [50, 60, 60], 0, [70, 120, 180]],
  ["one that only touches stays", [100, 150], [50, 50], 0, [100, 150]],
];

for (const [name, wanted, heights, first, tops] of CASES) {
  test(name, () => assert.deepEqual(place(wanted, heights, first), tops));
}

test("no two overlap, and none could be nearer than the furthest is", () => {
  const random = makeRandom(7);
  for (let round = 0; round < 500; round++) {
    const count = Math.floor(random() * 12);
    const wanted = Array.from({ length: count }, () => Math.floor(random() * 600)).sort((a, b) => a - b);
    const heights = wanted.map(() => 20 + Math.floor(random() * 120));
    const first = -Math.floor(random() * 200);
    const tops = place(wanted, heights, first);
    tops.forEach((top, i) => {
      assert.ok(top >= first);
      if (i) assert.ok(top >= tops[i - 1] + heights[i - 1] - 1e-6);
    });
    const greatest = Math.max(0, ...tops.map((top, i) => Math.abs(top - wanted[i])));
    assert.ok(greatest <= leastGreatest(wanted, heights, first) + 1e-6);
  }
});

test("many notes take no longer each", () => {
  const count = 200000;
  const wanted = Array.from({ length: count }, (_, i) => i);
  const heights = wanted.map(() => 60);
  const began = performance.now();
  place(wanted, heights, 0);
  assert.ok(performance.now() - began < 2000);
});
