// @ts-check
// The kit on a page of its own, built as the site is, security policy included, and served while the tests run.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serve } from '../../../tools/lib/server.mjs';
import { head } from '../../../web/build/head.mjs';
import { expect, test as base } from '../support/page.mjs';

const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {string} address @param {Part[]} parts */
async function openKit(page, address, parts) {
  if (!page.url().startsWith(address)) {
    await page.goto(address);
    await page.locator('html[data-ready]').waitFor();
  }
  await page.evaluate(async (wanted) => {
    /** @type {any} */ (window).renew(wanted);
    for (const figure of document.querySelectorAll('dh-trial')) await /** @type {any} */ (figure).idle;
  }, parts);
  return page;
}

/**
 * @typedef {'figures' | 'elements' | 'pictures'} Part
 * @typedef {{ parts: Part[], kit: Page, kitPhone: Page }} KitArgs parts: of the kit's page that a test looks at;
 *   kitPhone: on a phone
 * @typedef {{ kitAddress: string }} KitWorkerArgs
 * @typedef {import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions &
 *   import('../support/page.mjs').OwnArgs} TestArgs
 * @typedef {import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions &
 *   import('../support/page.mjs').OwnWorkerArgs} WorkerArgs
 * @type {import('@playwright/test').TestType<TestArgs & KitArgs, WorkerArgs & KitWorkerArgs>}
 */
export const test = base.extend(
  /** @type {import('@playwright/test').Fixtures<KitArgs, KitWorkerArgs, TestArgs, WorkerArgs>} */ ({
    kitAddress: [
      async ({}, use) => {
        const folder = mkdtempSync(join(tmpdir(), 'downhill-kit-'));
        await build({
          configFile: false,
          root: fixtures,
          base: './',
          logLevel: 'error',
          plugins: [head(/never/)],
          build: {
            outDir: folder,
            assetsInlineLimit: 0,
            minify: false,
            modulePreload: { polyfill: false },
            rollupOptions: { input: resolve(fixtures, 'index.html') },
          },
        });
        if (readdirSync(folder).length === 0) throw new Error('The page of the kit was not built.');
        const server = await serve(folder, 0);
        await use(`http://127.0.0.1:${server.port}/`);
        server.close();
        rmSync(folder, { recursive: true });
      },
      { scope: 'worker' },
    ],
    parts: [/** @type {Part[]} */ (['figures', 'elements']), { option: true }],
    kit: async ({ page, kitAddress, parts }, use) => use(await openKit(page, kitAddress, parts)),
    kitPhone: async ({ phone, kitAddress, parts }, use) => use(await openKit(phone, kitAddress, parts)),
  }),
);

export { expect };
