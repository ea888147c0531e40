// @ts-check
// What decides when something is evaluated, kept and drawn: plain arithmetic, tested as such.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { History } from '../../web/engine/history.js';
import { Pace, RoundRobin } from '../../web/engine/pace.js';
import { Snapshots, nextEvaluation, nextEvaluationOf } from '../../web/engine/schedule.js';

/** @param {number} until @param {number} batchSize */
function evaluationsUpTo(until, batchSize) {
  const steps = [];
  for (let step = nextEvaluation(0, batchSize); step <= until; step = nextEvaluation(step, batchSize)) steps.push(step);
  return steps;
}

test('evaluations are dense at first, and later cost less than a tenth of the training', () => {
  assert.deepEqual(evaluationsUpTo(600, 32), [1, 2, 5, 10, 20, 50, 100, 150, 200, 300, 400, 550]);
  const samplesPerEvaluation = 10000 / 3; // forward only, against forward, backward and update
  const cost = (/** @type {number} */ from, /** @type {number} */ to) =>
    (evaluationsUpTo(to, 32).filter((step) => step > from).length * samplesPerEvaluation) / ((to - from) * 32);
  assert.ok(cost(20000, 100000) < 0.1, `${cost(20000, 100000)}`);
});

test('the next evaluation depends on the step alone, not on where one comes from', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200000 }), fc.integer({ min: 1, max: 10000 }), (step, batchSize) => {
      const next = nextEvaluation(step, batchSize);
      assert.ok(next > step);
      assert.equal(nextEvaluation(next - 1, batchSize), next);
    }),
  );
});

test('a branch is evaluated at its fork, and densely from there on', () => {
  const settings = /** @type {any} */ ({ batchSize: 32 });
  const recipe = [
    { fromStep: 0, settings },
    { fromStep: 20010, settings },
    { fromStep: 20090, settings: { batchSize: 320 } },
  ];
  const steps = [20000];
  while (steps.length < 13) steps.push(nextEvaluationOf(recipe, steps[steps.length - 1]));
  assert.deepEqual(steps, [20000, 20010, 20011, 20012, 20015, 20020, 20030, 20060, 20090, 20091, 20092, 20095, 20100]);
  assert.equal(nextEvaluationOf(recipe.slice(0, 1), 20009), nextEvaluation(20009, 32));
});

const snapshot = (/** @type {number} */ step, size = 1000) => ({
  step,
  seconds: 0,
  segment: 0,
  bytes: new Uint8Array(size),
});

test('snapshots stay within their bounds, and the start is never lost', () => {
  const snapshots = new Snapshots(8, 20000);
  for (let step = 0; step < 50000; step = snapshots.nextDue(step))
    if (snapshots.isDue(step)) snapshots.keep(snapshot(step));
  assert.ok(snapshots.steps.length <= 8);
  assert.equal(snapshots.steps[0], 0);
  assert.equal(snapshots.before(99)?.step, 0);
  const last = snapshots.steps.at(-1) ?? 0;
  assert.ok(last > 25000);
  assert.equal(snapshots.before(last)?.step, last);
  assert.ok(snapshots.upTo(last - 1).steps.every((step) => step < last));
});

test('large snapshots are bounded by their bytes', () => {
  const snapshots = new Snapshots(64, 50000);
  for (let step = 0; step <= 3200; step += 100) if (snapshots.isDue(step)) snapshots.keep(snapshot(step, 10000));
  assert.ok(snapshots.steps.length <= 5, `${snapshots.steps}`);
});

test('a history of any length keeps its mean and at most 16,384 points', () => {
  const history = new History();
  const steps = 50000;
  for (let from = 0; from < steps; from += 250) {
    history.addLosses(
      from,
      Float32Array.from({ length: 250 }, (_, i) => (from + i) % 8),
    );
  }
  assert.equal(history.lastStep, steps);
  assert.ok(history.losses.length <= 16384);
  assert.equal(history.steps.length, history.losses.length);
  assert.ok(history.losses.every((loss) => Math.abs(loss - 3.5) <= 2));
  assert.equal(history.steps[0], history.stride);
});

test('a history does not depend on how it arrived, and replayed steps change nothing', () => {
  const loss = (/** @type {number} */ step) => Math.fround(Math.sin(step));
  const piece = (/** @type {number} */ from, /** @type {number} */ count) =>
    Float32Array.from({ length: count }, (_, i) => loss(from + i));
  const whole = new History();
  whole.addLosses(0, piece(0, 40000));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 30 }), (cuts) => {
      const history = new History();
      for (const cut of cuts) {
        const from = Math.max(0, history.lastStep - (cut % 50));
        history.addLosses(from, piece(from, Math.min(cut, 40000 - from)));
      }
      history.addLosses(history.lastStep, piece(history.lastStep, 40000 - history.lastStep));
      assert.deepEqual(history.losses, whole.losses);
      assert.deepEqual(history.steps, whole.steps);
    }),
    { numRuns: 20 },
  );
});

test('evaluations are kept in order, each step once', () => {
  const history = new History();
  for (const step of [0, 50, 150, 100, 50])
    history.addEvaluation({ step, samples: 0, seconds: 0, accuracy: 0, loss: 0 });
  assert.deepEqual(
    history.evaluations.map((point) => point.step),
    [0, 50, 100, 150],
  );
  assert.deepEqual(
    history.upTo(120).evaluations.map((point) => point.step),
    [0, 50, 100],
  );
});

test('a slice grows towards its time and shrinks at once when the work gets dear', () => {
  const pace = new Pace(8);
  assert.equal(pace.size, 1);
  for (let i = 0; i < 20; ++i) pace.measured(pace.size, pace.size * 0.1);
  assert.ok(Math.abs(pace.size - 80) <= 1, `${pace.size}`);
  pace.measured(pace.size, 80 * 2);
  assert.equal(pace.size, 40);
});

test('jobs take turns, messages are heard in between, and a job that throws stops only itself', async (context) => {
  /** @type {string[]} */
  const order = [];
  /** @type {(value?: unknown) => void} */
  let bothOver = () => {};
  const over = new Promise((resolve) => {
    bothOver = resolve;
  });
  let running = 2;
  const countdown = (/** @type {string} */ name, /** @type {number} */ turns) => ({
    slice() {
      order.push(name);
      if (--turns === 0 && --running === 0) bothOver();
      return turns > 0;
    },
  });
  const errors = /** @type {unknown[]} */ ([]);
  const roundRobin = new RoundRobin(
    () => {},
    (error) => errors.push(error),
  );
  const { port1, port2 } = new MessageChannel();
  context.after(() => {
    roundRobin.close();
    port1.close();
  });
  const heard = new Promise((resolve) => {
    port1.onmessage = () => {
      order.push('message');
      resolve(null);
    };
  });
  roundRobin.add(countdown('a', 50));
  roundRobin.add(countdown('b', 50));
  roundRobin.add({
    slice: () => {
      throw new Error('broken job');
    },
  });
  port2.postMessage(0);
  await Promise.all([heard, over]);
  assert.deepEqual(order.filter((name) => name !== 'message').slice(0, 4), ['a', 'b', 'a', 'b']);
  assert.ok(order.indexOf('message') < 60, `message heard after ${order.indexOf('message')} slices`);
  assert.equal(order.length, 101);
  assert.ok(errors.length > 0);
});
