// @ts-check
// The front door: one landscape with a point that walks down, and a door to each chapter.
import { complaintsOf } from '../support/axe.mjs';
import { expect, test } from '../support/page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

test.use({ colorScheme: 'light' });

/** @param {Page} page @param {string} [language] */
async function open(page, language = 'en') {
  await page.goto('about:blank');
  await page.goto(`./?lang=${language}`);
  await page.locator('dh-front .grip').waitFor();
}

/**
 * @param {Page} page
 * @returns {Promise<[number, number]>} where the point stands, from what a screen reader says of it, to a tenth
 */
const place = async (page) => {
  const name = (await page.locator('dh-front .grip').getAttribute('aria-label')) ?? '';
  const [x, y] = [...name.replaceAll('−', '-').matchAll(/-?\d+\.\d/g)].map(([number]) => Number(number));
  return [x, y];
};

/** @param {Page} page */
const arrived = (page) => page.locator('dh-front .arrived');

/** Himmelblau's function, by hand. @param {number} x @param {number} y */
const height = (x, y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2;

test('the point is dragged, walks downhill, and says how far it came', async ({ page }) => {
  await open(page);
  await expect(arrived(page)).toHaveText('');
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (
    await page.locator('dh-front .grip').boundingBox()
  );
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 150, y - 60, { steps: 5 });
  await page.mouse.up();
  await expect(arrived(page)).toContainText(/^\d+ steps, from height [\d.]+ down to 0\.00$/);
  const told = Number(/height ([\d.]+)/.exec(await arrived(page).innerText())?.[1]);
  const [left, up] = await place(page);
  // The place is known to a tenth: so is the height, within what the slope makes of it.
  const around = [-0.05, 0.05].flatMap((dx) => [-0.05, 0.05].map((dy) => height(left + dx, up + dy)));
  expect(told).toBeGreaterThan(Math.min(...around) * 0.99);
  expect(told).toBeLessThan(Math.max(...around) * 1.01);
});

test('keys move the point; who wants no motion sees the end of the walk at once', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);
  const before = await place(page);
  await page.locator('dh-front .grip').focus();
  await page.keyboard.press('ArrowRight');
  await expect(arrived(page)).toContainText('steps');
  expect((await place(page))[0]).toBeGreaterThan(before[0]);
});

test('a point off the map stays on its edge', async ({ page }) => {
  await open(page);
  const grip = page.locator('dh-front .grip');
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (await grip.boundingBox());
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 3000, box.y - 3000, { steps: 4 });
  await page.mouse.up();
  expect(await place(page)).toEqual([-6, 4.8]);
  await expect(arrived(page)).toContainText('steps');
});

test('there is a door to each of the six chapters, and those that exist can be entered', async ({ page }) => {
  await open(page);
  await expect(page.locator('dh-front .door')).toHaveCount(6);
  await expect(page.locator('dh-front a.door')).toHaveText(['Gradient', 'Digits']);
  await expect(page.locator('dh-front .door.closed')).toHaveCount(4);
  await page.locator('dh-front a.door').last().click();
  await expect(page).toHaveTitle('Digits · Downhill 下山');
  await page.goBack();
  await expect(page.locator('dh-front h1')).toBeVisible();
  await page.locator('.brand').click();
  await expect(page).toHaveTitle('Downhill 下山');
});

test('every door has its picture', async ({ page }) => {
  await open(page);
  await expect
    .poll(() =>
      page.locator('dh-front').evaluate((front) =>
        [.../** @type {ShadowRoot} */ (front.shadowRoot).querySelectorAll('canvas[data-door]')].map((element) => {
          const canvas = /** @type {HTMLCanvasElement} */ (element);
          const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(
            0,
            0,
            canvas.width,
            canvas.height,
          );
          return new Set(new Uint32Array(data.buffer)).size > 20;
        }),
      ),
    )
    .toEqual(new Array(6).fill(true));
});

for (const [width, theme, language] of /** @type {const} */ ([
  [1440, 'light', 'en'],
  [360, 'dark', 'zh'],
])) {
  test(`axe finds nothing, and nothing overflows, at ${width} px ${theme} ${language}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: theme });
    await open(page, language);
    expect(await complaintsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
}
