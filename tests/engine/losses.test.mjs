// @ts-check
// Losses and information through the door, against closed forms and the numbers that the curriculum prints.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadModels } from '../../web/engine/models.js';
import { close, closeAll } from './support/numbers.mjs';

const { losses, registry } = await loadModels();

const sigmoid = (/** @type {number} */ z) => 1 / (1 + Math.exp(-z));
const softmax = (/** @type {number[]} */ z) => {
  const powers = z.map((x) => Math.exp(x - Math.max(...z)));
  return powers.map((x) => x / powers.reduce((a, b) => a + b));
};
const loss = (/** @type {string} */ name, parameters = {}) => ({ name, parameters });

test('the zoo is complete: every loss has a form, and every form can be taken', () => {
  const names = registry.losses.map(({ name }) => name);
  assert.deepEqual(names, [
    'squaredError',
    'absoluteError',
    'huber',
    'logCosh',
    'binaryCrossEntropy',
    'crossEntropy',
    'balancedCrossEntropy',
    'focal',
    'labelSmoothed',
    'hinge',
    'kullbackLeibler',
  ]);
  for (const { name, forms, parameters } of registry.losses) {
    assert.ok(forms.length > 0);
    for (const { min, max, default: initial } of parameters) assert.ok(min <= initial && initial <= max);
    const x = [0.3, 0.6];
    if (forms.includes('number'))
      assert.ok(losses.curve({ loss: { name }, form: 'number', x, target: 0.1 }).values.every(Number.isFinite));
    if (forms.includes('binary')) {
      assert.ok(
        losses.curve({ loss: { name }, form: 'binary', at: 'logit', x, target: 1 }).values.every(Number.isFinite),
      );
    }
    if (forms.includes('classes')) {
      const { value, gradient, hessian } = losses.classes({
        loss: { name },
        at: 'logit',
        x: [1, 0, -1],
        target: [0, 1, 0],
      });
      assert.ok(Number.isFinite(value) && gradient.length === 3 && hessian.length === 9, name);
    }
  }
});

/** @type {[string, Record<string, number>, (r: number) => number[]][]} value, slope and curvature by the residual */
const ofNumbers = [
  ['squaredError', {}, (r) => [r * r, 2 * r, 2]],
  ['absoluteError', {}, (r) => [Math.abs(r), Math.sign(r), 0]],
  [
    'huber',
    { delta: 0.5 },
    (r) => (Math.abs(r) <= 0.5 ? [(r * r) / 2, r, 1] : [0.5 * (Math.abs(r) - 0.25), 0.5 * Math.sign(r), 0]),
  ],
  ['logCosh', {}, (r) => [Math.log(Math.cosh(r)), Math.tanh(r), 1 - Math.tanh(r) ** 2]],
];
for (const [name, parameters, formula] of ofNumbers) {
  test(`${name} over predictions is its formula, with its slope and curvature`, () => {
    const x = [-3, -0.4, 1, 1.2, 4],
      target = 1;
    const { values, gradients, curvatures } = losses.curve({ loss: loss(name, parameters), form: 'number', x, target });
    x.forEach((prediction, i) =>
      closeAll([values[i], gradients[i], curvatures[i]], formula(prediction - target), 1e-12),
    );
  });
}

test('binary cross-entropy has ŷ − y by the logit, and stays finite at ±1000', () => {
  const x = [-1000, -8, 0, 4, 1000];
  const { values, gradients, curvatures } = losses.curve({
    loss: loss('binaryCrossEntropy'),
    form: 'binary',
    at: 'logit',
    x,
    target: 1,
  });
  x.forEach((z, i) => {
    close(values[i], z < -100 ? -z : Math.log1p(Math.exp(-z)), 1e-12);
    close(gradients[i], sigmoid(z) - 1, 1e-12);
    close(curvatures[i], sigmoid(z) * sigmoid(-z), 1e-12);
  });
});

test('focal loss of an easy sample is the 0.000263 of the paper against 0.105', () => {
  const at = (/** @type {any} */ choice) =>
    losses.curve({ loss: choice, form: 'binary', at: 'prediction', x: [0.9], target: 1 }).values[0];
  close(at(loss('focal', { gamma: 2, alpha: 0.25 })), -0.25 * 0.01 * Math.log(0.9), 1e-12);
  assert.equal(at(loss('focal', { gamma: 2, alpha: 0.25 })).toFixed(6), '0.000263');
  assert.equal(at(loss('binaryCrossEntropy')).toFixed(3), '0.105');
});

