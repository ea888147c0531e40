// @ts-check
// The figures that there are, found by their folders, and how a test meets one.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { installEyes } from './eyes.mjs';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').Locator} Locator
 * @typedef {import('../../../web/kit/state.js').Schema} Schema
 * @typedef {{ chapter: string, name: string, tag: string, looks: Record<string, string> }} Figure
 *   looks: states worth looking at, by name; the default is always the first
 */

const folder = fileURLToPath(new URL('../../../web/chapters/', import.meta.url));

/** @param {string} place @returns {string[]} the folders in it */
const foldersIn = (place) =>
  existsSync(place) ? readdirSync(place, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name) : [];

/** @param {string} chapter @param {string} name @returns {Promise<Figure>} */
async function describeFigure(chapter, name) {
  const file = path.join(folder, chapter, 'figures', name, 'looks.js');
  const looks = existsSync(file) ? (await import(pathToFileURL(file).href)).default : {};
  return { chapter, name, tag: `dh-${name}`, looks: { default: '', ...looks } };
}

/** @type {Figure[]} */
export const figures = await Promise.all(
  foldersIn(folder).flatMap((chapter) =>
    foldersIn(path.join(folder, chapter, 'figures'))
      .filter((name) => existsSync(path.join(folder, chapter, 'figures', name, 'figure.js')))
      .map((name) => describeFigure(chapter, name))),
);

export const chapters = [...new Set(figures.map(({ chapter }) => chapter))];

/** Opens a figure in its chapter. @param {Page} page @param {Figure} figure @param {{ query?: string, language?: string }} [place] */
export async function open(page, figure, { query = '', language = 'en' } = {}) {
  await page.goto(`./?lang=${language}#/${figure.chapter}/${figure.name}${query ? `?${query}` : ''}`);
  return settled(page.locator(figure.tag));
}

/** Waits until a figure has come to rest: until it loads nothing and nothing that it reads changes any more. @param {Locator} element */
export async function settled(element) {
  await element.waitFor();
  await element.evaluate(async (node) => {
    const figure = /** @type {any} */ (node);
    await customElements.whenDefined(figure.localName);
    const rest = 800;
    const busy = ['opening', 'waiting', 'running', 'travelling'];
    const patience = performance.now() + 40_000;
    let last = '';
    for (let since = performance.now(); performance.now() - since < rest; ) {
      await figure.updateComplete;
      const now = JSON.stringify([figure.readings, figure.query]);
      const waiting = figure.renderRoot.querySelector('dh-progress') !== null || busy.includes(figure.readings.status);
      if (waiting || now !== last) [last, since] = [now, performance.now()];
      if (performance.now() > patience) throw new Error(`${figure.localName} does not come to rest: ${now.slice(0, 500)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  return element;
}

/** @param {Locator} element @returns {Promise<string>} what the address would say of its state */
export const queryOf = (element) => element.evaluate((figure) => /** @type {any} */ (figure).query);

/** @param {Locator} element */
export const captionOf = async (element) => (await element.locator('figcaption').innerText()).replace(/\s+/g, ' ').trim();

/** @param {Locator} element @param {string} name the class of one of the tools under the caption */
export const tool = (element, name) => element.locator(`.tools button.${name}`);

/**
 * A state in which every field that can be is a little off its default, as `change` takes it.
 * @param {Locator} element @returns {Promise<Record<string, unknown>>}
 */
export const nudged = (element) =>
  element.evaluate((figure) => {
    const schema = /** @type {Schema} */ (/** @type {any} */ (figure.constructor).schema);
    /** @type {Record<string, unknown>} */
    const patch = {};
    for (const [key, field] of Object.entries(schema)) {
      if (field.type === 'boolean') patch[key] = !field.default;
      if (field.type === 'choice') patch[key] = field.options.find((option) => option !== field.default) ?? field.default;
      if (field.type === 'text') patch[key] = 'x';
      if (field.type === 'numbers') patch[key] = field.default.map((value) => (value < field.max ? value + 1 : value - 1));
      if (field.type === 'number') {
        const far = field.scale === 'log' ? field.default * 1.5 : field.default + (field.max - field.min) / 100;
        const value = Math.min(field.max, Math.max(field.min, field.integer ? Math.ceil(far) : Number(far.toPrecision(6))));
        patch[key] = value === field.default ? field.min : value;
      }
    }
    return patch;
  });

/** What the browser says of a page: errors, and what the security policy forbids. @param {Page} page @returns {string[]} filled as they come */
export function listen(page) {
  /** @type {string[]} */
  const complaints = [];
  // The same error once a frame is one complaint.
  const note = (/** @type {string} */ text) => {
    const complaint = text.split('\n').slice(0, 3).join('\n');
    if (!complaints.includes(complaint)) complaints.push(complaint);
  };
  page.on('pageerror', (error) => note(String(error.stack ?? error)));
  page.on('console', (message) => message.type() === 'error' && note(message.text()));
  return complaints;
}

/**
 * A page that sees with the tests' eyes, and on which the browser may not complain.
 * @type {import('@playwright/test').TestType<import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions, import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions>}
 */
export const test = base.extend({
  page: async ({ page }, use) => {
    await page.addInitScript(installEyes);
    const complaints = listen(page);
    await use(page);
    expect(complaints).toEqual([]);
  },
});

export { expect };
