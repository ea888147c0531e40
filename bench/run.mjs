// @ts-check
// Measures the built site in real Chromium: every file in bench/measures, in one run, one table each.
//   npm run bench                              everything
//   npm run bench -- throughput pad            only these
//   npm run bench -- --json FILE --windows 9   the numbers as JSON as well; more windows for each
//   npm run bench -- throughput --networks S,M --contenders ours-relaxed,jax --seconds 0.3
//                                              a part of it, quickly
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { systemBrowser } from '../tools/lib/browser.mjs';
import { command, Failure, inProject } from '../tools/lib/project.mjs';
import { serve } from '../tools/lib/server.mjs';
import { core } from '../web/build/core.mjs';
import { data } from '../web/build/data.mjs';
import { networks } from './contenders/networks.js';
import { allContenders } from './support/contest.mjs';
import { jsonOf, tablesOf, table } from './support/report.mjs';

/**
 * @typedef {{ title: string, measure: (context: import('./support/context.mjs').Context) =>
 *   Promise<import('./support/context.mjs').Measured> }} Measure
 */

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The page that has the engine, its rivals and nothing else, with the digits beside it. */
async function buildPage() {
  const folder = inProject('build/bench-page');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    configFile: false,
    root: inProject('bench/page'),
    base: './',
    logLevel: 'error',
    worker: { format: 'es', plugins: () => [core()] },
    plugins: [core(), data(inProject('web/generated/mnist'), 'mnist')],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
  return folder;
}

const measures = readdirSync(inProject('bench/measures'))
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -4))
  .sort();

/** @param {string} what @param {string[]} wanted none for all @param {string[]} all @returns {string[]} */
function choose(what, wanted, all) {
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown) throw new Failure(`There is no ${what} '${unknown}'; there are ${all.join(', ')}.`);
  return wanted.length > 0 ? wanted : all;
}

/** @param {string | undefined} list names with commas between them */
const namesIn = (list) => list?.split(',').map((name) => name.trim()) ?? [];

/**
 * The part of the processors' time that others take while nothing is measured yet: in the load, what was built just now
 * still counts.
 */
async function othersBusy() {
  const times = () =>
    os.cpus().map(({ times: { idle, ...busy } }) => [idle, Object.values(busy).reduce((sum, time) => sum + time, 0)]);
  const before = times();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const [idle, busy] = times().reduce(
    ([i, b], [idle, busy], c) => [i + idle - before[c][0], b + busy - before[c][1]],
    [0, 0],
  );
  return busy / Math.max(1, idle + busy);
}

await command(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      windows: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '0.5' },
      networks: { type: 'string' },
      contenders: { type: 'string' },
      site: { type: 'string', default: 'dist' },
    },
  });
  const windows = Number(values.windows);
  if (!Number.isInteger(windows) || windows < 1)
    throw new Failure(`--windows is ${values.windows}; it must be 1 or more.`);
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new Failure(`--seconds is ${values.seconds}; it must be more than 0.`);
  const names = choose('measure', positionals, measures);
  const chosen = {
    networks: choose('network', namesIn(values.networks), Object.keys(networks)),
    contenders: choose('contender', namesIn(values.contenders), allContenders),
  };

  const page = await buildPage();
  // What is measured on one thread must not be given more: only the cores' own measure is.
  const [site, bench, isolatedBench] = [
    await serve(inProject(values.site), 0),
    await serve(page, 0, { isolated: false }),
    await serve(page, 0),
  ];
  const busy = await othersBusy();
  const browser = await chromium.launch({ executablePath: systemBrowser(), args: flags });
  const processors = os.cpus();
  const machine = {
    browser: `Chromium ${browser.version()}`,
    processor: processors[0]?.model ?? 'unknown',
    processors: processors.length,
    load: os.loadavg()[0],
    busy,
    date: new Date().toISOString(),
  };
  console.log(`\n${machine.browser}; ${machine.processors} × ${machine.processor}; load ${machine.load.toFixed(2)}`);
  if (machine.busy > 0.25) console.log('Something else keeps this machine busy: the numbers will be too bad.');

  /** @type {Record<string, unknown>} */
  const results = {};
  /** @type {string[]} */
  const failed = [];
  try {
    for (const name of names) {
      const { title, measure } = /** @type {Measure} */ (await import(`./measures/${name}.mjs`));
      console.log(`\n${title}`);
      try {
        const measured = await measure({
          browser,
          windows,
          seconds,
          say: console.log,
          ...chosen,
          address: `http://127.0.0.1:${site.port}/`,
          benchAddress: `http://127.0.0.1:${bench.port}/`,
          isolatedBenchAddress: `http://127.0.0.1:${isolatedBench.port}/?cores`,
        });
        Object.assign(results, jsonOf(name, title, measured));
        for (const one of tablesOf(title, measured))
          console.log(one.title === title ? table(one.rows) : `\n  ${one.title}\n${table(one.rows)}`);
      } catch (error) {
        failed.push(name);
        console.error(`  could not be measured: ${error instanceof Error ? error.message : error}`);
      }
    }
  } finally {
    await browser.close();
    site.close();
    bench.close();
    isolatedBench.close();
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, ...results }, null, 1)}\n`);
  if (failed.length > 0) throw new Failure(`Not measured: ${failed.join(', ')}.`);
});