test('squared error and cross-entropy over the logit: the curriculum’s 0.0173 against 0.9820, 0.00034 against 0.9997', () => {
  const { predictions, squaredError, crossEntropy } = losses.saturation({ logits: [4, 8, 1000], target: 0 });
  closeAll(predictions.slice(0, 2), [sigmoid(4), sigmoid(8)], 1e-15);
  assert.deepEqual([squaredError.gradients[0].toFixed(4), crossEntropy.gradients[0].toFixed(4)], ['0.0173', '0.9820']);
  assert.deepEqual([squaredError.gradients[1].toFixed(5), crossEntropy.gradients[1].toFixed(4)], ['0.00034', '0.9997']);
  [4, 8].forEach((z, i) => {
    const p = sigmoid(z);
    close(squaredError.values[i], (p * p) / 2, 1e-12);
    close(squaredError.gradients[i], p * p * (1 - p), 1e-12);
    close(crossEntropy.values[i], Math.log1p(Math.exp(z)), 1e-12);
  });
  assert.equal(crossEntropy.values[2], 1000);
});

test('the race of one neuron is the loop written out', () => {
  const { squaredError, crossEntropy } = losses.saturationRace({ weight: 2, bias: 2, rate: 0.15, steps: 50 });
  for (const [path, slope] of /** @type {const} */ ([
    [squaredError, (/** @type {number} */ p) => p * p * (1 - p)],
    [crossEntropy, (/** @type {number} */ p) => p],
  ])) {
    let [w, b] = [2, 2];
    for (let k = 0; k <= 50; ++k) {
      const p = sigmoid(w + b);
      closeAll(
        [path.weights[k], path.biases[k], path.logits[k], path.predictions[k], path.loss.gradients[k]],
        [w, b, w + b, p, slope(p)],
        1e-12,
      );
      w -= 0.15 * slope(p);
      b -= 0.15 * slope(p);
    }
  }
  assert.ok(crossEntropy.predictions[50] < squaredError.predictions[50]);
});

test('over classes, cross-entropy’s gradient is ŷ − y and its Hessian diag(ŷ) − ŷŷᵀ; squared error’s goes through that', () => {
  const x = [1.5, -0.3, 0.2],
    y = [0, 1, 0],
    p = softmax(x);
  const jacobian = p.flatMap((pi, i) => p.map((pk, k) => (i === k ? pi : 0) - pi * pk));
  const cross = losses.classes({ loss: loss('crossEntropy'), at: 'logit', x, target: y });
  close(cross.value, -Math.log(p[1]), 1e-12);
  closeAll(
    cross.gradient,
    p.map((pi, i) => pi - y[i]),
    1e-12,
  );
  closeAll(cross.hessian, jacobian, 1e-12);
  const squared = losses.classes({ loss: loss('squaredError'), at: 'logit', x, target: y });
  const outer = p.map((pi, i) => 2 * (pi - y[i]));
  closeAll(
    squared.gradient,
    [0, 1, 2].map((i) => outer.reduce((sum, g, k) => sum + jacobian[3 * i + k] * g, 0)),
    1e-12,
  );
  const smoothed = losses.classes({ loss: loss('labelSmoothed', { smoothing: 0.3 }), at: 'logit', x, target: y });
  closeAll(
    smoothed.gradient,
    p.map((pi, i) => pi - (0.7 * y[i] + 0.1)),
    1e-12,
  );
});

test('the triangle’s presets have the curriculum’s values', () => {
  const read = (/** @type {number[]} */ prediction, /** @type {number} */ label) =>
    losses.simplex({ prediction, label });
  const [a, b] = [read([0.8, 0.2, 0], 0), read([0.8, 0.1, 0.1], 0)];
  assert.deepEqual(
    [a, b].map(({ crossEntropy }) => crossEntropy.value.toFixed(4)),
    ['0.2231', '0.2231'],
  );
  assert.deepEqual(
    [a, b].map(({ squaredError }) => squaredError.value.toFixed(2)),
    ['0.08', '0.06'],
  );
  const [c, d] = [read([0.1, 0.1, 0.8], 2), read([0.4, 0.4, 0.2], 2)];
  assert.deepEqual(
    [c, d].map(({ squaredError }) => squaredError.value.toFixed(2)),
    ['0.06', '0.96'],
  );
  assert.deepEqual(
    [c, d].map(({ crossEntropy }) => crossEntropy.value.toFixed(4)),
    ['0.2231', '1.6094'],
  );
  assert.deepEqual([c.winner, d.winner, c.leads], [2, 0, true]);
  close(c.margins[0], Math.log(8), 1e-12);
  const byLogits = losses.simplex({ logits: [0, 0, Math.log(8)], label: 2, margin: 3 });
  closeAll(byLogits.prediction, [0.1, 0.1, 0.8], 1e-12);
  assert.equal(byLogits.leads, false);
});

