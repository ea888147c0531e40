// @ts-check
// The training figure under impatient hands: branches that fail, double clicks, other tabs, other languages, other
// sizes.
import { expect, settled, speak, test } from '../support/figures.mjs';
import { caption, open, press, read, trainUntil, until } from './training.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {(figure: any) => unknown} look @returns {Promise<any>} */
const inside = (page, look) => page.evaluate(`(${look})(document.querySelector('dh-train'))`);

test('a branch that ruins the network takes the green away from what it had reached', async ({ page }) => {
  const figure = await open(page, 'hidden=64');
  const good = await trainUntil(page, (r) => r.goal !== null);
  await expect(figure.locator('.goal.kept')).toContainText('95 % after');
  await page.evaluate(() => /** @type {any} */ (document.querySelector('dh-train')).change({ learningRate: 1000 }));
  await until(page, (r) => r.branchedAt === good.step && r.status === 'paused');
  await press(page, 'play');
  await until(page, (r) => r.step > good.step + 100 && r.accuracy < 0.5);
  await expect(figure.locator('.goal.kept')).toHaveCount(0);
  await expect(figure.locator('.goal')).toHaveText(
    new RegExp(`^had passed 95 % at step ${good.goal.step.toLocaleString('en')}$`),
  );
  await press(page, 'pause');
});

test('no line is drawn across the fork of a branch, and the score never goes blank', async ({ page }) => {
  await open(page, 'step=3000&pace=full');
  await until(page, (r) => r.step === 3000 && r.evaluatedAt === 3000 && r.status === 'paused');
  // In every frame from now on: what the big number says.
  await inside(page, (figure) => {
    const seen = new Set();
    Object.assign(window, { seen });
    requestAnimationFrame(function look() {
      seen.add(figure.renderRoot.querySelector('.accuracy b').textContent);
      requestAnimationFrame(look);
    });
  });
  await page.evaluate(() => /** @type {any} */ (document.querySelector('dh-train')).change({ learningRate: 50 }));
  const forked = await until(
    page,
    (r) =>
      r.branchedAt === 3000 && r.runs.every((/** @type {any} */ run) => run.trained >= 3000) && r.status === 'paused',
  );
  await press(page, 'play');
  await until(page, (r) => r.step > 3100);
  await press(page, 'pause');
  await until(page, (r) => r.status === 'paused' && r.evaluatedAt === r.step);
  const points = await inside(page, (figure) =>
    figure.session.run.history.evaluations.map((/** @type {any} */ { step, accuracy }) => [step, accuracy]),
  );
  const at = points.findIndex((/** @type {number[]} */ [step]) => step === 3000);
  expect(at).toBeGreaterThan(0);
  expect(points[at][1]).toBe(forked.accuracy);
  expect(points[at + 1][0] - 3000).toBeLessThanOrEqual(2);
  expect([...(await page.evaluate(() => [.../** @type {any} */ (window).seen]))]).not.toContain('–');
});

test('the knob stands under the line in the curves, on linear and logarithmic axes and on a phone', async ({
  page,
}) => {
  for (const [width, axes] of /** @type {const} */ ([
    [1280, 'linear'],
    [1280, 'logBoth'],
    [360, 'linear'],
  ])) {
    await page.setViewportSize({ width, height: 800 });
    const figure = await open(page, `step=60&reach=160&axes=${axes}`);
    await until(page, (r) => r.step === 60 && r.reach === 160 && r.status === 'paused');
    await expect
      .poll(async () => {
        const line = await inside(page, (element) => {
          const canvas = element.renderRoot.querySelector('canvas.curves');
          const { width: pixels, height } = canvas;
          const { data } = canvas.getContext('2d').getImageData(0, Math.round(height * 0.7), pixels, 1);
          const orange = [...Array(pixels).keys()].filter(
            (x) => data[4 * x + 3] > 200 && data[4 * x] > 200 && data[4 * x + 2] < 80,
          );
          const box = canvas.getBoundingClientRect();
          return box.left + ((orange[0] + orange[orange.length - 1] + 1) / 2 / pixels) * box.width;
        });
        const knob = await inside(page, (element) => {
          const slider = element.renderRoot.querySelector('dh-transport').renderRoot.querySelector('input');
          const box = slider.getBoundingClientRect();
          const size = parseFloat(getComputedStyle(slider).getPropertyValue('--knob'));
          return box.left + size / 2 + ((box.width - size) * slider.value) / slider.max;
        });
        return Math.abs(line - knob);
      })
      .toBeLessThan(1.5);
    // And its keys move by one step on either axis.
    await figure.locator('dh-transport input').focus();
    await page.keyboard.press('ArrowRight');
    await until(page, (r) => r.step === 61);
    await expect(page).toHaveURL(/step=61/); // said before the next address is opened
  }
});

test('on a phone, play stands right under the curves', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  const figure = await open(page, 'step=100');
  const readings = await until(page, (r) => r.evaluatedAt === 100 && r.gallery.count > 0);
  expect(readings.gallery.count).toBe(24);
  const [curves, play, digits] = await Promise.all(
    ['canvas.curves', 'dh-transport button.strong', 'canvas.digits'].map((part) => figure.locator(part).boundingBox()),
  );
  if (!curves || !play || !digits) throw new Error('the figure lacks a part');
  expect(play.y - (curves.y + curves.height)).toBeLessThan(60);
  expect(play.y).toBeLessThan(digits.y);
});

