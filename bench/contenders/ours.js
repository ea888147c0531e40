// @ts-check
// Our engine, called as its worker calls it: steps in one go, a slice at a time.
import { loadLaboratoryEngine } from '../../web/engine/laboratory-engine.js';
import { networks } from './networks.js';

/** @import { Contender, Digits, Part } from './contract.js' */

const optimizers = { sgd: 'gradientDescent', adam: 'adam' };

/** The two files of a data set as the engine takes them. @param {Part} part @param {number} side of an image */
function idx({ images, labels, count }, side = 28) {
  const imageFile = new Uint8Array(16 + images.length);
  const header = new DataView(imageFile.buffer);
  [0x803, count, side, side].forEach((word, i) => header.setUint32(4 * i, word));
  imageFile.set(images, 16);
  const labelFile = new Uint8Array(8 + labels.length);
  const labelHeader = new DataView(labelFile.buffer);
  [0x801, count].forEach((word, i) => labelHeader.setUint32(4 * i, word));
  labelFile.set(labels, 8);
  return /** @type {const} */ ([imageFile, labelFile]);
}

/** @param {'simd' | 'relaxed'} build @param {string} name @returns {Contender} */
export function ours(build, name) {
  /** @type {import('../../web/engine/laboratory-engine.js').LaboratoryEngine} */
  let engine;
  /** @type {import('../../web/engine/trainer.js').Dataset} */
  let train;
  /** @type {import('../../web/engine/trainer.js').Dataset} */
  let test;

  /** @param {Part} part */
  const dataset = (part) => {
    const set = engine.createDataset({ total: part.count, blockSize: part.count });
    set.append(...idx(part));
    return set;
  };

  return {
    name,
    async load(/** @type {Digits} */ digits) {
      engine = await loadLaboratoryEngine({ build });
      train = dataset(digits.train);
      test = dataset(digits.test);
    },
    create({ network, batch, optimizer, rate, seed, workers = 1 }) {
      const { hidden, filters } = networks[network];
      const trainer = engine.createTrainer(
        { hidden, filters, batchSize: batch, workers, optimizer: optimizers[optimizer], learningRate: rate, seed },
        train,
      );
      /** @type {ReturnType<typeof engine.createClassifier> | null} */
      let classifier = null;
      return {
        step(steps) {
          const { status } = trainer.run(steps);
          if (status !== 'ran') throw new Error(`training ${status}`);
        },
        accuracy(count) {
          const { correct, samples } = trainer.evaluate(test, 0, count);
          return correct / samples;
        },
        classify(pixels) {
          classifier ??= engine.createClassifier({
            widths: [784, ...hidden, 10],
            filters,
            parameters: trainer.parameters(),
          });
          const { probabilities } = classifier.classify(pixels);
          return probabilities.indexOf(Math.max(...probabilities));
        },
        dispose() {
          classifier?.delete();
          trainer.delete();
        },
      };
    },
  };
}
