// @ts-check
// Lines, batches and logistic models through the door, against sums written out here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadModels } from '../../web/engine/models.js';
import { close, closeAll } from './support/numbers.mjs';

const { regression } = await loadModels();

const points = { x: [0, 1, 2, 3, 5], y: [1, 2.2, 2.8, 4.5, 5.5] };
const n = points.x.length;
const sum = (/** @type {(x: number, y: number) => number} */ f) =>
  points.x.reduce((total, x, i) => total + f(x, points.y[i]), 0);
const [sx, sy, sxx, sxy] = [sum((x) => x), sum((_, y) => y), sum((x) => x * x), sum((x, y) => x * y)];
const slope = (n * sxy - sx * sy) / (n * sxx - sx * sx),
  intercept = (sy - slope * sx) / n;
const lossOf = (/** @type {number} */ a, /** @type {number} */ b) => sum((x, y) => (a * x + b - y) ** 2) / n;

test('the best line is the normal equations’, with residuals that sum to 0', () => {
  const { line, residuals, quality, normalMatrix, normalRight } = regression.fitLine(points);
  closeAll([line.slope, line.intercept], [slope, intercept], 1e-12);
  closeAll(
    residuals,
    points.x.map((x, i) => slope * x + intercept - points.y[i]),
    1e-12,
  );
  closeAll(normalMatrix, [sxx, sx, sx, n], 1e-12);
  closeAll(normalRight, [sxy, sy], 1e-12);
  close(quality.meanSquare, lossOf(slope, intercept), 1e-12);
  close(quality.residualVariance, quality.meanSquare, 1e-12);
  const variance = sum((_, y) => (y - sy / n) ** 2) / n;
  close(quality.rSquared, 1 - quality.meanSquare / variance, 1e-12);
});

test('least squares solves exactly where that can be, and else leaves residuals across every column', () => {
  const design = [1, 0, 0, 1, 1, 1, 1, 2, 4, 1, 3, 9];
  const exact = [0, 1, 2, 3].map((x) => 2 - x + 2 * x * x);
  closeAll(regression.leastSquares({ design, columns: 3, targets: exact }), [2, -1, 2], 1e-10);
  const targets = [2, 3, 8, 16];
  const theta = regression.leastSquares({ design, columns: 3, targets });
  const residuals = targets.map(
    (y, i) => theta.reduce((total, weight, k) => total + weight * design[3 * i + k], 0) - y,
  );
  for (let k = 0; k < 3; ++k)
    close(
      residuals.reduce((total, r, i) => total + r * design[3 * i + k], 0),
      0,
      1e-10,
    );
});

test('the loss of a line, its gradient and its grid are sums over the points; the sum is n times the mean', () => {
  const line = { slope: 0.5, intercept: 2 };
  const mean = regression.lineLoss({ points, line }),
    total = regression.lineLoss({ points, line, reduction: 'sum' });
  close(mean.value, lossOf(0.5, 2), 1e-12);
  closeAll(
    mean.gradient,
    [(2 * sum((x, y) => (0.5 * x + 2 - y) * x)) / n, (2 * sum((x, y) => 0.5 * x + 2 - y)) / n],
    1e-12,
  );
  closeAll(
    total.gradient,
    [...mean.gradient].map((g) => n * g),
    1e-12,
  );
  const grid = regression.lossGrid({ points, slopes: [0, 1], intercepts: [-1, 1], columns: 3, rows: 5 });
  assert.equal(grid.length, 15);
  close(grid[0], lossOf(0, -1), 1e-12);
  close(grid[2 * 3 + 1], lossOf(0.5, 0), 1e-12);
  close(grid[14], lossOf(1, 1), 1e-12);
});

