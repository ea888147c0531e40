// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digits, engines } from './support/builds.mjs';

const sum = (/** @type {ArrayLike<number>} */ numbers) => Array.from(numbers).reduce((total, one) => total + one, 0);

for (const engine of engines) {
  const named = (/** @type {string} */ name) => `${engine.build}: ${name}`;

  test(named('an empty pad is told from a drawing'), () => {
    for (const nothing of [[], [[]]]) {
      const { empty, pixels } = engine.prepareDrawing(nothing);
      assert.equal(empty, true);
      assert.equal(sum(pixels), 0);
    }
    assert.equal(engine.prepareDrawing([[5, 5]]).empty, false);
  });

  test(named('every stage of a drawing is there, and the last one is centred on index 14'), () => {
    const drawing = engine.prepareDrawing([
      [300, 10, 310, 200],
      [250, 90, 340, 95],
    ]);
    assert.deepEqual(drawing.ink, { left: 250, top: 10, right: 340, bottom: 200 });
    assert.deepEqual(
      drawing.stages.map(({ name }) => name),
      ['fitted', 'drawn', 'centred'],
    );
    assert.equal(drawing.fitted.length, 2);
    assert.ok(Math.abs(drawing.scale - (20 - 2.2) / 190) < 1e-9, 'the longer side is 20 pixels, pen included');
    for (const image of [drawing.drawn, drawing.pixels]) {
      assert.ok(image instanceof Float32Array);
      assert.equal(image.length, 784);
      assert.ok(image.every((pixel) => pixel >= 0 && pixel <= 1));
    }
    const mass = sum(drawing.pixels);
    const row = sum(drawing.pixels.map((pixel, i) => pixel * Math.floor(i / 28))) / mass;
    assert.ok(Math.abs(row - 14) <= 0.5, `centre of mass in row ${row}`);
    assert.ok(Math.abs(sum(drawing.drawn) - mass) < 1e-3);
  });

  test(named('a drawing is the same at any size and place of the pad'), () => {
    const at = (/** @type {number} */ scale, /** @type {number} */ x) =>
      engine.prepareDrawing([[0, 0, 1, 2, 3, 1].map((value, i) => value * scale + (i % 2 ? 0 : x))]).pixels;
    const [small, large] = [at(1, 0), at(256, 1024)];
    assert.ok(small.every((pixel, i) => Math.abs(pixel - large[i]) < 1e-5));
  });

  test(named('a classifier answers with a distribution, the logits and every layer'), () => {
    const data = digits(engine, 40);
    const trainer = engine.createTrainer({ hidden: [12, 7], activation: 'tanh' }, data);
    const classifier = engine.createClassifier({
      widths: [784, 12, 7, 10],
      activation: 'tanh',
      parameters: trainer.parameters(),
    });
    const answer = classifier.classify(engine.prepareDrawing(engine.synthesise(4, 2)).pixels);
    assert.deepEqual(
      answer.activations.map(({ length }) => length),
      [12, 7, 10],
    );
    assert.ok(Math.abs(sum(answer.probabilities) - 1) < 1e-5);
    const largest = Math.max(...answer.probabilities);
    assert.equal(answer.probabilities[answer.label], largest);
    const softmax = answer.logits.map((logit) => Math.exp(logit - Math.max(...answer.logits)));
    answer.probabilities.forEach((p, i) => assert.ok(Math.abs(p - softmax[i] / sum(softmax)) < 1e-5));
    for (const one of [classifier, trainer, data]) one.delete();
  });

  test(named('a classifier computes what its parameters say'), () => {
    const parameters = new Float32Array(784 * 10 + 10);
    parameters[(5 * 28 + 6) * 10 + 3] = 4;
    parameters[784 * 10 + 8] = 1;
    const classifier = engine.createClassifier({ widths: [784, 10], parameters });
    const pixels = new Float32Array(784);
    pixels[5 * 28 + 6] = 0.5;
    assert.deepEqual([...classifier.classify(pixels).logits], [0, 0, 0, 2, 0, 0, 0, 0, 1, 0]);
    classifier.update(parameters.map((parameter) => 2 * parameter));
    assert.deepEqual([...classifier.classify(pixels).logits], [0, 0, 0, 4, 0, 0, 0, 0, 2, 0]);
    classifier.delete();
  });

  test(named("the strongest terms are input times weight, the largest first, at the end the answer's alone"), () => {
    const parameters = new Float32Array(784 * 10 + 10);
    parameters[100 * 10 + 3] = 4;
    parameters[200 * 10 + 3] = -2;
    parameters[300 * 10 + 6] = -8;
    const classifier = engine.createClassifier({ widths: [784, 10], parameters });
    classifier.classify(new Float32Array(784).fill(0.5));
    const { from, to, values } = classifier.strongestTerms(0, 2);
    assert.deepEqual(
      [[...from], [...to], [...values]],
      [
        [100, 200],
        [3, 3],
        [2, -1],
      ],
    );
    classifier.delete();
  });
}
