// @ts-check
// The slope in every direction, turned and dragged as a learner would, against slopes that are worked out here.
import { captionOf, expect, figureNamed, openAlone, settled, test, tool } from '../support/figures.mjs';
import { counting, landscapeDrawn, mapDrawn } from '../support/work.mjs';

/** @typedef {import('@playwright/test').Page} Page @typedef {import('@playwright/test').Locator} Locator */

const figure = figureNamed('direction');
const degree = Math.PI / 180;

/** @param {Page} page @param {string} [query] @param {string} [language] */
const openFigure = (page, query = '', language = 'en') => openAlone(page, figure, { query, language });

/** @typedef {import('../../../web/chapters/gradient/figures/direction/figure.js').Known} Readings */
/** @param {Locator} element @returns {Promise<Record<keyof Readings, any>>} */
const readings = (element) => element.evaluate((node) => /** @type {any} */ (node).readings);

/** @param {Locator} element @returns {Promise<Record<string, any>>} */
const stateOf = (element) => element.evaluate((node) => ({ .../** @type {any} */ (node).state }));

/** The tilted bowl f = x²/2 + y² + xy/2, by hand. @param {number} x @param {number} y @param {number} phi in degrees */
function bowl(x, y, phi) {
  const [fx, fy] = [x + y / 2, 2 * y + x / 2];
  const [cos, sin] = [Math.cos(phi * degree), Math.sin(phi * degree)];
  return {
    value: (x * x) / 2 + y * y + (x * y) / 2,
    fx,
    fy,
    slope: fx * cos + fy * sin,
    norm: Math.hypot(fx, fy),
    gradientAngle: Math.atan2(fy, fx) / degree,
  };
}

/**
 * @param {Locator} element
 * @param {string} where an element of the kit
 * @param {string} id
 * @returns {Promise<[number, number]>}
 */
async function gripOf(element, where, id) {
  const grip = element.locator(`${where} [data-grip=${id}]`);
  await grip.scrollIntoViewIfNeeded();
  const { x, y, width, height } = /** @type {{ x: number, y: number, width: number, height: number }} */ (
    await grip.boundingBox()
  );
  return [x + width / 2, y + height / 2];
}

/**
 * Takes u on the map and turns it about the point.
 * @param {Page} page
 * @param {Locator} element
 * @param {number[]} angles in degrees, one after the other
 * @param {boolean} [letGo]
 */
async function turn(page, element, angles, letGo = true) {
  const end = await gripOf(element, 'dh-contours', 'u');
  const [x, y] = await gripOf(element, 'dh-contours', 'point');
  await page.mouse.move(...end);
  await page.mouse.down();
  for (const angle of angles)
    await page.mouse.move(x + 120 * Math.cos(angle * degree), y - 120 * Math.sin(angle * degree), { steps: 4 });
  if (letGo) await page.mouse.up();
}

test('it begins with one direction and its slope, and does not tell the gradient', async ({ page }) => {
  const element = await openFigure(page);
  const expected = bowl(1.2, 0.9, 0);
  const now = await readings(element);
  for (const key of /** @type {const} */ (['value', 'fx', 'fy', 'slope', 'norm', 'gradientAngle']))
    expect(now[key], key).toBeCloseTo(expected[key], 9);
  expect(now.theta).toBeCloseTo(-expected.gradientAngle, 9);
  expect(now.alongX + now.alongY).toBeCloseTo(now.slope, 9);
  expect(now.norm * Math.cos(now.theta * degree)).toBeCloseTo(now.slope, 9);
  expect(now.gradientShown).toBe(false);
  expect(await captionOf(element)).toContain('climbs 1.65 per unit');
  await expect(element.locator('.equation')).toContainText('?');
  await expect(element.locator('.equation')).not.toContainText('2.91');
});

