// @ts-check
// Training cut into parts for several cores, with threads and without.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { supportedBuild } from '../../web/engine/build.js';
import { loadLaboratoryEngine } from '../../web/engine/laboratory-engine.js';
import { digits, engines } from './support/builds.mjs';

/** @typedef {import('../../web/engine/laboratory-engine.js').LaboratoryEngine} LaboratoryEngine */

const moment = () => new Promise((resolve) => setTimeout(resolve, 20));

/**
 * Losses and parameters after some steps; between them the machine has time to start what it wants to start.
 * @param {LaboratoryEngine} engine @param {object} settings
 */
async function training(engine, settings, pieces = 6) {
  const data = digits(engine, 400);
  const trainer = engine.createTrainer(settings, data);
  const losses = [];
  for (let piece = 0; piece < pieces; ++piece) {
    losses.push(...trainer.run(10).losses);
    await moment();
  }
  const result = { losses, parameters: trainer.parameters(), evaluation: trainer.evaluate(data, 3, 400) };
  trainer.delete();
  data.delete();
  return result;
}

const settings = {
  hidden: [40, 20],
  optimizer: 'adam',
  learningRate: 0.003,
  batchSize: 50,
  dropout: 0.2,
  augmentation: true,
  weightDecay: 0.01,
};

for (const engine of engines) {
  test(`${engine.build}: without threads any number of workers is done by one`, async () => {
    assert.equal(engine.cores, 1);
    assert.equal(engine.completeTrainerSettings({ hidden: [512, 256], batchSize: 128 }).workers, 1);
    const [one, again, three] = [
      await training(engine, settings),
      await training(engine, { ...settings, workers: 1 }),
      await training(engine, { ...settings, workers: 3 }),
    ];
    assert.deepEqual(one, again);
    assert.notDeepEqual(three.losses, one.losses, 'each part drops its own units');
  });

  test(`${engine.build}: a number of workers that cannot be is refused`, () => {
    for (const workers of [0, 17, 1.5, 'two']) {
      assert.throws(() => engine.completeTrainerSettings(/** @type {any} */ ({ workers })), /workers/);
    }
    assert.equal(engine.completeTrainerSettings({}).workers, 1);
  });
}

test('the strict build has no threads, and says so', async () => {
  await assert.rejects(loadLaboratoryEngine({ build: 'simd', threads: true }), /only the relaxed build has threads/);
});

if ((await supportedBuild()) === 'relaxed') {
  const plain = await loadLaboratoryEngine({ build: 'relaxed', threads: false });
  const threaded = await loadLaboratoryEngine({ build: 'relaxed', threads: true });

  test('threads change nothing: the same workers give the same bits on one core and on several', async () => {
    assert.ok(threaded.cores >= 1);
    for (const workers of [1, 2, 3]) {
      const [alone, together] = [
        await training(plain, { ...settings, workers }),
        await training(threaded, { ...settings, workers }),
      ];
      assert.deepEqual(together, alone, `${workers} workers`);
    }
    const filters = { hidden: [], filters: [4], batchSize: 20, workers: 2 };
    assert.deepEqual(await training(threaded, filters, 2), await training(plain, filters, 2));
  });

  test('several trainers share the threads, and end as if each had had them alone', async () => {
    const alone = [
      await training(threaded, { ...settings, workers: 2, seed: 1 }),
      await training(threaded, { ...settings, workers: 2, seed: 2 }),
    ];
    const together = await Promise.all([1, 2].map((seed) => training(threaded, { ...settings, workers: 2, seed })));
    assert.deepEqual(together, alone);
  });

  test('as many workers as cores where there is enough to do, one where there is not', () => {
    assert.equal(threaded.completeTrainerSettings({ hidden: [16, 16], batchSize: 32 }).workers, 1);
    assert.equal(
      threaded.completeTrainerSettings({ hidden: [512, 256], batchSize: 128 }).workers,
      threaded.cores > 2 ? threaded.cores - 1 : threaded.cores,
    );
  });

  test('what fails in a part is told with words, and the engine lives on', () => {
    const data = digits(threaded, 100);
    assert.throws(() => threaded.createTrainer({ hidden: [4], workers: 99 }, data), /workers is 99/);
    const trainer = threaded.createTrainer({ hidden: [4], workers: 2, batchSize: 10 }, data);
    assert.throws(() => trainer.evaluate(data, 0, 101), /end/);
    assert.equal(trainer.run(3).steps, 3);
    assert.equal(threaded.handles(), 2);
    trainer.delete();
    data.delete();
  });
}