test('the loss over the triangle: points, values and +∞ where the true class is impossible', () => {
  const { predictions, values, steepness } = losses.simplexMap({
    loss: loss('crossEntropy'),
    label: 0,
    resolution: 10,
  });
  assert.deepEqual([predictions.length, values.length, steepness.length], [198, 66, 66]);
  values.forEach((value, i) => {
    const [p, q, r] = predictions.slice(3 * i, 3 * i + 3);
    close(p + q + r, 1, 1e-12);
    if (p === 0) assert.equal(value, Infinity);
    else close(value, -Math.log(p), 1e-12);
    close(steepness[i], Math.hypot(p - 1, q, r), 1e-9);
  });
});

test('entropy, cross-entropy and divergence are their sums, in bits, nats and hartleys', () => {
  const p = [0.5, 0.25, 0.25, 0],
    q = [0.25, 0.25, 0.25, 0.25];
  const { entropy, maximumEntropy, surprises, crossEntropy, divergence, reverseDivergence, surprisesOfQ } =
    losses.information({ p, q });
  closeAll([entropy, maximumEntropy, crossEntropy, divergence], [1.5, 2, 2, 0.5], 1e-12);
  assert.deepEqual([...surprises], [1, 2, 2, Infinity]);
  closeAll(surprisesOfQ, [2, 2, 2, 2], 1e-12);
  assert.equal(reverseDivergence, Infinity);
  close(losses.information({ p, q, base: Math.E }).divergence, 0.5 * Math.LN2, 1e-12);
  close(losses.information({ p, base: 10 }).entropy, 1.5 * Math.log10(2), 1e-12);
  const alone = losses.information({ p });
  assert.ok(Number.isNaN(alone.divergence) && alone.surprisesOfQ.length === 0);
});

test('Huffman’s code is a prefix code whose length is at least the entropy', () => {
  const p = [0.4, 0.3, 0.2, 0.1, 0];
  const { lengths, codewords, averageLength } = losses.huffman(p);
  assert.deepEqual([...lengths], [1, 2, 3, 3, 0]);
  close(averageLength, 1.9, 1e-12);
  assert.ok(averageLength >= losses.information({ p }).entropy);
  const words = codewords.slice(0, 4);
  for (const a of words) for (const b of words) assert.ok(a === b || !b.startsWith(a), `${a} begins ${b}`);
});

test('likelihoods: the product underflows, the sum does not, and the best coin is the share of heads', () => {
  const { product, negativeLog, crossEntropy, factorsUntilUnderflow } = losses.likelihood(
    new Float64Array(3000).fill(0.5),
  );
  assert.equal(product, 0);
  close(negativeLog, 3000 * Math.LN2, 1e-12);
  close(crossEntropy, Math.LN2, 1e-12);
  assert.equal(factorsUntilUnderflow, 1023);
  const coin = losses.coinLikelihood({ tosses: [1, 0, 1, 1], theta: 0.6 });
  close(coin.product, 0.6 ** 3 * 0.4, 1e-12);
  const curve = losses.coinCurve({ heads: 3, tosses: 4, thetas: [0.6, 0.75] });
  close(curve.values[0], coin.crossEntropy, 1e-12);
  closeAll(curve.gradients, [(0.6 - 0.75) / 0.24, 0], 1e-12);
  const labelled = losses.labelLikelihood({ probabilities: [0.2, 0.8, 0.5, 0.5], classes: 2, labels: [1, 0] });
  close(labelled.product, 0.4, 1e-12);
});

test('scaled logits: the slope is E[z] − z_y, the curvature Var[z]', () => {
  const z = [1, 2, -1],
    beta = 0.7,
    p = softmax(z.map((x) => beta * x));
  const mean = p.reduce((sum, pk, k) => sum + pk * z[k], 0),
    square = p.reduce((sum, pk, k) => sum + pk * z[k] ** 2, 0);
  const { values, gradients, curvatures } = losses.scaleCurve({ logits: z, classes: 3, labels: [0], betas: [beta] });
  closeAll([values[0], gradients[0], curvatures[0]], [-Math.log(p[0]), mean - 1, square - mean ** 2], 1e-12);
});

