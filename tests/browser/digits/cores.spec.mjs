// @ts-check
// Training on several cores: where the page is cross-origin isolated, and where it is not.
import { expect, settled, test } from '../support/figures.mjs';
import { serve } from '../../../tools/lib/server.mjs';
import { base } from '../support/page.mjs';
import { open, until } from './training.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const steps = 5;
const large = `hidden=160&batchSize=128&step=${steps}`; // enough work for eight: usefulWorkers in src/training

/**
 * Opens a link to a step of a large network and waits until it has been trained there.
 * @param {Page} page
 * @param {string} [site]
 */
async function trainedByLink(page, site = base) {
  await page.goto('about:blank');
  await page.goto(`${site}embed.html?lang=en#/digits/train?${large}`);
  const { testLoss } = await until(page, (r) => r?.step === steps && r.evaluatedAt === steps);
  const run = await page.evaluate(async () => {
    const { run } = /** @type {any} */ (document.querySelector('dh-train')).session;
    const digest = await crypto.subtle.digest('SHA-256', await run.parameters());
    return { workers: run.settings.workers, parameters: [...new Uint8Array(digest)].join(' ') };
  });
  return { ...run, testLoss, threads: page.workers().filter((worker) => worker.url().includes('-threads')).length };
}

test('an isolated page trains a large network on its cores, and a link gives the same network again; one core gives the same but for rounding', async ({
  page,
  browser,
}) => {
  await page.goto('./');
  const { isolated, cores } = await page.evaluate(() => ({
    isolated: crossOriginIsolated,
    cores: navigator.hardwareConcurrency,
  }));
  expect(isolated).toBe(true);
  const first = await trainedByLink(page);
  const threads = Math.min(cores, 8);
  expect(first.workers).toBe(threads > 2 ? threads - 1 : threads); // one is left to the page
  expect(first.threads).toBe(threads - 1);
  const again = await trainedByLink(page);
  expect(again.parameters).toBe(first.parameters);

  const server = await serve('dist', 0, { isolated: false });
  const context = await browser.newContext();
  const one = await trainedByLink(await context.newPage(), `http://127.0.0.1:${server.port}/`);
  await context.close();
  server.close();
  expect([one.workers, one.threads]).toEqual([1, 0]);
  expect(Math.abs(one.testLoss - first.testLoss)).toBeLessThan(1e-3 * one.testLoss);
});

test('a small network is left to one core, and no thread is started for it', async ({ page }) => {
  await page.goto('about:blank'); // a worker that has started none before
  await open(page, 'step=200');
  await settled(page.locator('dh-train'));
  expect(
    await page.evaluate(() => /** @type {any} */ (document.querySelector('dh-train')).session.run.settings.workers),
  ).toBe(1);
  expect(page.workers().filter((worker) => worker.url().includes('-threads'))).toEqual([]);
});
