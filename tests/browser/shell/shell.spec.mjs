// @ts-check
// The page around the figures: addresses, the way back, languages, colours, one figure alone.
import { complaintsOf } from '../support/axe.mjs';
import { expect, speak, test } from '../support/figures.mjs';
import { base } from '../support/page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

test.use({ colorScheme: 'light' });

// Each begins with a page that is loaded anew: an address alone would change the one before.
test.beforeEach(({ page }) => page.goto('about:blank'));

/** @param {Page} page */
const trainingRate = (page) =>
  page.locator('dh-train').evaluate((figure) => /** @type {any} */ (figure).state?.learningRate);

/** @param {Page} page */
const topOf = (page) => page.evaluate(() => Math.round(window.scrollY));

test('a chapter is named in the navigation and in the title', async ({ page }) => {
  await page.goto('./#/gradient');
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('nav a[aria-current=page]')).toHaveText('Gradient');
  await expect(page).toHaveTitle('Gradient · Downhill 下山');
});

test('an address leads to a figure in its state, and back leads back', async ({ page }) => {
  await page.goto('./#/digits');
  await expect(page.locator('h1')).toBeVisible();
  await page.evaluate(() => window.scrollTo(0, 120));
  await expect.poll(() => page.evaluate(() => history.state?.top)).toBe(120); // remembered
  await page.evaluate(() => (location.hash = '#/digits/train?learningRate=0.25'));
  await expect.poll(() => trainingRate(page)).toBe(0.25);
  await expect(page.locator('dh-train')).toBeInViewport();
  await page.evaluate(() => (location.hash = '#/digits/train?learningRate=0.5'));
  await expect.poll(() => trainingRate(page)).toBe(0.5);
  await page.goBack();
  await expect.poll(() => trainingRate(page)).toBe(0.25);
  await page.goBack();
  await expect.poll(() => topOf(page)).toBe(120);
});

test('a link in the text sets a figure, every time it is followed', async ({ page }) => {
  await page.goto('./#/digits');
  const link = page.locator('article a[href^="#/digits/train?"]').first();
  const address = /** @type {string} */ (await link.getAttribute('href'));
  await link.click();
  await expect(page.locator('dh-train')).toBeInViewport();
  await expect(page).toHaveURL(new RegExp(`${address.replace(/[?.]/g, '\\$&')}$`));
  await link.click();
  await expect(page.locator('dh-train')).toBeInViewport();
});

test('the address follows what is changed in a figure', async ({ page }) => {
  await page.goto('./#/digits/train');
  await expect.poll(() => trainingRate(page)).toBeGreaterThan(0);
  await page.locator('dh-train').evaluate((figure) => /** @type {any} */ (figure).change({ seed: 77 }));
  await expect(page).toHaveURL(/#\/digits\/train\?.*seed=77/);
  await page.reload();
  await expect
    .poll(() => page.locator('dh-train').evaluate((figure) => /** @type {any} */ (figure).state?.seed))
    .toBe(77);
});

test('an address without a state is the figure as it begins, and back brings the state again', async ({ page }) => {
  await page.goto('./#/digits/draw?task=7to9');
  const task = () => page.locator('dh-draw').evaluate((figure) => /** @type {any} */ (figure).state?.task);
  await expect.poll(task).toBe('7to9');
  await page.evaluate(() => (location.hash = '#/digits/draw'));
  await expect.poll(task).toBe('free');
  await page.goBack();
  await expect.poll(task).toBe('7to9');
});

for (const address of ['./#/nowhere', './#/digits/nothing', './#/%E0%A4%A/x', './#/__proto__/constructor']) {
  test(`${address} is met with a friendly page and a way on`, async ({ page }) => {
    await page.goto(address);
    await expect(page.locator('h1')).toHaveText('No path leads here');
    await page.locator('main a').last().click();
    await expect(page).toHaveTitle('Digits · Downhill 下山');
  });
}

test('the language is switched, remembered, and leaves the figures as they are', async ({ page }) => {
  await page.goto('./#/digits');
  await page.locator('dh-draw').evaluate((figure) => Object.assign(window, { before: figure }));
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.locator('nav a[aria-current=page]')).toHaveText('手写数字');
  expect(await page.evaluate(() => document.querySelector('dh-draw') === /** @type {any} */ (window).before)).toBe(
    true,
  );
  expect(page.url()).not.toContain('zh');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('nav a[aria-current=page]')).toHaveText('Digits');
});

test('in a Chinese browser the page is Chinese from the start, and follows the browser as long as nobody has chosen', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: base, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto('./');
  await expect(page.locator('dh-front h1')).toContainText('机器');
  await speak(page, 'en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('button', { name: '中文' }).click();
  await speak(page, 'en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await context.close();
});

test('the theme goes round: system, light, dark, and is remembered', async ({ page }) => {
  const shown = () => page.locator('html').getAttribute('data-theme');
  await page.goto('./');
  const button = page.locator('button.theme');
  expect(await shown()).toBe('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(shown).toBe('dark');
  await button.click();
  await expect.poll(shown).toBe('light');
  await button.click();
  await expect.poll(shown).toBe('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.reload();
  expect(await shown()).toBe('dark');
});

test('the skip link leads the keyboard to the text and changes no address', async ({ page }) => {
  await page.goto('./#/digits');
  await expect(page.locator('h1')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.locator('.skip')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  expect(page.url()).toMatch(/#\/digits$/);
});

test('embedded, a figure stands alone, in the language it was told', async ({ page }) => {
  await page.goto('./embed.html?lang=zh#/digits/train?seed=5');
  await expect
    .poll(() => page.locator('dh-train').evaluate((figure) => /** @type {any} */ (figure).state?.seed))
    .toBe(5);
  await expect(page.locator('header, h1, .skip')).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.locator('footer a')).toHaveAttribute('href', /#\/digits\/train\?seed=5$/);
});

test('a link whose # a chat has encoded arrives, in its language and theme', async ({ page }) => {
  await page.goto('./embed.html?lang=zh&amp;theme=dark%23/gradient/slope?h=0.1');
  await expect
    .poll(() => page.locator('dh-slope').evaluate((figure) => /** @type {any} */ (figure).state?.h))
    .toBe(0.1);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(new URL(page.url()).search).toBe('?lang=zh&theme=dark');
});

test('without storage the page works and forgets', async ({ fresh: page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('forbidden', 'SecurityError');
      },
    }),
  );
  await page.goto('./#/digits');
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
});

test('axe finds nothing in the page around the figures', async ({ page }) => {
  await page.goto('./#/digits');
  await expect(page.locator('h1')).toBeVisible();
  expect(await complaintsOf(page, { exclude: '.figure' })).toEqual([]);
});
