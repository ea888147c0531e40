// @ts-check
// The expression graph of the chain rule through the door, against a forward and a backward pass written out here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadMathematics } from '../../web/engine/mathematics.js';
import { close, closeAll } from './support/numbers.mjs';

const mathematics = await loadMathematics();
const text = '(relu(w2*relu(w1*x)) - y)^2';
const inputs = { w1: 0.5, w2: -1.5, x: 2, y: 3 };

test('the variables of a formula are those that occur, in their order', () => {
  assert.deepEqual(mathematics.formulaVariables(text), ['w2', 'w1', 'x', 'y']);
  assert.deepEqual(mathematics.formulaVariables('σ(w₁·x)'), ['w1', 'x']);
  assert.deepEqual(mathematics.formulaVariables('2 + 3'), []);
});

test('two layers and a square: values forward, adjoints backward', () => {
  const { value, gradient, inputs: names, nodes, trouble } = mathematics.trace(text, { ...inputs, w2: 1.5 });
  const [h, z] = [0.5 * 2, 1.5 * 1];
  close(value, (z - 3) ** 2, 1e-12);
  const outer = 2 * (z - 3);
  const expected = { w2: outer * h, w1: outer * 1.5 * 2, x: outer * 1.5 * 0.5, y: -outer };
  closeAll(
    gradient,
    names.map((name) => expected[/** @type {keyof typeof expected} */ (name)]),
    1e-12,
  );
  for (const node of nodes.filter(({ operation }) => operation === 'input')) {
    close(node.adjoint, expected[/** @type {keyof typeof expected} */ (node.text)], 1e-12);
  }
  assert.equal(nodes.at(-1)?.adjoint, 1);
  assert.equal(trouble, '');
  assert.deepEqual([...mathematics.trace(text, inputs).gradient], [0, 0, 0, 6], 'a dead unit hands nothing back');
});

test('each step is one multiplication: contribution = local · incoming, and they add up to the adjoints', () => {
  const { nodes, forward, backward } = mathematics.trace('x*y + sin(x)*x', { x: 0.7, y: -2 });
  assert.deepEqual(
    forward.map(({ node }) => node),
    nodes.map((_, i) => i),
  );
  for (const { node, operands, operandValues, result } of forward) {
    assert.equal(result, nodes[node].value);
    assert.deepEqual(
      operandValues,
      operands.map((operand) => nodes[operand].value),
    );
    assert.ok(operands.every((operand) => operand < node));
  }
  const sums = nodes.map(() => 0);
  for (const { node, operand, local, incoming, contribution, accumulated, place, derivative } of backward) {
    close(incoming, nodes[node].adjoint, 1e-12);
    close(contribution, local * incoming, 1e-15);
    sums[operand] += contribution;
    close(accumulated, sums[operand], 1e-12);
    assert.equal(forward[node].operands[place], operand);
    assert.ok(derivative.length > 0);
  }
  const x = nodes.find((node) => node.text === 'x');
  close(x?.adjoint ?? NaN, -2 + Math.sin(0.7) + 0.7 * Math.cos(0.7), 1e-12);
});

test('a value that is none is told in words', () => {
  assert.match(mathematics.trace('log(x)', { x: -1 }).trouble, /log of -1 is not a number \(column 1\)/);
});

test('a formula that cannot be read, and a variable without a number, are refused', () => {
  const { trace } = mathematics;
  const read = (/** @type {any} */ formula, /** @type {any} */ given) => () => trace.call(mathematics, formula, given);
  assert.throws(read('x +', { x: 1 }), { fault: 'operandMissing', column: 4 });
  assert.throws(read('x + y', { x: 1 }), /variable y, but inputs has none/);
  assert.throws(read('x', { x: NaN }), /x is NaN/);
  assert.throws(read('x', undefined), /variable x/);
  assert.throws(read(7, {}), /formula is 7/);
  assert.throws(() => mathematics.formulaVariables('('), { column: 2 });
  close(mathematics.trace('x', { x: 1 }).value, 1, 0);
});
