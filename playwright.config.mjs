// @ts-check
// Browser tests: tests/browser in real Chromium, on the built site. `--project=look` makes the contact sheets.
import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { systemBrowser } from './tools/lib/browser.mjs';
import { serve } from './tools/lib/server.mjs';

// Chosen once: the processes that Playwright starts read this file again, with our environment.
if (!process.env.DOWNHILL_PORT) {
  const free = await serve('dist', 0);
  process.env.DOWNHILL_PORT = String(free.port);
  free.close();
}
const address = `http://127.0.0.1:${process.env.DOWNHILL_PORT}/`;

/**
 * Figures' own tests that `npm test` leaves out: nothing has changed since they passed (tools/lib/browser-tests.mjs).
 */
const ignored = (process.env.DOWNHILL_IGNORED ?? '')
  .split(',')
  .filter(Boolean)
  .map((file) => `**/${file}`);

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  // Long enough for a machine that does something else as well: they end what will never come, and measure nothing.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  fullyParallel: true,
  // Two on two cores end a sixth sooner than one, though each test takes longer: what a test costs by itself is
  // measured with --workers=1.
  workers: Math.min(2, availableParallelism()),
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'build/reports/browser.json' }]],
  use: {
    baseURL: address,
    // Keeping a trace of all that is done costs a third of the time: `npx playwright test --trace on` where one is
    // needed.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: systemBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'chromium', testIgnore: ['**/look/**', ...ignored] },
    { name: 'look', testMatch: 'look/**/*.look.mjs' },
  ],
  webServer: { command: `node tools/serve.mjs ${process.env.DOWNHILL_PORT}`, url: address },
});