/**
 * A double click, its halves as far apart as a hand's whatever the machine does between them.
 * @param {import('@playwright/test').Locator} button
 */
const doubleClick = (button) =>
  button.evaluate(async (first) => {
    const figure = /** @type {any} */ (document.querySelector('dh-train'));
    const { left, right, top, bottom } = first.getBoundingClientRect();
    /** @param {Element} target @param {number} detail */
    const click = (target, detail) => {
      const event = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, detail });
      Object.defineProperty(event, 'timeStamp', { value: 1e9 + 60 * detail });
      target.dispatchEvent(event);
    };
    click(first, 1);
    await figure.updateComplete;
    let target = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    while (target?.shadowRoot) target = target.shadowRoot.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    click(target?.closest('button') ?? first, 2);
  });

test('a double click means what a click means', async ({ page }) => {
  const figure = await open(page, 'step=200&pace=full');
  await until(page, (r) => r.evaluatedAt === 200 && r.status === 'paused');
  const branch = figure.getByRole('button', { name: 'Branch here, η = 0.5' });
  await branch.scrollIntoViewIfNeeded();
  await doubleClick(branch);
  const branched = await until(page, (r) => r.step > 300);
  expect(branched.learningRate).toBe(0.5);
  expect(branched.branchedAt).toBe(200);
  await press(page, 'pause');
  await until(page, (r) => r.status === 'paused');
  const play = figure.locator('dh-transport button.strong');
  await play.scrollIntoViewIfNeeded();
  await doubleClick(play);
  expect((await read(page)).playing).toBe(true);
  await press(page, 'pause');
  const here = await until(page, (r) => r.status === 'paused' && r.evaluatedAt === r.step);
  await figure.getByRole('button', { name: 'one step back' }).dblclick();
  await until(page, (r) => r.step === here.step - 2);
});

test('"Go back before it" goes back before it while training goes on', async ({ page }) => {
  await open(page, 'learningRate=1000000');
  await until(page, (r) => r.accuracy !== null);
  await press(page, 'play');
  const exploded = await until(page, (r) => r.health === 'wrecked' && r.step > 15);
  expect(exploded.playing).toBe(true);
  await press(page, /Go back before it/);
  const next = await until(page, (r) => Math.abs(r.learningRate - 1e5) < 1 && r.step > 0);
  expect(next.branchedAt).toBe(null);
  await press(page, 'undo');
  const back = await until(page, (r) => r.learningRate === 1e6 && r.status === 'paused' && !r.playing);
  expect(back.step).toBeGreaterThanOrEqual(exploded.step);
});

test('in a tab that is not seen training rests, and goes on when it is seen again', async ({ page }) => {
  const figure = await open(page, 'pace=hundred');
  const see = (/** @type {boolean} */ seen) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    }, !seen);
  await press(page, 'play');
  await until(page, (r) => r.step > 5);
  await see(false);
  const hidden = await until(page, (r) => r.status === 'paused' && !r.playing);
  await settled(figure);
  expect((await read(page)).step).toBe(hidden.step);
  await see(true);
  await until(page, (r) => r.playing && r.step > hidden.step);
  await press(page, 'pause');
  await until(page, (r) => r.status === 'paused');
  await settled(figure);
  await see(false);
  await see(true);
  await settled(figure);
  expect((await read(page)).playing).toBe(false);
});

test('back and forward in the browser lead through the states that links made', async ({ page }) => {
  await open(page, 'step=300');
  await until(page, (r) => r.evaluatedAt === 300);
  await page.evaluate(() => {
    location.hash = '#/digits/train?learningRate=100';
  });
  await until(page, (r) => r.learningRate === 100 && r.step === 0 && r.evaluatedAt === 0);
  await press(page, 'play');
  await until(page, (r) => r.step > 3);
  await page.goBack();
  const back = await until(page, (r) => r.learningRate === 0.1 && r.step === 300 && r.evaluatedAt === 300);
  expect(back.playing).toBe(false);
  await page.goForward();
  await until(page, (r) => r.learningRate === 100);
});

test('language and size may change while it trains; what is read aloud follows', async ({ page }) => {
  const figure = await open(page, 'pace=hundred');
  const aloud = () => figure.locator('p.unseen').evaluateAll((parts) => parts.at(-1)?.textContent ?? '');
  await press(page, 'play');
  await until(page, (r) => r.step >= 15);
  await speak(page, 'zh');
  await expect.poll(() => caption(page)).toMatch(/^它已经看了/);
  for (const width of [360, 700, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const { step } = await read(page);
    await until(page, (r) => r.step > step && r.playing);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await press(page, '暂停');
  await settled(figure);
  await expect.poll(aloud).toBe(await caption(page));
});

test('the address and the attribute make the figure that they name', async ({ page }) => {
  const figure = await open(page, 'step=150&learningRate=0.5');
  const linked = await until(page, (r) => r.evaluatedAt === 150 && r.status === 'paused');
  expect(linked.learningRate).toBe(0.5);
  await figure.evaluate((element) => {
    const second = document.createElement('dh-train');
    second.setAttribute('state', 'step=150&learningRate=0.5');
    element.replaceWith(second);
  });
  await settled(figure);
  const told = await read(page);
  expect(told).toMatchObject({ step: 150, learningRate: 0.5, accuracy: linked.accuracy });
});
