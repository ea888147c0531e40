// @ts-check
// Who is the first to read so many of the 10,000 test images rightly: seconds of training from scratch, for three
// seeds. Everybody has the same network, batches, method and rate, and is examined after the same steps; the
// examination's own time is nobody's.
import { networks } from '../contenders/networks.js';
import { closeContest, openContest } from '../support/contest.mjs';
import { wordsOf } from '../support/browser.mjs';
import { ratioRows } from '../support/ratios.mjs';
import { row } from '../support/report.mjs';

export const title = 'Seconds of training to an accuracy on the test images';

const seeds = [1, 2, 3];
/** Who needs so many seconds with the first seed is not asked for the others. */
const slow = 15;

/** @typedef {import('../support/contest.mjs').Contender} Contender */
/**
 * @typedef {{ network: 'S' | 'M', goal: number, batch: number, rate: number, every: number, passes: number, limits:
 *   Parameters<typeof ratioRows>[1] }} Race every: samples between two examinations
 */

/** @type {Race[]} */
const races = [
  { network: 'S', goal: 0.95, batch: 32, rate: 0.1, every: 6400, passes: 25, limits: { library: { atLeast: 8 } } },
  { network: 'M', goal: 0.97, batch: 64, rate: 0.2, every: 6400, passes: 12, limits: { library: { atLeast: 4 } } },
];

/**
 * @param {Contender} contender
 * @param {Race} race
 * @param {number} seed
 * @returns {Promise<{ seconds: number, samples: number }>}
 */
async function run(contender, { network, goal, batch, rate, every, passes }, seed) {
  const steps = Math.round(every / batch);
  await contender.create({ network, batch, optimizer: 'sgd', rate, seed });
  let seconds = 0;
  let best = 0;
  for (let samples = every; samples <= passes * 60_000; samples += every) {
    seconds += await contender.train(steps);
    const accuracy = await contender.accuracy(10_000);
    if (accuracy >= goal) return { seconds, samples };
    best = Math.max(best, accuracy);
  }
  throw new Error(`with seed ${seed} it does not get there in ${passes} passes (${(100 * best).toFixed(2)} % at best)`);
}

/** @param {import('../support/context.mjs').Context} context */
export async function measure(context) {
  const [tables, json] = [[], []].map(() => /** @type {any[]} */ ([]));
  for (const race of races.filter(({ network }) => context.networks.includes(network))) {
    /** @type {Map<string, { seconds: number, samples: number }[]>} */
    const reached = new Map();
    const out = new Set(); // failed, or done
    const contenders = openContest(context, race.network);
    for (const contender of contenders) {
      // what V8 learns in the first runs is not the network's
      await contender
        .create({ ...race, optimizer: 'sgd', seed: 0 })
        .then(() => contender.train(300))
        .catch(() => {});
    }
    for (const seed of seeds) {
      for (const contender of contenders) {
        if (out.has(contender.name)) continue;
        try {
          const result = await run(contender, race, seed);
          reached.set(contender.name, [...(reached.get(contender.name) ?? []), result]);
          if (result.seconds > slow) out.add(contender.name);
        } catch (error) {
          out.add(contender.name);
          reached.delete(contender.name);
          context.say(`      ${race.network}: ${contender.name} failed: ${wordsOf(error)}`);
        }
      }
    }
    const results = contenders
      .filter(({ name }) => reached.has(name))
      .map(({ name, kind, library }) => ({
        name,
        kind,
        library,
        values: (reached.get(name) ?? []).map(({ seconds }) => seconds),
      }));
    const rows = results.map(({ name, values }) =>
      row(
        name,
        `s; passes: ${(reached.get(name) ?? []).map(({ samples }) => (samples / 60_000).toFixed(1)).join(', ')}`,
        values,
      ),
    );
    const { network, goal, batch, rate } = race;
    tables.push({
      title: `${network} ${networks[network].words} to ${100 * goal} %, batch ${batch}, SGD with rate ${rate}, seeds ${seeds.join(', ')}`,
      rows: [...rows, ...ratioRows(results, race.limits, false)],
    });
    await closeContest(contenders);
    json.push(
      ...results.map(({ name, kind }) => ({
        network,
        goal,
        batch,
        rate,
        contender: name,
        kind,
        seeds: reached.get(name),
      })),
    );
  }
  return { tables, json };
}
