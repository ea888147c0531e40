// @ts-check
// The builds that this Node can run: the strict one always, the relaxed one where relaxed SIMD is to be had.
import { loadLaboratoryEngine } from '../../../web/engine/laboratory-engine.js';
import { supportedBuild } from '../../../web/engine/build.js';

export const engines = await Promise.all(
  (await supportedBuild()) === 'relaxed'
    ? [loadLaboratoryEngine({ build: 'simd' }), loadLaboratoryEngine({ build: 'relaxed' })]
    : [loadLaboratoryEngine({ build: 'simd' })],
);

/**
 * A data set of synthetic digits, all there.
 * @param {import('../../../web/engine/laboratory-engine.js').LaboratoryEngine} engine
 * @param {number} count
 */
export function digits(engine, count, seed = 7) {
  const dataset = engine.createDataset({ total: count, blockSize: Math.min(count, 100) });
  dataset.appendSynthetic(count, seed);
  return dataset;
}
