// @ts-check
// The bench's own reckoning: medians, limits and ratios, the shape of its JSON, who counts, and that what is written by
// hand beside the libraries learns.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import naive from '../../bench/contenders/naive-js.js';
import skipping from '../../bench/contenders/naive-js-skipping.js';
import { initial, layersOf, uniform } from '../../bench/contenders/networks.js';
import { cut, Order } from '../../bench/contenders/samples.js';
import { wordsOf } from '../../bench/support/browser.mjs';
import { whoDoesNotLearn } from '../../bench/support/contest.mjs';
import { best, ratioRows } from '../../bench/support/ratios.mjs';
import { jsonOf, percentile, row, table, tablesOf } from '../../bench/support/report.mjs';

test('a row is a median with its range, and says whether the limit was kept', () => {
  assert.deepEqual(row('speed', '×', [3, 1, 2], { atLeast: 2 }), {
    name: 'speed',
    unit: '×',
    median: 2,
    min: 1,
    max: 3,
    windows: 3,
    limit: { atLeast: 2 },
    kept: true,
  });
  assert.equal(row('speed', '×', [1, 1.9, 5], { atLeast: 2 }).kept, false);
  assert.equal(row('time', 's', [1, 2, 9], { atMost: 1.5 }).kept, false);
  assert.equal(percentile([4, 1, 2, 3], 50), 2.5);
  assert.throws(() => percentile([], 50), /nothing/);
});

test('the table has a mark for every limit, and no range where a number was taken once', () => {
  const [head, kept, broken, once] = table([
    row('a', 's', [1, 2, 3], { atMost: 3 }),
    row('b', '×', [1, 2, 3], { atLeast: 8 }),
    row('c', 'KB', [1234.4]),
  ]).split('\n');
  assert.match(head, /median +min +max +limit$/);
  assert.match(kept, /^ {2}a +2 +1 +3 +s +≤ 3 ✓$/);
  assert.match(broken, /≥ 8 ✗$/);
  assert.match(once, /^ {2}c +1,234 +KB$/);
});

const contest = /** @type {import('../../bench/support/ratios.mjs').Result[]} */ ([
  { name: 'ours, relaxed SIMD', kind: 'ours', library: false, values: [80, 90, 100] },
  { name: 'ours, strict SIMD', kind: 'ours', library: false, values: [70, 70, 70] },
  { name: 'slow', kind: 'browser', library: true, values: [1, 1, 1] },
  { name: 'fast', kind: 'browser', library: true, values: [10, 10, 5] },
  { name: 'by hand', kind: 'browser', library: false, values: [20, 20, 20] },
  { name: 'our core, native', kind: 'native', library: false, values: [100, 100, 100] },
  { name: 'plain Eigen, native', kind: 'native', library: false, values: [200, 200, 200] },
]);

test('ratios are of the better of ours to the fastest library, window by window', () => {
  const rows = ratioRows(contest, { library: { atLeast: 8 }, eigen: { atLeast: 0.7 } });
  assert.deepEqual(
    rows.map(({ name, median, kept }) => [name, median, kept]),
    [
      ['ours, relaxed SIMD ÷ fastest library of the browser (fast)', 9, true],
      ['ours, relaxed SIMD ÷ fastest written by hand in the browser (by hand)', 4.5, undefined],
      ['ours, relaxed SIMD ÷ same core (our core, native)', 0.9, undefined],
      ['ours, relaxed SIMD ÷ Eigen (plain Eigen, native)', 0.45, false],
    ],
  );
  assert.deepEqual([rows[0].min, rows[0].max], [8, 20]);
});

test('of times the least is the best, and a ratio says how many times sooner', () => {
  assert.equal(best(contest, false)?.name, 'slow');
  const [library] = ratioRows(
    [
      { ...contest[0], values: [2] },
      { ...contest[3], values: [10] },
    ],
    {},
    false,
  );
  assert.equal(library.median, 5);
});

test('without ours, or without rivals, there are no ratios', () => {
  assert.deepEqual(ratioRows(contest.slice(2), {}), []);
  assert.deepEqual(ratioRows(contest.slice(0, 2), {}), []);
});

