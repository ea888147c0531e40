// @ts-check
// What axe-core finds wrong with a page.
import axe from 'axe-core';

/**
 * @param {import('@playwright/test').Page} page
 * @param {{ exclude?: string }} [what] a selector of what is not looked at
 * @returns {Promise<string[]>} one line for each rule that is broken
 */
export async function complaintsOf(page, { exclude } = {}) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (without) => {
    const own = /** @type {import('axe-core')} */ (/** @type {any} */ (window).axe);
    const { violations } = await own.run(without ? { exclude: [without] } : document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`);
  }, exclude);
}
