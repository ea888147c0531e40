// @ts-check
// The figure "field" as a learner uses it; its arrows and its particles against Himmelblau's formula, worked out here.
import { captionOf, expect, figureNamed, openAlone, test } from '../support/figures.mjs';

/** @typedef {import('@playwright/test').Page} Page */

test.use({ colorScheme: 'light' });

const figure = figureNamed('field');

const height = (/** @type {number} */ x, /** @type {number} */ y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2;
/** @param {number} x @param {number} y */
const gradient = (x, y) => [
  4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
  2 * (x * x + y - 11) + 4 * y * (x + y * y - 7),
];
const minima = [
  [3, 2],
  [-2.805118, 3.131313],
  [-3.77931, -3.283186],
  [3.584428, -1.848127],
];

/**
 * Where a walk in small steps along −∇f ends.
 * @param {number} x
 * @param {number} y
 * @returns {number} the index of the minimum; −1: at none
 */
function endOf(x, y) {
  for (let i = 0; i < 20_000; i++) {
    const [gx, gy] = gradient(x, y);
    const norm = Math.hypot(gx, gy);
    if (norm < 0.05) break;
    const step = Math.min(0.002, norm * 0.002);
    [x, y] = [x - (step * gx) / norm, y - (step * gy) / norm];
  }
  return minima.findIndex(([a, b]) => Math.hypot(a - x, b - y) < 0.1);
}

/** @param {Page} page @param {string} [query] @param {string} [language] */
const open = (page, query = '', language = 'en') => openAlone(page, figure, { query, language });

/** @typedef {import('../../../web/chapters/gradient/figures/field/figure.js').Readings} Readings */
/** @param {Page} page @returns {Promise<Record<keyof Readings, any>>} */
const read = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector('dh-field')).readings);

/** @param {Page} page @param {string} what @returns {Promise<number[][]>} */
const rows = async (page, what) =>
  (await page.evaluate(() => /** @type {any} */ (document.querySelector('dh-field')).csv().slice(1)))
    .filter((/** @type {any[]} */ row) => row[0] === what)
    .map((/** @type {any[]} */ row) => row.slice(1).map(Number));

/** @param {Page} page */
const caption = (page) => captionOf(page.locator('dh-field'));

/**
 * @param {Page} page
 * @param {number[]} at
 * @returns {Promise<{ x: number, y: number }>} a place of the map, on the screen
 */
async function onScreen(page, at) {
  const map = page.locator('dh-field dh-contours');
  await map.scrollIntoViewIfNeeded();
  const [x, y] = await map.evaluate((node, place) => /** @type {any} */ (node).toScreen(place), at);
  const box = /** @type {{ x: number, y: number }} */ (await map.boundingBox());
  return { x: box.x + x, y: box.y + y };
}

/** @param {number} value @param {number} expected @param {number} [tolerance] */
const close = (value, expected, tolerance = 1e-9) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));

test('the gradients are those of the formula, and the arrows point against them', async ({ page }) => {
  await open(page);
  const arrows = await rows(page, 'gradient');
  expect(arrows).toHaveLength(169);
  for (const [x, y, gx, gy] of arrows) {
    const [fx, fy] = gradient(x, y);
    close(gx, fx);
    close(gy, fy);
  }
  const [layer] = await page.locator('dh-field dh-contours').evaluate((map) =>
    /** @type {any} */ (map).layers.map((/** @type {any} */ one) => ({
      ...one,
      at: [...(one.at ?? [])],
      by: [...(one.by ?? [])],
    })),
  );
  expect(layer.kind).toBe('arrows');
  /** @type {{ norm: number, length: number }[]} */
  const pairs = [];
  const { unit } = await page
    .locator('dh-field dh-contours')
    .evaluate((map) => ({ unit: /** @type {any} */ (map).unit }));
  for (let i = 0; i < layer.at.length; i += 2) {
    const [bx, by] = [layer.by[i], layer.by[i + 1]];
    const length = Math.hypot(bx, by);
    expect(length).toBeLessThan(38);
    if (length < 1) continue;
    const [x, y] = [layer.at[i] + bx / 2 / unit, layer.at[i + 1] + by / 2 / unit];
    const [fx, fy] = gradient(x, y);
    const norm = Math.hypot(fx, fy);
    close((bx * fx + by * fy) / (length * norm), -1, 1e-6);
    pairs.push({ norm, length });
  }
  // Longer where it is steeper, and every factor of ten adds as much.
  pairs.sort((a, b) => a.norm - b.norm);
  for (let i = 1; i < pairs.length; i++) expect(pairs[i].length).toBeGreaterThanOrEqual(pairs[i - 1].length - 1e-6);
});

