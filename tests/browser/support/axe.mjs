// @ts-check
// What axe-core finds wrong with a page.
import { AxeBuilder } from '@axe-core/playwright';

/**
 * @param {import('@playwright/test').Page} page
 * @param {{ rules?: string[], include?: string, exclude?: string }} [what] rules: only these
 * @returns {Promise<string[]>} one line for each rule that is broken
 */
export async function complaintsOf(page, { rules, include, exclude } = {}) {
  // Legacy: all frames are our own, and the other way opens a page for each look.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  if (rules) axe.withRules(rules);
  if (include) axe.include(include);
  if (exclude) axe.exclude(exclude);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`);
}
