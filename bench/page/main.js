// @ts-check
// What the measures ask for, on a page with nothing else on it: the engine in its worker, as figures use it; each
// contender alone; the products of matrices.
import { openLaboratory } from '../../web/engine/training.js';
import { contest } from './contest.js';
import { products } from './products.js';

/** @typedef {{ build: 'simd' | 'relaxed', settings: Record<string, any>, windows: number, seconds: number }} Task */

/**
 * Samples per second of training, in several windows of about so many seconds.
 * @param {Task} task @returns {Promise<number[]>}
 */
async function throughput({ build, settings, windows, seconds }) {
  const laboratory = await openLaboratory({ dataUrl: new URL('mnist/manifest.json', document.baseURI).href, build });
  await untilReady(laboratory);
  const run = await laboratory.createRun(settings);
  await run.start({ untilStep: 200 }); // warm: the optimizing compiler has seen all of it
  const { samples, trainingSeconds } = run.measures;
  const steps = Math.max(50, Math.round(((samples / trainingSeconds) * seconds) / run.settings.batchSize));
  const speeds = [];
  for (let i = 0; i < windows; ++i) {
    const before = { ...run.measures };
    await run.start({ untilStep: before.step + steps });
    if (run.status !== 'paused') throw new Error(`the run is ${run.status}: ${run.message}`);
    speeds.push((run.measures.samples - before.samples) / (run.measures.trainingSeconds - before.trainingSeconds));
  }
  laboratory.close();
  return speeds;
}

/** @param {Awaited<ReturnType<typeof openLaboratory>>} laboratory */
function untilReady(laboratory) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (laboratory.data.phase === 'ready') resolve(undefined);
      if (laboratory.data.phase === 'failed') reject(new Error(String(laboratory.data.error)));
    };
    laboratory.addEventListener('data', look);
    look();
  });
}

Object.assign(window, { throughput, contest, products });