test('who looks for the steepest climb finds the gradient there, and not in passing', async ({ page }) => {
  const element = await openFigure(page);
  await turn(page, element, [30, 55, 90, 120], false);
  expect((await stateOf(element)).found).toBe('');
  await page.mouse.up();
  expect(await readings(element)).toMatchObject({ phi: 120, gradientShown: false, found: [] });
  expect((await stateOf(element)).trace).toEqual([0, 120]);
  await turn(page, element, [80, 56]);
  await expect.poll(async () => (await readings(element)).found).toEqual(['steepest']);
  const { slope, norm, gradientShown, gradientAngle } = await readings(element);
  expect(gradientShown).toBe(true);
  expect(gradientAngle).toBeCloseTo(Math.atan2(2.4, 1.65) / degree, 6);
  expect(slope / norm).toBeGreaterThan(0.998);
  expect(await captionOf(element)).toContain('the steepest climb');
  await expect(element.locator('.equation')).toContainText('2.91');
  await expect(element.locator('.finds li.found')).toHaveCount(1);
});

test('level ground is found at a right angle, the steepest fall opposite: by keys', async ({ page }) => {
  const element = await openFigure(page, 'angle=140&gradient=1');
  const hand = element.locator('dh-contours [data-grip=u]');
  await hand.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowUp');
  expect((await readings(element)).found).toEqual(['level']);
  const level = await readings(element);
  expect(Math.abs(level.theta)).toBeGreaterThan(86);
  expect(Math.abs(level.slope)).toBeLessThan(0.055 * level.norm);
  expect(await captionOf(element)).toContain('at a right angle to ∇f');
  for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowUp');
  await expect.poll(async () => (await readings(element)).found).toEqual(['level', 'fall']);
  const { slope, norm, theta } = await readings(element);
  expect(Math.abs(theta)).toBeGreaterThan(177);
  expect(slope / norm).toBeLessThan(-0.998);
  expect(await captionOf(element)).toContain('Nothing falls faster');
});

test('the gradient can be had at once', async ({ page }) => {
  const element = await openFigure(page);
  await element.locator('dh-toggle[data-key=gradient] input').check();
  expect((await readings(element)).gradientShown).toBe(true);
  const caption = await captionOf(element);
  const { slope, norm } = bowl(1.2, 0.9, 0);
  expect(caption).toContain(`${Math.round((100 * slope) / norm)} % of the steepest climb`);
  expect(caption).toContain(`cos 55° = ${(slope / norm).toFixed(2)}`);
});

test('the slider turns u as well, and finds when it is let go', async ({ page }) => {
  const element = await openFigure(page);
  const slider = element.locator('dh-slider[data-key=angle]');
  await slider.locator('input[type=text]').fill('235');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await readings(element)).found).toEqual(['fall']);
  expect((await readings(element)).slope).toBeCloseTo(bowl(1.2, 0.9, 235).slope, 9);
});

test('the point goes where the hand puts it, never out of the domain, and leaves its trace behind', async ({
  page,
}) => {
  const element = await openFigure(page, 'angle=90&trace=0,90');
  const from = await gripOf(element, 'dh-contours', 'point');
  const to = await element.locator('dh-contours').evaluate((map) => {
    const box = map.getBoundingClientRect();
    const [x, y] = /** @type {any} */ (map).toScreen([-1.5, 0.5]);
    return /** @type {[number, number]} */ ([box.left + x, box.top + y]);
  });
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 6 });
  const there = await readings(element);
  expect(there.x).toBeCloseTo(-1.5, 1);
  expect(there.y).toBeCloseTo(0.5, 1);
  expect(there.slope).toBeCloseTo(bowl(there.x, there.y, 90).slope, 9);
  expect((await stateOf(element)).trace).toEqual([]);
  await page.mouse.move(to[0] - 1200, to[1] + 700, { steps: 4 });
  await page.mouse.up();
  expect(await readings(element)).toMatchObject({ x: -3, y: -2.5 });
  await tool(element, 'undo').click();
  expect(await readings(element)).toMatchObject({ x: 1.2, y: 0.9 });
  expect((await stateOf(element)).trace).toEqual([0, 90]);
});

