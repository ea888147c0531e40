// @ts-check
// Points of the plane and the small network that tells them apart.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadNetworks } from '../../web/engine/networks.js';
import { close, closeAll, withHandles } from './support/numbers.mjs';

const networks = await loadNetworks();
const { registry } = networks;

test('each shape gives as many points as asked, half of each label, the same for the same seed', () => {
  for (const shape of registry.playground.shapes) {
    const { places, labels } = networks.planarPoints({ shape, samples: 101, noise: 0, seed: 3 });
    assert.equal(places.length, 202);
    assert.equal(
      labels.reduce((sum, label) => sum + label, 0),
      50,
    );
    assert.ok(
      places.every((at) => Math.abs(at) <= 3),
      shape,
    );
    assert.deepEqual(networks.planarPoints({ shape, samples: 101, noise: 0, seed: 3 }).places, places);
    assert.notDeepEqual(networks.planarPoints({ shape, samples: 101, noise: 0, seed: 4 }).places, places);
  }
  // Exclusive or: the label is whether the signs differ.
  const { places, labels } = networks.planarPoints({ shape: 'xor', samples: 60, noise: 0 });
  const differ = Array.from(labels, (_, i) => Number(places[2 * i] * places[2 * i + 1] < 0));
  const agree = differ.filter((bit, i) => bit === labels[i]).length;
  assert.ok(agree === 60 || agree === 0);
});

// Softmax regression on x and y: θ = w (2 × 2), b (2).
const points = { places: [1, 2, -1, 0.5, 0.3, -2], labels: new Uint8Array([1, 0, 1]) };

/** @param {number[]} theta */
function byHand(theta) {
  const gradient = new Array(6).fill(0);
  let loss = 0;
  for (let i = 0; i < 3; ++i) {
    const x = points.places.slice(2 * i, 2 * i + 2);
    const z = [0, 1].map((k) => x[0] * theta[k] + x[1] * theta[2 + k] + theta[4 + k]);
    const sum = Math.exp(z[0]) + Math.exp(z[1]);
    loss -= Math.log(Math.exp(z[points.labels[i]]) / sum) / 3;
    for (const k of [0, 1]) {
      const error = (Math.exp(z[k]) / sum - Number(points.labels[i] === k)) / 3;
      gradient[k] += x[0] * error;
      gradient[2 + k] += x[1] * error;
      gradient[4 + k] += error;
    }
  }
  return { loss, gradient };
}

test('a step is gradient descent by hand, with and without a penalty on the weights', () => {
  const theta = [0.4, -0.1, 0.2, 0.3, 0.05, -0.2];
  const rate = 0.3,
    strength = 0.2;
  for (const [regularisation, slope] of /** @type {[string, (w: number) => number][]} */ ([
    ['none', () => 0],
    ['l1', Math.sign],
    ['l2', (w) => w],
  ])) {
    withHandles(networks, (keep) => {
      const playground = keep(
        networks.createPlayground({
          points,
          hidden: [],
          batchSize: 3,
          regularisation,
          strength,
          optimizer: { name: 'gradientDescent', parameters: { rate } },
        }),
      );
      playground.setParameters(theta);
      close(playground.score().loss, byHand(theta).loss, 1e-14);
      const { gradient } = byHand(theta);
      assert.deepEqual(playground.step(1), { steps: 1, step: 1, epoch: 1, diverged: false });
      closeAll(
        playground.parameters(),
        theta.map((w, i) => w - rate * (gradient[i] + (i < 4 ? strength * slope(w) : 0))),
        1e-14,
      );
    });
  }
});

