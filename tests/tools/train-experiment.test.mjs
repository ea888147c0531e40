// What turning a knob of the training figure means: which settings branch, which start anew, what stays beside it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  beforeExplosion,
  countParameters,
  defaultSettings,
  following,
  forget,
  formatHidden,
  HiddenError,
  mostRuns,
  networkAt,
  otherRate,
  parseHidden,
  pathOf,
  readPath,
  roundRate,
  select,
  turn,
  usualWith,
  widthsOf,
  writePath,
} from '../../web/chapters/digits/figures/train/experiment.js';
import { offered } from '../../web/chapters/digits/figures/train/limits.js';
import { schema } from '../../web/chapters/digits/figures/train/schema.js';
import { loadLaboratoryEngine } from '../../web/engine/laboratory-engine.js';
import { parseQuery } from '../../web/kit/state.js';

/** @type {import('../../web/chapters/digits/figures/train/experiment.js').Experiment} */
const fresh = { ...defaultSettings, lineage: null, compare: [], step: 0, reach: 0 };

test('hidden layers are read as people write them', () => {
  for (const text of ['16-16', '16, 16', ' 16 × 16 ', '16x16', '16 16', '16–16', '１６－１６', '16、16', '16，16']) {
    assert.deepEqual(parseHidden(text), [16, 16], text);
  }
  for (const text of ['none', 'None', '无']) assert.deepEqual(parseHidden(text), [], text);
  assert.equal(formatHidden([]), 'none');
  assert.equal(formatHidden([512, 256]), '512-256');
  assert.deepEqual(widthsOf('none'), [784, 10]);
});

test('what is no network is refused with its reason', () => {
  const reasons = {
    '': 'unreadable',
    '-5': 'unreadable',
    0: 'empty',
    abc: 'unreadable',
    '16-0-16': 'empty',
    5000: 'wide',
    '1-1-1-1-1-1-1': 'deep',
    '-': 'unreadable',
  };
  for (const [text, reason] of Object.entries(reasons)) {
    assert.throws(
      () => parseHidden(text),
      (error) => error instanceof HiddenError && error.reason === reason,
      text,
    );
  }
});

test('the first network of the chapter has 13,002 parameters', () => {
  assert.equal(countParameters([784, 16, 16, 10]), 13002);
  assert.equal(countParameters([784, 10]), 7850);
});

test('before anything is trained a knob changes the settings and nothing is kept', () => {
  const { kind, state } = turn(fresh, { step: 0, reach: 0 }, { learningRate: 1, hidden: '128' });
  assert.equal(kind, 'change');
  assert.equal(state.learningRate, 1);
  assert.deepEqual(state.compare, []);
  assert.equal(state.lineage, null);
});

test('a knob of optimisation branches where the run stands, and the old run stays', () => {
  const { kind, state } = turn({ ...fresh, step: 740 }, { step: 740, reach: 740 }, { learningRate: 1 });
  assert.equal(kind, 'branch');
  assert.equal(state.step, 740);
  assert.deepEqual(pathOf(state), [
    { from: 0, settings: { ...defaultSettings } },
    { from: 740, settings: { ...defaultSettings, learningRate: 1 } },
  ]);
  assert.equal(state.compare.length, 1);
  assert.equal(state.compare[0].reach, 740);
});

test('a branch in the past forgets nothing of the run that went further', () => {
  const { state } = turn({ ...fresh, step: 200 }, { step: 200, reach: 1875 }, { momentum: 0 });
  assert.equal(state.step, 200);
  assert.equal(state.compare[0].reach, 1875);
});

test('two knobs turned one after the other at the same step make one branch', () => {
  const first = turn({ ...fresh, step: 400 }, { step: 400, reach: 900 }, { learningRate: 1 });
  const second = turn(first.state, { step: 400, reach: 400 }, { batchSize: 8 });
  assert.equal(second.kind, 'change');
  assert.equal(pathOf(second.state).length, 2);
  assert.equal(second.state.compare.length, 1);
});

test('turning the knob back at the same step is the old run again', () => {
  const first = turn({ ...fresh, step: 400 }, { step: 400, reach: 900 }, { learningRate: 1 });
  const back = turn(first.state, { step: 400, reach: 400 }, { learningRate: defaultSettings.learningRate });
  assert.equal(writePath(pathOf(back.state)), writePath(pathOf(fresh)));
  assert.deepEqual(back.state.compare, []);
  assert.equal(back.state.lineage, null);
  assert.equal(back.state.reach, 900);
});