test('the landscape turns, and u turns on it: picture, map and number go together', async ({ page }) => {
  const element = await openFigure(page, 'gradient=1&angle=300&elevation=60');
  const land = element.locator('dh-surface');
  await expect.poll(() => land.evaluate((node) => /** @type {any} */ (node).phase)).toBe('ready');
  await land.locator('.stage').focus();
  await page.keyboard.press('Shift+ArrowLeft');
  expect(await stateOf(element)).toMatchObject({ azimuth: -17, elevation: 60 });
  await settled(element);
  const end = await gripOf(element, 'dh-surface', 'u');
  const middle = await gripOf(element, 'dh-surface', 'point');
  const before = await gripOf(element, 'dh-contours', 'u');
  await page.mouse.move(...end);
  await page.mouse.down();
  await page.mouse.move(middle[0] + 90, middle[1] - 20, { steps: 5 });
  await page.mouse.up();
  const { phi, slope, x, y } = await readings(element);
  expect(phi).not.toBe(300);
  expect(slope).toBeCloseTo(bowl(x, y, phi).slope, 9);
  await expect
    .poll(async () => (await gripOf(element, 'dh-contours', 'u')).some((part, i) => Math.abs(part - before[i]) > 20))
    .toBe(true);
  const tip = await gripOf(element, 'dh-contours', 'u');
  const point = await gripOf(element, 'dh-contours', 'point');
  const onMap = Math.atan2(point[1] - tip[1], tip[0] - point[0]) / degree;
  expect(Math.cos((onMap - phi) * degree)).toBeGreaterThan(0.999);
});

test('the polar curve is the cosine of the angle to the gradient, in the file too', async ({ page }) => {
  const element = await openFigure(page);
  const rows = await element.evaluate((node) => /** @type {any} */ (node).csv());
  expect(rows).toHaveLength(361);
  for (const [angle, slope] of rows.slice(1)) expect(slope).toBeCloseTo(bowl(1.2, 0.9, angle).slope, 9);
  const hand = await gripOf(element, 'dh-polar', 'hand');
  await page.mouse.move(...hand);
  await page.mouse.down();
  await page.mouse.move(hand[0] - 60, hand[1] - 110, { steps: 6 });
  await page.mouse.up();
  const { phi, slope } = await readings(element);
  expect(phi).toBeGreaterThan(60);
  expect(slope).toBeCloseTo(bowl(1.2, 0.9, phi).slope, 9);
});

test('every surface of the engine is in the menu, with the slopes of its own formula', async ({ page }) => {
  const element = await openFigure(page, 'gradient=1&angle=20');
  const { offered, known } = await element.evaluate((node) => {
    const own = /** @type {any} */ (node);
    return {
      offered: own.constructor.schema.surface.options.filter((/** @type {string} */ name) => name !== 'own'),
      known: own.engine.registry.problems
        .filter((/** @type {any} */ problem) => problem.dimension === 2)
        .map((/** @type {any} */ problem) => problem.name),
    };
  });
  expect(offered.toSorted()).toEqual(known.toSorted());
  for (const surface of offered.slice(1)) {
    await element.locator('dh-select[data-key=surface] select').selectOption(surface);
    await settled(element);
    const { formula, x, y, slope, norm, value } = await readings(element);
    const f = new Function(
      'x',
      'y',
      `const { sin, cos, exp, sqrt, abs, log, tanh } = Math, pi = Math.PI; return ${formula.replaceAll('^', '**').replace(/(^|[(+*/-])-(?=[\w(.]+\*\*)/g, '$1-1*')};`,
    );
    const h = 1e-5;
    const [fx, fy] = [(f(x + h, y) - f(x - h, y)) / (2 * h), (f(x, y + h) - f(x, y - h)) / (2 * h)];
    const scale = 1e-4 * (1 + Math.hypot(fx, fy));
    expect(Math.abs(value - f(x, y)), surface).toBeLessThan(1e-9 * (1 + Math.abs(value)));
    expect(Math.abs(norm - Math.hypot(fx, fy)), surface).toBeLessThan(scale);
    expect(Math.abs(slope - fx * Math.cos(20 * degree) - fy * Math.sin(20 * degree)), surface).toBeLessThan(scale);
  }
});