const at = (/** @type {any} */ options) => () =>
  losses.classes({ loss: loss('crossEntropy'), at: 'prediction', x: [0.5, 0.5], target: [1, 0], ...options });
const curve = (/** @type {any} */ options) => () =>
  losses.curve({ loss: loss('squaredError'), form: 'number', x: [1], target: 0, ...options });
/** @type {[string, () => unknown, ...RegExp[]][]} */
const refusals = [
  [
    'a loss that there is not',
    at({ loss: loss('regret') }),
    /no loss "regret"; there are squaredError, .*kullbackLeibler/,
  ],
  [
    'a form that a loss has not',
    curve({ loss: loss('crossEntropy') }),
    /crossEntropy has no form for number; it has classes/,
  ],
  ['a form that there is not', curve({ form: 'vector' }), /form is "vector"/],
  [
    'a parameter out of range',
    curve({ loss: loss('huber', { delta: 0 }) }),
    /delta is 0; it must be from 0.001 to 1000/,
  ],
  ['a prediction that is not a number', curve({ x: [NaN] }), /x\[0\] is NaN/],
  [
    'a probability above 1',
    curve({ loss: loss('binaryCrossEntropy'), form: 'binary', at: 'prediction', x: [1.2], target: 1 }),
    /prediction is 1.2; it must be a probability/,
  ],
  [
    'half a label',
    curve({ loss: loss('binaryCrossEntropy'), form: 'binary', at: 'logit', target: 0.5 }),
    /target is 0.5; it must be a whole number from 0 to 1/,
  ],
  ['a place that there is not', at({ at: 'output' }), /"output"; it can at prediction or logit/],
  ['a target that sums to 1.1', at({ target: [1, 0.1] }), /sums to 1.1; probabilities must sum to 1/],
  ['as many targets as predictions', at({ target: [1, 0, 0] }), /2 entries.*3|3 entries.*2/],
  ['hinge on probabilities', at({ loss: loss('hinge') }), /hinge loss takes scores/],
  [
    'a distribution that sums to 0.9',
    () => losses.information({ p: [0.5, 0.4] }),
    /p sums to 0.9; probabilities must sum to 1/,
  ],
  ['an empty distribution', () => losses.information({ p: [] }), /p is empty/],
  [
    'distributions of two lengths',
    () => losses.information({ p: [1], q: [0.5, 0.5] }),
    /p: 1 entries, q: 2; there must be equally many/,
  ],
  ['a base of 1', () => losses.information({ p: [1], base: 1 }), /base is 1; it must be above 1/],
  ['a negative probability', () => losses.huffman([1.5, -0.5]), /p\[0\] is 1.5; it must be a probability/],
  ['no outcomes', () => losses.likelihood([]), /no outcomes/],
  ['a toss of 2', () => losses.coinLikelihood({ tosses: [0, 2], theta: 0.5 }), /tosses\[1\] is 2/],
  [
    'more heads than tosses',
    () => losses.coinCurve({ heads: 5, tosses: 4, thetas: [0.5] }),
    /heads is 5; it must be a whole number from 0 to 4/,
  ],
  [
    'a row too short',
    () => losses.labelLikelihood({ probabilities: [0.2, 0.8, 1], classes: 2, labels: [0] }),
    /probabilities has 3 numbers; it must have 2 for each sample/,
  ],
  [
    'labels for other samples',
    () => losses.labelLikelihood({ probabilities: [0.2, 0.8], classes: 2, labels: [0, 1] }),
    /2 labels for 1 samples/,
  ],
  [
    'a triangle too fine',
    () => losses.simplexMap({ loss: loss('focal'), label: 0, resolution: 1000 }),
    /resolution is 1000/,
  ],
  ['a fourth class of three', () => losses.simplexMap({ loss: loss('focal'), label: 3, resolution: 4 }), /label is 3/],
];
for (const [name, use, ...words] of refusals) {
  test(`${name} is refused with words`, () => {
    for (const expected of words) assert.throws(use, { name: 'Error', message: expected });
    assert.equal(losses.information({ p: [1] }).entropy, 0);
  });
}
