// @ts-check
// Formulas on the page: each character printed with the mathematics font that is shipped, and none wider than a phone.
import { chapters, expect, figureNamed, openAlone, test } from '../support/figures.mjs';

/** @typedef {import('@playwright/test').Page} Page */

test.use({ colorScheme: 'light' });

/**
 * The names of the fonts with which the browser has drawn the formulas of a page, figures included.
 * @param {Page} page
 */
async function fontsOfFormulas(page) {
  await page.evaluate(() => document.fonts.load('1em "STIX Two Math"'));
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  /** @param {any} node @returns {number[]} */
  const tokens = (node) =>
    /^(mi|mn|mo|mtext)$/.test(node.nodeName)
      ? [node.nodeId]
      : [...(node.children ?? []), ...(node.shadowRoots ?? [])].flatMap(tokens);
  const nodes = tokens(root);
  expect(nodes.length).toBeGreaterThan(0);
  const used = await Promise.all(nodes.map((nodeId) => session.send('CSS.getPlatformFontsForNode', { nodeId })));
  await session.detach();
  return [
    ...new Set(
      used.flatMap(({ fonts }) =>
        fonts.map(({ familyName, isCustomFont }) => `${familyName}${isCustomFont ? '' : ' of the machine'}`),
      ),
    ),
  ];
}

for (const language of ['en', 'zh']) {
  for (const chapter of chapters) {
    test(`the formulas of ${chapter} are printed with the mathematics font and fit a phone, in ${language}`, async ({
      phone,
    }) => {
      await phone.goto('about:blank');
      await phone.goto(`./?lang=${language}#/${chapter}`);
      await expect(phone.locator('article math').first()).toBeAttached();
      expect(await fontsOfFormulas(phone)).toEqual(['STIX Two Math']);
      const wide = await phone.locator('article math').evaluateAll((all) =>
        all
          .filter((formula) => {
            const block = formula.closest('.formula');
            return (
              formula.getBoundingClientRect().right > innerWidth || (block && block.scrollWidth > block.clientWidth)
            );
          })
          .map((formula) => formula.textContent),
      );
      expect(wide).toEqual([]);
    });
  }
}

test('a typed formula is printed with it too, in a figure alone', async ({ page }) => {
  const formula = 'sqrt(x)/2 - |sin(3x)|^2 + floor(x) ceil(x) + e^(-0.5x) + 2π σ(x) + arctan(x)/log10(x)';
  const slope = await openAlone(page, figureNamed('slope'), {
    query: `curve=own&formula=${encodeURIComponent(formula)}`,
  });
  await expect(slope.locator('math').first()).toBeVisible();
  expect(await fontsOfFormulas(page)).toEqual(['STIX Two Math']);
});
