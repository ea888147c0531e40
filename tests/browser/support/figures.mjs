// @ts-check
// The figures that there are, found by their folders, and how a test meets one.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { figurePlaces } from '../../../tools/lib/figures.mjs';
import { inProject } from '../../../tools/lib/project.mjs';
import { base, expect, listen, test } from './page.mjs';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').Locator} Locator
 * @typedef {import('../../../web/kit/state.js').Schema} Schema
 * @typedef {{ chapter: string, name: string, tag: string, schema: Schema, looks: Record<string, string> }} Figure
 *   looks: states worth looking at, by name; the default is always the first
 */

export const wide = { width: 1440, height: 900 };
export const narrow = { width: 360, height: 740 };
export const sizes = [
  wide,
  { width: 1024, height: 768 },
  { width: 768, height: 1024 },
  { width: 740, height: 360 },
  narrow,
];

/** What has not changed since all of its tests passed: a look at it must do (tools/lib/browser-tests.mjs). */
export const unchanged = new Set((process.env.DOWNHILL_UNCHANGED ?? '').split(','));

/** @param {import('../../../tools/lib/figures.mjs').Place} place @returns {Promise<Figure>} */
async function describeFigure({ chapter, name, folder }) {
  const read = (/** @type {string} */ file) => import(pathToFileURL(inProject(folder, file)).href);
  const { schema } = await read('schema.js');
  const looks = existsSync(inProject(folder, 'looks.js')) ? (await read('looks.js')).default : {};
  return { chapter, name, tag: `dh-${name}`, schema, looks: { default: '', ...looks } };
}

/** @type {Figure[]} */
export const figures = await Promise.all(figurePlaces().map(describeFigure));

export const chapters = [...new Set(figures.map(({ chapter }) => chapter))];

/** A figure's last look: the one that is furthest from its start. @param {Figure} figure */
export const lastLook = (figure) => Object.values(figure.looks).at(-1) ?? '';

/** @param {string} name @returns {Figure} */
export function figureNamed(name) {
  const found = figures.find((figure) => figure.name === name);
  if (!found) throw new Error(`There is no figure ${name}.`);
  return found;
}

/** @param {Figure} figure @param {string} query */
const hashOf = (figure, query) => `#/${figure.chapter}/${figure.name}${query ? `?${query}` : ''}`;

/**
 * Opens a figure in its chapter, on a page that is loaded anew.
 * @param {Page} page
 * @param {Figure} figure
 * @param {{ query?: string, language?: string }} [place]
 */
export async function open(page, figure, { query = '', language = 'en' } = {}) {
  await page.goto('about:blank');
  await page.goto(`./?lang=${language}${hashOf(figure, query)}`);
  return settled(page.locator(figure.tag));
}

/**
 * Opens a figure alone, as another page would embed it. Where that page is open already, the element is made anew in
 * it, and the engine that is loaded stays. `settle: false` returns before it has come to rest.
 * @param {Page} page @param {Figure} figure @param {{ query?: string, language?: string, settle?: boolean }} [place]
 */
export async function openAlone(page, figure, { query = '', language = 'en', settle = true } = {}) {
  const address = `${base}embed.html`;
  const element = page.locator(figure.tag);
  if (page.url().split('#')[0] === address) {
    await go(page, '#/nowhere');
    await expect(page.locator('.figure')).toHaveCount(0);
  } else {
    await page.goto(`${address}#/nowhere`);
  }
  await speak(page, language);
  await go(page, hashOf(figure, query));
  if (settle) await settled(element);
  return element;
}

/**
 * Another address of the page that is open: returns when the page has heard of it.
 * @param {Page} page
 * @param {string} hash
 */
export const go = (page, hash) =>
  page.evaluate(
    (to) =>
      new Promise((resolve) => {
        window.addEventListener('hashchange', resolve, { once: true });
        location.hash = to;
      }),
    hash,
  );

/** As if the reader had told the browser another language. @param {Page} page @param {string} language */
export const speak = (page, language) =>
  page.evaluate((tag) => {
    Object.defineProperty(navigator, 'languages', { configurable: true, get: () => [tag] });
    window.dispatchEvent(new Event('languagechange'));
  }, language);

/** Waits until a figure has come to rest, and says what it waits for where it does not. @param {Locator} element */
export async function settled(element) {
  await element.waitFor();
  await element.evaluate(async (node) => {
    await customElements.whenDefined(node.localName);
    const figure = /** @type {import('../../../web/kit/figure.js').Figure} */ (node);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const patience = new Promise((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`${figure.localName} does not come to rest: ${figure.busyWith.join('; ')}`)),
        50_000,
      );
    });
    await Promise.race([figure.idle, patience]).finally(() => clearTimeout(timer));
  });
  return element;
}

/** @param {Locator} element @param {Record<string, unknown>} patch */
export const change = (element, patch) =>
  element.evaluate((figure, wanted) => /** @type {any} */ (figure).change(wanted), patch);

/** @param {Locator} element @returns {Promise<string>} what the address would say of its state */
export const queryOf = (element) => element.evaluate((figure) => /** @type {any} */ (figure).query);

/**
 * What stands under the picture once the last change has been drawn, which is a frame after it.
 * @param {Locator} element
 */
export async function captionOf(element) {
  await element.evaluate(
    (figure) => /** @type {import('../../../web/kit/figure.js').Figure} */ (figure).updateComplete,
  );
  return (await element.locator('figcaption').innerText()).replace(/\s+/g, ' ').trim();
}

/** How long something took is not the same twice. @param {string} caption */
export const withoutTimes = (caption) => caption.replace(/[\d.,]+ ?(s|ms|seconds|毫秒|秒)(?![a-z])/g, '… s');

/** What was last copied. @param {Page} page @returns {Promise<string>} */
export const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

/** What the eyes say of the page as it is now. @param {Page} page @returns {Promise<string[]>} */
export const layout = (page) =>
  page.evaluate(() => /** @type {import('./eyes.mjs').Eyes} */ (/** @type {any} */ (window).eyes).layout());

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
      if (field.type === 'choice')
        patch[key] = field.options.find((option) => option !== field.default) ?? field.default;
      if (field.type === 'text') patch[key] = 'x';
      if (field.type === 'numbers')
        patch[key] = field.default.map((value) => (value < field.max ? value + 1 : value - 1));
      if (field.type === 'number') {
        const far =
          field.scale === 'log'
            ? field.default * 1.5
            : field.default + Math.min(field.integer ? 100 : Infinity, (field.max - field.min) / 100);
        const value = Math.min(
          field.max,
          Math.max(field.min, field.integer ? Math.ceil(far) : Number(far.toPrecision(6))),
        );
        patch[key] = value === field.default ? field.min : value;
      }
    }
    return patch;
  });

export { expect, listen, test };
