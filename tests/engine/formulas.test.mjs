// @ts-check
// What a learner types, through the door: its value, how it is printed, what is said of it; and what a curve does at a
// place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadMathematics } from '../../web/engine/mathematics.js';
import { close, withHandles } from './support/numbers.mjs';

const mathematics = await loadMathematics();
const { sin, cos, log, log10, sqrt, abs, atan, asin, PI } = Math;

/** A formula of x and what it is at a place. @type {[string, (x: number) => number][]} */
const asTyped = [
  ['2x', (x) => 2 * x],
  ['2(x+1)', (x) => 2 * (x + 1)],
  ['(x+1)(x-1)', (x) => x * x - 1],
  ['x sin(x)', (x) => x * sin(x)],
  ['sin x', sin],
  ['ln x', log],
  ['sin²(x)', (x) => sin(x) ** 2],
  ['sin^2(x)', (x) => sin(x) ** 2],
  ['|x|', abs],
  ['|x-1|+1', (x) => abs(x - 1) + 1],
  ['√x', sqrt],
  ['arctan(x)', atan],
  ['asin(x/2)', (x) => asin(x / 2)],
  ['log10(x)', log10],
  ['log(x)', log],
  ['x**2', (x) => x * x],
  ['cos(2πx)', (x) => cos(2 * PI * x)],
  ['1e-3x', (x) => 1e-3 * x],
  ['Sin(x)', sin],
  ['X^2', (x) => x * x],
  ['y = x^2', (x) => x * x],
  ['f(x) = x^2', (x) => x * x],
  ['1,5x', (x) => 1.5 * x],
  ['1/2x', (x) => x / 2],
  ['-x²', (x) => -x * x],
  ['x²³', (x) => x ** 23],
  ['x⁴', (x) => x ** 4],
  ['x⁻¹', (x) => 1 / x],
  ['ｘ＾２', (x) => x * x],
  ['２*x', (x) => 2 * x],
  ['x＋1', (x) => x + 1],
  ['x－1', (x) => x - 1],
  ['x＊2', (x) => 2 * x],
  ['x／2', (x) => x / 2],
  ['x\u3000+\u30001', (x) => x + 1],
  ['sign(x)', Math.sign],
  ['floor(x)', Math.floor],
  ['ceil(x)', Math.ceil],
  ['mod(x, 0.5)', (x) => x % 0.5],
];
for (const [text, value] of asTyped) {
  test(`"${text}" is read`, () =>
    withHandles(mathematics, (keep) => {
      const curve = keep(mathematics.createFormula(text, ['x']));
      for (const x of [0.3, 1.7]) {
        close(curve.at([x]).value, value(x), 1e-14);
        close(curve.at([x]).gradient[0], (value(x + 1e-6) - value(x - 1e-6)) / 2e-6, 1e-6);
      }
    }));
}

test('twenty-three is one exponent; an odd root of a negative number is negative', () =>
  withHandles(mathematics, (keep) => {
    assert.equal(keep(mathematics.createFormula('x²³', ['x'])).at([2]).value, 8388608);
    const root = keep(mathematics.createFormula('x^(1/3)', ['x'])).at([-4]);
    close(root.value, -1.5874010519681994, 1e-14);
    close(root.gradient[0], 1.5874010519681994 / 12, 1e-14);
  }));

test('a root has a value at 0 and an infinite slope', () =>
  withHandles(mathematics, (keep) => {
    const { value, gradient } = keep(mathematics.createFormula('sqrt(x)', ['x'])).at([0]);
    assert.equal(value, 0);
    assert.equal(gradient[0], Infinity);
  }));

test('what is read is printed, with what could have been read in another way', () => {
  const read = (/** @type {string} */ text) => mathematics.readFormula(text, ['x']);
  assert.deepEqual(read('1/2x'), {
    mathml: '<mrow><mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac><mo>\u2062</mo><mi>x</mi></mrow>',
    notes: [],
  });
  assert.deepEqual(read('log x').notes, ['naturalLogarithm']);
  assert.match(read('log x').mathml, /<mi>ln<\/mi>/);
  assert.deepEqual(read('1,5x').notes, ['decimalComma']);
  assert.match(read('1,5x').mathml, /<mn>1.5<\/mn>/);
  assert.deepEqual(read('1,000x').notes, ['thousandsComma']);
  assert.deepEqual(read('ln x + log10 x').notes, []);
  assert.match(mathematics.readFormula('x y').mathml, /<mi>x<\/mi>.*<mi>y<\/mi>/);
});

test('the longest formula is printed', () => {
  const { mathml } = mathematics.readFormula('x+'.repeat(499) + 'x', ['x']);
  assert.equal(mathml.split('<mi>x</mi>').length - 1, 500);
});