test('the grid holds the features, the layers between and the probabilities, row by row from the top', () => {
  withHandles(networks, (keep) => {
    const playground = keep(
      networks.createPlayground({ points, features: ['x', 'xy', 'sin y'], hidden: [2], seed: 5 }),
    );
    const { resolution, reach, layers } = playground.grids(5, 2);
    assert.deepEqual([resolution, reach, layers.map(({ length }) => length)], [5, 2, [3, 2, 2]]);
    const theta = playground.parameters();
    for (let row = 0; row < 5; ++row) {
      for (let column = 0; column < 5; ++column) {
        const [x, y, at] = [column - 2, 2 - row, 5 * row + column];
        const features = [x, x * y, Math.sin(y)];
        features.forEach((value, f) => close(layers[0][f][at], value, 1e-14));
        const hidden = [0, 1].map((j) =>
          Math.tanh(features.reduce((sum, value, f) => sum + value * theta[2 * f + j], theta[6 + j])),
        );
        hidden.forEach((value, j) => close(layers[1][j][at], value, 1e-14));
        const z = [0, 1].map((k) => hidden[0] * theta[8 + k] + hidden[1] * theta[10 + k] + theta[12 + k]);
        close(layers[2][1][at], 1 / (1 + Math.exp(z[0] - z[1])), 1e-14);
      }
    }
  });
});

test('it learns what a straight line cannot part, the same way for the same seed', () => {
  withHandles(networks, (keep) => {
    const data = networks.planarPoints({ shape: 'xor', samples: 200, noise: 0.1 });
    const make = () =>
      keep(
        networks.createPlayground({
          points: data,
          hidden: [4, 2],
          optimizer: { name: 'adam', parameters: { rate: 0.03 } },
        }),
      );
    const [first, second] = [make(), make()];
    for (let epoch = 0; epoch < 60; ++epoch) first.finishEpoch();
    second.step(60 * 20);
    assert.deepEqual(second.parameters(), first.parameters());
    assert.ok(first.score().accuracy > 0.95);
    const line = keep(
      networks.createPlayground({ points: data, hidden: [], optimizer: { name: 'adam', parameters: { rate: 0.03 } } }),
    );
    line.step(1200);
    assert.ok(line.score().accuracy < 0.7);
    assert.ok(first.score(networks.planarPoints({ shape: 'xor', samples: 200, noise: 0.1, seed: 9 })).accuracy > 0.9);
  });
});

test('another seed gives another network, and walks through the points in another order', () => {
  withHandles(networks, (keep) => {
    const data = networks.planarPoints({ samples: 40 });
    const [first, second] = [1, 2].map((seed) => keep(networks.createPlayground({ points: data, seed })));
    assert.notDeepEqual(second.parameters(), first.parameters());
    second.setParameters(first.parameters());
    for (const playground of [first, second]) playground.step(1);
    assert.notDeepEqual(second.parameters(), first.parameters());
  });
});

test('the menus’ ranges are those of the door', () => {
  withHandles(networks, (keep) => {
    for (const { name, min, max, scale } of registry.playground.parameters) {
      for (const edge of [min, max]) keep(networks.createPlayground({ points, [name]: edge }));
      const beyond = scale === 'whole' ? 1 : 1e-6;
      for (const value of [min - beyond, max + beyond]) {
        assert.throws(
          () => networks.createPlayground({ points, [name]: value }),
          new RegExp(`^Error: ${name} is .*from`),
          `${name} = ${value}`,
        );
      }
    }
  });
  for (const { name, min, max, scale, default: usual } of registry.playground.points) {
    for (const edge of [min, max]) assert.ok(networks.planarPoints({ [name]: edge }).labels.length >= 2);
    assert.deepEqual(networks.planarPoints({ [name]: usual }), networks.planarPoints());
    const beyond = scale === 'whole' ? 1 : 1e-6;
    for (const value of [min - beyond, max + beyond])
      assert.throws(() => networks.planarPoints({ [name]: value }), new RegExp(`^Error: ${name} is .*from`));
  }
});

test('with every optimizer, activation, start and loss of the registry a step stays finite', () => {
  const { optimizers, activations, initialisations, losses } = registry.playground;
  const small = networks.planarPoints({ samples: 20 });
  for (const change of [
    ...optimizers.map(({ name }) => ({ optimizer: { name } })),
    ...activations.map((activation) => ({ activation })),
    ...initialisations.map((initialisation) => ({ initialisation })),
    ...losses.map((name) => ({ loss: { name } })),
  ]) {
    withHandles(networks, (keep) => {
      const playground = keep(networks.createPlayground({ points: small, hidden: [3], ...change }));
      assert.equal(playground.step(3).steps, 3, JSON.stringify(change));
      assert.ok(playground.parameters().every(Number.isFinite));
    });
  }
});

