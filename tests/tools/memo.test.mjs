// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Memo } from '../../web/kit/memo.js';

test('it is made once for what it is made from, and again when a part of that is another', () => {
  let made = 0;
  const memo = new Memo();
  const ask = (/** @type {unknown[]} */ ...from) => memo.of(from, () => ++made);
  const grid = {};
  assert.deepEqual([ask(grid, 1), ask(grid, 1), ask(grid, 2), ask({}, 2), ask(grid, 2)], [1, 1, 2, 3, 4]);
  assert.deepEqual([ask(grid, NaN), ask(grid, NaN), ask(grid)], [5, 5, 6]);
});

test('what could not be made is tried again', () => {
  const memo = new Memo();
  const fail = () => {
    throw new Error('not now');
  };
  assert.throws(() => memo.of([1], fail), /not now/);
  assert.equal(
    memo.of([1], () => 'made'),
    'made',
  );
});
