// @ts-check
// Long work in a worker: the same results as in the page, progress, cancelling, refusals, and a worker that dies.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCalculations } from '../../web/engine/calculations.js';
import { serveCalculator } from '../../web/engine/calculator.js';
import { loadDescents } from '../../web/engine/descents.js';
import { WorkerDied } from '../../web/engine/link.js';
import { inProcess, inThread } from './support/workers.mjs';

const descents = await loadDescents();
const choice = { name: 'himmelblau' };
const options = { optimizer: { name: 'gradientDescent', parameters: { rate: 0.01 } }, width: 40, height: 30 };
const slow = {
  ...options,
  optimizer: { name: 'adam', parameters: { rate: 0.001 } },
  width: 300,
  height: 300,
  rule: { gradient: 0, iterations: 5000 },
};

test('a real worker draws the same map as the page, and leaves nothing behind', async () => {
  const calculations = await openCalculations(inThread('./calculator-thread.mjs'));
  try {
    const map = await calculations.run('basins', choice, options);
    const problem = descents.createProblem(choice);
    const work = problem.basins(options);
    work.run(60000);
    assert.deepEqual(map, work.result());
    work.delete();
    problem.delete();
    assert.equal(await calculations.handles(), 0);
  } finally {
    calculations.close();
  }
});

test('several tasks share the worker, by name and by formula', async () => {
  const calculations = await openCalculations(inProcess(serveCalculator));
  const optimizer = options.optimizer;
  const [map, ends, away] = await Promise.all([
    calculations.run(
      'basins',
      {
        text: '(x^2 - 1)^2 + y^2',
        domain: [
          [-2, 2],
          [-1, 1],
        ],
      },
      { ...options, width: 8, height: 4 },
    ),
    calculations.run('endPoints', choice, { optimizer, start: { anywhere: true }, seeds: { count: 10 } }),
    calculations.run(
      'escapes',
      { name: 'saddle' },
      { optimizer, start: { at: [0, 0] }, from: [0, 0], radius: 0.5, seeds: { count: 3 }, noise: { sigma: 1 } },
    ),
  ]);
  assert.deepEqual([map.minima.length, map.basins.length, ends.seeds.length, away.steps.length], [2, 32, 10, 3]);
  assert.equal(await calculations.handles(), 0);
  calculations.close();
});

test('progress tells how far it is, with what there is so far; cancelling stops it', async () => {
  const calculations = await openCalculations(
    inProcess((endpoint) => serveCalculator(endpoint, { slice: 0, betweenReports: 0 })),
  );
  const controller = new AbortController();
  /** @type {number[]} */
  const rows = [];
  const running = calculations.run('basins', choice, slow, {
    signal: controller.signal,
    onProgress({ done, total }, result) {
      assert.deepEqual([total, result.rowsDone, result.basins.length], [300, done, 300 * 300]);
      rows.push(done);
      if (rows.length === 3) controller.abort();
    },
  });
  await assert.rejects(running, { name: 'AbortError' });
  assert.ok(rows.length >= 3 && rows.every((done, i) => i === 0 || done > rows[i - 1]) && (rows.at(-1) ?? 300) < 300);
  assert.equal(await calculations.handles(), 0);
  await assert.rejects(calculations.run('basins', choice, options, { signal: controller.signal }), {
    name: 'AbortError',
  });
  calculations.close();
});

test('a task cancelled before its worker has loaded never begins', async () => {
  const calculations = await openCalculations(inProcess(serveCalculator));
  const controller = new AbortController();
  const running = calculations.run('basins', choice, slow, { signal: controller.signal });
  controller.abort();
  await assert.rejects(running, { name: 'AbortError' });
  assert.equal(await calculations.handles(), 0);
  calculations.close();
});

test('what is refused is refused with words, and the worker goes on', async () => {
  const calculations = await openCalculations(inProcess(serveCalculator));
  await assert.rejects(calculations.run('basins', { name: 'mountain' }, options), /no problem "mountain"/);
  await assert.rejects(calculations.run('basins', { text: 'x +' }, options), /^Error: column /);
  await assert.rejects(calculations.run('basins', choice, { ...options, width: 0 }), /width is 0/);
  assert.equal((await calculations.run('basins', choice, { ...options, width: 2, height: 2 })).rowsDone, 2);
  assert.equal(await calculations.handles(), 0);
  calculations.close();
  await assert.rejects(calculations.run('basins', choice, options), /have been closed/);
});

test('a worker that dies rejects what it was doing, and the next task gets a new one', async () => {
  const worker = inProcess(serveCalculator);
  const calculations = await openCalculations(worker);
  const running = calculations.run('basins', choice, slow);
  worker.kill('out of memory');
  await assert.rejects(running, WorkerDied);
  assert.equal((await calculations.run('basins', choice, { ...options, width: 2, height: 2 })).rowsDone, 2);
  assert.equal(worker.services.length, 2);
  calculations.close();
});
