// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EngineUnsupported, loadEngine } from '../../web/engine/engine.js';
import { supportedBuild } from '../../web/engine/build.js';
import { loadLaboratoryEngine } from '../../web/engine/laboratory-engine.js';
import { digits, engines } from './support/builds.mjs';

for (const engine of engines) {
  const named = (/** @type {string} */ name) => `${engine.build}: ${name}`;

  test(named('the registry names everything that can be asked for, with ranges and defaults'), () => {
    const { activations, initialisations, losses, optimizers, trainer } = engine.registry;
    assert.deepEqual(new Set(activations), new Set(['sigmoid', 'tanh', 'relu', 'identity']));
    assert.ok(['he', 'xavier'].every((name) => initialisations.includes(name)));
    assert.ok(['crossEntropy', 'squaredError'].every((name) => losses.includes(name)));
    assert.ok(['gradientDescent', 'momentum', 'adam'].every((name) => optimizers.some((one) => one.name === name)));
    assert.deepEqual(
      new Set(Object.keys(trainer)),
      new Set([
        'learningRate',
        'momentum',
        'weightDecay',
        'batchSize',
        'workers',
        'seed',
        'filterSize',
        'dropout',
        'gamma',
        'alpha',
        'smoothing',
        'margin',
      ]),
    );
    for (const setting of [...Object.values(trainer), ...optimizers.flatMap(({ parameters }) => parameters)]) {
      assert.ok(setting.min <= setting.default && setting.default <= setting.max, JSON.stringify(setting));
      assert.ok(['linear', 'logarithmic', 'whole'].includes(setting.scale));
    }
    assert.ok(Object.isFrozen(trainer.learningRate));
    const { poolings, maximumConvolutions, maximumFilters, maximumClassWeight } = engine.registry;
    assert.deepEqual(poolings, ['max', 'average']);
    assert.doesNotThrow(() =>
      engine.completeTrainerSettings({ filters: [maximumFilters], classWeights: Array(10).fill(maximumClassWeight) }),
    );
    assert.throws(() => engine.completeTrainerSettings({ filters: [maximumFilters + 1] }), /filters\[0\] is 65/);
    assert.throws(
      () => engine.completeTrainerSettings({ filters: Array(maximumConvolutions + 1).fill(1), filterSize: 1 }),
      /4 convolutions; at most 3/,
    );
    assert.throws(
      () => engine.completeTrainerSettings({ classWeights: Array(10).fill(maximumClassWeight + 1) }),
      /classWeights\[0\] is 1001/,
    );
  });

  test(named('every name in the registry can be trained with'), () => {
    const data = digits(engine, 64);
    const { activations, initialisations, losses, optimizers } = engine.registry;
    const choices = [
      ...activations.map((activation) => ({ activation })),
      ...initialisations.map((initialisation) => ({ initialisation })),
      ...losses.map((loss) => ({ loss })),
      ...optimizers.map(({ name }) => ({ optimizer: name })),
      { dropout: 0.5 },
      { classWeights: Array(10).fill(2) },
      { filters: [3, 4], filterSize: 3 },
      { filters: [2], pooling: 'average', dropout: 0.3 },
    ];
    for (const choice of choices) {
      const trainer = engine.createTrainer({ hidden: [5], learningRate: 0.001, ...choice }, data);
      const { status, losses: values } = trainer.run(3);
      assert.equal(status, 'ran', JSON.stringify(choice));
      assert.ok(values.every(Number.isFinite));
      trainer.delete();
    }
    data.delete();
  });

  test(named('settings that are left out get the core’s defaults'), () => {
    const complete = engine.completeTrainerSettings({ learningRate: 0.5 });
    assert.deepEqual(complete.hidden, [16, 16]);
    assert.equal(complete.learningRate, 0.5);
    assert.equal(complete.batchSize, engine.registry.trainer.batchSize.default);
    assert.deepEqual(engine.completeTrainerSettings(complete), complete);
    assert.deepEqual(engine.completeTrainerSettings({ seed: undefined }), engine.completeTrainerSettings({}));
  });

  test(named('what is deleted no longer counts, and says so when it is used'), () => {
    const before = engine.handles();
    const data = digits(engine, 10);
    const trainer = engine.createTrainer({ hidden: [3] }, data);
    const classifier = engine.createClassifier({ widths: [784, 3, 10], parameters: trainer.parameters() });
    assert.equal(engine.handles(), before + 3);
    for (const one of [classifier, trainer, data]) one.delete();
    assert.equal(engine.handles(), before);
    classifier.delete();
    assert.equal(engine.handles(), before);
    assert.throws(() => classifier.classify(new Float32Array(784)), /classifier has been deleted/);
  });

  test(named('a refused construction leaves no handle behind'), () => {
    const before = engine.handles();
    assert.throws(() => engine.createClassifier({ widths: [784, 10], parameters: [1, 2, 3] }));
    assert.throws(() => engine.createDataset({ total: 0, blockSize: 1 }));
    assert.equal(engine.handles(), before);
  });

  test(named('what has been handed out is a copy: memory that grows leaves it alone'), () => {
    const data = digits(engine, 50);
    const trainer = engine.createTrainer({ hidden: [4] }, data);
    const parameters = trainer.parameters();
    const { pixels } = data.samples([0, 1]);
    const kept = [parameters.slice(), pixels.slice()];
    const large = engine.createDataset({ total: 60000, blockSize: 6000 });
    large.appendSynthetic(400, 1);
    const wide = engine.createTrainer({ hidden: [1024, 1024] }, large);
    assert.equal(parameters.length, 784 * 4 + 4 + 4 * 10 + 10);
    assert.equal(parameters.byteLength, parameters.buffer.byteLength);
    assert.deepEqual([parameters, pixels], kept);
    for (const one of [wide, large, trainer, data]) one.delete();
  });

  test(named('a synthetic digit is strokes that can be prepared, the same for the same seed'), () => {
    const strokes = engine.synthesise(7, 3);
    assert.deepEqual(engine.synthesise(7, 3), strokes);
    assert.notDeepEqual(engine.synthesise(7, 4), strokes);
    assert.equal(engine.prepareDrawing(strokes).empty, false);
  });
}

