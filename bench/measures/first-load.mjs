// @ts-check
// The first visit: what has to come over the wire, and how long until the pad answers on a slow processor.
import { gzipSync } from 'node:zlib';
import { row } from '../support/report.mjs';

export const title = 'The first visit, until the pad can answer';

const slowdown = 4;

/** Notes when the pad is ready. Runs in the page, before its own code. */
function watchPad() {
  const look = () => {
    const figure = /** @type {any} */ (document.querySelector('dh-draw'));
    if (figure?.readings?.ready) Object.assign(window, { usableAt: performance.now() });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** @param {import('@playwright/test').Browser} browser @param {string} address @param {number} rate */
async function visit(browser, address, rate) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(watchPad);
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
  const { files } = await visit(browser, `${address}?lang=en`, 1);
  for (const { name, bytes } of [...files].sort((a, b) => b.bytes - a.bytes)) say(`      ${(bytes / 1024).toFixed(1).padStart(7)} KB  ${name}`);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
  const [slow, fast] = [[], []].map(() => /** @type {number[]} */ ([]));
  for (let i = 0; i < windows; ++i) {
    slow.push((await visit(browser, `${address}?lang=en`, slowdown)).seconds);
    fast.push((await visit(browser, `${address}?lang=en`, 1)).seconds);
  }
  return [
    row(`${files.length} files, compressed, without the training data`, 'KB', [total], { atMost: 250 }),
    row(`until the pad answers, processor ${slowdown}× slower`, 's', slow, { atMost: 1.5 }),
    row('until the pad answers, as the machine is', 's', fast),
  ];
}
