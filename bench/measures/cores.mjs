// @ts-check
// What more cores bring: ours with one worker, two, four … on shared memory, and jax-js, which takes threads by itself
// where the page is cross-origin isolated.
import { networks } from '../contenders/networks.js';
import { BrowserContender } from '../support/browser.mjs';
import { prepare } from '../support/contest.mjs';
import { row } from '../support/report.mjs';

export const title = 'Training on several cores, samples per second';

/** @type {['S' | 'M' | 'L' | 'C', number][]} */
const sizes = [
  ['S', 32],
  ['M', 128],
  ['L', 128],
  ['C', 64],
];

const onOne = 'ours, 1 worker';

/** Ours with a number of workers: to the contest a contender like any other. */
class Workers extends BrowserContender {
  #workers;

  /** @param {import('../support/context.mjs').Context} context @param {number} workers */
  constructor(context, workers) {
    super('ours-relaxed', context);
    this.#workers = workers;
  }

  /** @param {import('../contenders/contract.js').Task} task */
  async create(task) {
    await super.create({ ...task, workers: this.#workers });
    this.name = this.#workers === 1 ? onOne : `ours, ${this.#workers} workers`;
  }
}

/** More than 8 the engine does not start. @param {number} cores */
const steps = (cores) => [1, 2, 4, 8].filter((workers) => workers <= cores);

/** @param {import('../support/context.mjs').Context} context */
export async function measure(context) {
  const isolated = { ...context, benchAddress: context.isolatedBenchAddress };
  const cores = await coresOf(isolated);
  const [tables, json] = [[], []].map(() => /** @type {any[]} */ ([]));
  for (const [network, batch] of sizes.filter(([name]) => context.networks.includes(name))) {
    const contenders = [
      ...steps(cores).map((workers) => new Workers(isolated, workers)),
      ...(context.contenders.includes('jax') ? [new BrowserContender('jax', isolated)] : []),
    ];
    const { ready, failed } = await prepare(contenders, { network, batch, optimizer: 'sgd' });
    for (const { contender, words } of failed) context.say(`      ${network}: ${contender} failed: ${words}`);
    const values = ready.map(() => /** @type {number[]} */ ([]));
    for (let i = 0; i < context.windows; ++i) {
      for (const [c, contender] of ready.entries()) values[c].push(await contender.window(context.seconds));
    }
    await Promise.all(contenders.map((one) => one.close()));
    const rows = ready.map(({ name }, c) => row(name, 'samples/s', values[c]));
    const alone = ready.findIndex(({ name }) => name === onOne);
    const gains =
      alone < 0
        ? []
        : ready.flatMap(({ name }, c) =>
            c === alone
              ? []
              : [
                  row(
                    `${name} ÷ ${onOne}`,
                    '×',
                    values[c].map((value, i) => value / values[alone][i]),
                  ),
                ],
          );
    tables.push({
      title: `${network} ${networks[network].words}, batch ${batch}, SGD; ${cores} cores`,
      rows: [...rows, ...gains],
    });
    json.push(
      ...rows.map(({ name, median, min, max }) => ({
        network,
        batch,
        contender: name,
        samplesPerSecond: { median, min, max },
      })),
    );
  }
  return { tables, json: { cores, throughput: json } };
}

/** @param {import('../support/context.mjs').Context} context @returns {Promise<number>} */
async function coresOf(context) {
  const page = await context.browser.newPage();
  try {
    await page.goto(context.benchAddress);
    return await page.evaluate(() => navigator.hardwareConcurrency);
  } finally {
    await page.close();
  }
}
