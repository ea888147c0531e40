// @ts-check
// `npm test`: sets everything up, then runs every test there is. A step that fails does not keep the others
// from running. `npm test -- native engine` runs only the steps that are named; with `all` the browser's tests run in
// full for figures that have not changed, too. Three run only when they are named:
// `sanitized`, the native tests under address and undefined-behaviour sanitizers, `threads`, training under the thread
// sanitizer, and `coverage`.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { command, Failure, findProgram, inProject, relaxedSimdFlags, run, runPackage } from './lib/project.mjs';
import { coverageOf, ranges } from './lib/coverage.mjs';
import { countCatch2, countNode, countPlaywright, sum } from './lib/counts.mjs';
import { duration, Steps } from './lib/steps.mjs';
import { runBrowserTests } from './lib/browser-tests.mjs';
import { buildSite, compile, configure } from './build.mjs';
import { format } from './format.mjs';
import { tidy } from './tidy.mjs';

/**
 * @typedef {import('./lib/counts.mjs').Counts} Counts
 * @typedef {{ name: string, title: string, work: () => Promise<void>, count: () => Counts | null }} Step
 */

const reports = inProject('build/reports');

/**
 * @param {string} name
 * @param {string} title
 * @param {string} folder
 * @param {string[] | null} settings null: it is configured already
 * @param {string} [room] one alone
 * @returns {Step}
 */
const catch2 = (name, title, folder, settings, room) => ({
  name,
  title,
  work: async () => {
    if (settings) await configure(folder, settings);
    await compile(folder, [room ? `tests_${room}` : 'all_tests']);
    for (const report of readdirSync(inProject('build', folder, 'reports')))
      rmSync(inProject('build', folder, 'reports', report));
    await run('ctest', [
      '--test-dir',
      `build/${folder}`,
      '--parallel',
      String(availableParallelism()),
      '--output-on-failure',
      '--no-tests=error',
      ...(room ? ['-R', `^${room}$`] : []),
    ]);
  },
  count: () => countCatch2(inProject('build', folder, 'reports')),
});

/** In the tree of the site's strict build, which is configured by now. @type {Step} */
const wasm = catch2('wasm', 'Core, WebAssembly under Node (Catch2)', 'wasm', null);

// Clang takes two thirds of gcc's time for Eigen's templates. What runs only when it is named keeps the system's
// compiler.
const clang = process.env.CXX ? undefined : findProgram(['clang++-19']);
const native = catch2('native', 'Core, native (Catch2)', 'native', clang ? [`-DCMAKE_CXX_COMPILER=${clang}`] : []);

/** The least share of src/'s lines that the native tests are to run. */
const leastCoverage = 0.95;

/** @type {Step} */
const coverage = (() => {
  const tests = catch2('coverage', 'Core, native, its lines counted (gcov)', 'coverage', ['-DDOWNHILL_COVERAGE=ON']);
  return {
    ...tests,
    work: async () => {
      await tests.work();
      const files = coverageOf(inProject('build/coverage'));
      const [lines, covered] = [
        files.reduce((all, file) => all + file.lines, 0),
        files.reduce((all, file) => all + file.run, 0),
      ];
      for (const { file, lines: own, run: done, missed } of files) {
        if (missed.length > 0)
          console.log(`      ${((100 * done) / own).toFixed(1).padStart(5)} %  ${file}: ${ranges(missed)}`);
      }
      const share = covered / lines;
      console.log(
        `      ${(100 * share).toFixed(1).padStart(5)} %  of the ${lines} lines in ${files.length} files of src/`,
      );
      if (share < leastCoverage)
        throw new Failure(
          `The tests run ${(100 * share).toFixed(1)} % of src/; ${100 * leastCoverage} % is the least.`,
        );
    },
  };
})();

