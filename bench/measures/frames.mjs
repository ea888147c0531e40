// @ts-check
// Whether the page stays smooth: frames a second while it trains, and the main thread's work for each of them.
import { percentile, row } from '../support/report.mjs';
import { openTraining, press } from '../support/training.mjs';
import { workPerFrame } from '../support/trace.mjs';

export const title = 'Frames while training at full speed';

/**
 * The training is over in seconds: every window has a run of its own.
 * @param {import('../support/context.mjs').Context} context
 */
async function begin(context) {
  const { page, element } = await openTraining(context, 'pace=full');
  await press(element, 'play');
  await element.evaluate(async (figure) => {
    while (/** @type {any} */ (figure).readings.step < 300) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  const end = async () => {
    if (!(await element.evaluate((figure) => /** @type {any} */ (figure).readings.playing)))
      throw new Error('training ended while frames were counted');
    await page.context().close();
  };
  return { page, end };
}

/**
 * The time between frames, for so many milliseconds. Runs in the page.
 * @param {number} length
 * @returns {Promise<number[]>}
 */
const countFrames = (length) =>
  new Promise((resolve) => {
    /** @type {number[]} */
    const found = [];
    let last = performance.now();
    const began = last;
    requestAnimationFrame(function tick(now) {
      found.push(now - last);
      last = now;
      if (now - began < length) requestAnimationFrame(tick);
      else resolve(found.slice(1));
    });
  });

/** @param {import('../support/context.mjs').Context} context */
export async function measure(context) {
  const means = [];
  const slow = [];
  for (let i = 0; i < context.windows; ++i) {
    const { page, end } = await begin(context);
    const intervals = await page.evaluate(countFrames, 1500);
    await end();
    means.push(
      (1000 * intervals.length) / intervals.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b),
    );
    slow.push(1000 / percentile(intervals, 95));
  }
  const { page, end } = await begin(context);
  const work = await workPerFrame(context.browser, page, () => page.waitForTimeout(1200));
  await end();
  return [
    row('mean', 'frames/s', means, { atLeast: 55 }),
    row('of the slow ones: the 5th percentile', 'frames/s', slow),
    row("the main thread's work for a frame, 95th percentile", 'ms', [percentile(work, 95)]),
    row("the main thread's work for a frame, median", 'ms', [percentile(work, 50)]),
  ];
}
