// @ts-check
import { expect, test } from './support.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @returns {Promise<number[][]>} */
const strokesOf = (page) => page.locator('#pad').evaluate((pad) => /** @type {any} */ (pad).strokes);

/** @param {Page} page */
async function padBox(page) {
  const canvas = page.locator('#pad canvas');
  await canvas.scrollIntoViewIfNeeded();
  return /** @type {{ x: number, y: number, width: number, height: number }} */ (await canvas.boundingBox());
}

/** How many pixels of the sheet bear ink. @param {Page} page */
const inked = (page) =>
  page.locator('#pad canvas').evaluate((canvas) => {
    const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
    const context = /** @type {CanvasRenderingContext2D} */ (/** @type {HTMLCanvasElement} */ (canvas).getContext('2d'));
    return context.getImageData(0, 0, width, height).data.filter((value, i) => i % 4 === 3 && value > 128).length;
  });

test('a line drawn with the mouse is one stroke from where it began to where it ended', async ({ kit }) => {
  const box = await padBox(kit);
  await expect(kit.locator('#pad .guide')).toBeVisible();
  await kit.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.5);
  await kit.mouse.down();
  await kit.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.5, { steps: 10 });
  await kit.mouse.up();
  const [stroke, ...others] = await strokesOf(kit);
  expect(others).toEqual([]);
  expect(stroke[0]).toBeCloseTo(0.25, 1);
  expect(stroke.at(-2)).toBeCloseTo(0.75, 1);
  expect(stroke.filter((_, i) => i % 2 === 1).every((y) => Math.abs(y - 0.5) < 0.02)).toBe(true);
  await expect(kit.locator('#pad .guide')).toBeHidden();
  expect(await inked(kit)).toBeGreaterThan(500);
});

test('moves are told while the pen is down, the end when it is lifted', async ({ kit }) => {
  await kit.locator('#pad').evaluate((pad) => {
    /** @type {any} */ (window).heard = [];
    for (const type of ['input', 'change']) pad.addEventListener(type, () => /** @type {any} */ (window).heard.push(type));
  });
  const box = await padBox(kit);
  await kit.mouse.move(box.x + 50, box.y + 50);
  await kit.mouse.down();
  await kit.mouse.move(box.x + 90, box.y + 90, { steps: 4 });
  const during = await kit.evaluate(() => /** @type {any} */ (window).heard.slice());
  expect(during.length).toBeGreaterThan(2);
  expect(during).not.toContain('change');
  await kit.mouse.up();
  expect(await kit.evaluate(() => /** @type {any} */ (window).heard.at(-1))).toBe('change');
});

test('a pen that leaves the sheet stays on its edge', async ({ kit }) => {
  const box = await padBox(kit);
  await kit.mouse.move(box.x + 50, box.y + 50);
  await kit.mouse.down();
  await kit.mouse.move(box.x - 200, box.y - 300, { steps: 5 });
  await kit.mouse.up();
  const [stroke] = await strokesOf(kit);
  expect(Math.min(...stroke)).toBe(0);
  expect(Math.max(...stroke)).toBeLessThanOrEqual(1);
});

test('a tap leaves a dot', async ({ kit }) => {
  const box = await padBox(kit);
  await kit.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  expect(await strokesOf(kit)).toHaveLength(1);
  expect(await inked(kit)).toBeGreaterThan(50);
});

test('strokes are taken back one by one and all at once', async ({ kit }) => {
  const box = await padBox(kit);
  for (const x of [40, 80, 120]) await kit.mouse.click(box.x + x, box.y + 60);
  await kit.locator('#pad').getByRole('button', { name: 'undo stroke' }).click();
  expect(await strokesOf(kit)).toHaveLength(2);
  await kit.locator('#pad').getByRole('button', { name: 'clear' }).click();
  expect(await strokesOf(kit)).toHaveLength(0);
  await expect(kit.locator('#pad').getByRole('button', { name: 'clear' })).toBeDisabled();
});

test('keys draw: arrows move the pen, space puts it down and lifts it', async ({ kit }) => {
  await kit.locator('#pad canvas').focus();
  await kit.keyboard.press('ArrowDown');
  expect(await strokesOf(kit)).toHaveLength(0);
  await kit.keyboard.press(' ');
  for (let i = 0; i < 8; i++) await kit.keyboard.press('ArrowDown');
  await kit.keyboard.press(' ');
  await kit.keyboard.press('ArrowRight');
  const strokes = await strokesOf(kit);
  expect(strokes).toHaveLength(1);
  expect(strokes[0].at(-1)).toBeCloseTo(strokes[0][1] + 0.2, 5);
  await kit.keyboard.press('Backspace');
  expect(await strokesOf(kit)).toHaveLength(0);
});

test.describe('with a finger', () => {

  test('a touch draws and does not scroll the page', async ({ kitPhone: kit }) => {
    const box = await padBox(kit);
    const top = await kit.evaluate(() => window.scrollY);
    const session = await kit.context().newCDPSession(kit);
    const at = (/** @type {number} */ share) => [{ x: box.x + box.width / 2, y: box.y + box.height * share }];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0.8) });
    for (let share = 0.75; share > 0.2; share -= 0.05) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(share) });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    const [stroke] = await strokesOf(kit);
    expect(stroke[1]).toBeCloseTo(0.8, 1);
    expect(stroke.at(-1)).toBeLessThan(0.3);
    expect(await kit.evaluate(() => window.scrollY)).toBe(top);
  });
});
