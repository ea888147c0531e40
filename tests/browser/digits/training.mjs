// @ts-check
// What the tests of the training figure share: opening it, reading it, waiting for it.

/** @typedef {import('@playwright/test').Page} Page @typedef {Record<string, any>} Readings */

/** @param {Page} page @param {string} [state] @param {string} [language] */
export async function open(page, state = '', language = 'en') {
  await page.goto(`./?lang=${language}#/digits/train${state ? `?${state}` : ''}`);
  const figure = page.locator('dh-train');
  await figure.waitFor();
  await figure.evaluate((element) => element.scrollIntoView());
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('dh-train')).session?.opened, null, { timeout: 30_000 });
  return figure;
}

/** @param {Page} page @returns {Promise<Readings>} */
export const read = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector('dh-train')).readings);

/** Waits until the figure stands and its readings pass a test. @param {Page} page @param {(readings: Readings) => boolean} condition @param {number} [timeout] */
export async function until(page, condition, timeout = 40_000) {
  let readings = await read(page);
  for (const end = Date.now() + timeout; !(readings && condition(readings)); readings = await read(page)) {
    if (Date.now() > end) throw new Error(`waited in vain for ${condition}; the figure reads ${JSON.stringify(readings ?? null).slice(0, 600)}`);
    await page.waitForTimeout(40);
  }
  return readings;
}

/** @param {Page} page @param {string | RegExp} name */
export const press = (page, name) => page.locator('dh-train').getByRole('button', { name, exact: typeof name === 'string' }).click();

/** @param {Page} page */
export const caption = async (page) => (await page.locator('dh-train figcaption').innerText()).replace(/\s+/g, ' ');

/** Trains at full speed until something holds, then pauses. @param {Page} page @param {(readings: Readings) => boolean} condition */
export async function trainUntil(page, condition) {
  await page.evaluate(() => /** @type {any} */ (document.querySelector('dh-train')).change({ pace: 'full' }));
  await press(page, 'play');
  await until(page, condition);
  await press(page, 'pause');
  return until(page, (r) => r.status === 'paused' && !r.playing && r.evaluatedAt === r.step);
}
