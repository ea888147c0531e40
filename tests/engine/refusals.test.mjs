// @ts-check
// Bad input of every kind: each is refused with the very thing that was wrong and what is allowed, and the
// engine goes on as before.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { digits, engines } from './support/builds.mjs';
import { idx, imageFile, labelFile } from './support/idx.mjs';

const pixels = new Uint8Array(2 * 784).fill(100);
const images = imageFile(pixels);
const labels = labelFile(Uint8Array.of(3, 4));

for (const engine of engines) {
  const data = digits(engine, 40);
  const trainer = engine.createTrainer({ hidden: [4] }, data);
  const classifier = engine.createClassifier({ widths: [784, 4, 10], parameters: trainer.parameters() });
  const expected = classifier.classify(new Float32Array(784)).probabilities;
  const snapshot = trainer.snapshot();
  after(() => [classifier, trainer, data].forEach((one) => one.delete()));

  const train = (/** @type {any} */ settings) => () => engine.createTrainer(settings, data);
  const append = (/** @type {any} */ imageBytes, /** @type {any} */ labelBytes) => () => {
    const dataset = engine.createDataset({ total: 100, blockSize: 10 });
    try {
      dataset.append(imageBytes, labelBytes);
    } finally {
      dataset.delete();
    }
  };
  const classify = (/** @type {any} */ image) => () => classifier.classify(image);
  const draw = (/** @type {any} */ strokes, /** @type {any} */ options) => () =>
    engine.prepareDrawing(strokes, options);
  const flawed = (/** @type {number} */ at, /** @type {number} */ value) => {
    const image = new Float32Array(784);
    image[at] = value;
    return image;
  };

  /** @type {[string, () => unknown, ...RegExp[]][]} */
  const refusals = [
    ['a layer without units', train({ hidden: [16, 0] }), /hidden/, /0/, /1/],
    ['a layer with half a unit', train({ hidden: [2.5] }), /hidden\[0\] is 2.5/, /whole number/],
    ['a layer that is too wide', train({ hidden: [100000] }), /hidden\[0\] is 100000/, /4096/],
    ['too many layers', train({ hidden: Array(9).fill(4) }), /9/, /8/],
    ['layers that are no list', train({ hidden: 16 }), /hidden is 16/, /array/],
    ['batch 0', train({ batchSize: 0 }), /batchSize is 0/, /from 1/],
    ['half a sample', train({ batchSize: 1.5 }), /batchSize is 1.5/, /whole/],
    ['a batch in words', train({ batchSize: 'many' }), /batchSize is "many"/, /number/],
    ['a negative rate', train({ learningRate: -0.1 }), /learningRate is -0.1/, /from/],
    ['a rate that is not a number', train({ learningRate: NaN }), /learningRate is NaN/, /finite/],
    ['an infinite rate', train({ learningRate: Infinity }), /learningRate is Infinity/, /finite/],
    ['no rate at all', train({ learningRate: null }), /learningRate is null/],
    ['a momentum of 1', train({ momentum: 1 }), /momentum is 1/],
    ['a negative decay', train({ weightDecay: -1 }), /weightDecay is -1/],
    ['a negative seed', train({ seed: -1 }), /seed is -1/, /4294967295/],
    ['an unknown optimizer', train({ optimizer: 'magic' }), /"magic"/, /momentum/, /adam/],
    ['an unknown activation', train({ activation: 'step' }), /"step"/, /relu/],
    ['an unknown initialisation', train({ initialisation: 'ones' }), /"ones"/, /xavier/],
    ['an unknown loss', train({ loss: 'regret' }), /"regret"/, /crossEntropy/],
    ['an optimizer that is no name', train({ optimizer: 7 }), /optimizer is 7/, /string/],
    ['augmentation that is no choice', train({ augmentation: 'yes' }), /augmentation is "yes"/, /true or false/],
    ['an unknown setting', train({ rate: 0.1 }), /"rate"/, /learningRate/],
    ['settings that are no object', train(undefined), /settings is undefined/, /object/],

    ['a NaN pixel', classify(flawed(17, NaN)), /pixels\[17\] is NaN/, /from 0 to 1/],
    ['a pixel blacker than ink', classify(flawed(3, 1.5)), /pixels\[3\] is 1.5/, /from 0 to 1/],
    ['a negative pixel', classify(flawed(0, -0.25)), /pixels\[0\] is -0.25/],
    ['an image that is too small', classify(new Float32Array(783)), /783/, /784/],
    ['an image that is no array', classify('seven'), /pixels is "seven"/, /array/],
    ['no image', classify(undefined), /pixels is undefined/],

    ['parameters of the wrong length', () => classifier.update([1, 2, 3]), /parameters has 3 numbers/, /3190/],
    ['a NaN among the parameters', () => classifier.update(new Float32Array(3190).fill(NaN)), /parameters\[0\] is NaN/],
    ['a classifier of other pictures', () => engine.createClassifier({ widths: [10, 10], parameters: [] }), /784/],
    [
      'a classifier with a filter of no number',
      () => engine.createClassifier({ widths: [784, 10], filters: [0], parameters: [] }),
      /filters\[0\] is 0/,
      /from 1 to 64/,
    ],
    [
      'a classifier with half a filter size',
      () => engine.createClassifier({ widths: [784, 10], filters: [2], filterSize: 2.5, parameters: [] }),
      /filterSize is 2.5/,
    ],
    [
      'a classifier that pools by an unknown name',
      () => engine.createClassifier({ widths: [784, 10], filters: [2], pooling: 'least', parameters: [] }),
      /"least"/,
      /max/,
      /average/,
    ],
    [
      'a classifier whose image would vanish',
      () => engine.createClassifier({ widths: [784, 10], filters: [2, 2, 2], filterSize: 9, parameters: [] }),
      /9/,
    ],
    [
      'a classifier without parameters',
      () => engine.createClassifier(/** @type {any} */ ({ widths: [784, 10] })),
      /parameters is undefined/,
    ],

    ['strokes that are none', draw('a line', {}), /strokes is "a line"/],
    ['a stroke that is none', draw([5], {}), /strokes\[0\] is 5/],
    ['a point without y', draw([[1, 2, 3]], {}), /strokes\[0\] has 3 numbers/, /x and a y/],
    [
      'a point nowhere',
      draw(
        [
          [1, 2],
          [0, NaN],
        ],
        {},
      ),
      /strokes\[1\]\[1\] is NaN/,
    ],
    ['a point at infinity', draw([[Infinity, 0]], {}), /strokes\[0\]\[0\] is Infinity/],
    ['raw without a pad', draw([[1, 2, 3, 4]], { raw: true }), /pad/],
    ['a pen that is no pen', draw([[1, 2]], { penWidth: 0 }), /penWidth is 0/],
    ['an unknown option', draw([[1, 2]], { ink: 'blue' }), /"ink"/, /penWidth/],
    ['a digit that is none', () => engine.synthesise(10, 1), /digit is 10/, /0 to 9/],

    ['a truncated image file', append(images.slice(0, -1), labels), /image/, /1568|1584/, /1567|1583/],
    ['an oversized image file', append(Uint8Array.of(...images, 0), labels), /image/, /1568|1584/, /1569|1585/],
    ['an image file cut in its header', append(images.slice(0, 9), labels), /image/, /9/],
    ['an empty image file', append(new Uint8Array(0), labels), /image/],
    ['a wrong magic number', append(idx(9, [2, 28, 28], pixels), labels), /image/, /00000903/, /00000803/],
    ['labels where images should be', append(labels, labels), /image/, /10 bytes/, /16/],
    ['images of another size', append(idx(8, [2, 14, 56], pixels), labels), /image/, /28/],
    ['a truncated label file', append(images, labels.slice(0, -1)), /label/, /1/, /2/],
    ['fewer labels than images', append(images, labelFile(Uint8Array.of(3))), /2/, /1/],
    ['a label above 9', append(images, labelFile(Uint8Array.of(3, 12))), /label/, /12/, /9/],
    ['a file that is none', append('images', labels), /image file is "images"/, /Uint8Array/],
    ['more images than announced', () => data.append(images, labels), /42|40|2/],
    ['a data set of no samples', () => engine.createDataset({ total: 0, blockSize: 1 }), /total is 0/],

    ['a negative number of steps', () => trainer.run(-1), /steps is -1/],
    ['half a step', () => trainer.run(0.5), /steps is 0.5/],
    ['an evaluation past the end', () => trainer.evaluate(data, 0, 41), /end is 41/, /40/],
    ['a snapshot of nothing', () => trainer.restore(new Uint8Array(0)), /snapshot/],
    ['a snapshot that ends early', () => trainer.restore(snapshot.slice(0, -5)), /snapshot/],
    ['a snapshot of something else', () => trainer.restore(new Uint8Array(200).fill(65)), /snapshot/],
    [
      'a snapshot of other layers',
      () => engine.createTrainer({ hidden: [5] }, data, snapshot),
      /3190|parameters|width/,
    ],
    ['a garbled weights file', () => engine.loadShipped(new Uint8Array(500).fill(77)), /weights|network|DHW1/],
    ['an empty weights file', () => engine.loadShipped(new ArrayBuffer(0)), /weights|network|byte/],
    ['samples that are not there', () => data.samples([40]), /indices\[0\] is 40/, /39/],
  ];

  for (const [what, attempt, ...words] of refusals) {
    test(`${engine.build}: refuses ${what}, and lives on`, () => {
      const before = engine.handles();
      assert.throws(attempt, (error) => {
        assert.ok(error instanceof Error, `not an Error: ${error}`);
        assert.ok(!engine.isBroken(error), error.message);
        for (const word of words) assert.match(error.message, word);
        return true;
      });
      assert.equal(engine.handles(), before);
      assert.deepEqual(classifier.classify(new Float32Array(784)).probabilities, expected);
    });
  }
}
