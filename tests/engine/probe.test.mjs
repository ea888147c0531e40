// @ts-check
// The probe: one network, one batch, and what its loss does when parameters are moved.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadModels } from '../../web/engine/models.js';

const models = await loadModels();

// Softmax regression of 2 inputs and 3 classes: its gradient is x(ŷ − y) by hand.
const widths = [2, 3];
const parameters = [0.5, -0.25, 0.1, 0.3, 0.8, -0.6, 0.05, -0.1, 0.2];
const inputs = [1, 2, -0.5, 0.25];
const labels = new Uint8Array([2, 0]);

/** @param {number[]} theta */
function byHand(theta) {
  const gradient = new Array(9).fill(0);
  let loss = 0;
  for (let s = 0; s < 2; s++) {
    const x = inputs.slice(2 * s, 2 * s + 2);
    const z = [0, 1, 2].map((k) => x[0] * theta[k] + x[1] * theta[3 + k] + theta[6 + k]);
    const sum = z.reduce((total, value) => total + Math.exp(value), 0);
    loss -= (z[labels[s]] - Math.log(sum)) / 2;
    for (let k = 0; k < 3; k++) {
      const error = (Math.exp(z[k]) / sum - (labels[s] === k ? 1 : 0)) / 2;
      gradient[k] += x[0] * error;
      gradient[3 + k] += x[1] * error;
      gradient[6 + k] += error;
    }
  }
  return { loss, gradient };
}

const settings = { widths, parameters, inputs, labels };

test('loss and gradient are those by hand, and so are the differences', () => {
  const probe = models.createProbe(settings);
  const expected = byHand(parameters);
  const { loss, gradient } = probe.gradient();
  assert.ok(Math.abs(loss - expected.loss) < 1e-14);
  const differences = probe.differences(0, 9);
  expected.gradient.forEach((slope, i) => {
    assert.ok(Math.abs(gradient[i] - slope) < 1e-14, `component ${i}`);
    assert.ok(Math.abs(differences[i] - slope) < 1e-9, `difference ${i}`);
  });
  probe.delete();
});

test('a nudged parameter gives the loss of the moved parameters and moves nothing', () => {
  const probe = models.createProbe(settings);
  const epsilons = [-1, 0, 0.5, 3];
  const losses = probe.nudged(4, epsilons);
  epsilons.forEach((epsilon, k) => {
    const moved = parameters.map((value, i) => (i === 4 ? value + epsilon : value));
    assert.ok(Math.abs(losses[k] - byHand(moved).loss) < 1e-13);
  });
  assert.ok(Math.abs(probe.gradient().loss - byHand(parameters).loss) < 1e-14);
  probe.delete();
});

test('what cannot be is refused with words, and the models go on', () => {
  const handles = models.handles();
  for (const [wrong, words] of /** @type {[object, RegExp][]} */ ([
    [{ parameters: [1, 2] }, /parameters.*9/],
    [{ inputs: [1, 2, 3] }, /inputs.*4/],
    [{ inputs: [1, NaN, 3, 4] }, /inputs.*NaN/],
    [{ labels: new Uint8Array([0, 3]) }, /label/],
    [{ labels: new Uint8Array(0), inputs: [] }, /./],
    [{ widths: [2, 0, 3] }, /widths/],
    [{ activation: 'magic' }, /magic/],
  ])) {
    assert.throws(() => models.createProbe({ ...settings, ...wrong }), words);
  }
  const probe = models.createProbe(settings);
  assert.throws(() => probe.nudged(9, [0.1]), /8/);
  assert.throws(() => probe.nudged(0, [Infinity]), /epsilons/);
  assert.throws(() => probe.differences(5, 5), /parameter 9/);
  assert.ok(probe.gradient().loss > 0);
  probe.delete();
  assert.equal(models.handles(), handles);
});
