// @ts-check
// How many digits a second a figure's run gets: the engine in its worker, with slices, messages and snapshots around
// it.
import { row } from '../support/report.mjs';

export const title = 'Training as a figure does it, in the worker';

const trained = [
  { name: 'S 784-16-16-10, batch 32', settings: { hidden: [16, 16], batchSize: 32 } },
  { name: 'M 784-128-10, batch 64', settings: { hidden: [128], batchSize: 64 } },
  { name: 'L 784-512-256-10, batch 128', settings: { hidden: [512, 256], batchSize: 128 } },
];
const methods = [
  { name: 'SGD', settings: { optimizer: 'gradientDescent', learningRate: 0.05 } },
  { name: 'momentum', settings: { optimizer: 'momentum', learningRate: 0.01, momentum: 0.9 } },
];

/** @param {import('../support/context.mjs').Context} context */
export async function measure({ browser, benchAddress, windows, networks }) {
  const page = await browser.newPage();
  await page.goto(benchAddress);
  await page.waitForFunction(() => 'throughput' in window);
  const rows = [];
  for (const network of trained.filter(({ name }) => networks.includes(name[0]))) {
    for (const method of methods) {
      for (const build of /** @type {const} */ (['simd', 'relaxed'])) {
        const task = { build, windows, seconds: 0.5, settings: { ...network.settings, ...method.settings, seed: 1 } };
        const speeds = await page.evaluate((asked) => /** @type {any} */ (window).throughput(asked), task);
        rows.push(
          row(
            `${network.name}, ${method.name}, ${build === 'simd' ? 'strict SIMD' : 'relaxed SIMD'}`,
            'samples/s',
            speeds,
          ),
        );
      }
    }
  }
  await page.close();
  return rows;
}
