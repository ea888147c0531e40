// @ts-check
// Problems and formulas through the door, against values that are worked out here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadMathematics } from '../../web/engine/mathematics.js';
import { close, closeAll, withHandles } from './support/numbers.mjs';

const mathematics = await loadMathematics();
const { registry } = mathematics;

test('the mathematics is loaded once', async () => {
  assert.equal(await loadMathematics(), mathematics);
});

test('the registry lists the curves and surfaces of the chapters', () => {
  const names = registry.problems.map(({ name }) => name);
  for (const name of [
    'parabola',
    'wave',
    'quadratic',
    'rosenbrock',
    'himmelblau',
    'beale',
    'booth',
    'rastrigin',
    'styblinskiTang',
    'saddle',
    'monkeySaddle',
    'plateau',
    'longValley',
    'sharpAndFlat',
  ])
    assert.ok(names.includes(name), name);
  assert.equal(new Set(names).size, names.length);
  assert.ok(Object.isFrozen(registry.problems[0].stationary));
});

for (const entry of registry.problems) {
  test(`${entry.name}: what the registry promises holds`, () =>
    withHandles(mathematics, (keep) => {
      const problem = keep(mathematics.createProblem({ name: entry.name }));
      assert.equal(problem.name, entry.name);
      assert.equal(problem.dimension, entry.dimension);
      assert.equal(problem.facts.domain.length, entry.dimension);
      for (const { min, max, default: initial } of entry.parameters) assert.ok(min <= initial && initial <= max);
      for (const start of problem.facts.starts) assert.ok(Number.isFinite(problem.at(start).value));
      for (const { at, value, kind } of problem.facts.stationary) {
        const { value: found, gradient, hessian } = problem.at(at);
        close(found, value, 1e-9);
        assert.ok(Math.hypot(...gradient) < 1e-6);
        const around = Array.from({ length: 360 }, (_, i) => [
          Math.cos((i * Math.PI) / 180),
          Math.sin((i * Math.PI) / 180),
        ]).map(
          (u) =>
            problem.at(
              at.map((x, k) => x + 1e-3 * u[k]),
              0,
            ).value - value,
        );
        assert.equal(hessian.length, entry.dimension ** 2);
        assert.equal(
          kind === 'minimum',
          around.every((rise) => rise >= 0),
        );
        assert.equal(
          kind === 'maximum',
          around.every((rise) => rise <= 0),
        );
      }
      const least = Math.min(...problem.facts.stationary.map(({ value }) => value));
      assert.equal(problem.facts.stationary[0]?.value ?? Infinity, least, 'the lowest comes first');
    }));

  test(`${entry.name}: gradient and Hessian are those of the value, and the formula says the same`, () =>
    withHandles(mathematics, (keep) => {
      const problem = keep(mathematics.createProblem({ name: entry.name }));
      const variables = ['x', 'y'].slice(0, entry.dimension);
      const typed = keep(mathematics.createFormula(problem.facts.formula, variables));
      for (const start of problem.facts.starts) {
        const { value, gradient, hessian } = problem.at(start);
        const other = typed.at(start);
        close(other.value, value, 1e-9);
        closeAll(other.gradient, gradient, 1e-8);
        closeAll(other.hessian, hessian, 1e-7);
        for (let i = 0; i < entry.dimension; ++i) {
          const h = 1e-5;
          const [up, down] = [h, -h].map((step) =>
            problem.at(
              start.map((x, k) => (k === i ? x + step : x)),
              1,
            ),
          );
          const scale = 1 + Math.hypot(...hessian);
          close((up.value - down.value) / (2 * h), gradient[i], 1e-5 * scale);
          for (let k = 0; k < entry.dimension; ++k) {
            close((up.gradient[k] - down.gradient[k]) / (2 * h), hessian[entry.dimension * i + k], 1e-4 * scale);
          }
        }
      }
    }));
}

test('parameters reach the problem: a quadratic has the curvatures that were asked for', () =>
  withHandles(mathematics, (keep) => {
    const problem = keep(mathematics.createProblem({ name: 'quadratic', parameters: { condition: 25, angle: 0 } }));
    closeAll(problem.at([3, -2]).hessian, [1, 0, 0, 25], 1e-12);
    closeAll(problem.at([3, -2]).gradient, [3, -50], 1e-12);
    close(problem.at([3, -2], 0).value, 54.5, 1e-12);
    assert.equal(problem.at([3, -2], 0).gradient.length, 0);
  }));

