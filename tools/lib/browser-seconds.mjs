// @ts-check
// What the browser's tests cost, read from Playwright's report: for reading, never a condition.
import { figureOfSpec } from './figures.mjs';

/** @typedef {import('./figures.mjs').Place} Place */
/**
 * @typedef {{ file: string, path: string[], seconds: number }} Took file: below tests/browser; path: the names around a
 *   test and its own
 */
/** @typedef {{ name: string, contract: number, own: number }} Row seconds of testing, by what was tested */

/** @param {any} suite @param {string[]} around @returns {Took[]} */
const testsIn = (suite, around) => [
  ...(suite.specs ?? []).map((/** @type {any} */ { title, tests }) => ({
    file: suite.file,
    path: [...around, title],
    seconds: tests
      .flatMap((/** @type {any} */ { results }) => results)
      .reduce((/** @type {number} */ sum, /** @type {any} */ { duration }) => sum + duration / 1000, 0),
  })),
  ...(suite.suites ?? []).flatMap((/** @type {any} */ inner) => testsIn(inner, [...around, inner.title])),
];

/**
 * What a test is about: a figure, else the file that it stands in.
 * @param {Took} test
 * @param {readonly Place[]} places
 */
function subjectOf({ file, path }, places) {
  const [folder, spec = ''] = file.split('/');
  const figure =
    file === 'contract.spec.mjs'
      ? places.find(({ name }) => path.includes(`dh-${name}`))
      : figureOfSpec(
          spec,
          places.filter(({ chapter }) => chapter === folder),
        );
  return figure ? `${figure.chapter}/${figure.name}` : file.replace('.spec.mjs', '');
}

/** @param {any} report Playwright's, as JSON @param {readonly Place[]} places @returns {Row[]} the dearest first */
export function secondsOf(report, places) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  for (const test of report.suites.flatMap((/** @type {any} */ suite) => testsIn(suite, []))) {
    const name = subjectOf(test, places);
    const row = rows.get(name) ?? { name, contract: 0, own: 0 };
    row[test.file === 'contract.spec.mjs' ? 'contract' : 'own'] += test.seconds;
    rows.set(name, row);
  }
  return [...rows.values()].sort((a, b) => b.contract + b.own - (a.contract + a.own));
}

/** @param {readonly Row[]} rows */
export function secondsTable(rows) {
  const total = (/** @type {'contract' | 'own'} */ kind) => rows.reduce((sum, row) => sum + row[kind], 0);
  const all = [...rows, { name: 'all', contract: total('contract'), own: total('own') }];
  const width = Math.max(18, ...all.map(({ name }) => name.length));
  const cell = (/** @type {number} */ seconds) => (seconds > 0 ? seconds.toFixed(1) : '').padStart(10);
  const lines = all.map(({ name, contract, own }) => `      ${name.padEnd(width)}${cell(contract)}${cell(own)}`);
  return [`      ${'seconds of testing'.padEnd(width)}${'contract'.padStart(10)}${'own'.padStart(10)}`, ...lines].join(
    '\n',
  );
}