/** @type {[string, Partial<import('../../web/engine/mathematics.js').FormulaError>][]} */
const refused = [
  ['2x + z', { column: 6, fault: 'unknownVariable', subject: 'z', allowed: 'x' }],
  ['sine(x)', { column: 1, fault: 'unknownFunction', subject: 'sine' }],
  ['x = 2', { column: 3, fault: 'equation', allowed: 'x' }],
  ['|x', { column: 3, fault: 'bracketNotClosed', subject: '|' }],
  ['sin(x, 2)', { column: 6, fault: 'tooManyOperands', subject: 'sin' }],
  ['sinh⁻¹x', { column: 1, fault: 'inverseUnknown', subject: 'sinh' }],
  ['x2', { column: 1, fault: 'digitsBehindName', subject: 'x2', allowed: 'x,2' }],
  ['f(t)=t^2', { column: 3, fault: 'otherVariable', subject: 't', allowed: 'x' }],
  ['x；1', { column: 2, fault: 'strayComma', subject: '；' }],
  ['1.5.2x', { column: 4, fault: 'twoPoints', subject: '1.5.2' }],
  ['max x', { column: 5, fault: 'callMissing', subject: 'max' }],
  ['ｘ＋＊', { column: 3, fault: 'operandMissing', subject: '＊' }],
];
for (const [text, words] of refused) {
  test(`"${text}" is refused with its column and what would be right`, () => {
    for (const read of [() => mathematics.readFormula(text, ['x']), () => mathematics.createFormula(text, ['x'])])
      assert.throws(read, words);
  });
}

test('an unknown function is answered with those that there are', () => {
  assert.throws(
    () => mathematics.readFormula('foo(x)'),
    (/** @type {any} */ { allowed }) => /^sin, cos, .*\bmod$/.test(allowed),
  );
});

/**
 * @type {[string, number, string, [number, number], [number, number]][]} formula, x, what it is, value and slope to the
 *   left and right
 */
const places = [
  ['tan(x)', PI / 2, 'pole', [Infinity, Infinity], [-Infinity, Infinity]],
  ['|x|', 0, 'corner', [0, -1], [0, 1]],
  ['sign(x)', 0, 'jump', [-1, 0], [1, 0]],
  ['√x', 0, 'edge', [NaN, NaN], [0, Infinity]],
  ['∛x', 0, 'upright', [0, Infinity], [0, Infinity]],
  ['sin(x)/x', 0, 'hole', [1, 0], [1, 0]],
  ['ln x', -1, 'nowhere', [NaN, NaN], [NaN, NaN]],
  ['x²', 3, 'smooth', [9, 6], [9, 6]],
  ['√|x|', 0, 'cusp', [0, -Infinity], [0, Infinity]],
  ['|x|^1.01', 0, 'smooth', [0, 0], [0, 0]],
  ['1e-9|x|', 0, 'corner', [0, -1e-9], [0, 1e-9]],
  ['0^x', 0, 'jump', [NaN, NaN], [0, 0]],
  ['√(-x²)', 0, 'isolated', [NaN, NaN], [NaN, NaN]],
  ['e^(1/x)', 0, 'asymptote', [0, 0], [Infinity, -Infinity]],
  ['x sin(1/x)', 0, 'hole', [0, NaN], [0, NaN]],
  ['1/ln|x|', 0, 'hole', [0, Infinity], [0, -Infinity]],
];
for (const [text, x, name, left, right] of places) {
  test(`"${text}" at ${x}: ${name}`, () =>
    withHandles(mathematics, (keep) => {
      const place = keep(mathematics.createFormula(text, ['x'])).behaviour(x);
      assert.equal(place.name, name);
      assert.equal(
        Number.isFinite(place.value),
        ['corner', 'cusp', 'jump', 'edge', 'upright', 'isolated', 'smooth'].includes(name),
      );
      for (const [side, [value, slope]] of /** @type {const} */ ([
        [place.left, left],
        [place.right, right],
      ])) {
        if (Number.isFinite(value)) close(side.value, value, 1e-9);
        else assert.equal(side.value, value);
        if (Number.isFinite(slope)) close(side.slope, slope, 1e-6);
        else assert.equal(side.slope, slope);
      }
    }));
}

test('a surface has no left and right', () =>
  withHandles(mathematics, (keep) => {
    const surface = keep(mathematics.createFormula('x + y'));
    assert.throws(() => surface.behaviour(0), /sides of a finite place on a curve/);
    const curve = keep(mathematics.createFormula('sin(1/x)', ['x']));
    assert.equal(curve.behaviour(0).name, 'unsettled');
    assert.throws(() => curve.behaviourAlong({ at: [0], angle: 0 }), /cut at a finite place of 2 coordinates/);
  }));

test('a surface has the sides of each cut, and does what the worst of them does', () =>
  withHandles(mathematics, (keep) => {
    const roof = keep(mathematics.createFormula('2|x| + y'));
    const cut = roof.behaviourAlong({ at: [0, 1], angle: 0 });
    assert.deepEqual([cut.name, cut.value, cut.left.slope, cut.right.slope], ['corner', 1, -2, 2]);
    assert.equal(roof.behaviourAlong({ at: [0, 1], angle: PI / 2 }).name, 'smooth');
    assert.equal(roof.behaviourAround([0, 1]).name, 'corner');
    assert.equal(roof.behaviourAround([1, 1]).name, 'smooth');
  }));

test('a limit that was guessed says how far off it may be', () =>
  withHandles(mathematics, (keep) => {
    const { right } = keep(mathematics.createFormula('3 + x ln(-ln|x|)', ['x'])).behaviour(0);
    assert.ok(right.valueDoubt > 0 && Math.abs(right.value - 3) <= right.valueDoubt);
    assert.equal(keep(mathematics.createFormula('sin(x)/x', ['x'])).behaviour(0).right.valueDoubt, 0);
  }));
