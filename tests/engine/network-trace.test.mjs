// @ts-check
// The trace of one step on a small network, against the same step written out here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadNetworks } from '../../web/engine/networks.js';
import { close, closeAll } from './support/numbers.mjs';

const networks = await loadNetworks();

// 2 → 2 (tanh) → 1 (sigmoid): w11 w12 w21 w22 b1 b2, v1 v2 c
const parameters = [0.3, -0.2, 0.5, 0.8, 0.1, -0.4, 0.7, -0.6, 0.25];
const inputs = [1, -0.5, 0.2, 0.9];
const targets = [1, 0];
const rate = 0.5;

/** @param {number[]} theta */
function byHand(theta) {
  const gradient = new Array(9).fill(0);
  let loss = 0;
  for (let s = 0; s < 2; ++s) {
    const [x, y] = inputs.slice(2 * s, 2 * s + 2);
    const a = [0, 1].map((j) => Math.tanh(x * theta[j] + y * theta[2 + j] + theta[4 + j]));
    const p = 1 / (1 + Math.exp(-(a[0] * theta[6] + a[1] * theta[7] + theta[8])));
    loss -= (targets[s] * Math.log(p) + (1 - targets[s]) * Math.log(1 - p)) / 2;
    const delta = (p - targets[s]) / 2;
    gradient[8] += delta;
    for (const j of [0, 1]) {
      gradient[6 + j] += a[j] * delta;
      const hidden = theta[6 + j] * delta * (1 - a[j] ** 2);
      gradient[j] += x * hidden;
      gradient[2 + j] += y * hidden;
      gradient[4 + j] += hidden;
    }
  }
  return { loss, gradient };
}

test('loss, gradient and update are those by hand', () => {
  const trace = networks.trace({ widths: [2, 2, 1], hidden: ['tanh'], parameters, inputs, targets, rate });
  const { loss, gradient } = byHand(parameters);
  close(trace.loss, loss, 1e-14);
  closeAll(trace.gradient, gradient, 1e-14);
  closeAll(trace.numericGradient, gradient, 1e-9);
  const updated = parameters.map((theta, i) => theta - rate * gradient[i]);
  closeAll(trace.updated, updated, 1e-14);
  close(trace.lossAfter, byHand(updated).loss, 1e-14);
  assert.ok(trace.lossAfter < trace.loss);
});

test('every step is the operation that it says, and the sums that it builds end at the gradient', () => {
  const { phases, kinds } = networks.registry.trace;
  const { steps, samples, gradient } = networks.trace({
    widths: [2, 2, 1],
    hidden: ['tanh'],
    parameters,
    inputs,
    targets,
    rate,
  });
  assert.deepEqual([...new Set(steps.map(({ phase }) => phase))].sort(), [...phases].sort());
  assert.ok(steps.every(({ kind }) => kinds.includes(kind)));
  const found = new Array(9).fill(0);
  for (const step of steps) {
    if (step.kind === 'product') close(step.result, step.a * step.b, 1e-15);
    if (step.kind === 'activation' && step.layer === 0) close(step.result, Math.tanh(step.a), 1e-15);
    if (step.kind === 'move') close(step.result, step.a - rate * step.b, 1e-15);
    if (step.phase === 'backward') close(step.contribution, step.local * step.incoming, 1e-15);
    if (step.kind === 'weightSlope' || step.kind === 'biasSlope') found[step.parameter] = step.accumulated;
  }
  closeAll(found, gradient, 1e-15);
  assert.equal(steps.filter(({ kind }) => kind === 'move').length, 9);
  // 2 samples × (4 + 2) edges, in both directions.
  for (const kind of ['product', 'weightSlope']) assert.equal(steps.filter((step) => step.kind === kind).length, 12);
  samples.forEach((sample, s) => {
    assert.deepEqual(
      sample.sums.map(({ length }) => length),
      [2, 1],
    );
    closeAll(sample.outputs[0], sample.sums[0].map(Math.tanh), 1e-15);
    close(sample.deltas[1][0], (sample.outputs[1][0] - targets[s]) / 2, 1e-15);
  });
});