test('Rosenbrock at (−1.2, 1) is the textbook’s', () =>
  withHandles(mathematics, (keep) => {
    const { value, gradient } = keep(mathematics.createProblem({ name: 'rosenbrock' })).at([-1.2, 1]);
    close(value, 24.2, 1e-12);
    closeAll(gradient, [-215.6, -88], 1e-10);
  }));

test('a formula has exact derivatives and says where it has no value', () =>
  withHandles(mathematics, (keep) => {
    const formula = keep(mathematics.createFormula('log(x) * y^2'));
    const { value, gradient, hessian, trouble } = formula.at([2, 3]);
    close(value, 9 * Math.log(2), 1e-12);
    closeAll(gradient, [4.5, 6 * Math.log(2)], 1e-12);
    closeAll(hessian, [-9 / 4, 3, 3, 2 * Math.log(2)], 1e-12);
    assert.equal(trouble, '');
    const lost = formula.at([-1, 3]);
    assert.ok(Number.isNaN(lost.value));
    assert.match(lost.trouble, /log of -1/);
  }));

/** @type {[string, string, number, string][]} */
const unreadable = [
  ['x^2 + $', 'badCharacter', 7, '$'],
  ['x + ', 'operandMissing', 5, ''],
  ['(x + y', 'bracketNotClosed', 7, ''],
  ['2*z + x', 'unknownVariable', 3, 'z'],
  ['sine(x)', 'unknownFunction', 1, 'sine'],
  ['x 2', 'productSignMissing', 3, '2'],
];
for (const [text, fault, column, subject] of unreadable) {
  test(`"${text}" is refused with its column and fault`, () => {
    try {
      mathematics.createFormula(text);
      assert.fail('it was read');
    } catch (error) {
      const found = /** @type {import('../../web/engine/mathematics.js').FormulaError} */ (error);
      assert.equal(found.fault, fault);
      assert.equal(found.column, column);
      if (subject) assert.equal(found.subject, subject);
      assert.match(found.message, new RegExp(`^column ${column}: `));
    }
  });
}

test('a grid holds the values and gradients at its crossings, row 0 at the bottom', () =>
  withHandles(mathematics, (keep) => {
    const problem = keep(mathematics.createFormula('x^2 + 3*y'));
    const { columns, rows, values, gradients } = problem.grid({
      window: [
        [-1, 1],
        [0, 2],
      ],
      columns: 3,
      rows: 5,
      gradients: true,
    });
    assert.deepEqual([columns, rows, values.length, gradients.length], [3, 5, 15, 30]);
    closeAll(values.slice(0, 3), [1, 0, 1], 1e-12);
    closeAll(values.slice(12), [7, 6, 7], 1e-12);
    closeAll(gradients.slice(28), [2, 3], 1e-12);
    assert.equal(problem.grid({ columns: 2, rows: 2 }).gradients.length, 0);
    const curve = keep(mathematics.createFormula('x^3', ['x'], [[0, 2]]));
    closeAll(curve.grid({ columns: 3 }).values, [0, 1, 8], 1e-12);
  }));

test('difference quotients of x³ err as algebra says: 3xh + h² forward, h² central', () =>
  withHandles(mathematics, (keep) => {
    const curve = keep(mathematics.createFormula('x^3', ['x']));
    const h = [1, 0.5, 0.01, 1e-12];
    const { value, slope, forward, central, forwardError, centralError, bestForward, bestCentral, floor } =
      curve.differences({ x: 2, h });
    close(value, 8, 1e-12);
    close(slope, 12, 1e-12);
    for (let i = 0; i < 3; ++i) {
      close(forwardError[i], 6 * h[i] + h[i] ** 2, 1e-9);
      close(centralError[i], h[i] ** 2, 1e-9);
      close(forward[i], 12 + 6 * h[i] + h[i] ** 2, 1e-9);
      close(central[i], 12 + h[i] ** 2, 1e-9);
    }
    assert.ok(centralError[3] > 1e-5, 'at 1e-12 rounding has returned');
    assert.equal(bestForward, [...forwardError].indexOf(Math.min(...forwardError)));
    assert.equal(bestCentral, 2);
    close(floor, 12 * 2 ** -53, 1e-20);
  }));