test('the bowl’s curvatures and directions are the Hessian’s, and its rates 2/λ₁ and 2/(λ₁+λ₂)', () => {
  const { hessian, curvatures, directions, conditionNumber, largestStableRate, bestRate } = regression.bowl({ points });
  closeAll(hessian, [(2 * sxx) / n, (2 * sx) / n, (2 * sx) / n, 2], 1e-12);
  const [trace, determinant] = [hessian[0] + hessian[3], hessian[0] * hessian[3] - hessian[1] ** 2];
  const root = Math.sqrt((trace * trace) / 4 - determinant);
  closeAll(curvatures, [trace / 2 + root, trace / 2 - root], 1e-12);
  for (let i = 0; i < 2; ++i) {
    const [u, v] = directions.slice(2 * i, 2 * i + 2);
    closeAll(
      [hessian[0] * u + hessian[1] * v, hessian[2] * u + hessian[3] * v],
      [curvatures[i] * u, curvatures[i] * v],
      1e-10,
    );
  }
  close(conditionNumber, curvatures[0] / curvatures[1], 1e-12);
  close(largestStableRate, 2 / curvatures[0], 1e-12);
  close(bestRate, 2 / (curvatures[0] + curvatures[1]), 1e-12);
});

test('descent decays by 1 − ηλ along each direction, step by step', () => {
  const { curvatures } = regression.bowl({ points });
  const rate = 0.05;
  const {
    slopes,
    intercepts,
    losses: values,
    gradients,
    distances,
    decayFactors,
  } = regression.descendLine({ points, start: { slope: 3, intercept: -1 }, rate, steps: 40 });
  assert.equal(slopes.length, 41);
  closeAll(
    decayFactors,
    [...curvatures].map((curvature) => 1 - rate * curvature),
    1e-12,
  );
  let [a, b] = [3, -1];
  for (let k = 0; k <= 40; ++k) {
    closeAll([slopes[k], intercepts[k], values[k]], [a, b, lossOf(a, b)], 1e-9);
    const gradient = [(2 * sum((x, y) => (a * x + b - y) * x)) / n, (2 * sum((x, y) => a * x + b - y)) / n];
    closeAll(gradients.slice(2 * k, 2 * k + 2), gradient, 1e-9);
    if (k > 0)
      closeAll(
        distances.slice(2 * k, 2 * k + 2),
        [0, 1].map((i) => distances[2 * k - 2 + i] * decayFactors[i]),
        1e-9,
      );
    [a, b] = [a - rate * gradient[0], b - rate * gradient[1]];
  }
});

test('standardised inputs make the bowl round', () => {
  const { mean, deviation, x, y } = regression.standardise(points);
  close(mean, sx / n, 1e-12);
  close(deviation, Math.sqrt(sxx / n - (sx / n) ** 2), 1e-12);
  closeAll(regression.bowl({ points: { x, y } }).hessian, [2, 0, 0, 2], 1e-12);
});

test('points come from text as spreadsheets write it', () => {
  const { x, y } = regression.parsePoints('x;y\n1,5;2\n# a remark\n\n3;-4,25\n');
  assert.deepEqual(
    [[...x], [...y]],
    [
      [1.5, 3],
      [2, -4.25],
    ],
  );
  assert.throws(() => regression.parsePoints('1,2\n3,4,5\n'), /line 2/);
  assert.throws(() => regression.parsePoints(''), Error);
});

test('points come from text as learners paste it, and a doubt is told', () => {
  for (const text of [
    '1 −2\n3 4.5',
    '"1","-2"\n"3","4,5"',
    '１，－２\n３，４．５',
    '\uFEFFx\ty\r\n1\t–2\r\n3\t4,5\r\n',
  ]) {
    const { x, y, doubt } = regression.parsePoints(text);
    assert.deepEqual([[...x], [...y], doubt], [[1, 3], [-2, 4.5], null], text);
  }
  const { x, y, doubt } = regression.parsePoints('1,000;2,000');
  assert.deepEqual([[...x], [...y]], [[1000], [2000]]);
  assert.deepEqual(doubt, { count: 2, line: 1, written: '1,000', mark: 'thousands', taken: 1000 });
});

