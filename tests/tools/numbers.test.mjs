// @ts-check
// Numbers as the page writes them, and within their ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixed, signed } from '../../web/kit/numbers.js';
import { degrees, radians, withinTurn } from '../../web/kit/angles.js';
import { clamp } from '../../web/kit/scale.js';

test('a signed number shows its sign, a true minus, and none where it is zero', () => {
  assert.deepEqual(
    [2.5, -2.5, 0, Infinity, -Infinity, NaN].map((value) => signed(value)),
    ['+2.5', '−2.5', '0', '+∞', '−∞', 'NaN'],
  );
});

test('a signed number is written in the digits that are asked for, and has no sign where they are all zero', () => {
  const hundredths = (/** @type {number} */ value) => fixed(value, 2);
  assert.equal(signed(0.12345, hundredths), '+0.12');
  assert.equal(signed(0.001, hundredths), '0.00');
});

test('what is outside is brought to the nearer end', () => {
  assert.deepEqual(
    [-1, 0.5, 2, Infinity, -Infinity].map((value) => clamp(value, 0, 1)),
    [0, 0.5, 1, 1, 0],
  );
  assert.equal(clamp(5, 3, 2), 2);
  assert.ok(Number.isNaN(clamp(NaN, 0, 1)));
});

test('degrees and radians, and a direction within one turn', () => {
  assert.equal(radians(180), Math.PI);
  assert.equal(degrees(Math.PI / 2), 90);
  assert.deepEqual([-90, 0, 359, 360, 725, -725].map(withinTurn), [270, 0, 359, 0, 5, 355]);
});
