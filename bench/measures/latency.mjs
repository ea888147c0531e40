// @ts-check
// One drawing after another through network M: how long the answer takes, with the call from JavaScript and back, and
// the forward pass alone.
import { closeContest, openContest } from '../support/contest.mjs';
import { rates } from '../contenders/networks.js';
import { wordsOf } from '../support/browser.mjs';
import { row } from '../support/report.mjs';

export const title = 'One drawing, in network M 784-128-10';

const limit = { atMost: 0.02 };

/** @param {import('../support/context.mjs').Context} context */
export async function measure(context) {
  const { browser, benchAddress, windows, seconds, say } = context;
  const contenders = openContest(context, 'M');
  /** @type {Map<string, number[]>} */
  const times = new Map();
  const ready = [];
  for (const contender of contenders) {
    try {
      await contender.create({ network: 'M', batch: 64, optimizer: 'sgd', rate: rates.sgd, seed: 1 });
      await contender.train(50);
      await contender.latency(seconds); // warm
      ready.push(contender);
    } catch (error) {
      say(`      ${contender.name} failed: ${wordsOf(error)}`);
    }
  }
  const page = await browser.newPage();
  await page.goto(benchAddress);
  await page.waitForFunction(() => 'products' in window);
  const note = (/** @type {string} */ name, /** @type {number} */ value) =>
    times.set(name, [...(times.get(name) ?? []), value]);
  for (let i = 0; i < windows; ++i) {
    for (const build of ['relaxed', 'simd']) {
      const value = await page.evaluate(
        ([wish, time]) => /** @type {any} */ (window).products.forward(wish, time),
        /** @type {const} */ ([build, seconds]),
      );
      note(`ours, ${build === 'simd' ? 'strict' : 'relaxed'} SIMD, the forward pass alone`, value);
    }
    for (const contender of ready) note(contender.name, await contender.latency(seconds));
  }
  await page.close();
  await closeContest(contenders);
  return [...times].map(([name, values]) => row(name, 'ms', values, name.endsWith('alone') ? limit : undefined));
}
