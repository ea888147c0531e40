// @ts-check
// The trainer as JavaScript sees it, without a worker.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digits, engines } from './support/builds.mjs';

for (const engine of engines) {
  const named = (/** @type {string} */ name) => `${engine.build}: ${name}`;

  test(named('training learns: the loss falls and most digits are read'), () => {
    const [train, held] = [digits(engine, 1500, 1), digits(engine, 300, 2)];
    const trainer = engine.createTrainer({}, train);
    const before = trainer.evaluate(held, 0, 300);
    const { losses } = trainer.run(600);
    const after = trainer.evaluate(held, 0, 300);
    assert.equal(losses.length, 600);
    assert.equal(trainer.step, 600);
    assert.equal(trainer.samples, 600 * 32);
    assert.ok(Math.abs(trainer.epoch - (600 * 32) / 1500) < 1e-9);
    assert.ok(after.correct > 200 && before.correct < 100, `${before.correct} → ${after.correct} of 300`);
    assert.ok(after.totalLoss < before.totalLoss);
    assert.equal(
      after.confusion.reduce((sum, count) => sum + count, 0),
      300,
    );
    for (const one of [trainer, train, held]) one.delete();
  });

  test(named('equal settings give equal runs, bit by bit, however they are cut'), () => {
    const data = digits(engine, 300);
    const run = (/** @type {number[]} */ cuts, seed = 5) => {
      const trainer = engine.createTrainer({ hidden: [8], seed }, data);
      const losses = cuts.flatMap((steps) => [...trainer.run(steps).losses]);
      const parameters = trainer.parameters();
      trainer.delete();
      return { losses, parameters };
    };
    assert.deepEqual(run([60]), run([1, 9, 50]));
    assert.notDeepEqual(run([60]).losses, run([60], 6).losses);
    data.delete();
  });

  test(named('a snapshot goes on exactly, with every optimizer and with augmentation'), () => {
    const data = digits(engine, 200);
    for (const { name: optimizer } of engine.registry.optimizers) {
      const settings = { hidden: [6], optimizer, learningRate: 0.002, augmentation: optimizer === 'adam' };
      const trainer = engine.createTrainer(settings, data);
      trainer.run(30);
      const snapshot = trainer.snapshot();
      const { losses } = trainer.run(20);
      trainer.restore(snapshot);
      assert.equal(trainer.step, 30);
      assert.deepEqual(trainer.run(20).losses, losses, optimizer);
      const other = engine.createTrainer(settings, data, snapshot);
      assert.deepEqual(other.run(20).losses, losses, optimizer);
      trainer.delete();
      other.delete();
    }
    data.delete();
  });

  test(named('training stops where samples have not arrived, and goes on when they have'), () => {
    const late = engine.createDataset({ total: 200, blockSize: 100 });
    const trainer = engine.createTrainer({ hidden: [4], batchSize: 50 }, late);
    assert.deepEqual([trainer.run(5).status, trainer.step], ['waitingForData', 0]);
    late.appendSynthetic(100, 1);
    assert.deepEqual([trainer.run(5).status, trainer.step], ['waitingForData', 2]);
    late.appendSynthetic(100, 2);
    assert.deepEqual([trainer.run(5).status, trainer.step], ['ran', 7]);
    trainer.delete();
    late.delete();
  });

  test(named('a rate of a million diverges: said with the step, parameters still finite'), () => {
    const data = digits(engine, 100);
    const trainer = engine.createTrainer({ learningRate: 1e6 }, data);
    const outcome = trainer.run(500);
    assert.equal(outcome.status, 'diverged');
    assert.ok(outcome.divergedAt >= 0 && outcome.divergedAt < 500);
    assert.ok(trainer.parameters().every(Number.isFinite));
    assert.ok(outcome.losses.every(Number.isFinite));
    trainer.delete();
    data.delete();
  });

  test(named('evaluating in slices adds up to evaluating at once'), () => {
    const data = digits(engine, 130);
    const trainer = engine.createTrainer({ hidden: [5] }, data);
    const whole = trainer.evaluate(data, 0, 130);
    const parts = [
      [0, 1],
      [1, 64],
      [64, 130],
    ].map(([begin, end]) => trainer.evaluate(data, begin, end));
    assert.equal(
      parts.reduce((sum, { correct }) => sum + correct, 0),
      whole.correct,
    );
    assert.ok(Math.abs(parts.reduce((sum, { totalLoss }) => sum + totalLoss, 0) - whole.totalLoss) < 1e-3);
    trainer.delete();
    data.delete();
  });
}
