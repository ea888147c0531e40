// @ts-check
// The first visit: what has to come over the wire, and how long until the page answers on a slow processor. Two pages
// are visited first: the front door, and the pad to which a link may lead.
import { gzipSync } from 'node:zlib';
import { row } from '../support/report.mjs';

export const title = 'The first visit, until the page can answer';

/** What must be there. Each runs in the page. */
const pages = [
  {
    name: 'front door',
    address: '',
    ready: () =>
      document.querySelector('dh-front')?.shadowRoot?.querySelector('dh-contours')?.shadowRoot?.querySelector('.grip'),
  },
  {
    name: 'pad',
    address: '#/digits',
    ready: () => /** @type {any} */ (document.querySelector('dh-draw'))?.readings?.ready,
  },
];

const slowdown = 4;

/** Notes when the page is ready: a script for it to run before its own. @param {() => unknown} ready */
const watch = (ready) => `requestAnimationFrame(function look() {
  if ((${ready})()) window.usableAt = performance.now();
  else requestAnimationFrame(look);
});`;

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} address
 * @param {() => unknown} ready
 * @param {number} rate
 */
async function visit(browser, address, ready, rate) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(watch(ready));
  const session = await context.newCDPSession(page);
  if (rate > 1) await session.send('Emulation.setCPUThrottlingRate', { rate });
  /** @type {import('@playwright/test').Response[]} */
  const responses = [];
  context.on('response', (response) => responses.push(response));
  await page.goto(address);
  await page.waitForFunction(() => 'usableAt' in window);
  const before = [...responses];
  const seconds = (await page.evaluate(() => /** @type {any} */ (window).usableAt)) / 1000;
  const files = [];
  for (const response of before) {
    const name = new URL(response.url()).pathname;
    if (name.includes('/mnist/') || !response.ok()) continue;
    // As a host sends it: gzip, unless the file is packed already.
    const body = await response.body();
    files.push({ name, bytes: Math.min(body.length, gzipSync(body, { level: 9 }).length) });
  }
  await context.close();
  return { seconds, files };
}

/** @param {import('../support/context.mjs').Context} context */
export async function measure({ browser, address, windows, say }) {
  const rows = [];
  for (const { name, address: place, ready } of pages) {
    const whole = `${address}?lang=en${place}`;
    const { files } = await visit(browser, whole, ready, 1);
    say(`      ${name}:`);
    for (const { name: file, bytes } of [...files].sort((a, b) => b.bytes - a.bytes))
      say(`      ${(bytes / 1024).toFixed(1).padStart(7)} KB  ${file}`);
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
    const [slow, fast] = [[], []].map(() => /** @type {number[]} */ ([]));
    for (let i = 0; i < windows; ++i) {
      slow.push((await visit(browser, whole, ready, slowdown)).seconds);
      fast.push((await visit(browser, whole, ready, 1)).seconds);
    }
    rows.push(
      row(`${name}: ${files.length} files, compressed, without the training data`, 'KB', [total], { atMost: 230 }),
      row(`${name}: until it answers, processor ${slowdown}× slower`, 's', slow, { atMost: 1.5 }),
      row(`${name}: until it answers, as the machine is`, 's', fast),
    );
  }
  return rows;
}
