// @ts-check
// How many digits a second everybody trains on: ours, libraries and plain JavaScript in the browser, and natively.
import { networks } from '../contenders/networks.js';
import { closeContest, openContest, prepare } from '../support/contest.mjs';
import { wordsOf } from '../support/browser.mjs';
import { ratioRows } from '../support/ratios.mjs';
import { row } from '../support/report.mjs';

export const title = 'Training throughput, samples per second, one thread';

/** @typedef {'S' | 'M' | 'L' | 'C'} Network */

/** @type {[Network, number][]} */
const sizes = [
  ['S', 32],
  ['S', 64],
  ['M', 64],
  ['M', 128],
  ['L', 128],
  ['C', 64],
];
const optimizers = /** @type {const} */ (['sgd', 'adam']);

/**
 * What the project has set itself.
 * @type {Record<string, { library?: { atLeast: number }, eigen?: { atLeast: number } }>}
 */
const limits = {
  'S 32': { library: { atLeast: 8 }, eigen: { atLeast: 0.7 } },
  'M 128': { library: { atLeast: 3 } },
  'L 128': { library: { atLeast: 2.5 } },
  'C 64': { library: { atLeast: 25 } },
};

/**
 * @param {import('../support/context.mjs').Context} context
 * @param {import('../support/contest.mjs').Contender[]} contenders
 * @param {Network} network
 * @param {number} batch
 * @param {'sgd' | 'adam'} optimizer
 */
async function contest({ windows, seconds, say }, contenders, network, batch, optimizer) {
  const { ready, failed, accuracies } = await prepare(contenders, { network, batch, optimizer });
  const results = ready.map(({ name, kind, library }) => ({
    name,
    kind,
    library,
    values: /** @type {number[]} */ ([]),
  }));
  for (let i = 0; i < windows; ++i) {
    for (const [c, contender] of ready.entries()) {
      if (failed.some((one) => one.contender === contender.name)) continue;
      try {
        results[c].values.push(await contender.window(seconds));
      } catch (error) {
        failed.push({ contender: contender.name, words: wordsOf(error) });
      }
    }
  }
  for (const contender of ready) await contender.dispose().catch(() => {});
  const whole = results.filter(({ values }) => values.length === windows);
  for (const { contender, words } of failed)
    say(`      ${network}, batch ${batch}, ${optimizer}: ${contender} failed: ${words}`);
  return { whole, failed, accuracies };
}

/** @param {import('../support/context.mjs').Context} context */
export async function measure(context) {
  const [tables, json, failures, ratios, learned] = [[], [], [], [], []].map(() => /** @type {any[]} */ ([]));
  for (const [network, batch] of sizes.filter(([name]) => context.networks.includes(name))) {
    const contenders = openContest(context, network);
    for (const optimizer of optimizers) {
      const task = { network, batch, optimizer };
      const { whole, failed, accuracies } = await contest(context, contenders, network, batch, optimizer);
      const rows = whole.map(({ name, values }) => row(name, 'samples/s', values));
      const ratio = ratioRows(whole, limits[`${network} ${batch}`] ?? {});
      tables.push({
        title: `${network} ${networks[network].words}, batch ${batch}, ${optimizer === 'sgd' ? 'SGD' : 'Adam'}`,
        rows: [...rows, ...ratio],
      });
      whole.forEach(({ name, kind }, i) => {
        const { median, min, max } = rows[i];
        json.push({ ...task, contender: name, kind, samplesPerSecond: { median, min, max } });
      });
      ratios.push(...ratio.map((one) => ({ ...task, ...one })));
      failures.push(...failed.map((one) => ({ ...task, ...one })));
      learned.push({ ...task, accuracies });
    }
    await closeContest(contenders);
  }
  return {
    tables,
    json,
    more: { throughputRatios: ratios, throughputFailed: failures, accuracyAfterWarmingUp: learned },
  };
}