test('the same build is loaded once', async () => {
  assert.equal(await loadEngine({ build: 'simd' }), await loadEngine({ build: 'simd' }));
});

test('an unknown build is refused by name', async () => {
  await assert.rejects(
    loadEngine({ build: /** @type {any} */ ('scalar') }),
    /no build "scalar"; there are simd and relaxed/,
  );
});

test('without WebAssembly, and without SIMD, the refusal is a sentence', async (context) => {
  const { WebAssembly: real } = globalThis;
  context.after(() => {
    globalThis.WebAssembly = real;
  });
  globalThis.WebAssembly = /** @type {any} */ (undefined);
  await assert.rejects(
    loadEngine(),
    (error) => error instanceof EngineUnsupported && error.reason === 'no-webassembly',
  );
  globalThis.WebAssembly = /** @type {any} */ ({ ...real, validate: () => false });
  await assert.rejects(
    supportedBuild(),
    (error) => error instanceof EngineUnsupported && error.reason === 'no-simd' && /SIMD/.test(error.message),
  );
});

if ((await supportedBuild()) === 'relaxed') {
  test('where shared memory is refused, one core does it', async () => {
    const scope = /** @type {any} */ (globalThis);
    const { Memory } = WebAssembly;
    scope.crossOriginIsolated = true;
    scope.WebAssembly.Memory = class {
      constructor() {
        throw new RangeError('could not allocate memory');
      }
    };
    try {
      assert.equal((await loadLaboratoryEngine({ build: 'relaxed' })).cores, 1);
    } finally {
      scope.WebAssembly.Memory = Memory;
      delete scope.crossOriginIsolated;
    }
  });
}
