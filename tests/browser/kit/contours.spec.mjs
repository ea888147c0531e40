// @ts-check
import { expect, test } from './support.mjs';
import { counting, linesFound } from '../support/work.mjs';

test.use({ parts: ['pictures'] });

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ id: string, at: [number, number], angle: number, phase: string }} Move */

/** @param {Page} page @param {string} id */
async function boxOf(page, id) {
  const canvas = page.locator(`#${id} canvas`);
  await canvas.scrollIntoViewIfNeeded();
  return /** @type {{ x: number, y: number, width: number, height: number }} */ (await canvas.boundingBox());
}

/** From here on, moves of grips are kept. @param {Page} page @param {string} id */
const listen = (page, id) =>
  page.locator(`#${id}`).evaluate((map) => {
    /** @type {any} */ (window).moves = [];
    map.addEventListener('dh-grip', (event) => {
      const { detail } = /** @type {CustomEvent} */ (event);
      /** @type {any} */ (window).moves.push(detail);
      const own = /** @type {any} */ (map);
      own.grips = own.grips.map((/** @type {any} */ grip) =>
        grip.id === detail.id ? { ...grip, at: detail.at } : grip,
      );
    });
  });

/** @param {Page} page @returns {Promise<Move[]>} */
const moves = (page) => page.evaluate(() => /** @type {any} */ (window).moves);

/** @param {Page} page @param {string} id @param {number[]} at */
const pixelOf = async (page, id, at) => {
  const box = await boxOf(page, id);
  const [x, y] = await page.locator(`#${id}`).evaluate((map, place) => /** @type {any} */ (map).toScreen(place), at);
  return { x: box.x + x, y: box.y + y };
};

/** The colour of the map at a place. @param {Page} page @param {string} id @param {number[]} at */
const colourAt = (page, id, at) =>
  page.locator(`#${id}`).evaluate((map, place) => {
    const own = /** @type {any} */ (map);
    const canvas = /** @type {HTMLCanvasElement} */ (own.renderRoot.querySelector('canvas'));
    const [x, y] = own.toScreen(place);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    return [...context.getImageData(Math.round(x * devicePixelRatio), Math.round(y * devicePixelRatio), 1, 1).data];
  }, at);

test('a place has its pixel, and the pixel its place', async ({ kit }) => {
  await kit.locator('#contours').scrollIntoViewIfNeeded();
  const back = await kit.locator('#contours').evaluate((map) => {
    const own = /** @type {any} */ (map);
    return [
      [-3, -2.5],
      [3, 2.5],
      [0.5, -1],
    ].map((at) => own.toPlace(own.toScreen(at)));
  });
  [
    [-3, -2.5],
    [3, 2.5],
    [0.5, -1],
  ].forEach((at, i) => at.forEach((part, k) => expect(back[i][k]).toBeCloseTo(part, 9)));
});

test('a unit is as long upwards as sideways', async ({ kit }) => {
  const [origin, east, north] = await kit.locator('#contours').evaluate((map) =>
    [
      [0, 0],
      [1, 0],
      [0, 1],
    ].map((at) => /** @type {any} */ (map).toScreen(at)),
  );
  expect(east[0] - origin[0]).toBeCloseTo(origin[1] - north[1], 6);
});

test('what is higher is darker', async ({ kit }) => {
  await boxOf(kit, 'steep');
  const [floor, wall, top] = await Promise.all(
    [
      [1, 1],
      [0, 2],
      [0, 2.9],
    ].map((at) => colourAt(kit, 'steep', at)),
  );
  expect(wall[0]).toBeLessThan(floor[0]);
  expect(top[0]).toBeLessThan(wall[0]);
});

test('where there is no value there is hatching, not a colour of the map', async ({ kit }) => {
  await boxOf(kit, 'holed');
  const opaque = await kit.locator('#holed').evaluate((map) => {
    const own = /** @type {any} */ (map);
    const canvas = /** @type {HTMLCanvasElement} */ (own.renderRoot.querySelector('canvas'));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const share = (/** @type {number[]} */ from, /** @type {number[]} */ to) => {
      const [[left, top], [right, bottom]] = [own.toScreen(from), own.toScreen(to)];
      const { data } = context.getImageData(left, top, right - left, bottom - top);
      return data.filter((value, i) => i % 4 === 3 && value > 250).length / (data.length / 4);
    };
    return { hole: share([-0.9, 1.9], [-0.1, -1.9]), ground: share([0.2, 1.9], [2.9, -1.9]) };
  });
  expect(opaque.ground).toBe(1);
  expect(opaque.hole).toBeLessThan(0.5);
  expect(opaque.hole).toBeGreaterThan(0);
});