test('a learner’s own formula is a surface at once; what cannot be read is told where', async ({ page }) => {
  const element = await openFigure(page, 'surface=own&gradient=1&angle=90');
  const input = element.locator('dh-formula input');
  await input.fill('3*x + 4*y');
  await expect.poll(async () => (await readings(element)).norm).toBeCloseTo(5, 9);
  expect(await readings(element)).toMatchObject({ fx: 3, fy: 4, slope: 4 });
  await input.fill('3*x + 4 z');
  await expect(element.locator('dh-formula .problem')).toContainText(
    'Column 9: “z” is neither a variable (x, y), nor a constant',
  );
  expect((await readings(element)).norm).toBeCloseTo(5, 9);
  await input.fill('sqrt(x)');
  await expect.poll(async () => (await readings(element)).fx).toBeCloseTo(0.5 / Math.sqrt(1.2), 9);
  await element.evaluate((node) => /** @type {any} */ (node).change({ x: -2 }));
  await expect.poll(() => captionOf(element)).toContain(', and near it, this formula has no value');
  await element.evaluate((node) => /** @type {any} */ (node).change({ x: 0 }));
  await expect
    .poll(() => captionOf(element))
    .toContain('the value is 0.00, but there is no gradient: the ground ends there');
  await element.evaluate((node) => /** @type {any} */ (node).change({ x: -2 }));
  await element.locator('dh-contours [data-grip=point]').focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await readings(element)).slope).not.toBeNull();
  for (const [formula, reason] of [
    ['floor(x)+y', 'no gradient: the ground jumps there'],
    ['1/x', 'no slope: the ground goes to ∞ or −∞ on either side of it'],
    ['√(-1-x²)', 'no value anywhere on the map'],
  ]) {
    await input.fill(formula);
    await element.evaluate((node) => /** @type {any} */ (node).change({ x: 0 }));
    await expect.poll(() => captionOf(element)).toContain(reason);
  }
  await input.fill('7');
  await expect.poll(() => captionOf(element)).toContain('level in every direction');
});

test('where the ground has a corner along u, both slopes are said; where it is smooth or has a pole there is none', async ({
  page,
}) => {
  const at = async (/** @type {string} */ formula, /** @type {string} */ place, language = 'en') => {
    const element = await openFigure(page, `surface=own&formula=${encodeURIComponent(formula)}&${place}`, language);
    return { corner: (await readings(element)).corner, caption: await captionOf(element) };
  };
  const along = await at('|x| + y', 'x=0&y=1&angle=0');
  expect(along.caption).toContain('has a corner here: the slope is −1.00 behind the point and +1.00 ahead of it');
  expect((await at('|x| + y', 'x=0&y=1&angle=0', 'zh')).caption).toContain(
    '有一个角点：后方的斜率是 −1.00，前方是 +1.00',
  );
  expect((await at('|x| + y', 'x=0&y=1&angle=90')).corner).toBeNull();
  expect((await at('max(x, y)', 'x=1&y=1&angle=0')).caption).toContain(
    'the slope is 0.00 behind the point and +1.00 ahead of it',
  );
  for (const [smooth, x] of /** @type {const} */ ([
    ['sin(40x) y', 0.5],
    ['x|x| + y', 0],
    ['1e6 x + y', 0.5],
    ['tan(x)', 1.57],
    ['√(x²+10^-6)', 0],
  ])) {
    expect([smooth, (await at(smooth, `x=${x}&y=1&angle=0`)).corner]).toEqual([smooth, null]);
  }
});

test('a turn draws what turns, and neither map nor landscape anew', async ({ page }) => {
  const element = await openFigure(page, 'gradient=1');
  const turns = (/** @type {Record<string, unknown>[]} */ patches) =>
    element.evaluate(async (node, changes) => {
      const own = /** @type {any} */ (node);
      for (const patch of changes) {
        own.change(patch, { undo: false });
        await own.idle;
      }
    }, patches);
  const turned = await counting(page, { ...mapDrawn, ...landscapeDrawn });
  await turns([30, 60, 90, 120].map((angle) => ({ angle })));
  expect(await turned()).toBe(0);
  const map = await counting(page, mapDrawn);
  await turns([{ surface: 'saddle' }]);
  expect(await map()).toBeGreaterThan(0);
  const landscape = await counting(page, landscapeDrawn);
  await turns([{ azimuth: 10 }]);
  expect(await landscape()).toBeGreaterThan(0);
});
