// @ts-check
// `npm run look`: contact sheets in look/, for one's own eyes. One sheet a figure, all of its looks at three widths,
// in both themes and languages; and the whole page of each chapter. Figures and looks are found by their folders.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { chapters, figures, open, settled } from '../support/figures.mjs';

/** @typedef {{ title: string, png: Buffer }} Shot */

const folder = fileURLToPath(new URL('../../../look/', import.meta.url));
const widths = [1440, 768, 360];
const guises = /** @type {const} */ ([
  ['en', 'light'],
  ['zh', 'dark'],
  ['zh', 'light'],
  ['en', 'dark'],
]);

test.describe.configure({ timeout: 600_000 });
test.use({ deviceScaleFactor: 1 });

test.beforeAll(() => mkdirSync(folder, { recursive: true }));

/**
 * Puts pictures side by side on one page, and takes a picture of that.
 * @param {import('@playwright/test').Browser} browser @param {string} name @param {Shot[][]} rows
 */
async function montage(browser, name, rows) {
  const page = await browser.newPage({ deviceScaleFactor: 1, viewport: { width: 2400, height: 1200 } });
  const cell = (/** @type {Shot} */ { title, png }) =>
    `<figure><figcaption>${title}</figcaption><img src="data:image/png;base64,${png.toString('base64')}"></figure>`;
  await page.setContent(`<!doctype html><style>
    body { margin: 0; padding: 20px; width: max-content; background: #777; font: 15px sans-serif; }
    .row { display: flex; gap: 20px; align-items: flex-start; margin-bottom: 24px; }
    figure { margin: 0; } figcaption { padding: 4px 0; color: #fff; } img { display: block; }
  </style>${rows.map((shots) => `<div class="row">${shots.map(cell).join('')}</div>`).join('')}`);
  const size = await page.locator('body').boundingBox();
  await page.setViewportSize({ width: Math.ceil(size?.width ?? 2400), height: 1200 });
  const file = path.join(folder, `${name}.png`);
  rmSync(file, { force: true });
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
  console.log(`look/${name}.png`);
}

for (const figure of figures) {
  test(figure.tag, async ({ browser }) => {
    for (const [look, query] of Object.entries(figure.looks)) {
      /** @type {Shot[][]} */
      const rows = [];
      for (const [language, theme] of guises) {
        const page = await browser.newPage({ colorScheme: theme, viewport: { width: widths[0], height: 1000 } });
        const element = await open(page, figure, { query, language });
        /** @type {Shot[]} */
        const row = [];
        for (const width of widths) {
          await page.setViewportSize({ width, height: 1000 });
          await settled(element);
          row.push({
            title: `${figure.tag}, ${look}: ${width} px, ${language}, ${theme}`,
            png: await element.screenshot(),
          });
        }
        rows.push(row);
        await page.close();
      }
      await montage(browser, `${figure.chapter}-${figure.name}-${look}`, rows);
    }
    expect(Object.keys(figure.looks).length).toBeGreaterThan(0);
  });
}

for (const chapter of chapters) {
  test(`the page of ${chapter}`, async ({ browser }) => {
    for (const width of widths) {
      /** @type {Shot[]} */
      const shots = [];
      for (const [language, theme] of guises.slice(0, 2)) {
        const page = await browser.newPage({ colorScheme: theme, viewport: { width, height: 1000 } });
        await page.goto(`./?lang=${language}#/${chapter}`);
        for (const { tag } of figures.filter((figure) => figure.chapter === chapter)) {
          await page.locator(tag).evaluate((element) => element.scrollIntoView());
          await settled(page.locator(tag));
        }
        shots.push({
          title: `${chapter}: ${width} px, ${language}, ${theme}`,
          png: await page.screenshot({ fullPage: true }),
        });
        await page.close();
      }
      await montage(browser, `${chapter}-page-${width}`, [shots]);
    }
  });
}