test('another network, initialisation or seed starts at step 0', () => {
  for (const change of [{ hidden: '128' }, { seed: 2 }, { initialisation: 'xavier' }, { activation: 'tanh' }]) {
    const { kind, state } = turn({ ...fresh, step: 500 }, { step: 500, reach: 500 }, change);
    assert.equal(kind, 'restart');
    assert.equal(state.step, 0);
    assert.equal(state.lineage, null);
    assert.equal(state.compare.length, 1);
  }
});

test('a change can be trained from the start instead of branching', () => {
  const { kind, state } = turn(
    { ...fresh, step: 500 },
    { step: 500, reach: 500 },
    { learningRate: 1 },
    { fromStart: true },
  );
  assert.equal(kind, 'restart');
  assert.equal(state.lineage, null);
  const branched = turn({ ...fresh, step: 500 }, { step: 500, reach: 500 }, { learningRate: 1 }).state;
  const straight = turn(branched, { step: 500, reach: 500 }, {}, { fromStart: true });
  assert.equal(straight.kind, 'restart');
  assert.equal(straight.state.learningRate, 1);
  assert.equal(straight.state.compare.length, 1);
});

test('the same value again changes nothing', () => {
  const state = { ...fresh, step: 10 };
  assert.equal(turn(state, { step: 10, reach: 10 }, { learningRate: defaultSettings.learningRate }).kind, 'none');
});

test('the oldest of too many runs is dropped and named', () => {
  let state = fresh;
  const dropped = [];
  for (let index = 1; index <= mostRuns + 1; ++index) {
    const result = turn(state, { step: 100, reach: 100 }, { seed: index + 1 });
    dropped.push(...result.dropped);
    state = result.state;
  }
  assert.equal(state.compare.length, mostRuns - 1);
  assert.equal(dropped.length, 2);
  assert.equal(dropped[0].path[0].settings.seed, 1);
});

test('a compared run can be taken up again, and forgotten', () => {
  const state = turn({ ...fresh, step: 400 }, { step: 400, reach: 900 }, { learningRate: 1 }).state;
  const back = select(state, { step: 600, reach: 600 }, 0);
  assert.equal(back.learningRate, defaultSettings.learningRate);
  assert.equal(back.step, 900);
  assert.equal(back.compare[0].path.at(-1)?.settings.learningRate, 1);
  assert.deepEqual(forget(back, 0).compare, []);
});

const anySettings = fc.record({
  hidden: fc.constantFrom('16-16', 'none', '128', '512-256'),
  activation: fc.constantFrom('relu', 'sigmoid', 'tanh'),
  initialisation: fc.constantFrom('he', 'xavier'),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  optimizer: fc.constantFrom('momentum', 'adam', 'gradientDescent'),
  loss: fc.constantFrom('crossEntropy', 'squaredError'),
  learningRate: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
  momentum: fc.double({ min: 0, max: 0.999, noNaN: true }).map((value) => value + 0),
  batchSize: fc.integer({ min: 1, max: 10_000 }),
  weightDecay: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
  augmentation: fc.boolean(),
});

test('any sequence of turned knobs survives the address, with rising steps', () => {
  const turned = fc.array(fc.tuple(anySettings, fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 })), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(turned, (moves) => {
      let state = fresh;
      for (const [changes, step, further] of moves) {
        const from = pathOf(state).at(-1)?.from ?? 0;
        state = turn(state, { step, reach: Math.max(step + further, from) }, changes).state;
        assert.deepEqual(pathOf(state), readPath(writePath(pathOf(state))));
        assert.ok(state.compare.length < mostRuns);
        assert.ok(state.compare.every(({ path }) => writePath(path) !== writePath(pathOf(state))));
      }
    }),
    { numRuns: 200 },
  );
});

test('text that is no path is refused', () => {
  for (const text of [
    '',
    'x',
    '5',
    '0_0',
    '0_9,speed*2',
    '0,learningRate',
    '0,learningRate*abc',
    '0,hidden*x',
    '0_-3',
  ]) {
    assert.throws(() => readPath(text), Error, text);
  }
});