test('a grip follows the mouse, off the canvas too, and stays on the map', async ({ kit }) => {
  await listen(kit, 'contours');
  const from = await pixelOf(kit, 'contours', [1.2, 0.9]);
  const to = await pixelOf(kit, 'contours', [-1, -0.5]);
  await kit.mouse.move(from.x + 3, from.y - 2);
  await kit.mouse.down();
  await kit.mouse.move(to.x + 3, to.y - 2, { steps: 5 });
  const during = await moves(kit);
  expect(during[0].phase).toBe('start');
  expect(during.slice(1).every(({ phase }) => phase === 'move')).toBe(true);
  expect(during.at(-1)?.at[0]).toBeCloseTo(-1, 5);
  expect(during.at(-1)?.at[1]).toBeCloseTo(-0.5, 5);
  await kit.mouse.move(to.x - 900, to.y + 900, { steps: 3 });
  await kit.mouse.up();
  const all = await moves(kit);
  expect(all.at(-1)?.phase).toBe('end');
  expect(all.at(-1)?.at).toEqual([-3, -2.5]);
});

test('a press that does not move it tells nothing', async ({ kit }) => {
  await listen(kit, 'contours');
  const at = await pixelOf(kit, 'contours', [1.2, 0.9]);
  await kit.mouse.click(at.x, at.y);
  expect(await moves(kit)).toEqual([]);
});

test('arrow keys move a grip by a hundredth of the map, with Shift by a tenth', async ({ kit }) => {
  await listen(kit, 'contours');
  const grip = kit.locator('#contours [data-grip=point]');
  await grip.focus();
  await kit.keyboard.press('ArrowRight');
  await kit.keyboard.press('Shift+ArrowUp');
  const told = (await moves(kit)).filter(({ phase }) => phase !== 'end');
  expect(told[0].at[0]).toBeCloseTo(1.26, 9);
  expect(told[1].at[1]).toBeCloseTo(1.4, 9);
  for (let i = 0; i < 12; i++) await kit.keyboard.press('Shift+ArrowRight');
  expect((await moves(kit)).at(-1)?.at[0]).toBe(3);
});

test('a grip with a pivot turns', async ({ kit }) => {
  await listen(kit, 'contours');
  const from = await pixelOf(kit, 'contours', [1.5, 2]);
  const to = await pixelOf(kit, 'contours', [0.2, 0.9]);
  await kit.mouse.move(from.x, from.y);
  await kit.mouse.down();
  await kit.mouse.move(to.x, to.y, { steps: 4 });
  await kit.mouse.up();
  expect((await moves(kit)).at(-1)?.angle).toBeCloseTo(Math.PI, 5);
  await kit.locator('#contours [data-grip=u]').focus();
  await kit.keyboard.press('ArrowUp');
  expect(((await moves(kit)).filter(({ phase }) => phase !== 'end').at(-1)?.angle ?? 0) - Math.PI).toBeCloseTo(
    Math.PI / 180,
    5,
  );
});

test('contour lines are found once for a grid: a move of what lies upon it leaves them', async ({ kit }) => {
  await boxOf(kit, 'contours');
  const changed = (/** @type {string[]} */ names) =>
    kit.locator('#contours').evaluate(async (map, keys) => {
      const own = /** @type {any} */ (map);
      for (const key of keys) {
        if (key === 'layers') own.layers = [...own.layers];
        else own.grid = { ...own.grid };
        await own.updateComplete;
      }
    }, names);
  const moved = await counting(kit, linesFound);
  await changed(['layers', 'layers', 'layers']);
  expect(await moved()).toBe(0);
  const other = await counting(kit, linesFound);
  await changed(['grid']);
  expect(await other()).toBeGreaterThan(0);
});

test.describe('with a finger', () => {
  test('a grip follows the finger, and the page stays', async ({ kitPhone: kit }) => {
    await listen(kit, 'contours');
    const from = await pixelOf(kit, 'contours', [1.2, 0.9]);
    const to = await pixelOf(kit, 'contours', [0.5, -1]);
    const top = await kit.evaluate(() => window.scrollY);
    const session = await kit.context().newCDPSession(kit);
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
    for (let i = 1; i <= 6; i++) {
      const point = { x: from.x + ((to.x - from.x) * i) / 6, y: from.y + ((to.y - from.y) * i) / 6 };
      await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] });
    }
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    const last = (await moves(kit)).at(-1);
    expect(last?.phase).toBe('end');
    expect(last?.at[0]).toBeCloseTo(0.5, 1);
    expect(last?.at[1]).toBeCloseTo(-1, 1);
    expect(await kit.evaluate(() => window.scrollY)).toBe(top);
  });
});