test('at the orange point the contour and the gradient are at a right angle', async ({ page }) => {
  await open(page);
  const { x: left, y: top } = await onScreen(page, [-1, 1.5]);
  const goal = await onScreen(page, [2, -3]);
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.move(goal.x, goal.y, { steps: 6 });
  await page.mouse.up();
  const { x, y, here, particles } = await read(page);
  const { value, gradient: shown, norm, along } = here;
  expect(x).toBeCloseTo(2, 1);
  expect(y).toBeCloseTo(-3, 1);
  expect(particles).toBe(0);
  const [fx, fy] = gradient(x, y);
  close(value, height(x, y));
  close(shown[0], fx);
  close(shown[1], fy);
  close(norm, Math.hypot(fx, fy));
  expect(Math.abs(along)).toBeLessThan(1e-9 * norm);
  // A small step along the contour does not climb, one along the gradient does.
  const step = 1e-4;
  expect(Math.abs(height(x - (step * fy) / norm, y + (step * fx) / norm) - value)).toBeLessThan(0.01 * step * norm);
  expect(height(x + (step * fx) / norm, y + (step * fy) / norm) - value).toBeGreaterThan(0.9 * step * norm);
  const lines = await page
    .locator('dh-field dh-contours')
    .evaluate((map) =>
      /** @type {any} */ (map).layers
        .filter((/** @type {any} */ one) => one.kind === 'path' && !one.dash && one.points.length > 20)
        .map((/** @type {any} */ one) => one.points),
    );
  expect(lines.length).toBeGreaterThan(0);
  for (const points of lines)
    for (const [a, b] of points)
      if (Math.abs(a) < 4.9 && Math.abs(b) < 4.9) expect(Math.abs(height(a, b) - value)).toBeLessThan(3);
  expect(await caption(page)).toContain('the slope is 0');
});

test('a click puts particles down; they flow downhill and come to rest in a valley', async ({ page }) => {
  await open(page);
  const at = await onScreen(page, [-3, 1.2]);
  await page.mouse.click(at.x, at.y);
  expect((await read(page)).particles).toBe(36);
  await expect.poll(async () => (await read(page)).seconds).toBeGreaterThan(0.2);
  await expect.poll(async () => (await read(page)).moving, { timeout: 40_000 }).toBe(0);
  const { valleys, arrived, playing } = await read(page);
  expect([arrived, playing]).toEqual([36, false]);
  for (const [x, y] of await rows(page, 'particle'))
    expect(minima.some(([a, b]) => Math.hypot(a - x, b - y) < 0.15)).toBe(true);
  for (const valley of valleys)
    expect(Math.min(...minima.map(([a, b]) => Math.hypot(a - valley.x, b - valley.y)))).toBeLessThan(1e-4);
  expect(await caption(page)).toContain('All have come to rest: 36 of 36');
});

test('rain: 400 particles end where 400 walks along −∇f end', async ({ page }) => {
  await open(page, 'drops=r,0&frame=900');
  const { valleys, particles, moving } = await read(page);
  expect(particles).toBe(400);
  const expected = [0, 0, 0, 0];
  for (let i = 0; i < 20; i++) for (let k = 0; k < 20; k++) expected[endOf(-5 + (i + 0.5) / 2, -5 + (k + 0.5) / 2)]++;
  for (const { x, y, particles: count } of valleys) {
    const index = minima.findIndex(([a, b]) => Math.hypot(a - x, b - y) < 0.01);
    expect(Math.abs(count - expected[index])).toBeLessThanOrEqual(2 + moving);
  }
  const text = await page.locator('dh-field .side table').innerText();
  for (const { particles: count } of valleys) expect(text).toContain(String(count));
});

test('every step goes down, back is exactly back, and a link shows the same', async ({ page }) => {
  await open(page, 'drops=r,0');
  const heightOf = async () => (await rows(page, 'particle')).reduce((sum, [x, y]) => sum + height(x, y), 0);
  const forward = page.locator('dh-field dh-transport').getByRole('button', { name: 'one step forward' });
  const before = await heightOf();
  await forward.click();
  const first = await rows(page, 'particle');
  const after = await heightOf();
  expect(after).toBeLessThan(before);
  await forward.click();
  expect(await heightOf()).toBeLessThan(after);
  await page.locator('dh-field dh-transport').getByRole('button', { name: 'one step back' }).click();
  expect(await rows(page, 'particle')).toEqual(first);
  const { seconds } = await read(page);
  const query = await page.locator('dh-field').evaluate((figure) => /** @type {any} */ (figure).query);
  await open(page, query);
  expect((await read(page)).seconds).toBe(seconds);
  const again = await rows(page, 'particle');
  again.forEach(([x, y], i) => expect(Math.hypot(x - first[i][0], y - first[i][1])).toBeLessThan(1e-9));
});

test('keys move the point and put particles down; clear and undo', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);
  await page.locator('dh-field .grip').focus();
  await page.keyboard.press('ArrowRight');
  expect((await read(page)).x).toBeCloseTo(-0.9, 6);
  await page.keyboard.press('Enter');
  expect(await read(page)).toMatchObject({ particles: 36, playing: false, seconds: 0 });
  await page.locator('dh-field dh-transport').getByRole('button', { name: 'play' }).click();
  expect((await read(page)).seconds).toBe(10);
  await page.locator('dh-field').getByRole('button', { name: 'let it rain' }).click();
  expect((await read(page)).particles).toBe(436);
  await page.locator('dh-field').getByRole('button', { name: 'clear' }).click();
  expect((await read(page)).particles).toBe(0);
  await page.locator('dh-field .tools .undo').click();
  expect((await read(page)).particles).toBe(436);
});

