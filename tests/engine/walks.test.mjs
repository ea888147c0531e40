// @ts-check
// Walking downhill through the door: every method against its paper's loop written out here, stop rules, noise,
// basins and statistics.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadDescents } from '../../web/engine/descents.js';
import { close, closeAll, withHandles } from './support/numbers.mjs';

const descents = await loadDescents();
const { registry } = descents;

/** @param {(keep: <T extends { delete(): void }>(handle: T) => T) => void} work */
const walking = (work) => withHandles(descents, work);

/** f = ½(x² + 25y²), so ∇f = (x, 25y). */
const bowl = () => descents.createProblem({ name: 'quadratic', parameters: { condition: 25, angle: 0 } });
const slopes = (/** @type {number[]} */ [x, y]) => [x, 25 * y];

test('the registry has every method, what it needs, and defaults that work', () =>
  walking((keep) => {
    const needs = Object.fromEntries(registry.optimizers.map(({ name, needs }) => [name, needs]));
    assert.deepEqual(needs, {
      gradientDescent: 'gradient',
      sgd: 'gradient',
      momentum: 'gradient',
      nesterov: 'gradient',
      adaGrad: 'gradient',
      rmsProp: 'gradient',
      adam: 'gradient',
      adamW: 'gradient',
      newton: 'hessian',
      safeguardedNewton: 'hessian',
      lbfgs: 'values',
    });
    const problem = keep(descents.createProblem({ name: 'tiltedBowl' }));
    for (const { name, parameters } of registry.optimizers) {
      for (const { min, max, default: initial } of parameters) assert.ok(min <= initial && initial <= max);
      const { values, steps, points } = problem.descend({
        optimizer: { name },
        start: [2, 1],
        rule: { iterations: 20 },
      });
      assert.ok(steps >= 1 && steps <= 20 && points.length === 2 * (steps + 1), name);
      assert.ok(/** @type {number} */ (values.at(-1)) < values[0], name);
    }
    assert.deepEqual(registry.schedules, ['constant', 'step', 'cosine', 'inverseTime']);
    assert.deepEqual(
      registry.stopRule.map(({ name }) => name),
      ['gradient', 'change', 'iterations'],
    );
  }));

test('gradient descent multiplies each eigen-direction by 1 − ηλ a step', () =>
  walking((keep) => {
    const { points, values, gradients, moves, rates, steps, reason, momenta, accumulators, dimension } = keep(
      bowl(),
    ).descend({
      optimizer: { name: 'gradientDescent', parameters: { rate: 0.05 } },
      start: [3, -2],
      rule: { iterations: 30 },
    });
    assert.deepEqual([steps, reason, dimension, momenta.length, accumulators.length], [30, 'iterations', 2, 0, 0]);
    for (let k = 0; k <= 30; ++k) {
      const [x, y] = [3 * 0.95 ** k, -2 * (-0.25) ** k];
      closeAll(points.slice(2 * k, 2 * k + 2), [x, y], 1e-12);
      closeAll(gradients.slice(2 * k, 2 * k + 2), [x, 25 * y], 1e-12);
      close(values[k], (x * x + 25 * y * y) / 2, 1e-12);
      closeAll(moves.slice(2 * k, 2 * k + 2), k < 30 ? [-0.05 * x, -1.25 * y] : [0, 0], 1e-12);
      assert.equal(rates[k], 0.05);
    }
  }));

