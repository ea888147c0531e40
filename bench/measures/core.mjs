// @ts-check
// Single calls of the core, under Node: what a figure asks for between two frames, and what takes its time for once.
import { loadEngine } from '../../web/engine/engine.js';
import { loadLaboratoryEngine } from '../../web/engine/laboratory-engine.js';
import { loadMathematics } from '../../web/engine/mathematics.js';
import { row } from '../support/report.mjs';

export const title = 'Single calls of the core';

/** @param {() => unknown} work @param {number} times @returns {number} milliseconds for one */
function millisecondsOf(work, times) {
  const began = performance.now();
  for (let i = 0; i < times; ++i) work();
  return (performance.now() - began) / times;
}

/** A stroke of a thousand points. */
const spiral = Array.from({ length: 1000 }, (_, i) => [
  (20 + 0.1 * i) * Math.cos(0.018 * i),
  (20 + 0.1 * i) * Math.sin(0.018 * i),
]).flat();

/**
 * Twenty steps of the small convolutional network a call, on synthetic digits.
 * @param {import('../../web/engine/laboratory-engine.js').LaboratoryEngine} laboratory
 */
function convolutionalSteps(laboratory) {
  const data = laboratory.createDataset({ total: 2000, blockSize: 100 });
  data.appendSynthetic(2000, 7);
  const trainer = laboratory.createTrainer(
    { hidden: [], filters: [8, 16], optimizer: 'adam', learningRate: 0.002, batchSize: 32 },
    data,
  );
  return {
    step: () => trainer.run(20),
    delete() {
      trainer.delete();
      data.delete();
    },
  };
}

/** @param {import('../support/context.mjs').Context} context */
export async function measure({ windows }) {
  const [engine, laboratory, mathematics] = [await loadEngine(), await loadLaboratoryEngine(), await loadMathematics()];
  const surface = mathematics.createProblem({ name: 'himmelblau' });
  const particles = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i) * 5);
  const images = laboratory.createDataset({ total: 12_000, blockSize: 1000 });
  images.appendSynthetic(12_000, 3);
  const drawing = engine.prepareDrawing([spiral]).pixels;
  const convolutional = convolutionalSteps(laboratory);

  const calls = /** @type {[string, () => unknown, number, import('../support/report.mjs').Limit?][]} */ ([
    ['a drawing of 1,000 points becomes 28 × 28', () => engine.prepareDrawing([spiral]), 20, { atMost: 10 }],
    [
      '500 particles flow for a frame',
      () => surface.flow({ positions: particles, time: 1 / 60, steps: 2, speedLimit: 3 }),
      100,
      { atMost: 8 },
    ],
    ['the 12 nearest of 12,000 images', () => images.nearest(drawing, 12), 20],
    ['20 steps of the small convolutional network, batch 32', convolutional.step, 1],
  ]);
  const rows = calls.map(([name, work, times, limit]) => {
    millisecondsOf(work, times); // compiled and warm
    return row(
      name,
      'ms',
      Array.from({ length: windows }, () => millisecondsOf(work, times)),
      limit,
    );
  });
  for (const one of [surface, images, convolutional]) one.delete();
  return rows;
}