test("any surface, and the learner's own; a mistake is named by its column", async ({ page }) => {
  await open(page, 'surface=saddle&x=1.5&y=0');
  let shown = await read(page);
  close(shown.here.gradient[0], 1.5);
  close(shown.here.gradient[1], 0);
  await page.locator('dh-field dh-select[data-key=surface] select').selectOption('own');
  const field = page.locator('dh-field dh-formula input');
  await field.fill('x^2 - y^2');
  await expect.poll(async () => (await read(page)).formula).toBe('x^2 - y^2');
  shown = await read(page);
  close(shown.here.gradient[0], 3);
  await field.fill('x^2 - y^2)');
  await expect(page.locator('dh-field dh-formula .problem')).toContainText('Column 10: this “)” closes nothing');
  expect((await read(page)).formula).toBe('x^2 - y^2');
  await field.fill('x y + 2|x|');
  await expect(page.locator('dh-field dh-formula math')).toContainText('|x|');
  await field.fill('5');
  await expect.poll(() => caption(page)).toContain('Here the gradient is zero');
  await field.fill('log(x)*y');
  await page.locator('dh-field .grip').focus();
  for (let k = 0; k < 6; k++) await page.keyboard.press('Shift+ArrowLeft');
  expect(await caption(page)).toContain('no gradient: near it the formula has no value');
  await open(page, `surface=own&formula=${encodeURIComponent('|x| + |y|')}&x=0&y=0`);
  expect(await caption(page)).toContain('no gradient: the ground has a corner there');
  expect(await read(page)).toMatchObject({ ground: 'corner', here: null });
  await open(page, 'surface=own&formula=sin(x', 'zh');
  expect(await caption(page)).toContain('公式读不懂');
  await expect(page.locator('dh-field dh-formula .problem')).toContainText('第 6 列');
});

test('particles that fall for ever are counted as gone, and nothing breaks', async ({ page }) => {
  await open(page, `surface=own&formula=${encodeURIComponent('x^2 - y^2')}&drops=r,0&frame=3600`);
  const { gone, particles, arrived } = await read(page);
  expect(particles).toBe(400);
  expect(arrived).toBe(0);
  expect(gone).toBe(400);
});

test('a tap puts particles down, and a finger drags the point', async ({ phone }) => {
  await open(phone);
  const at = await onScreen(phone, [3, -3]);
  await phone.touchscreen.tap(at.x, at.y);
  const { particles, x, y } = await read(phone);
  expect(particles).toBe(36);
  expect(Math.hypot(x - 3, y + 3)).toBeLessThan(0.2);
});

test('a frame of more than 600 particles is one step of each group, however old it is', async ({ page }) => {
  const element = await open(page, 'drops=r,0;1,1,0;-2,1,0;-4,4,0;4,4,0;0,-4,0;2,-4,0;-4,-1,0&frame=300');
  expect((await read(page)).particles).toBe(652);
  const calls = await element.evaluate((node) => {
    const own = /** @type {any} */ (node);
    const some = own.engine.createProblem({ name: 'himmelblau' });
    const problem = Object.getPrototypeOf(some);
    const { flow } = problem;
    let count = 0;
    problem.flow = function (/** @type {any} */ options) {
      count++;
      return flow.call(this, options);
    };
    try {
      for (let frame = 301; frame <= 360; frame++) own.change({ frame }, { undo: false });
    } finally {
      problem.flow = flow;
      some.delete();
    }
    return count;
  });
  expect(calls).toBe(60 * 8);
  expect((await read(page)).seconds).toBe(6);
});

test('the arrows with names are as long in a gentle place as in a steep one, and the key says so', async ({ page }) => {
  const lengths = [];
  for (const [query, language, words] of [
    ['x=2.9&y=2', 'en', 'with names show directions alone'],
    ['x=-4&y=4', 'zh', '标有名称的两支箭头只表示方向'],
  ]) {
    await open(page, query, language);
    await expect(page.locator('dh-field section', { has: page.locator('.key') })).toContainText(words);
    lengths.push(
      ...(await page.locator('dh-field dh-contours').evaluate((map) =>
        /** @type {any} */ (map).layers
          .filter((/** @type {any} */ { kind, label }) => kind === 'arrow' && label)
          .map((/** @type {any} */ { from, to }) => {
            const [start, end] = [from, to].map((place) => /** @type {any} */ (map).toScreen(place));
            return Math.hypot(end[0] - start[0], end[1] - start[1]);
          }),
      )),
    );
  }
  expect(lengths.length).toBe(4);
  for (const length of lengths) expect(length).toBeCloseTo(lengths[0], 3);
});