test('labelled points come from text as points do', () => {
  const { inputs, labels, doubt } = regression.parseLabelledPoints('x1,x2,label\n1,−2,0\n3,4.5,1');
  assert.deepEqual([[...inputs], [...labels], doubt], [[1, -2, 3, 4.5], [0, 1], null]);
  assert.throws(
    () => regression.parseLabelledPoints('1,2,0\n1,2,5'),
    /line 2: the label is 5; it must be a whole number from 0 to 1/,
  );
  assert.throws(() => regression.parseLabelledPoints(/** @type {any} */ (null)), /text is null/);
});

test('flat points have slope 0 and their own height, and points on a line that line', () => {
  const flat = regression.fitLine({ x: [0.1, 0.7, 2.3, 5.9], y: [2, 2, 2, 2] });
  assert.deepEqual(flat.line, { slope: 0, intercept: 2 });
  assert.deepEqual([...flat.residuals], [0, 0, 0, 0]);
  assert.ok(Number.isNaN(flat.quality.rSquared));
  assert.deepEqual(regression.fitLine({ x: [1, 2, 4], y: [3, 5, 9] }).line, { slope: 2, intercept: 1 });
  assert.deepEqual(
    [...regression.leastSquares({ design: [1, 0.3, 1, 0.9, 1, 4.1], columns: 2, targets: [7, 7, 7] })],
    [7, 0],
  );
});

test('sample gradients average to the gradient, and batches stray as theory says', () => {
  const line = { slope: 0.2, intercept: 0 };
  const gradients = regression.sampleGradients({ points, line });
  points.x.forEach((x, i) =>
    closeAll(gradients.slice(2 * i, 2 * i + 2), [2 * (0.2 * x - points.y[i]) * x, 2 * (0.2 * x - points.y[i])], 1e-12),
  );
  const { batchSizes, meanAngle, ninthDecileAngle, meanSquare, expectedSquare } = regression.batchErrors({
    points,
    line,
    batchSizes: [1, 2, 5],
    repetitions: 20000,
  });
  assert.deepEqual([...batchSizes], [1, 2, 5]);
  const full = [0, 1].map((k) => points.x.reduce((total, _, i) => total + gradients[2 * i + k], 0) / n);
  const spread =
    points.x.reduce(
      (total, _, i) => total + (gradients[2 * i] - full[0]) ** 2 + (gradients[2 * i + 1] - full[1]) ** 2,
      0,
    ) /
    (n - 1);
  closeAll(expectedSquare, [spread * (1 - 1 / n), (spread / 2) * (1 - 2 / n), 0], 1e-9);
  for (let i = 0; i < 2; ++i) assert.ok(Math.abs(meanSquare[i] / expectedSquare[i] - 1) < 0.05);
  assert.ok(meanAngle[0] > meanAngle[1] && meanAngle[2] < 1e-9 && ninthDecileAngle[0] >= meanAngle[0] / 2);
});

test('with the batch as large as the data, stochastic descent is gradient descent', () => {
  const start = { slope: 3, intercept: -1 };
  const batched = regression.descendInBatches({ points, start, rate: 0.05, batchSize: n, samples: 10 * n });
  const full = regression.descendLine({ points, start, rate: 0.05, steps: 10 });
  closeAll(batched.slopes, full.slopes, 1e-9);
  closeAll(batched.losses, full.losses, 1e-9);
  assert.deepEqual(
    [...batched.samplesProcessed],
    Array.from({ length: 11 }, (_, i) => i * n),
  );
  const single = regression.descendInBatches({ points, start, samples: 20, seed: 4 });
  assert.deepEqual(single, regression.descendInBatches({ points, start, samples: 20, seed: 4 }));
  assert.notDeepEqual(single, regression.descendInBatches({ points, start, samples: 20, seed: 5 }));
  assert.equal(regression.descendInBatches({ points, start, rate: 1000, samples: 2000 }).diverged, true);
});

