// @ts-check
// Training that is interrupted: the download of its digits breaks off, its worker dies. Nothing is lost.
import { expect, test } from '../support/figures.mjs';
import { caption, open, press, until } from './training.mjs';

test('a download that breaks off is told, and goes on when asked', async ({ page }) => {
  let broken = true;
  await page.goto('about:blank');
  await page.context().route(/mnist\/.*train.*(3|4|5)\D/, (route) => (broken ? route.abort() : route.continue()));
  const figure = await open(page, 'pace=full');
  await until(page, (r) => r.data.phase === 'failed');
  await expect(figure.locator('.broken')).toContainText('The download broke off');
  await press(page, 'play');
  await until(page, (r) => r.status === 'waiting');
  await expect.poll(() => caption(page)).toContain('Nothing is lost');
  broken = false;
  await press(page, 'Try the download again');
  const ready = await until(page, (r) => r.data.phase === 'ready' && r.step > 1900);
  expect(ready.data.available).toBe(60000);
});

test('a worker that dies is replaced, and the run goes on', async ({ page }) => {
  await page.goto('about:blank');
  await open(page, 'pace=full');
  await until(page, (r) => r.data.phase === 'ready');
  await press(page, 'play');
  const before = await until(page, (r) => r.step > 300);
  await page.workers()[0].evaluate(() => self.postMessage({ kind: 'dead', words: 'out of memory', run: null }));
  await until(page, (r) => r.restored);
  await expect(page.locator('dh-train')).toContainText('Another one took over');
  const after = await until(page, (r) => r.step > before.step + 100);
  expect(after.reach).toBeGreaterThan(before.step);
});
