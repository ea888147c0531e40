// @ts-check
// What the tests of the training figure share: opening it, reading it, waiting for it.

import { captionOf, figureNamed, openAlone } from '../support/figures.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {Record<keyof import('../../../web/chapters/digits/figures/train/figure.js').Readings, any>} Readings */

const train = figureNamed('train');

/**
 * Alone, as soon as it can be asked; it may still load and train.
 * @param {Page} page
 * @param {string} [query]
 * @param {string} [language]
 */
export async function open(page, query = '', language = 'en') {
  const figure = await openAlone(page, train, { query, language, settle: false });
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('dh-train'))?.session?.opened, null, {
    timeout: 40_000,
  });
  return figure;
}

/** @param {Page} page @returns {Promise<Readings>} */
export const read = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector('dh-train')).readings);

/**
 * Waits until the figure's readings pass a test, looking once a frame.
 * @param {Page} page
 * @param {(readings: Readings) => boolean} condition
 * @param {number} [timeout]
 */
export async function until(page, condition, timeout = 40_000) {
  let readings = await read(page);
  for (const end = Date.now() + timeout; !(readings && condition(readings)); readings = await read(page)) {
    if (Date.now() > end)
      throw new Error(
        `waited in vain for ${condition}; the figure reads ${JSON.stringify(readings ?? null).slice(0, 600)}`,
      );
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  return readings;
}

/** @param {Page} page @param {string | RegExp} name */
export const press = (page, name) =>
  page
    .locator('dh-train')
    .getByRole('button', { name, exact: typeof name === 'string' })
    .click();

/** @param {Page} page */
export const caption = (page) => captionOf(page.locator('dh-train'));

/**
 * Trains at full speed until something holds, then pauses.
 * @param {Page} page
 * @param {(readings: Readings) => boolean} condition
 */
export async function trainUntil(page, condition) {
  await page.evaluate(() => /** @type {any} */ (document.querySelector('dh-train')).change({ pace: 'full' }));
  await press(page, 'play');
  await until(page, condition);
  await press(page, 'pause');
  return until(page, (r) => r.status === 'paused' && !r.playing && r.evaluatedAt === r.step);
}