test('a logistic model’s losses are those of its weights, and its probabilities sigmoids of polynomials', () => {
  const { inputs, labels } = regression.imbalancedPoints({ samples: 80, seed: 3 });
  assert.deepEqual([inputs.length, labels.length], [160, 80]);
  const {
    degree,
    weights,
    losses: values,
  } = regression.trainLogistic({
    inputs,
    labels,
    loss: { name: 'binaryCrossEntropy' },
    training: { degree: 2, steps: 50, decay: 0.01 },
  });
  assert.deepEqual([degree, weights.length, values.length], [2, 6, 51]);
  close(values[0], Math.LN2, 1e-12);
  const features = (/** @type {number} */ a, /** @type {number} */ b) => [1, a, b, a * a, a * b, b * b];
  const probabilities = regression.probabilities({ degree, weights, inputs });
  let mean = 0;
  for (let i = 0; i < 80; ++i) {
    const z = features(inputs[2 * i], inputs[2 * i + 1]).reduce((total, feature, k) => total + feature * weights[k], 0);
    close(probabilities[i], 1 / (1 + Math.exp(-z)), 1e-12);
    mean += Math.log1p(Math.exp(labels[i] === 1 ? -z : z)) / 80;
  }
  const decay = 0.005 * weights.slice(1).reduce((total, w) => total + w * w, 0);
  close(values[50], mean + decay, 1e-10);
});

test('three losses on the same points: balancing finds more of the rare class', () => {
  const { inputs, labels, hard } = regression.imbalancedPoints({ samples: 400, rareShare: 0.05, seed: 1 });
  assert.equal(labels.filter((label) => label === 1).length, 20);
  assert.ok(hard.some((one) => one === 1));
  const results = regression.compareLosses({ inputs, labels });
  assert.deepEqual(
    results.map(({ name }) => name),
    ['crossEntropy', 'balancedCrossEntropy', 'focal'],
  );
  for (const { degree, weights, recallOfRare, recallOfCommon, precisionOfRare, accuracy, shares } of results) {
    const called = [...regression.probabilities({ degree, weights, inputs })].map((p) => (p >= 0.5 ? 1 : 0));
    const count = (/** @type {number} */ truth, /** @type {number} */ guess) =>
      called.filter((call, i) => labels[i] === truth && call === guess).length;
    closeAll(
      [recallOfRare, recallOfCommon, accuracy],
      [count(1, 1) / 20, count(0, 0) / 380, (count(1, 1) + count(0, 0)) / 400],
      1e-12,
    );
    close(precisionOfRare, count(1, 1) / Math.max(1, count(1, 1) + count(0, 1)), 1e-12);
    close(shares.easy + shares.middle + shares.hard, 1, 1e-9);
  }
  assert.ok(results[1].recallOfRare > results[0].recallOfRare);
});