/** @typedef {{ m: number[], v: number[], t: number }} Remembered */
/** @type {Record<string, { parameters: Record<string, number>, step(g: number[], s: Remembered): number[] }>} */
const papers = {
  momentum: {
    parameters: { rate: 0.01, beta: 0.8 },
    step: (g, s) => (s.m = g.map((gi, i) => 0.8 * s.m[i] + gi)).map((v) => -0.01 * v),
  },
  nesterov: {
    parameters: { rate: 0.01, beta: 0.8 },
    step(g, s) {
      s.m = g.map((gi, i) => 0.8 * s.m[i] + gi);
      return g.map((gi, i) => -0.01 * (gi + 0.8 * s.m[i]));
    },
  },
  adaGrad: {
    parameters: { rate: 0.5, epsilon: 1e-8 },
    step(g, s) {
      s.v = g.map((gi, i) => s.v[i] + gi * gi);
      return g.map((gi, i) => (-0.5 * gi) / (Math.sqrt(s.v[i]) + 1e-8));
    },
  },
  adam: {
    parameters: { rate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
    step(g, s) {
      s.t += 1;
      s.m = g.map((gi, i) => 0.9 * s.m[i] + 0.1 * gi);
      s.v = g.map((gi, i) => 0.99 * s.v[i] + 0.01 * gi * gi);
      return g.map((_, i) => (-0.1 * (s.m[i] / (1 - 0.9 ** s.t))) / (Math.sqrt(s.v[i] / (1 - 0.99 ** s.t)) + 1e-8));
    },
  },
};
for (const [name, { parameters, step }] of Object.entries(papers)) {
  test(`${name} walks as its paper’s loop does, memory included`, () =>
    walking((keep) => {
      const { points, momenta, accumulators } = keep(bowl()).descend({
        optimizer: { name, parameters },
        start: [3, -2],
        rule: { iterations: 25, gradient: 0 },
      });
      let at = [3, -2];
      /** @type {Remembered} */
      const memory = { m: [0, 0], v: [0, 0], t: 0 };
      for (let k = 0; k < 25; ++k) {
        closeAll(points.slice(2 * k, 2 * k + 2), at, 1e-11);
        const move = step(slopes(at), memory);
        if (momenta.length > 0) closeAll(momenta.slice(2 * k, 2 * k + 2), memory.m, 1e-11);
        if (accumulators.length > 0) closeAll(accumulators.slice(2 * k, 2 * k + 2), memory.v, 1e-11);
        at = at.map((x, i) => x + move[i]);
      }
    }));
}

test('Newton’s method reaches the bottom of a quadratic in one step, with one Hessian', () =>
  walking((keep) => {
    const { points, steps, reason, hessianEvaluations } = keep(descents.createProblem({ name: 'booth' })).descend({
      optimizer: { name: 'newton' },
      start: [-4, 8],
    });
    assert.deepEqual([steps, reason, hessianEvaluations.at(-1)], [1, 'gradient', 1]);
    closeAll(points.slice(2), [1, 3], 1e-12);
  }));

test('each rule stops the walk, and says that it was it', () =>
  walking((keep) => {
    const problem = keep(bowl());
    const reasonOf = (/** @type {any} */ rule) =>
      problem.descend({ optimizer: { name: 'gradientDescent', parameters: { rate: 0.03 } }, start: [1, 1], rule });
    const byGradient = reasonOf({ gradient: 1e-3 });
    assert.equal(byGradient.reason, 'gradient');
    assert.ok(Math.hypot(...byGradient.gradients.slice(-2)) < 1e-3);
    const byChange = reasonOf({ gradient: 0, change: 1e-6 });
    assert.equal(byChange.reason, 'change');
    assert.ok(Math.abs(byChange.values[byChange.steps] - byChange.values[byChange.steps - 1]) < 1e-6);
    assert.equal(reasonOf({ gradient: 0, iterations: 7 }).steps, 7);
  }));

test('a run that diverges says at which step, and what 2/λ_max is there', () =>
  walking((keep) => {
    const { reason, divergence, steps } = keep(bowl()).descend({
      optimizer: { name: 'gradientDescent', parameters: { rate: 0.1 } },
      start: [3, -2],
    });
    assert.equal(reason, 'diverged');
    assert.ok(divergence && divergence.step === 0 && divergence.step < steps);
    close(divergence.curvature, 25, 1e-9);
    close(divergence.limit, 2 / 25, 1e-9);
    assert.equal(
      keep(descents.createProblem({ name: 'saddle' })).descend({
        optimizer: { name: 'gradientDescent', parameters: { rate: 0.1 } },
        start: [1, 0.1],
        rule: { iterations: 10000 },
      }).divergence,
      null,
    );
  }));

test('a walk that leaves the formula’s domain says where and why', () =>
  walking((keep) => {
    const { reason, words } = keep(descents.createFormula('log(x)', ['x'], [[0.1, 3]])).descend({
      optimizer: { name: 'gradientDescent', parameters: { rate: 5 } },
      start: [0.5],
    });
    assert.equal(reason, 'undefined');
    assert.match(words, /log of -/);
  }));

test('schedules follow their formulas', () => {
  const factors = (/** @type {string} */ name, parameters = {}) =>
    descents.scheduleFactors({ schedule: { name, parameters }, steps: 40 });
  const t = Array.from({ length: 40 }, (_, i) => i);
  closeAll(
    factors('constant'),
    t.map(() => 1),
    0,
  );
  closeAll(
    factors('step', { period: 10, drop: 0.1 }),
    t.map((i) => 0.1 ** Math.floor(i / 10)),
    1e-15,
  );
  closeAll(
    factors('cosine', { period: 20, end: 0.2 }),
    t.map((i) => 0.2 + (0.8 * (1 + Math.cos(Math.PI * Math.min(1, i / 20)))) / 2),
    1e-12,
  );
  closeAll(
    factors('inverseTime', { period: 5, warmUp: 4 }),
    t.map((i) => Math.min(1, (i + 1) / 4) / (1 + i / 5)),
    1e-12,
  );
});

test('a schedule sets the rate of each step', () =>
  walking((keep) => {
    const { rates } = keep(bowl()).descend({
      optimizer: { name: 'gradientDescent', parameters: { rate: 0.04 } },
      schedule: { name: 'inverseTime', parameters: { period: 10 } },
      start: [3, -2],
      rule: { iterations: 20, gradient: 0 },
    });
    closeAll(
      rates.slice(0, 20),
      Array.from({ length: 20 }, (_, i) => 0.04 / (1 + i / 10)),
      1e-12,
    );
  }));

test('noise is the same for the same seed, another for another, and none for σ = 0', () =>
  walking((keep) => {
    const problem = keep(bowl());
    const walk = (/** @type {any} */ noise) =>
      problem.descend({
        optimizer: { name: 'gradientDescent', parameters: { rate: 0.02 } },
        start: [1, 1],
        rule: { iterations: 50, gradient: 0 },
        noise,
      }).points;
    assert.deepEqual(walk({ sigma: 1, seed: 5 }), walk({ sigma: 1, seed: 5 }));
    assert.notDeepEqual(walk({ sigma: 1, seed: 5 }), walk({ sigma: 1, seed: 6 }));
    assert.deepEqual(walk({ sigma: 0 }), walk(undefined));
  }));

test('on the double well a ball ends on the side of the ridge where it began', () =>
  walking((keep) => {
    const problem = keep(descents.createProblem({ name: 'doubleWell', parameters: { tilt: 0.2 } }));
    const ridge = problem.facts.stationary.find(({ kind }) => kind === 'maximum');
    const work = keep(
      problem.basins({
        optimizer: { name: 'gradientDescent', parameters: { rate: 0.02 } },
        window: [[-1.8, 1.8]],
        width: 301,
        rule: { iterations: 5000 },
      }),
    );
    assert.deepEqual(work.run(1000), { done: 1, total: 1 });
    const { basins, steps, minima, width, height } = work.result();
    assert.deepEqual([width, height, minima.length], [301, 1, 2]);
    basins.forEach((basin, column) => {
      const start = -1.8 + (3.6 * (column + 0.5)) / 301;
      if (Math.abs(start - (ridge?.at[0] ?? NaN)) < 0.01) return;
      assert.equal(Math.sign(minima[basin].at[0]), start < (ridge?.at[0] ?? NaN) ? -1 : 1);
      assert.ok(steps[column] > 0);
    });
  }));

test('a basin map is the same in whatever slices, and each pixel is the walk from its centre', () =>
  walking((keep) => {
    const problem = keep(descents.createProblem({ name: 'himmelblau' }));
    const options = { optimizer: { name: 'gradientDescent', parameters: { rate: 0.01 } }, width: 24, height: 16 };
    const sliced = keep(problem.basins(options)),
      whole = keep(problem.basins(options));
    assert.deepEqual(sliced.run(0), { done: 1, total: 16 });
    assert.equal(sliced.result().rowsDone, 1);
    while (sliced.run(0).done < 16);
    whole.run(60000);
    assert.deepEqual(sliced.result(), whole.result());
    assert.deepEqual(sliced.run(0), { done: 16, total: 16 });
    const { basins, steps, minima } = whole.result();
    for (const [column, row] of [
      [0, 0],
      [12, 3],
      [23, 15],
    ]) {
      const start = [-5 + (10 * (column + 0.5)) / 24, 5 - (10 * (row + 0.5)) / 16];
      const walk = problem.descend({ optimizer: options.optimizer, start });
      assert.equal(steps[row * 24 + column], walk.steps);
      closeAll(walk.points.slice(-2), minima[basins[row * 24 + column]].at, 1e-3);
    }
  }));

test('work outlives the problem that it was made from', () =>
  walking((keep) => {
    const problem = descents.createProblem({ name: 'booth' });
    const work = keep(problem.basins({ optimizer: { name: 'newton' }, width: 4, height: 4 }));
    problem.delete();
    work.run(1000);
    assert.deepEqual([...work.result().basins], Array(16).fill(0));
  }));

test('walks under many seeds end where a single walk with that seed does', () =>
  walking((keep) => {
    const problem = keep(descents.createProblem({ name: 'himmelblau' }));
    const work = keep(
      problem.endPoints({
        optimizer: { name: 'gradientDescent', parameters: { rate: 0.01 } },
        start: { anywhere: true },
        seeds: { first: 7, count: 40 },
        shift: [0.1, 0],
      }),
    );
    while (work.run(1).done < 40);
    const { seeds, starts, ends, values, shiftedValues, steps, minima, reasons } = work.result();
    assert.deepEqual(
      [...seeds],
      Array.from({ length: 40 }, (_, i) => 7 + i),
    );
    assert.deepEqual([starts.length, ends.length], [80, 80]);
    assert.equal(new Set(minima).size, 4, 'forty starts find all four minima');
    for (let i = 0; i < 40; ++i) {
      const walk = problem.descend({
        optimizer: { name: 'gradientDescent', parameters: { rate: 0.01 } },
        start: starts.slice(2 * i, 2 * i + 2),
      });
      assert.deepEqual([steps[i], reasons[i]], [walk.steps, walk.reason]);
      closeAll(ends.slice(2 * i, 2 * i + 2), walk.points.slice(-2), 0);
      close(values[i], /** @type {number} */ (walk.values.at(-1)), 0);
      close(shiftedValues[i], problem.at([ends[2 * i] - 0.1, ends[2 * i + 1]]).value, 1e-12);
      closeAll(
        problem.facts.stationary.filter(({ kind }) => kind === 'minimum')[minima[i]].at,
        ends.slice(2 * i, 2 * i + 2),
        1e-3,
      );
    }
  }));

test('from the ridge of a saddle noise escapes and plain descent does not', () =>
  walking((keep) => {
    const problem = keep(descents.createProblem({ name: 'saddle' }));
    const saddle = problem.facts.stationary.find(({ kind }) => kind === 'saddle')?.at ?? [];
    const walk = (/** @type {any} */ noise) => {
      const work = keep(
        problem.escapes({
          optimizer: { name: 'gradientDescent', parameters: { rate: 0.05 } },
          start: { at: saddle },
          from: saddle,
          radius: 0.5,
          seeds: { count: 20 },
          rule: { gradient: 0, iterations: 2000 },
          noise,
        }),
      );
      while (work.run(5).done < 20);
      return work.result();
    };
    assert.deepEqual([...walk(undefined).steps], Array(20).fill(-1));
    const { steps, ends } = walk({ sigma: 0.1 });
    assert.ok(steps.every((count) => count > 0));
    steps.forEach((_, i) => assert.ok(Math.hypot(ends[2 * i] - saddle[0], ends[2 * i + 1] - saddle[1]) > 0.5));
  }));

test('Newton’s cost is N², 8N² and N³/3, and a measurement really solves', () => {
  const { numbers, bytes, multiplications } = descents.newtonCost(13002);
  assert.deepEqual([numbers, bytes], [13002 ** 2, 8 * 13002 ** 2]);
  close(multiplications, 13002 ** 3 / 3, 1e-12);
  close(bytes / 2 ** 30, 1.26, 0.005);
  const { seconds, residual } = descents.measureNewton(120);
  assert.ok(seconds > 0 && seconds < 1 && residual < 1e-12);
});

const gd = { name: 'gradientDescent' };
/** @type {[string, (problem: any) => unknown, ...RegExp[]][]} */
const refusals = [
  [
    'an optimizer that there is not',
    (p) => p.descend({ optimizer: { name: 'magic' }, start: [0, 0] }),
    /no optimizer "magic"; there are gradientDescent, .*lbfgs/,
  ],
  ['no optimizer', (p) => p.descend(/** @type {any} */ ({ start: [0, 0] })), /optimizer is undefined/],
  [
    'a parameter that it has not',
    (p) => p.descend({ optimizer: { ...gd, parameters: { beta: 0.9 } }, start: [0, 0] }),
    /no setting "beta"; there is rate/,
  ],
  [
    'a rate that is not a number',
    (p) => p.descend({ optimizer: { ...gd, parameters: { rate: NaN } }, start: [0, 0] }),
    /rate is NaN/,
  ],
  [
    'a rate below its range',
    (p) => p.descend({ optimizer: { ...gd, parameters: { rate: -1 } }, start: [0, 0] }),
    /rate is -1; it must be from 1e-06 to 1e\+06/,
  ],
  [
    'a start with one coordinate',
    (p) => p.descend({ optimizer: gd, start: [0] }),
    /start has 1 numbers; it must have 2/,
  ],
  ['a start at infinity', (p) => p.descend({ optimizer: gd, start: [0, Infinity] }), /start\[1\] is Infinity/],
  [
    'half an iteration',
    (p) => p.descend({ optimizer: gd, start: [0, 0], rule: { iterations: 2.5 } }),
    /iterations is 2.5; it must be a whole number/,
  ],
  [
    'a trace that no memory holds',
    (p) => p.descend({ optimizer: gd, start: [0, 0], rule: { iterations: 200000 } }),
    /iterations is 200000/,
    /100000/,
  ],
  [
    'a schedule that there is not',
    (p) => p.descend({ optimizer: gd, start: [0, 0], schedule: { name: 'weekly' } }),
    /no schedule "weekly"/,
  ],
  ['negative noise', (p) => p.descend({ optimizer: gd, start: [0, 0], noise: { sigma: -1 } }), /sigma is -1/],
  [
    'a map without pixels',
    (p) => p.basins({ optimizer: gd, width: 0, height: 10 }),
    /width is 0; it must be a whole number from 1 to 4096/,
  ],
  ['a map without a height', (p) => p.basins({ optimizer: gd, width: 10 }), /height is undefined/],
  ['statistics from nowhere', (p) => p.endPoints(/** @type {any} */ ({ optimizer: gd })), /start is undefined/],
  ['no seeds', (p) => p.endPoints({ optimizer: gd, start: { anywhere: true }, seeds: { count: 0 } }), /count is 0/],
  [
    'an escape to no radius',
    (p) => p.escapes({ optimizer: gd, start: { at: [0, 0] }, from: [0, 0], radius: 0 }),
    /radius is 0/,
  ],
  [
    'a slice without end',
    (p) => {
      const work = p.basins({ optimizer: gd, width: 2, height: 2 });
      try {
        work.run(Infinity);
      } finally {
        work.delete();
      }
    },
    /milliseconds is Infinity/,
  ],
  ['a Hessian of no size', () => descents.measureNewton(0), /parameters is 0/],
  [
    'a schedule without steps',
    () => descents.scheduleFactors({ schedule: { name: 'cosine' }, steps: 0 }),
    /steps is 0/,
  ],
];
for (const [name, use, ...words] of refusals) {
  test(`${name} is refused with words, and walking goes on`, () =>
    walking((keep) => {
      const problem = keep(bowl());
      for (const expected of words) assert.throws(() => use(problem), { name: 'Error', message: expected });
      assert.equal(problem.descend({ optimizer: gd, start: [0, 0] }).reason, 'gradient');
    }));
}