test('the slope in a direction is its components’ sum, the norm times a cosine, and steepest along the gradient', () =>
  withHandles(mathematics, (keep) => {
    const problem = keep(mathematics.createFormula('3*x + 4*y'));
    const { gradient, gradientAngle, u, alongX, alongY, slope, norm, theta, cosine } = problem.direction({
      at: [1, 1],
      angle: 0.3,
    });
    closeAll(gradient, [3, 4], 1e-12);
    close(gradientAngle, Math.atan2(4, 3), 1e-12);
    closeAll(u, [Math.cos(0.3), Math.sin(0.3)], 1e-15);
    close(cosine, Math.cos(0.3 - Math.atan2(4, 3)), 1e-12);
    close(alongX, 3 * Math.cos(0.3), 1e-12);
    close(alongY, 4 * Math.sin(0.3), 1e-12);
    close(slope, alongX + alongY, 1e-12);
    close(norm, 5, 1e-12);
    close(slope, norm * Math.cos(theta), 1e-12);
    const { angles, slopes } = problem.polar({ at: [1, 1], count: 360 });
    const steepest = slopes.indexOf(Math.max(...slopes));
    close(angles[steepest], Math.atan2(4, 3), Math.PI / 180);
    slopes.forEach((found, i) => close(found, 3 * Math.cos(angles[i]) + 4 * Math.sin(angles[i]), 1e-12));
  }));

test('a cut along a direction is the surface along a line', () =>
  withHandles(mathematics, (keep) => {
    const heights = keep(mathematics.createFormula('x*y')).cut({
      at: [1, 2],
      angle: Math.PI / 2,
      range: [-1, 1],
      count: 5,
    });
    closeAll(heights, [1, 1.5, 2, 2.5, 3], 1e-12);
  }));

test('particles flow as e^−λt, a limit holds them back on the same path, and one that is lost stays lost', () =>
  withHandles(mathematics, (keep) => {
    const problem = keep(mathematics.createProblem({ name: 'quadratic', parameters: { condition: 4, angle: 0 } }));
    const moved = problem.flow({ positions: [2, 1, NaN, 0, -1, 0.5], time: 0.5, steps: 50 });
    closeAll(moved.slice(0, 2), [2 * Math.exp(-0.5), Math.exp(-2)], 1e-6);
    assert.ok(Number.isNaN(moved[2]));
    closeAll(moved.slice(4), [-Math.exp(-0.5), 0.5 * Math.exp(-2)], 1e-6);
    const [x, y] = problem.flow({ positions: [2, 1], time: 1, steps: 100, speedLimit: 0.5 });
    assert.ok(Math.hypot(x - 2, y - 1) < 0.5);
    close(y, (x / 2) ** 4, 1e-6);
  }));

