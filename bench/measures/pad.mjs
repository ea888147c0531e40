// @ts-check
// How soon the pad answers. A browser keeps the pen's moves and hands them over once a frame, just before it draws: so
// the wait that is ours begins when the page hears of a move, and the frame that brings a move must show its answer.
import { percentile, row } from '../support/report.mjs';
import { workPerFrame } from '../support/trace.mjs';

export const title = 'The pad, while somebody draws';

const frame = 1000 / 60;

/** @typedef {{ answered: number, shown: number, sinceMove: number }} Times milliseconds */

/** @param {import('../support/context.mjs').Context} context */
export async function measure({ browser, address, windows }) {
  const page = await browser.newPage();
  await page.goto(`${address}?lang=en#/digits/draw`);
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('dh-draw'))?.readings?.ready);
  await page.waitForTimeout(1500); // the data of the figure below have come
  const sheet = page.locator('dh-draw dh-pad canvas');
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (await sheet.boundingBox());

  /** Draws a figure of eight. */
  const draw = async () => {
    for (let i = 0; i <= 120; ++i) {
      const angle = (i / 120) * 2 * Math.PI;
      await page.mouse.move(
        box.x + box.width * (0.5 + 0.25 * Math.sin(2 * angle)),
        box.y + box.height * (0.5 - 0.35 * Math.cos(angle)),
      );
      if (i === 0) await page.mouse.down();
    }
    await page.mouse.up();
  };

  await page.evaluate(() => {
    const figure = /** @type {any} */ (document.querySelector('dh-draw'));
    /** @type {Times[]} */
    const times = [];
    Object.assign(window, { times });
    let before = figure.readings.probabilities;
    let heard = 0;
    window.addEventListener(
      'pointermove',
      () => {
        heard = performance.now();
      },
      { capture: true },
    );
    window.addEventListener('pointermove', (event) => {
      const { probabilities } = figure.readings;
      if (event.buttons === 0 || probabilities === before) return;
      before = probabilities;
      const entry = { answered: performance.now() - heard, shown: 0, sinceMove: 0 };
      times.push(entry);
      const [began, moved] = [heard, event.timeStamp];
      requestAnimationFrame(() =>
        setTimeout(() => {
          entry.shown = performance.now() - began;
          entry.sinceMove = performance.now() - moved;
        }),
      );
    });
  });

  /** @type {Times[][]} */
  const windowsOfTimes = [];
  for (let i = 0; i < windows; ++i) {
    await draw();
    await page.waitForTimeout(200);
    const times = await page.evaluate(() => /** @type {Times[]} */ (/** @type {any} */ (window).times.splice(0)));
    if (times.length < 20) throw new Error(`only ${times.length} moves of the pen were answered`);
    windowsOfTimes.push(times);
  }
  const late = (/** @type {keyof Times} */ what) =>
    windowsOfTimes.map((times) =>
      percentile(
        times.map((time) => time[what]),
        95,
      ),
    );
  const work = await workPerFrame(browser, page, draw);
  await page.close();
  return [
    row('from hearing of a move to its answer, 95th percentile', 'ms', late('answered'), { atMost: 5 }),
    row('from hearing of a move to the end of the frame that shows its answer, 95th percentile', 'ms', late('shown'), {
      atMost: frame,
    }),
    row("the same from the browser's stamp on the move, its wait for the frame included", 'ms', late('sinceMove')),
    row("the main thread's work for a frame, 95th percentile", 'ms', [percentile(work, 95)], { atMost: 10 }),
    row("the main thread's work for a frame, median", 'ms', [percentile(work, 50)]),
  ];
}