const line = { slope: 1, intercept: 0 };
/** @type {[string, () => unknown, ...RegExp[]][]} */
const refusals = [
  ['a singular line', () => regression.fitLine({ x: [2, 2, 2], y: [1, 2, 3] }), /different x|same x/],
  [
    'a singular design',
    () => regression.leastSquares({ design: [1, 2, 2, 4, 3, 6], columns: 2, targets: [1, 2, 3] }),
    /2 parameters are not determined: the 3 samples tell only 1 of them apart/,
  ],
  [
    'a design of the wrong length',
    () => regression.leastSquares({ design: [1, 2, 3], columns: 2, targets: [1, 2] }),
    /design has 3 numbers; it must have 4/,
  ],
  ['more x than y', () => regression.fitLine({ x: [1, 2], y: [1] }), /y has 1 numbers; it must have 2/],
  ['no points', () => regression.fitLine({ x: [], y: [] }), /point/],
  ['a point at infinity', () => regression.fitLine({ x: [1, Infinity], y: [1, 2] }), /x\[1\] is Infinity/],
  ['no points at all', () => regression.fitLine(/** @type {any} */ (undefined)), /points is undefined/],
  [
    'a line without a slope',
    () => regression.lineLoss({ points, line: /** @type {any} */ ({ intercept: 1 }) }),
    /slope is undefined/,
  ],
  [
    'another reduction',
    () => regression.lineLoss({ points, line, reduction: /** @type {any} */ ('median') }),
    /"median"; there are mean, sum/,
  ],
  [
    'a window upside down',
    () => regression.lossGrid({ points, slopes: [1, 0], intercepts: [0, 1], columns: 3, rows: 3 }),
    /slopes goes from 1 to 0/,
  ],
  ['a negative rate', () => regression.descendLine({ points, start: line, rate: -1, steps: 3 }), /rate is -1/],
  [
    'a batch larger than the data',
    () => regression.batchErrors({ points, line, batchSizes: [6] }),
    /batch size is 6; there are only 5/,
  ],
  ['a batch of none', () => regression.descendInBatches({ points, start: line, batchSize: 0 }), /batchSize is 0/],
  ['inputs that all are one', () => regression.standardise({ x: [1, 1], y: [1, 2] }), /same x|spread/],
  [
    'a reduction where there is none',
    () => regression.sampleGradients(/** @type {any} */ ({ points, line, reduction: 'sum' })),
    /no "reduction"; known are points, line/,
  ],
  [
    'more rare points than half',
    () => regression.imbalancedPoints({ rareShare: 0.7 }),
    /rareShare is 0.7; it must be from 0.0001 to 0.5/,
  ],
  [
    'too many points to draw',
    () => regression.imbalancedPoints({ samples: 50_000 }),
    /samples is 50000; it must be a whole number from 4 to 20000/,
  ],
  [
    'a training that stands still',
    () => regression.trainLogistic({ inputs: [1, 2], labels: [1], loss: { name: 'focal' }, training: { rate: 0 } }),
    /rate is 0/,
  ],
  [
    'a label of 2',
    () => regression.trainLogistic({ inputs: [1, 2], labels: [2], loss: { name: 'focal' } }),
    /labels\[0\] is 2/,
  ],
  [
    'inputs for other labels',
    () => regression.trainLogistic({ inputs: [1, 2, 3], labels: [1], loss: { name: 'focal' } }),
    /inputs has 3 numbers; it must have 2/,
  ],
  [
    'a loss without logits',
    () => regression.trainLogistic({ inputs: [1, 2], labels: [1], loss: { name: 'huber' } }),
    /huber has no form for binary/,
  ],
  [
    'weights of another degree',
    () => regression.probabilities({ degree: 2, weights: [1, 2, 3], inputs: [0, 0] }),
    /weights has 3 numbers; it must have 6/,
  ],
  ['text that is none', () => regression.parsePoints(/** @type {any} */ (7)), /text is 7/],
];
for (const [name, use, ...words] of refusals) {
  test(`${name} is refused with words`, () => {
    for (const expected of words) assert.throws(use, { name: 'Error', message: expected });
    close(regression.fitLine(points).line.slope, slope, 1e-12);
  });
}

test('a model trained by focal loss with γ = 0 is the one trained by half the cross-entropy', () => {
  const { inputs, labels } = regression.imbalancedPoints({ samples: 60, seed: 2 });
  const train = (/** @type {any} */ loss, /** @type {number} */ rate) =>
    regression.trainLogistic({ inputs, labels, loss, training: { decay: 0, steps: 30, rate } }).weights;
  closeAll(
    train({ name: 'focal', parameters: { gamma: 0, alpha: 0.5 } }, 0.6),
    train({ name: 'binaryCrossEntropy' }, 0.3),
    1e-9,
  );
});
