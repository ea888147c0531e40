// @ts-check
// One contender on a page of its own: trained on request, timed where it runs.
import { contenders } from '../contenders/all.js';
import { fetchDigits } from './digits.js';

/** @import { Contender, Digits, Instance, Task } from '../contenders/contract.js' */

const slice = 0.02;

/** @type {Contender} */
let contender;
/** @type {Digits} */
let digits;
/** @type {Instance | null} */
let instance = null;
/** @type {Task} */
let task;
/** Steps a second, as far as is known. */
let speed = 1;

const own = () => {
  if (!instance) throw new Error('nothing is being trained');
  return instance;
};

/** @param {number} steps @returns {Promise<number>} seconds */
async function timed(steps) {
  const began = performance.now();
  await own().step(steps);
  const seconds = Math.max(1e-6, (performance.now() - began) / 1000);
  speed = steps / seconds;
  return seconds;
}

/**
 * In slices, as on a page that stays alive, and because V8 swaps in its better code between calls.
 * @param {number} steps
 */
async function train(steps) {
  let seconds = 0;
  for (let left = steps; left > 0;) {
    const now = Math.min(left, Math.max(1, Math.round(speed * slice)));
    seconds += await timed(now);
    left -= now;
  }
  return seconds;
}

export const contest = {
  /** @param {string} name */
  async open(name) {
    const wanted = new URLSearchParams(location.search).has('cores');
    if (globalThis.crossOriginIsolated && !wanted)
      throw new Error('the page is cross-origin isolated: some contenders would use several threads');
    if (wanted && !globalThis.crossOriginIsolated)
      throw new Error('the page is not cross-origin isolated: there are no threads to be had');
    digits = await fetchDigits(new URL('mnist/manifest.json', document.baseURI).href);
    contender = (await contenders[name]()).default;
    await contender.load(digits);
    return { name: contender.name, library: contender.library === true };
  },

  /** @param {Task} wish */
  async create(wish) {
    contest.dispose();
    task = wish;
    speed = 1;
    instance = await contender.create(wish);
  },

  train,

  /** Samples per second in one window. @param {number} seconds */
  async window(seconds) {
    let [spent, steps] = [0, 0];
    while (spent < seconds) {
      const now = Math.max(1, Math.round(speed * slice));
      spent += await timed(now);
      steps += now;
    }
    return (steps * task.batch) / spent;
  },

  /** @param {number} count @returns {number | Promise<number>} */
  accuracy: (count) => own().accuracy(count),

  /** Milliseconds for one drawing after another, for so many seconds. @param {number} seconds */
  async latency(seconds) {
    const drawings = Array.from({ length: 100 }, (_, i) =>
      Float32Array.from(digits.test.images.subarray(i * 784, (i + 1) * 784), (byte) => byte / 255),
    );
    let done = 0;
    const began = performance.now();
    while (performance.now() - began < seconds * 1000) {
      for (const drawing of drawings) {
        const digit = own().classify(drawing);
        if (typeof digit !== 'number') await digit;
        done += 1;
      }
    }
    return (performance.now() - began) / done;
  },

  dispose() {
    instance?.dispose();
    instance = null;
  },
};