/** @param {string} name @param {string} title @param {string} folder @returns {Step} */
const node = (name, title, folder) => ({
  name,
  title,
  work: async () => {
    const tests = readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.test.mjs'),
    );
    if (tests.length === 0) throw new Failure(`There is no test in ${folder}.`);
    await run(process.execPath, [
      ...relaxedSimdFlags,
      '--test',
      `--test-concurrency=${availableParallelism()}`,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${reports}/${name}.tap`,
      ...tests.sort().map((file) => `${folder}/${file}`),
    ]);
  },
  count: () => countNode(`${reports}/${name}.tap`),
});

/** @type {Step} */
const formatted = {
  name: 'format',
  title: 'Format: Prettier, ESLint, clang-format (`npm run format` mends it)',
  work: () => format(false),
  count: () => null,
};

/** @type {Step} */
const tidied = {
  name: 'tidy',
  title: 'Mistakes that compile: clang-tidy, over the rooms that have changed',
  work: tidy,
  count: () => null,
};

/** @type {Step} */
const types = {
  name: 'types',
  title: 'Types: tsc over web/, tools/ and the tests in JavaScript',
  work: () => runPackage('typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']),
  count: () => null,
};

/** @type {Step} */
const browser = {
  name: 'browser',
  title: 'The page in Chromium',
  work: () => runBrowserTests(process.argv.includes('all')),
  count: () => countPlaywright(`${reports}/browser.json`),
};

const usual = [
  formatted,
  node('tools', 'Tools and data preparation', 'tests/tools'),
  types,
  native,
  wasm,
  node('engine', "The engine's JavaScript contract, under Node", 'tests/engine'),
  tidied,
  browser,
];

const onDemand = [
  catch2('sanitized', 'Core, native, under address and undefined-behaviour sanitizers', 'sanitized', [
    '-DDOWNHILL_SANITIZERS=address,undefined',
  ]),
  catch2(
    'threads',
    'Training, native, under the thread sanitizer',
    'threads',
    ['-DDOWNHILL_SANITIZERS=thread'],
    'training',
  ),
  coverage,
];

/** @typedef {{ title: string, passed: boolean, counts: Counts, time: number }} Outcome */

/** @param {Step} step @param {Steps} steps @param {boolean} beside @returns {Promise<Outcome>} */
async function outcome(step, steps, beside) {
  const began = performance.now();
  const passed = await steps.take(step.name, step.title, step.work, beside).then(
    () => true,
    (error) => {
      if (!(error instanceof Failure)) throw error;
      console.error(`      ${error.message}`);
      return false;
    },
  );
  // A step that has no count of its own is one test; one that failed has failed in something.
  const counts = step.count() ?? { passed: Number(passed), failed: 0, skipped: 0 };
  if (!passed && counts.failed === 0) counts.failed = 1;
  return { title: step.title, passed, counts, time: performance.now() - began };
}

/** One after another. @param {Step[]} chosen @param {Steps} steps @param {boolean} [beside] */
async function outcomes(chosen, steps, beside = false) {
  const all = [];
  for (const step of chosen) all.push(await outcome(step, steps, beside));
  return all;
}

/**
 * The page's tests wait for frames now and then: the other steps have that time, and run beside them at low priority.
 * @param {Step[]} chosen
 */
async function take(chosen) {
  const steps = new Steps(6 + chosen.length);
  await buildSite(steps, 'tests');
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });

  const page = chosen.filter((step) => step === browser);
  const others = chosen.filter((step) => step !== browser);
  return (await Promise.all([outcomes(page, steps), outcomes(others, steps, page.length > 0)])).flat();
}

/** @param {Outcome[]} all @param {number} time that they took together */
function report(all, time) {
  const width = Math.max(...all.map(({ title }) => title.length));
  console.log('\n');
  for (const { title, passed, counts, time: own } of all) {
    const line = [
      `${counts.passed} passed`,
      `${counts.failed} failed`,
      ...(counts.skipped ? [`${counts.skipped} skipped`] : []),
    ];
    console.log(`${passed ? '✓' : '✗'} ${title.padEnd(width)}  ${duration(own).padStart(10)}  ${line.join(', ')}`);
  }
  const total = sum(all.map(({ counts }) => counts));
  console.log(`\nEverything took ${duration(time)}.\n`);
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
}

await command(async () => {
  const began = performance.now();
  const wanted = process.argv.slice(2).filter((name) => name !== 'all');
  const known = [...usual, ...onDemand];
  const unknown = wanted.find((name) => !known.some((step) => step.name === name));
  if (unknown)
    throw new Failure(`There is no step '${unknown}'; there are ${known.map(({ name }) => name).join(', ')}.`);
  const all = await take(wanted.length === 0 ? usual : known.filter(({ name }) => wanted.includes(name)));
  report(all, performance.now() - began);
  if (all.some(({ passed }) => !passed)) process.exitCode = 1;
});
