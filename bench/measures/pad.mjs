// @ts-check
// How soon the pad answers: from the pen's move, as the browser stamps it, to the classification that knows of it.
import { percentile, row } from '../support/report.mjs';
import { workPerFrame } from '../support/trace.mjs';

export const title = 'The pad, while somebody draws';

const frame = 1000 / 60;

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
      await page.mouse.move(box.x + box.width * (0.5 + 0.25 * Math.sin(2 * angle)), box.y + box.height * (0.5 - 0.35 * Math.cos(angle)));
      if (i === 0) await page.mouse.down();
    }
    await page.mouse.up();
  };

  await page.evaluate(() => {
    const figure = /** @type {any} */ (document.querySelector('dh-draw'));
    /** @type {{ answered: number, shown: number }[]} */
    const times = [];
    Object.assign(window, { times });
    let before = figure.readings.probabilities;
    window.addEventListener('pointermove', (event) => {
      const { probabilities } = figure.readings;
      if (event.buttons === 0 || probabilities === before) return;
      before = probabilities;
      const entry = { answered: performance.now() - event.timeStamp, shown: 0 };
      times.push(entry);
      requestAnimationFrame(() => setTimeout(() => { entry.shown = performance.now() - event.timeStamp; }));
    });
  });

  const answered = [];
  const shown = [];
  for (let i = 0; i < windows; ++i) {
    await draw();
    await page.waitForTimeout(200);
    const times = await page.evaluate(() => /** @type {{ answered: number, shown: number }[]} */ (/** @type {any} */ (window).times.splice(0)));
    if (times.length < 20) throw new Error(`only ${times.length} moves of the pen were answered`);
    answered.push(percentile(times.map((time) => time.answered), 95));
    shown.push(percentile(times.map((time) => time.shown), 95));
  }
  const work = await workPerFrame(browser, page, draw);
  await page.close();
  return [
    row("from the pen's move to the answer, 95th percentile", 'ms', answered, { atMost: frame }),
    row("from the pen's move to the end of the frame that shows it, 95th percentile", 'ms', shown),
    row("the main thread's work for a frame, 95th percentile", 'ms', [percentile(work, 95)], { atMost: 10 }),
    row("the main thread's work for a frame, median", 'ms', [percentile(work, 50)]),
  ];
}
