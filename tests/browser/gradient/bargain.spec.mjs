// @ts-check
// The thirteen thousand knobs, turned as a learner would. What must hold of any softmax network with cross-entropy is
// checked on the numbers that the figure shows: the errors ŷ − y of the outputs add up to 0, so do the slopes of the
// last biases, and those of the weights that leave one neuron; a neuron that is silent has no slope at all.
import { readFileSync } from 'node:fs';
import { expect, figureNamed, go, open as openInChapter, openAlone, settled, test } from '../support/figures.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const [first, second, third] = [0, 784 * 16 + 16, 784 * 16 + 16 + 16 * 16 + 16];

const figure = figureNamed('bargain');

/** @param {Page} page @param {string} [query] @param {string} [language] */
const open = (page, query = '', language = 'en') => openAlone(page, figure, { query, language });

/** @typedef {import('../../../web/chapters/gradient/figures/bargain/figure.js').Readings} Readings */
/** @param {Page} page @returns {Promise<Record<keyof Readings, any>>} */
const read = (page) =>
  page.evaluate(() => {
    const { gradient, ...rest } = /** @type {any} */ (document.querySelector('dh-bargain')).readings;
    return { ...rest, gradient: [...gradient] };
  });

const sum = (/** @type {number[]} */ values) => values.reduce((total, value) => total + value, 0);

test('the components keep the identities of softmax and cross-entropy', async ({ page }) => {
  await open(page, 'steps=100');
  const { gradient, loss, slope, parameter, rank, zeros, length } = await read(page);
  expect(gradient).toHaveLength(13002);
  expect(loss).toBeLessThan(Math.log(10)); // a hundred steps have taught it something
  expect(Math.abs(sum(gradient.slice(third + 160)))).toBeLessThan(1e-12);
  for (let from = 0; from < 16; from++) {
    expect(Math.abs(sum(gradient.slice(third + 10 * from, third + 10 * from + 10)))).toBeLessThan(1e-12);
  }
  // A unit without a slope in its bias was silent on every digit: none of the weights into it has one either.
  for (let unit = 0; unit < 16; unit++) {
    if (gradient[second - 16 + unit] !== 0) continue;
    for (let pixel = 0; pixel < 784; pixel++) expect(gradient[first + 16 * pixel + unit]).toBe(0);
  }
  expect(rank).toBe(1);
  expect(Math.abs(slope)).toBe(Math.max(...gradient.map(Math.abs)));
  expect(gradient[parameter]).toBe(slope);
  expect(zeros).toBe(gradient.filter((/** @type {number} */ g) => g === 0).length);
  expect(length).toBeCloseTo(Math.sqrt(sum(gradient.map((/** @type {number} */ g) => g * g))), 12);
});

test('the promise holds for a small nudge, and what it misses grows as the square', async ({ page }) => {
  await open(page, 'steps=100&epsilon=0.001');
  const missed = [];
  for (const epsilon of [0.001, 0.002]) {
    await page
      .locator('dh-bargain')
      .evaluate((figure, value) => /** @type {any} */ (figure).change({ epsilon: value }), epsilon);
    const { promised, actual, slope } = await read(page);
    expect(promised).toBeCloseTo(slope * epsilon, 15);
    expect(Math.abs(actual - promised)).toBeLessThan(0.02 * Math.abs(promised));
    missed.push(actual - promised);
  }
  expect(missed[1] / missed[0]).toBeGreaterThan(3.8);
  expect(missed[1] / missed[0]).toBeLessThan(4.2);
});

