// @ts-check
// The page that a test works on: one a worker, brought back to what it was before each test, and on which the browser
// may not complain. A test that changes what cannot be brought back (scripts before the page's own, storage that is
// missing) takes a context of its own.
import { test as playwright, expect } from '@playwright/test';
import { installEyes } from './eyes.mjs';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').BrowserContext} BrowserContext
 * @typedef {{ page: Page, context: BrowserContext, complaints: string[] }} Tab
 * @typedef {{ phone: Page, fresh: Page }} OwnArgs phone: 360 pixels wide, and touched; fresh: in a context of its own
 * @typedef {{ desk: Tab, mobile: () => Promise<Tab> }} OwnWorkerArgs
 * @typedef {import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions} TestArgs
 * @typedef {import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions}
 *   WorkerArgs
 */

/** Where the site is served. */
export const base = `http://127.0.0.1:${process.env.DOWNHILL_PORT}/`;

const deskSize = { width: 1280, height: 720 };
const phoneSize = { width: 360, height: 740 };

/**
 * What the browser says of a page: errors, and what the security policy forbids.
 * @param {Page} page
 * @returns {string[]} filled as they come
 */
export function listen(page) {
  /** @type {string[]} */
  const complaints = [];
  // The same error once a frame is one complaint.
  const note = (/** @type {string} */ text) => {
    const complaint = text.split('\n').slice(0, 3).join('\n');
    if (!complaints.includes(complaint)) complaints.push(complaint);
  };
  page.on('pageerror', (error) => note(String(error.stack ?? error)));
  page.on('console', (message) => message.type() === 'error' && note(message.text()));
  return complaints;
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {import('@playwright/test').BrowserContextOptions} options
 * @returns {Promise<Tab>}
 */
async function openTab(browser, options) {
  const context = await browser.newContext({
    baseURL: base,
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  await context.addInitScript(installEyes);
  const page = await context.newPage();
  return { page, context, complaints: listen(page) };
}

/**
 * A tab as if it had just been opened, but for what it has fetched.
 * @param {Tab} tab
 * @param {{ width: number, height: number }} size
 * @param {Parameters<Page['emulateMedia']>[0]} media
 */
async function restore({ page, context, complaints }, size, media) {
  for (const other of context.pages()) if (other !== page) await other.close();
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.mouse.move(0, 0);
  await page.setViewportSize(size);
  await page.emulateMedia(media);
  if (page.url().startsWith(base))
    await page.evaluate(() => [localStorage, sessionStorage].forEach((storage) => storage.clear()));
  complaints.length = 0;
}

/** @type {import('@playwright/test').TestType<TestArgs & OwnArgs, WorkerArgs & OwnWorkerArgs>} */
export const test = playwright.extend(
  /** @type {import('@playwright/test').Fixtures<OwnArgs, OwnWorkerArgs, TestArgs, WorkerArgs>} */ ({
    desk: [
      async ({ browser }, use) => {
        const tab = await openTab(browser, { viewport: deskSize });
        await use(tab);
        await tab.context.close();
      },
      { scope: 'worker' },
    ],
    mobile: [
      async ({ browser }, use) => {
        /** @type {Promise<Tab>[]} */
        const opened = [];
        await use(
          () =>
            opened[0] ??
            opened[opened.push(openTab(browser, { viewport: phoneSize, hasTouch: true, isMobile: true })) - 1],
        );
        for (const tab of opened) await (await tab).context.close();
      },
      { scope: 'worker' },
    ],
    page: async ({ desk, colorScheme, reducedMotion }, use) => {
      await restore(desk, deskSize, { colorScheme, reducedMotion });
      await use(desk.page);
      expect(desk.complaints).toEqual([]);
    },
    context: async ({ desk }, use) => use(desk.context),
    fresh: async ({ browser, colorScheme, reducedMotion }, use) => {
      const { page, context, complaints } = await openTab(browser, { viewport: deskSize, colorScheme, reducedMotion });
      await use(page);
      await context.close();
      expect(complaints).toEqual([]);
    },
    phone: async ({ mobile, colorScheme }, use) => {
      const tab = await mobile();
      await restore(tab, phoneSize, { colorScheme, reducedMotion: null });
      await use(tab.page);
      expect(tab.complaints).toEqual([]);
    },
  }),
);

export { expect };
