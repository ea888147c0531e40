// @ts-check
// All contenders under one roof, and what is asked of each before its numbers count: that it learns.
import { readdirSync } from 'node:fs';
import { inProject } from '../../tools/lib/project.mjs';
import { rates } from '../contenders/networks.js';
import { BrowserContender, wordsOf } from './browser.mjs';
import { NativeContender } from './native.mjs';
import { percentile } from './report.mjs';

/** @typedef {BrowserContender | NativeContender} Contender */
/** @typedef {import('../contenders/contract.js').Task} Task */
/** @typedef {{ contender: string, words: string }} Failed */

const native = {
  'native-core': ['our core, native', 'bench_core'],
  'native-eigen': ['plain Eigen, native', 'bench_eigen'],
};

const inBrowser = [
  'ours-relaxed',
  'ours-strict',
  'jax',
  'jax-by-hand',
  'tfjs',
  'convnetjs',
  'naive-js-skipping',
  'naive-js',
];

/** Those that differ from another only where there are convolutions. */
const onlyConvolutions = new Set(['jax-by-hand']);

/** In the order in which they are measured and shown. */
export const allContenders = [...inBrowser, ...Object.keys(native)];

/** The digits of the built site as the native programs read them. */
const dataFolder = () => {
  const folder = inProject('build/mnist');
  if (readdirSync(folder).length < 4) throw new Error('the contest needs real MNIST, which is not there');
  return folder;
};

/** @param {import('./context.mjs').Context} context @param {string} network @returns {Contender[]} */
export const openContest = (context, network) =>
  context.contenders
    .filter((file) => network === 'C' || !onlyConvolutions.has(file))
    .map((file) => {
      if (file in native) {
        const [name, program] = native[/** @type {keyof typeof native} */ (file)];
        return new NativeContender(name, program, dataFolder());
      }
      return new BrowserContender(file, context);
    });

/** @param {Contender[]} contenders */
export const closeContest = (contenders) => Promise.all(contenders.map((one) => one.close()));

/** After so many steps everybody is asked how many of the first so many test images it reads rightly. */
const examination = {
  S: { steps: 600, images: 10_000 },
  M: { steps: 400, images: 10_000 },
  L: { steps: 100, images: 5_000 },
  C: { steps: 60, images: 1_000 },
};

/** How far off the median of all a contender may be, and still count as training the same network. */
export const margin = 0.05;

/**
 * @param {{ name: string, accuracy: number }[]} results
 * @returns {Map<string, string>} why some do not count, by name
 */
export function whoDoesNotLearn(results) {
  const usual = percentile(
    results.map(({ accuracy }) => accuracy),
    50,
  );
  return new Map(
    results
      .filter(({ accuracy }) => !(Math.abs(accuracy - usual) <= margin))
      .map(({ name, accuracy }) => [
        name,
        `does not learn the same: ${(100 * accuracy).toFixed(1)} % right where ${(100 * usual).toFixed(1)} % are usual`,
      ]),
  );
}

/**
 * Sets everybody to one task and warms them up by the examination; those who fail are told apart, with their words.
 * @param {Contender[]} contenders @param {Omit<Task, 'rate' | 'seed'>} task
 * @returns {Promise<{ ready: Contender[], failed: Failed[], accuracies: Record<string, number> }>}
 */
export async function prepare(contenders, task) {
  const { steps, images } = examination[task.network];
  /** @type {Failed[]} */
  const failed = [];
  const examined = [];
  for (const contender of contenders) {
    try {
      await contender.create({ ...task, rate: rates[task.optimizer], seed: 1 });
      await contender.train(steps);
      examined.push({ contender, name: contender.name, accuracy: await contender.accuracy(images) });
    } catch (error) {
      failed.push({ contender: contender.name, words: wordsOf(error) });
    }
  }
  const wrong = examined.length > 0 ? whoDoesNotLearn(examined) : new Map();
  for (const [name, words] of wrong) failed.push({ contender: name, words });
  return {
    ready: examined.filter(({ name }) => !wrong.has(name)).map(({ contender }) => contender),
    failed,
    accuracies: Object.fromEntries(examined.map(({ name, accuracy }) => [name, accuracy])),
  };
}
