// @ts-check
// How many tests each runner says it ran, read from the report that it wrote.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {Counts[]} counts @returns {Counts} */
export const sum = (counts) =>
  counts.reduce(
    (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }),
    { passed: 0, failed: 0, skipped: 0 },
  );

/** @param {string} folder of Catch2's XML reports, one for each room @returns {Counts} */
export function countCatch2(folder) {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.xml')) : [];
  return sum(
    files.map((name) => {
      const cases = /<OverallResultsCases ([^>]*)>/.exec(readFileSync(path.join(folder, name), 'utf8'))?.[1];
      if (!cases) return { passed: 0, failed: 1, skipped: 0 }; // it ended in the middle of its report
      const number = (/** @type {string} */ key) => Number(new RegExp(`${key}="(\\d+)"`).exec(cases)?.[1] ?? 0);
      return {
        passed: number('successes') + number('expectedFailures'),
        failed: number('failures'),
        skipped: number('skips'),
      };
    }),
  );
}

/** @param {string} file Node's TAP report @returns {Counts} */
export function countNode(file) {
  const report = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const number = (/** @type {string} */ key) => Number(new RegExp(`^# ${key} (\\d+)$`, 'm').exec(report)?.[1] ?? 0);
  return {
    passed: number('pass'),
    failed: number('fail') + number('cancelled'),
    skipped: number('skipped') + number('todo'),
  };
}

/** @param {string} file Playwright's JSON report @returns {Counts} */
export function countPlaywright(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 };
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}
