// @ts-check
// The tower of equal layers: its promises about variances, and its statistics against plain sums.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadNetworks } from '../../web/engine/networks.js';
import { close, withHandles } from './support/numbers.mjs';

const networks = await loadNetworks();

test('weights are counted as they are, and the gradient is what a step shows', () => {
  withHandles(networks, (keep) => {
    const [depth, width, rate] = [3, 5, 0.01];
    const stack = keep(networks.createDeepStack({ depth, width, rate, samples: 40, seed: 2 }));
    const before = stack.parameters(),
      layers = stack.statistics(10);
    assert.equal(layers.length, depth + 1);
    assert.equal(before.length, depth * (width * width + width) + width * 4 + 4);
    assert.equal(stack.train(1), 1);
    const after = stack.parameters();
    let at = 0;
    layers.forEach((layer, l) => {
      const count = width * (l < depth ? width : 4),
        outputs = l < depth ? width : 4;
      const norm = (/** @type {(i: number) => number} */ of) =>
        Math.hypot(...Array.from({ length: count }, (_, i) => of(at + i)));
      close(
        layer.weightSize,
        norm((i) => before[i]),
        1e-13,
      );
      close(
        layer.gradientSize,
        norm((i) => (before[i] - after[i]) / rate),
        1e-9,
      );
      assert.equal(
        layer.outputCounts.counts.reduce((sum, n) => sum + n, 0),
        40 * outputs,
      );
      assert.equal(layer.deltaSizes.counts.reduce((sum, n) => sum + n, 0) + layer.zeroDeltas, 40 * outputs);
      at += count + outputs;
    });
  });
});

test('the right start keeps the signal alive through 20 layers, a small one lets it die', () => {
  withHandles(networks, (keep) => {
    const deviationAtTop = (/** @type {string} */ activation, /** @type {string} */ initialisation) => {
      const stack = keep(networks.createDeepStack({ depth: 20, width: 64, activation, initialisation, seed: 4 }));
      return stack.statistics().at(-2)?.outputs.deviation ?? NaN;
    };
    // He keeps the mean square of relu's outputs at 1 and more or less so after 20 layers; Xavier halves it in each:
    // 2^(−20/2) ≈ 0.001.
    const he = deviationAtTop('relu', 'he'),
      xavier = deviationAtTop('relu', 'xavier');
    assert.ok(he > 0.2 && he < 3, `${he}`);
    assert.ok(xavier / he < 0.005 && xavier / he > 0.0002, `${xavier / he}`);
  });
});

test('equal settings learn equally, and what is learned shows in loss and accuracy', () => {
  withHandles(networks, (keep) => {
    const make = () => keep(networks.createDeepStack({ depth: 2, width: 16, rate: 0.3 }));
    const [first, second] = [make(), make()];
    const { loss, accuracy } = first;
    first.train(200);
    for (let i = 0; i < 4; ++i) second.train(50);
    assert.deepEqual(second.parameters(), first.parameters());
    assert.equal(first.step, 200);
    assert.ok(first.loss < loss / 2 && first.accuracy > accuracy);
  });
});

test('another seed gives another stack', () => {
  withHandles(networks, (keep) => {
    const [first, second] = [1, 2].map((seed) =>
      keep(networks.createDeepStack({ depth: 2, width: 4, samples: 10, seed })),
    );
    assert.notDeepEqual(second.parameters(), first.parameters());
    assert.notEqual(second.loss, first.loss);
  });
});

test('the menus’ ranges are those of the door, and their defaults what is left out', () => {
  const { parameters, activations, initialisations } = networks.registry.deepStack;
  const defaults = Object.fromEntries(parameters.map((setting) => [setting.name, setting.default]));
  withHandles(networks, (keep) => {
    const [bare, spelled] = [{}, { ...defaults, activation: 'tanh', initialisation: 'xavier', seed: 1 }].map(
      (settings) => keep(networks.createDeepStack(settings)),
    );
    for (const stack of [bare, spelled]) assert.equal(stack.train(2), 2);
    assert.deepEqual(spelled.parameters(), bare.parameters());
    const small = { depth: 1, width: 2, samples: 2 };
    for (const { name, min, max, scale } of parameters) {
      for (const edge of [min, max]) keep(networks.createDeepStack({ ...small, [name]: edge }));
      const beyond = scale === 'whole' ? 1 : 1e-6;
      for (const value of [min - beyond, max + beyond]) {
        assert.throws(
          () => networks.createDeepStack({ ...small, [name]: value }),
          new RegExp(`^Error: ${name} is .*from`),
          `${name} = ${value}`,
        );
      }
    }
    for (const activation of activations) keep(networks.createDeepStack({ ...small, activation }));
    for (const initialisation of initialisations) keep(networks.createDeepStack({ ...small, initialisation }));
  });
});

test('what makes no sense is refused with words', () => {
  const before = networks.handles();
  for (const [settings, words] of /** @type {[object, RegExp][]} */ ([
    [{ depth: 0 }, /depth is 0.*from 1 to 30/],
    [{ width: 2.5 }, /width is 2.5/],
    [{ samples: NaN }, /samples is NaN/],
    [{ rate: -1 }, /rate is -1/],
    [{ activation: 'step' }, /"step".*relu/],
    [{ initialisation: 'zen' }, /"zen"/],
    [{ seed: -1 }, /seed is -1/],
    [{ height: 3 }, /no "height"/],
  ]))
    assert.throws(() => networks.createDeepStack(/** @type {any} */ (settings)), words);
  assert.equal(networks.handles(), before);
  withHandles(networks, (keep) => {
    const stack = keep(networks.createDeepStack({ depth: 1, width: 4, samples: 10 }));
    assert.throws(() => stack.statistics(0), /bins is 0/);
    assert.throws(() => stack.train(-1), /steps is -1/);
    assert.equal(stack.train(3), 3);
  });
});