test('a contender whose accuracy is far from what is usual does not count', () => {
  const results = [0.9, 0.91, 0.89, 0.1].map((accuracy, i) => ({ name: `${i}`, accuracy }));
  const out = whoDoesNotLearn(results);
  assert.deepEqual([...out.keys()], ['3']);
  assert.match(out.get('3') ?? '', /10\.0 % right where 89\.5 % are usual/);
  assert.deepEqual([...whoDoesNotLearn([...results.slice(0, 3), { name: 'NaN', accuracy: NaN }]).keys()], ['NaN']);
});

test('the JSON holds a measure under its name, and what it adds beside it', () => {
  const rows = [row('a', 's', [1])];
  assert.deepEqual(jsonOf('pad', 'The pad', rows), { pad: { title: 'The pad', rows } });
  const speed = [
    {
      network: 'S',
      batch: 32,
      optimizer: 'sgd',
      contender: 'x',
      kind: 'ours',
      samplesPerSecond: { median: 1, min: 1, max: 1 },
    },
  ];
  const measured = { tables: [{ title: 'S', rows }], json: speed, more: { throughputFailed: [] } };
  assert.deepEqual(jsonOf('throughput', 'Speed', measured), { throughput: speed, throughputFailed: [] });
  assert.deepEqual(tablesOf('Speed', measured), measured.tables);
  assert.deepEqual(tablesOf('The pad', rows), [{ title: 'The pad', rows }]);
});

test('failures are told in one line of plain words', () => {
  assert.equal(
    wordsOf(new Error('page.evaluate: Error: Kernel is not registered\n    at somewhere')),
    'Kernel is not registered',
  );
  assert.equal(wordsOf(new Error('page.evaluate: Target crashed')), 'the tab crashed (out of memory)');
});

test('the networks are those of the table', () => {
  /** @param {'S' | 'M' | 'L' | 'C'} name */
  const parameters = (name) =>
    layersOf(name).reduce(
      (sum, layer) => sum + initial(layer, uniform(1)).weights.length + initial(layer, uniform(1)).bias.length,
      0,
    );
  const names = /** @type {const} */ (['S', 'M', 'L', 'C']);
  assert.deepEqual(names.map(parameters), [13_002, 101_770, 535_818, 208 + 3216 + 2570]);
});

/**
 * A few digits that anybody can learn: each has a block of ink of its own.
 * @param {number} count
 * @returns {import('../../bench/contenders/contract.js').Part}
 */
function blocks(count) {
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
  const images = new Uint8Array(count * 784);
  labels.forEach((label, i) => {
    for (let p = 0; p < 20; ++p) images[i * 784 + 150 + label * 50 + ((p * 7 + i) % 30)] = 200;
  });
  return { images, labels, count };
}

test('every sample is visited once a pass, and batches are cut from all of them', () => {
  const order = new Order(50, 3);
  const [first, second] = [0, 1].map(() => Array.from({ length: 50 }, () => order.next()));
  assert.notDeepEqual(first, second);
  for (const pass of [first, second])
    assert.deepEqual(
      [...pass].sort((a, b) => a - b),
      Array.from({ length: 50 }, (_, i) => i),
    );
  const batches = cut(blocks(45), 20, 1);
  assert.equal(batches.length, 2);
  for (const { pixels, labels, oneHot } of batches) {
    assert.equal(pixels.length, 20 * 784);
    labels.forEach((label, i) =>
      assert.deepEqual(
        [...oneHot.subarray(i * 10, i * 10 + 10)],
        Array.from({ length: 10 }, (_, d) => Number(d === label)),
      ),
    );
  }
});

test('plain loops learn, and skipping zeros changes nothing but the time', () => {
  const digits = { train: blocks(200), test: blocks(100) };
  for (const contender of [naive, skipping]) contender.load(digits);
  for (const [network, optimizer, rate] of /** @type {const} */ ([
    ['S', 'sgd', 0.2],
    ['S', 'adam', 0.01],
    ['C', 'sgd', 0.1],
  ])) {
    const task = { network, batch: 20, optimizer, rate, seed: 5 };
    const [plain, fast] = [naive, skipping].map(
      (contender) => /** @type {import('../../bench/contenders/contract.js').Instance} */ (contender.create(task)),
    );
    for (const instance of [plain, fast]) instance.step(network === 'C' ? 30 : 100);
    assert.equal(plain.accuracy(100), fast.accuracy(100), `${network}, ${optimizer}`);
    assert.ok(/** @type {number} */ (plain.accuracy(100)) > 0.9, `${network}, ${optimizer}: ${plain.accuracy(100)}`);
  }
});