test('nudging every knob takes 26,004 passes, agrees with backpropagation, and can be stopped', async ({ page }) => {
  const element = await open(page);
  await element.evaluate(async (node) => {
    const own = /** @type {any} */ (node);
    own.renderRoot.querySelector('dh-predict').dispatchEvent(new CustomEvent('dh-guess', { detail: { value: 1 } }));
    while (own.readings.passes === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
    await own.updateComplete;
    own.renderRoot.querySelector('button.stop').click();
  });
  await settled(element);
  const stopped = await read(page);
  expect(stopped.passes).toBeLessThan(26004);
  await element.getByRole('button', { name: 'measure all of them by nudging' }).click();
  await settled(element);
  const { passes, distance, nudgingSeconds } = await read(page);
  expect(passes).toBe(26004);
  expect(distance).toBeLessThan(1e-7);
  expect(nudgingSeconds).toBeGreaterThan(stopped.nudgingSeconds);
  await expect(element.locator('dh-predict')).toContainText('times sooner');
});

test('a knob is chosen on the map, on the sorted curve, by keys, and by its address', async ({ page }) => {
  await open(page);
  const map = page.locator('dh-bargain canvas.map');
  await map.scrollIntoViewIfNeeded();
  await map.click({ position: { x: 5, y: 25 } }); // the upper left pixel of the first picture: never inked
  await expect.poll(async () => (await read(page)).parameter % 16).toBe(0);
  expect((await read(page)).slope).toBe(0);
  await expect(page.locator('dh-bargain figcaption')).toContainText('exactly 0');
  await page.locator('dh-bargain').getByRole('button', { name: 'take the steepest' }).click();
  await expect.poll(async () => (await read(page)).rank).toBe(1);
  await page
    .locator('dh-bargain')
    .getByRole('slider', { name: /sorted/ })
    .focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await read(page)).rank).toBeGreaterThan(1);
  await open(page, 'parameter=12998', 'zh');
  await expect(page.locator('dh-bargain figcaption')).toContainText('输出 6 的偏置');
});

test('another training, other digits, another gradient; the same settings give the same', async ({ page }) => {
  const element = await open(page, 'steps=50');
  const changed = async (/** @type {Record<string, unknown>} */ patch) => {
    await element.evaluate((node, wanted) => /** @type {any} */ (node).change(wanted), patch);
    await settled(element);
    return read(page);
  };
  const before = await read(page);
  const after = await changed({ steps: 300, digits: 64 });
  expect(after.loss).toBeLessThan(before.loss);
  expect((await changed({ steps: 50, digits: 32 })).gradient).toEqual(before.gradient);
});

test('questions that overtake each other leave the answer to the last', async ({ page }) => {
  const element = await open(page, 'steps=50');
  const before = await read(page);
  await element.evaluate(async (node) => {
    const own = /** @type {any} */ (node);
    for (const [k, seed] of [2, 1, 2, 3, 2, 1, 2, 1].entries()) {
      own.change({ seed, steps: 50 + 200 * (k % 3) });
      if (k % 2) await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    own.change({ steps: 50 });
  });
  await settled(element);
  await expect(element.locator('.failed')).toHaveCount(0);
  expect((await read(page)).gradient).toEqual(before.gradient);
});

test('the data are all components with their places', async ({ page }) => {
  await open(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('dh-bargain').getByRole('button', { name: 'data', exact: true }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split(/\r?\n/);
  expect(lines).toHaveLength(13003);
  expect(lines[lines.length - 1].split(',').slice(0, 5)).toEqual(['13001', '3', 'bias', '', '9']);
});

test('it shares one worker and one copy of the digits with the training of the next chapter', async ({
  fresh: page,
}) => {
  /** @type {string[]} */
  const workers = [];
  /** @type {string[]} */
  const fetched = [];
  page.on('worker', (worker) => workers.push(new URL(worker.url()).pathname));
  page.context().on('request', (request) => {
    if (request.url().includes('/mnist/')) fetched.push(new URL(request.url()).pathname);
  });
  const element = await openInChapter(page, figure, { query: 'steps=20' });
  const { loss } = await read(page);
  await go(page, '#/digits/train');
  const train = page.locator('dh-train');
  await train.evaluate((node) => node.scrollIntoView());
  await expect
    .poll(() => train.evaluate((node) => /** @type {any} */ (node).readings.data?.phase ?? null))
    .toBe('ready');
  await settled(train);
  await go(page, '#/gradient/bargain?steps=20');
  await settled(element);
  expect((await read(page)).loss).toBe(loss);
  expect(workers.filter((path) => !path.includes('calculator'))).toHaveLength(1);
  expect(fetched.length).toBeGreaterThan(1);
  expect(fetched.toSorted()).toEqual([...new Set(fetched)].sort());
});
