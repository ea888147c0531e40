// @ts-check
// A convolutional network that is asked on the page: against loops written here, and against the trainer it came from.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digits, engines } from './support/builds.mjs';
import { close } from './support/numbers.mjs';

const side = 28;
const size = 5;
const filters = 3;
const wide = side - size + 1;
const half = wide / 2;

/**
 * 28×28 → 3 filters of 5×5 → ReLU → 2×2 pooling → 10 logits → softmax, one sum at a time.
 * @param {ArrayLike<number>} theta @param {ArrayLike<number>} pixels @param {string} pooling
 */
function slowAnswer(theta, pixels, pooling) {
  const bias = size * size * filters;
  const dense = bias + filters;
  const convolved = (/** @type {number} */ y, /** @type {number} */ x, /** @type {number} */ f) => {
    let sum = theta[bias + f];
    for (let v = 0; v < size; ++v) {
      for (let u = 0; u < size; ++u) sum += theta[(v * size + u) * filters + f] * pixels[(y + v) * side + x + u];
    }
    return Math.max(0, sum);
  };
  const logits = Array.from({ length: 10 }, (_, k) => theta[dense + half * half * filters * 10 + k]);
  for (let y = 0; y < half; ++y) {
    for (let x = 0; x < half; ++x) {
      for (let f = 0; f < filters; ++f) {
        const four = [0, 1, 2, 3].map((i) => convolved(2 * y + (i >> 1), 2 * x + (i & 1), f));
        const pooled = pooling === 'max' ? Math.max(...four) : four.reduce((a, b) => a + b) / 4;
        const row = dense + ((y * half + x) * filters + f) * 10;
        for (let k = 0; k < 10; ++k) logits[k] += pooled * theta[row + k];
      }
    }
  }
  const exponentials = logits.map((z) => Math.exp(z - Math.max(...logits)));
  const sum = exponentials.reduce((a, b) => a + b);
  return { logits, probabilities: exponentials.map((e) => e / sum) };
}

for (const engine of engines) {
  for (const pooling of engine.registry.poolings) {
    test(`${engine.build}: a network with filters and ${pooling} pooling answers as the loops do`, () => {
      const before = engine.handles();
      const data = digits(engine, 60);
      const trainer = engine.createTrainer(
        { hidden: [], filters: [filters], filterSize: size, pooling, dropout: 0.4 },
        data,
      );
      trainer.run(20);
      const parameters = trainer.parameters();
      const classifier = engine.createClassifier({
        widths: [784, 10],
        filters: [filters],
        filterSize: size,
        pooling,
        parameters,
      });
      assert.deepEqual([classifier.filters, classifier.filterSize, classifier.pooling], [[filters], size, pooling]);
      let correct = 0;
      for (let i = 0; i < 10; ++i) {
        const { pixels: bytes, labels } = data.samples([i]);
        const pixels = Float32Array.from(bytes, (byte) => byte / 255);
        const found = classifier.classify(pixels);
        const expected = slowAnswer(parameters, pixels, pooling);
        expected.logits.forEach((logit, k) => close(found.logits[k], logit, 1e-4));
        expected.probabilities.forEach((probability, k) => close(found.probabilities[k], probability, 1e-5));
        assert.equal(found.activations[0].length, wide * wide * filters);
        assert.equal(found.activations[1].length, half * half * filters);
        if (found.label === labels[0]) ++correct;
      }
      assert.equal(correct, trainer.evaluate(data, 0, 10).correct);
      for (const one of [classifier, trainer, data]) one.delete();
      assert.equal(engine.handles(), before);
    });
  }

  test(`${engine.build}: a classifier without filters names what a trainer would take`, () => {
    const classifier = engine.createClassifier({ widths: [784, 10], parameters: new Float32Array(7850) });
    const { filters: none, filterSize, pooling, activation } = engine.completeTrainerSettings({});
    assert.deepEqual(
      [classifier.filters, classifier.filterSize, classifier.pooling, classifier.activation],
      [none, filterSize, pooling, activation],
    );
    classifier.delete();
  });
}
