// @ts-check
// What a pen's path leaves on the pad: its parts inside, cut at the edge, and nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatStrokes, inkOf, parseStrokes } from '../../web/kit/strokes.js';

/** @param {number[][]} strokes */
const lengthOf = (strokes) =>
  strokes
    .flatMap((stroke) =>
      stroke.slice(2).map((share, i) => (i % 2 ? 0 : Math.hypot(share - stroke[i], stroke[i + 3] - stroke[i + 1]))),
    )
    .reduce((sum, part) => sum + part, 0);

/** @param {number[][]} strokes @param {number[][]} expected */
function assertStrokes(strokes, expected) {
  assert.deepEqual(
    strokes.map((stroke) => stroke.length),
    expected.map((stroke) => stroke.length),
  );
  strokes
    .flat()
    .forEach((share, i) => assert.ok(Math.abs(share - expected.flat()[i]) < 1e-12, `${JSON.stringify(strokes)}`));
}

test('a 7 whose pen goes on below the pad ends where it crosses the edge', () => {
  // From (0.75, 0.2) to (0.5, 1.06) the pen is at y = 1 after 0.8 / 0.86 of the way.
  const path = [0.25, 0.2, 0.75, 0.2, 0.5, 1.06, 0.85, 1.08];
  assertStrokes(inkOf(path), [[0.25, 0.2, 0.75, 0.2, 0.75 - 0.25 * (0.8 / 0.86), 1]]);
});

test('a pen that comes back makes a second stroke from where it comes in', () => {
  assertStrokes(inkOf([0.5, 0.5, 1.5, 0.5, 1.5, 0.75, 0.5, 0.75]), [
    [0.5, 0.5, 1, 0.5],
    [1, 0.75, 0.5, 0.75],
  ]);
  assertStrokes(inkOf([-1, 0.5, 2, 0.5]), [[0, 0.5, 1, 0.5]]);
});

test('a path along the edge is ink, one beside it is none, and a tap is a dot', () => {
  assertStrokes(inkOf([0, 1, 1, 1]), [[0, 1, 1, 1]]);
  assertStrokes(inkOf([0, 1.01, 1, 1.01, 2, 0.5]), []);
  assertStrokes(inkOf([0.3, 0.4]), [[0.3, 0.4]]);
  assertStrokes(inkOf([0.3, -0.4]), []);
});

test('of any path, the ink is as long as what lies on the pad, and an address can hold it', () => {
  const share = fc.double({ min: -2, max: 3, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(share, share), { minLength: 2, maxLength: 6 }), (places) => {
      const strokes = inkOf(places.flat());
      assert.ok(strokes.flat().every((value) => value >= 0 && value <= 1));
      assert.equal(parseStrokes(formatStrokes(strokes)).length, strokes.length);
      // The pad is convex: what lies on it of a line is counted by small parts of the line whose middle is inside.
      const parts = 4000;
      const inside = places.slice(1).reduce((sum, [x, y], k) => {
        const [fromX, fromY] = places[k];
        const on = Array.from({ length: parts }, (_, i) => (i + 0.5) / parts).filter((t) =>
          [fromX + t * (x - fromX), fromY + t * (y - fromY)].every((value) => value >= 0 && value <= 1),
        ).length;
        return sum + (on / parts) * Math.hypot(x - fromX, y - fromY);
      }, 0);
      assert.ok(
        Math.abs(lengthOf(strokes) - inside) < (2 * 8 * places.length) / parts,
        `${lengthOf(strokes)} for ${inside}`,
      );
    }),
    { numRuns: 60, seed: 7 },
  );
});
