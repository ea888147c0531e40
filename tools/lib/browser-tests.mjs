// @ts-check
// The browser's tests as `npm test` runs them. With every figure they grow: so the contract and a figure's own tests
// run in full for the figures that have changed since they last passed, in smoke for the others. A fresh clone knows of
// no run that passed, and runs all of it.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { secondsOf, secondsTable } from './browser-seconds.mjs';
import { systemBrowser } from './browser.mjs';
import { figureOfSpec, figurePlaces } from './figures.mjs';
import { fingerprint } from './fingerprint.mjs';
import { inProject, runPackage } from './project.mjs';
import { say } from './steps.mjs';

/** @typedef {import('./figures.mjs').Place} Place */
/**
 * @typedef {{ name: string, inputs: string[], specs: string[] }} Part what can have changed by itself: a figure, or a
 *   chapter's text; specs: its own tests
 */

const record = inProject('build/browser-passed.json');
const report = inProject('build/reports/browser.json');

/** What every figure is made from and tested with. */
const common = [
  'web/build',
  'web/engine',
  'web/generated',
  'web/kit',
  'web/shell',
  'web/shipped',
  'web/styles',
  'web/embed.html',
  'web/index.html',
  'web/main.js',
  'src',
  'dist/mnist/manifest.json',
  'tests/browser/support',
  'tests/browser/chapters.spec.mjs',
  'tests/browser/contract.spec.mjs',
  'tests/fixtures',
  'tests/support/ends.mjs',
  'tools/lib',
  'playwright.config.mjs',
  'vite.config.mjs',
  'package-lock.json',
];

/** @param {readonly Place[]} places @returns {Part[]} */
export function partsOf(places) {
  const chapters = [...new Set(places.map(({ chapter }) => chapter))];
  return chapters.flatMap((chapter) => {
    const figures = places.filter((place) => place.chapter === chapter);
    const folder = `tests/browser/${chapter}`;
    const files = existsSync(inProject(folder)) ? readdirSync(inProject(folder)) : [];
    const shared = [
      ...files
        .filter((file) => file.endsWith('.mjs') && !file.endsWith('.spec.mjs'))
        .map((file) => `${folder}/${file}`),
      ...readdirSync(inProject('web/chapters', chapter))
        .filter((file) => file.endsWith('.js'))
        .map((file) => `web/chapters/${chapter}/${file}`),
    ];
    const specsOf = (/** @type {Place | null} */ figure) =>
      files
        .filter((file) => file.endsWith('.spec.mjs') && figureOfSpec(file, figures) === figure)
        .map((file) => `${folder}/${file}`);
    return [
      { name: chapter, inputs: [`web/chapters/${chapter}`, ...shared, ...specsOf(null)], specs: specsOf(null) },
      ...figures.map((figure) => ({
        name: `${chapter}/${figure.name}`,
        inputs: [figure.folder, ...shared, ...specsOf(figure)],
        specs: specsOf(figure),
      })),
    ];
  });
}

/** @param {readonly Part[]} parts @returns {Record<string, string>} a sum for each: equal sums, equal tests */
function sumsOf(parts) {
  const base = fingerprint(common);
  return Object.fromEntries(parts.map(({ name, inputs }) => [name, `${base} ${fingerprint(inputs)}`]));
}

/** @returns {Record<string, string>} the sums when all passed last */
const passed = () => (existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : {});

/** @param {boolean} everything whether nothing is left to a smoke test */
export async function runBrowserTests(everything) {
  if (!systemBrowser()) await runPackage('@playwright/test/cli.js', ['install', 'chromium']);
  const places = figurePlaces();
  const parts = partsOf(places);
  const sums = sumsOf(parts);
  const known = everything ? {} : passed();
  const unchanged = parts.filter(({ name }) => known[name] === sums[name]);
  if (unchanged.length > 0)
    say(
      `In smoke, unchanged since they passed: ${unchanged.map(({ name }) => name).join(', ')}. \`npm test -- all\` runs everything.`,
    );
  rmSync(report, { force: true });
  try {
    await runPackage('@playwright/test/cli.js', ['test', '--project=chromium'], {
      DOWNHILL_UNCHANGED: unchanged.map(({ name }) => name).join(),
      DOWNHILL_IGNORED: unchanged.flatMap(({ specs }) => specs).join(),
    });
  } finally {
    if (existsSync(report)) say(`${secondsTable(secondsOf(JSON.parse(readFileSync(report, 'utf8')), places))}`);
  }
  mkdirSync(inProject('build'), { recursive: true });
  writeFileSync(record, `${JSON.stringify(sums, null, 2)}\n`);
}
