// @ts-check
// The kit on a page of its own, built as the site is, security policy included, and served while the tests run.
import { test as base, expect } from '@playwright/test';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serve } from '../../../tools/lib/server.mjs';
import { head } from '../../../web/build/head.mjs';

const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));

/**
 * @typedef {import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions} TestArgs
 * @typedef {import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions} WorkerArgs
 * @typedef {{ kit: import('@playwright/test').Page, complaints: string[] }} KitArgs
 * @typedef {{ kitAddress: string }} KitWorkerArgs
 * @type {import('@playwright/test').TestType<TestArgs & KitArgs, WorkerArgs & KitWorkerArgs>}
 */
export const test = base.extend(/** @type {import('@playwright/test').Fixtures<KitArgs, KitWorkerArgs, TestArgs, WorkerArgs>} */ ({
  kitAddress: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'downhill-kit-'));
      await build({
        configFile: false,
        root: fixtures,
        base: './',
        logLevel: 'error',
        plugins: [head(/never/)],
        build: { outDir: folder, assetsInlineLimit: 0, minify: false, modulePreload: { polyfill: false }, rollupOptions: { input: resolve(fixtures, 'index.html') } },
      });
      if (readdirSync(folder).length === 0) throw new Error('The page of the kit was not built.');
      const server = await serve(folder, 0);
      await use(`http://127.0.0.1:${server.port}/`);
      server.close();
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  // What the browser says of the page: errors, and what the security policy forbids.
  complaints: async ({ page }, use) => {
    /** @type {string[]} */
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await use(complaints);
  },
  kit: async ({ page, kitAddress, complaints }, use) => {
    await page.goto(kitAddress);
    await page.locator('html[data-ready]').waitFor();
    await use(page);
    expect(complaints).toEqual([]);
  },
}));

export { expect };
