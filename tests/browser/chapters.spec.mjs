// @ts-check
// What every chapter owes its learners: its figures stand in it, whole at any size, and links lead to them.
import { complaintsOf } from './support/axe.mjs';
import {
  captionOf,
  change,
  chapters,
  copied,
  expect,
  figures,
  layout,
  narrow,
  nudged,
  queryOf,
  settled,
  sizes,
  test,
  tool,
  unchanged,
  wide,
  withoutTimes,
} from './support/figures.mjs';

/** @typedef {import('./support/figures.mjs').Page} Page */

test.use({ colorScheme: 'light' });

for (const chapter of chapters) {
  const own = figures.filter((figure) => figure.chapter === chapter);

  test.describe(`the chapter ${chapter}`, () => {
    /** All its figures, come to rest. @param {Page} page */
    const wholeChapter = async (page) => {
      for (const { tag } of own) {
        await page.locator(tag).evaluate((node) => node.scrollIntoView());
        await settled(page.locator(tag));
      }
    };

    if (unchanged.has(chapter)) {
      test('in smoke: its figures stand in it', async ({ page }) => {
        await page.goto(`./?lang=en#/${chapter}`);
        await page.locator('h1').waitFor();
        await wholeChapter(page);
        expect(await layout(page)).toEqual([]);
      });
      return;
    }

    test('a link leads to each of its figures as it was', async ({ page }) => {
      await page.goto(`./?lang=en#/${chapter}`);
      for (const figure of own) {
        const element = page.locator(figure.tag);
        await element.evaluate((node) => node.scrollIntoView());
        await settled(element);
        await change(element, await nudged(element));
        await settled(element);
        const [query, caption] = [await queryOf(element), withoutTimes(await captionOf(element))];
        await tool(element, 'link').click();
        await expect.poll(() => copied(page)).toContain(`#/${chapter}/${figure.name}?${query}`);
        await tool(element, 'reset').click();
        await expect(page).toHaveURL(({ hash }) => hash === `#/${chapter}/${figure.name}`);
        await page.goto(await copied(page));
        await expect.poll(() => queryOf(element)).toBe(query);
        await settled(element);
        expect(withoutTimes(await captionOf(element))).toBe(caption);
        await expect(element).toBeInViewport();
      }
    });

    test('its figures stand in it in both languages; nothing is cut off or covered at any size', async ({ page }) => {
      /** @type {string[]} */
      const wrong = [];
      const tags = own.map(({ tag }) => tag).sort();
      await page.setViewportSize(wide);
      await page.goto(`./?lang=en#/${chapter}`);
      await page.locator('h1').waitFor();
      await wholeChapter(page);
      for (const size of sizes) {
        await page.setViewportSize(size);
        for (const language of ['zh-Hans', 'en']) {
          await page.locator('button.language').evaluate((button) => /** @type {HTMLElement} */ (button).click());
          await expect(page.locator('html')).toHaveAttribute('lang', language);
          await wholeChapter(page);
          expect(
            await page.locator('article .figure').evaluateAll((all) => all.map(({ localName }) => localName).sort()),
          ).toEqual(tags);
          wrong.push(
            ...(await layout(page)).map((complaint) => `${size.width} × ${size.height}, ${language}: ${complaint}`),
          );
        }
      }
      expect(wrong).toEqual([]);
    });

    test('axe finds nothing, in either language and theme, wide and narrow', async ({ page }) => {
      /** @type {string[]} */
      const wrong = [];
      for (const [language, size] of /** @type {const} */ ([
        ['en', wide],
        ['zh', narrow],
      ])) {
        await page.setViewportSize(size);
        await page.goto('about:blank');
        await page.goto(`./?lang=${language}#/${chapter}`);
        await page.locator('h1').waitFor();
        await wholeChapter(page);
        for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
          await page.emulateMedia({ colorScheme });
          await wholeChapter(page);
          const found = await complaintsOf(page);
          wrong.push(...found.map((complaint) => `${language}, ${colorScheme}: ${complaint}`));
        }
      }
      expect(wrong).toEqual([]);
    });
  });
}