test('a rate that is too large is stopped before the numbers are lost', () => {
  withHandles(networks, (keep) => {
    const playground = keep(
      networks.createPlayground({
        points,
        features: ['x²', 'y²'],
        activation: 'identity',
        loss: { name: 'hinge' },
        optimizer: { name: 'gradientDescent', parameters: { rate: 1e6 } },
      }),
    );
    const progress = playground.step(400);
    assert.ok(progress.diverged && progress.steps < 400);
    assert.ok(playground.parameters().every(Number.isFinite));
  });
});

test('what makes no sense is refused with words', () => {
  const before = networks.handles();
  const refused = /** @type {[object, RegExp][]} */ ([
    [{ points: { places: [1, 2, 3], labels: points.labels } }, /places has 3 numbers.*6/],
    [{ points: { places: [], labels: new Uint8Array() } }, /point/],
    [{ points: { places: [1, NaN], labels: new Uint8Array([0]) } }, /places\[1\] is NaN/],
    [{ points: { places: [1, 2], labels: new Uint8Array([2]) } }, /label/],
    [{ points: { places: [1, 2], labels: [0] } }, /Uint8Array/],
    [{ features: [] }, /feature/],
    [{ features: ['x³'] }, /x³/],
    [{ hidden: [17] }, /hidden\[0\] is 17/],
    [{ hidden: [1, 1, 1, 1, 1, 1, 1] }, /7 hidden layers; at most 6/],
    [{ classes: 9 }, /classes is 9/],
    [{ dropout: 1 }, /dropout is 1/],
    [{ batchSize: 2.5 }, /batchSize is 2.5/],
    [{ optimizer: { name: 'luck' } }, /"luck".*adam/],
    [{ optimizer: { name: 'adam', parameters: { rate: -1 } } }, /rate is -1/],
    [{ loss: { name: 'regret' } }, /"regret"/],
    [{ regularisation: 'l3' }, /"l3".*l2/],
    [{ layers: 3 }, /no "layers"/],
  ]);
  for (const [change, words] of refused)
    assert.throws(() => networks.createPlayground(/** @type {any} */ ({ points, ...change })), words);
  assert.throws(() => networks.planarPoints({ shape: 'star' }), /"star".*spirals/);
  assert.throws(() => networks.planarPoints({ samples: 1 }), /samples is 1.*from 2 to 5000/);
  assert.throws(() => networks.planarPoints({ noise: Infinity }), /noise is Infinity/);
  assert.equal(networks.handles(), before);
  withHandles(networks, (keep) => {
    const playground = keep(networks.createPlayground({ points }));
    assert.throws(() => playground.setParameters([1]), /parameters has 1 number/);
    assert.throws(() => playground.step(-1), /batches is -1/);
    assert.throws(() => playground.grids(1), /resolution is 1/);
    assert.throws(() => playground.grids(10, 0), /reach is 0/);
    assert.throws(() => playground.setPoints({ places: [0, 0], labels: new Uint8Array([5]) }), /label/);
    assert.equal(playground.step(2).steps, 2);
  });
});

test('points come from text as learners paste it', () => {
  const { places, labels, doubt } = networks.parsePlanarPoints('x;y;label\n1,5;−2;0\n３；４；２', 3);
  assert.deepEqual([[...places], [...labels], doubt], [[1.5, -2, 3, 4], [0, 2], null]);
  withHandles(networks, (keep) => {
    const playground = keep(networks.createPlayground({ points: { places, labels }, classes: 3 }));
    assert.equal(playground.finishEpoch().steps, 1);
  });
  assert.equal(networks.parsePlanarPoints('1,000;2,5;0').doubt, null);
  assert.equal(networks.parsePlanarPoints('1,000;2;0').doubt?.taken, 1000);
  assert.throws(() => networks.parsePlanarPoints('1,2,0\n1,2,2'), /line 2: the label is 2/);
  assert.throws(() => networks.parsePlanarPoints('1,2,0', 9), /classes is 9; it must be a whole number from 2 to 8/);
});