test('each edge names its two units and its weight, and a contribution to a gradient is what came in times the local slope', () => {
  const { steps, samples } = networks.trace({ widths: [2, 2, 1], hidden: ['tanh'], parameters, inputs, targets, rate });
  const widths = [2, 2, 1],
    offsets = [0, 6];
  for (const { kind, sample, layer, unit, from, parameter, a, b, local, incoming } of steps) {
    const place = offsets[layer] + from * widths[layer + 1] + unit;
    const below = layer === 0 ? inputs[2 * sample + from] : samples[sample]?.outputs[0][from];
    const delta = samples[sample]?.deltas[layer][unit];
    if (kind === 'product') assert.deepEqual([parameter, a, b], [place, below, parameters[place]]);
    if (kind === 'weightSlope') assert.deepEqual([parameter, local, incoming], [place, below, delta]);
    if (kind === 'inputSlope') assert.deepEqual([local, incoming], [parameters[place], delta]);
    if (kind === 'biasSlope')
      assert.deepEqual(
        [parameter, local, incoming],
        [offsets[layer] + widths[layer] * widths[layer + 1] + unit, 1, delta],
      );
    if (kind === 'activationSlope') assert.deepEqual(incoming, samples[sample].slopes[layer][unit]);
  }
  assert.equal(steps.filter(({ kind }) => kind === 'inputSlope').length, 4);
});

test('softmax with cross-entropy leaves ŷ − y', () => {
  const theta = [0.5, -0.25, 0.1, 0.3, 0.8, -0.6, 0.05, -0.1, 0.2];
  const { samples } = networks.trace({
    widths: [2, 3],
    hidden: [],
    output: 'softmax',
    loss: 'crossEntropy',
    parameters: theta,
    inputs: [1, 2],
    targets: [0, 1, 0],
  });
  const z = [0, 1, 2].map((k) => theta[k] + 2 * theta[3 + k] + theta[6 + k]);
  const sum = z.reduce((total, value) => total + Math.exp(value), 0);
  closeAll(
    samples[0].deltas[0],
    z.map((value, k) => Math.exp(value) / sum - (k === 1 ? 1 : 0)),
    1e-14,
  );
});

test('what makes no sense is refused with words, and the next trace is right', () => {
  const good = { widths: [2, 2, 1], hidden: ['tanh'], parameters, inputs, targets };
  const refused = /** @type {[object, RegExp][]} */ ([
    [{ parameters: parameters.slice(1) }, /parameters has 8 numbers.*9/],
    [{ parameters: parameters.map((theta, i) => (i === 3 ? NaN : theta)) }, /parameters\[3\] is NaN/],
    [{ inputs: [] }, /inputs has 0 numbers/],
    [{ inputs: [1, 2, 3] }, /inputs has 3 numbers.*2 for each sample/],
    [{ targets: [1] }, /target/],
    [{ hidden: ['tanh', 'tanh'] }, /hidden|activation/],
    [{ hidden: ['cosine'] }, /"cosine".*tanh/],
    [{ output: 'max' }, /"max".*softmax/],
    [{ loss: 'regret' }, /"regret".*crossEntropy/],
    [{ output: 'softmax', loss: 'binaryCrossEntropy' }, /softmax|sigmoid/],
    [{ targets: [1, 2] }, /2/],
    [{ widths: [2, 40, 1] }, /widths\[1\] is 40.*32/],
    [{ rate: 'fast' }, /rate is "fast"/],
    [{ speed: 1 }, /no "speed"/],
  ]);
  for (const [change, words] of refused)
    assert.throws(() => networks.trace(/** @type {any} */ ({ ...good, ...change })), words);
  close(networks.trace(good).loss, byHand(parameters).loss, 1e-14);
});