test('rates are rounded to 1, 2, 5 and the next one is not among those shown', () => {
  assert.deepEqual([0.04, 0.013, 3.7, 0.6, 9].map(roundRate), [0.05, 0.01, 5, 0.5, 10]);
  const range = { min: 1e-4, max: 1e6 };
  const first = otherRate({ ...fresh, learningRate: 0.05 }, range, false);
  assert.equal(first, 0.2);
  const branched = turn({ ...fresh, step: 100 }, { step: 100, reach: 100 }, { learningRate: first }).state;
  assert.equal(otherRate(branched, range, false), 1);
  assert.equal(otherRate({ ...fresh, learningRate: 1e6 }, range, true), 1e5);
  assert.equal(otherRate({ ...fresh, learningRate: 1e-4 }, range, true), 1e-4);
});

test('the way back from an explosion leads to the lowest loss before it, or to the start', () => {
  assert.equal(beforeExplosion([1, 2, 3], [2.3, 90, NaN], 3), 0);
  assert.equal(beforeExplosion([100, 200, 300, 400], [0.9, 0.4, 5, Infinity], 400), 200);
});

test('a branch has its parent’s network where it leaves, and another rate changes nothing at step 0', () => {
  const path = readPath('0,seed*3_400,learningRate*0.3');
  assert.equal(networkAt(path, 400), networkAt(path.slice(0, 1), 400));
  assert.notEqual(networkAt(path, 401), networkAt(path.slice(0, 1), 401));
  assert.equal(networkAt(readPath('0,learningRate*5'), 0), networkAt(readPath('0'), 0));
  for (const change of ['seed*2', 'hidden*none', 'activation*tanh', 'loss*squaredError']) {
    assert.notEqual(networkAt(readPath(`0,${change}`), 0), networkAt(readPath('0'), 0), change);
  }
});

test('an address may name what the engine offers, and nothing else', async () => {
  const { activations, initialisations, losses, optimizers } = (await loadLaboratoryEngine()).registry;
  const names = {
    activation: activations,
    initialisation: initialisations,
    loss: losses,
    optimizer: optimizers.map(({ name }) => name),
  };
  for (const [key, known] of /** @type {[keyof typeof offered, readonly string[]][]} */ (Object.entries(names)))
    assert.deepEqual([...offered[key]].sort(), [...known].sort(), key);
  const { state, notes } = parseQuery(schema, 'optimizer=foo&loss=hinge');
  assert.deepEqual([state.optimizer, state.loss], ['gradientDescent', 'hinge']);
  assert.deepEqual(notes, [{ key: 'optimizer', kind: 'invalid', given: 'foo', used: 'gradientDescent' }]);
});

test('with another method come its usual rate and decay, unless the learner has chosen them', () => {
  assert.deepEqual(usualWith('gradientDescent'), { learningRate: 0.1, weightDecay: 0 });
  assert.deepEqual(usualWith('adamW'), { learningRate: 0.001, weightDecay: 0.01 });
  assert.deepEqual(usualWith('adam'), { learningRate: 0.001, weightDecay: 0 });
  const change = (
    /** @type {Partial<typeof defaultSettings>} */ settings,
    /** @type {string} */ from,
    /** @type {string} */ to,
  ) => following({ ...defaultSettings, optimizer: from, ...settings }, to);
  assert.deepEqual(change({}, 'gradientDescent', 'adamW'), { learningRate: 0.001, weightDecay: 0.01 });
  assert.deepEqual(change({ learningRate: 0.001, weightDecay: 0.01 }, 'adamW', 'adam'), { weightDecay: 0 });
  assert.deepEqual(change({ learningRate: 0.02, weightDecay: 0.5 }, 'adamW', 'adam'), {});
  assert.deepEqual(change({ learningRate: 0.3 }, 'gradientDescent', 'adamW'), { weightDecay: 0.01 });
});

test('a link that names AdamW and no decay means none, as the page then shows', () => {
  const { state } = parseQuery(schema, 'optimizer=adamW');
  assert.equal(state.weightDecay, 0);
});

test('what an address may say, the engine takes', async () => {
  const { trainer } = (await loadLaboratoryEngine()).registry;
  for (const key of /** @type {const} */ (['learningRate', 'momentum', 'weightDecay', 'batchSize', 'seed'])) {
    const { min, max } = /** @type {{ min: number, max: number }} */ (schema[key]);
    assert.ok(min >= trainer[key].min && max <= trainer[key].max, key);
    assert.equal(defaultSettings[key], trainer[key].default, key);
  }
});