const bowl = () => mathematics.createProblem({ name: 'tiltedBowl' });
const curve = () => mathematics.createProblem({ name: 'wave' });
/** @type {[string, () => any, (problem: any) => unknown, ...RegExp[]][]} */
const refusals = [
  ['a place with too few coordinates', bowl, (p) => p.at([1]), /place has 1 numbers; it must have 2/],
  ['a place that is not a number', bowl, (p) => p.at([1, NaN]), /place\[1\] is NaN/, /finite/],
  ['a place that is nothing', bowl, (p) => p.at(undefined), /place is undefined/, /array/],
  ['a third derivative', bowl, (p) => p.at([1, 1], 3), /order is 3/, /from 0 to 2/],
  ['a grid of one line', bowl, (p) => p.grid({ columns: 1, rows: 5 }), /columns is 1/, /from 2 to 4096/],
  ['a grid without rows', bowl, (p) => p.grid({ columns: 5 }), /rows is undefined/],
  [
    'a window for a curve',
    bowl,
    (p) => p.grid({ columns: 5, rows: 5, window: [[0, 1]] }),
    /window is an array of 1/,
    /2 ranges/,
  ],
  [
    'a window upside down',
    bowl,
    (p) =>
      p.grid({
        columns: 5,
        rows: 5,
        window: [
          [0, 1],
          [2, 1],
        ],
      }),
    /window\[1\] goes from 2 to 1/,
    /upwards/,
  ],
  [
    'an option that there is not',
    bowl,
    (p) => p.grid({ columns: 5, rows: 5, depth: 2 }),
    /no "depth"/,
    /window, columns, rows, gradients/,
  ],
  ['differences on a surface', bowl, (p) => p.differences({ x: 1, h: [0.1] }), /on a curve/],
  ['a distance of 0', curve, (p) => p.differences({ x: 1, h: [0.1, 0] }), /h\[1\] is 0/],
  ['no distance', curve, (p) => p.differences({ x: 1, h: [] }), /h has 0 numbers/],
  ['a direction on a curve', curve, (p) => p.direction({ at: [1], angle: 0 }), /on a surface/],
  ['no direction', bowl, (p) => p.direction({ at: [1, 1], angle: Infinity }), /angle is Infinity/],
  [
    'a cut without a length',
    bowl,
    (p) => p.cut({ at: [1, 1], angle: 0, range: [1, 1], count: 9 }),
    /range goes from 1 to 1/,
  ],
  ['half a particle', bowl, (p) => p.flow({ positions: [1, 2, 3], time: 1 }), /positions has 3 numbers/],
  ['particles that are none', bowl, (p) => p.flow({ positions: 'here', time: 1 }), /positions is "here"/],
  ['an endless flow', bowl, (p) => p.flow({ positions: [1, 2], time: Infinity }), /time is Infinity/],
  ['a limit of no speed', bowl, (p) => p.flow({ positions: [1, 2], time: 1, speedLimit: 0 }), /speedLimit is 0/],
];
for (const [name, create, use, ...words] of refusals) {
  test(`${name} is refused with words, and the problem goes on`, () =>
    withHandles(mathematics, (keep) => {
      const problem = keep(create());
      for (const expected of words) assert.throws(() => use(problem), { name: 'Error', message: expected });
      assert.ok(Number.isFinite(problem.at(problem.facts.starts[0]).value));
    }));
}

test('a problem that there is not, and parameters that it has not, are refused without leaving a handle', () => {
  const before = mathematics.handles();
  const create = (/** @type {any} */ settings) => () => mathematics.createProblem(settings);
  assert.throws(create({ name: 'mountain' }), /no problem "mountain"; there are wave, parabola, .*himmelblau/);
  assert.throws(create({ name: 7 }), /name is 7/);
  assert.throws(
    create({ name: 'quadratic', parameters: { condition: 0 } }),
    /condition is 0; it must be from 1 to 10000/,
  );
  assert.throws(create({ name: 'quadratic', parameters: { condition: NaN } }), /condition is NaN/);
  assert.throws(
    create({ name: 'quadratic', parameters: { slant: 1 } }),
    /"slant"; there are condition angle|"slant".*condition/,
  );
  assert.throws(create({ name: 'booth', parameters: { a: 1 } }), /booth has no setting "a"/);
  assert.throws(create({ name: 'booth', parameters: [1] }), /parameters is an array of 1/);
  assert.throws(create(undefined), /settings is undefined/);
  assert.throws(() => mathematics.createFormula('x*y*z', ['x', 'y', 'z']), /1 or 2 variables, not 3/);
  assert.throws(
    () =>
      mathematics.createFormula(
        'x',
        ['x'],
        [
          [0, 1],
          [0, 1],
        ],
      ),
    /domain is an array of 2/,
  );
  assert.throws(() => mathematics.createFormula(/** @type {any} */ (7)), /formula is 7/);
  assert.throws(() => mathematics.createFormula('x', /** @type {any} */ ([1])), /variables\[0\] is 1/);
  assert.equal(mathematics.handles(), before);
});

test('a problem that has been deleted says so', () => {
  const problem = bowl();
  problem.delete();
  problem.delete();
  assert.throws(() => problem.at([0, 0]), /problem has been deleted/);
});
