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
    const context = /** @type {CanvasRenderingContext2D} */ (
      /** @type {HTMLCanvasElement} */ (canvas).getContext('2d')
    );
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
    for (const type of ['input', 'change'])
      pad.addEventListener(type, () => /** @type {any} */ (window).heard.push(type));
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

/**
 * The mouse, down all the while, from place to place in shares of the pad's side.
 * @param {Page} page
 * @param {[number, number][]} places
 */
async function press(page, places) {
  const box = await padBox(page);
  for (const [k, [x, y]] of places.entries()) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: k === 0 ? 1 : 8 });
    if (k === 0) await page.mouse.down();
  }
}

test('a pen that leaves the sheet draws to its edge, and again from where it comes back', async ({ kit }) => {
  await press(kit, [
    [0.5, 0.5],
    [0.5, -0.4],
    [-0.3, -0.4],
    [-0.3, 0.75],
    [0.5, 0.75],
  ]);
  await kit.mouse.up();
  const [first, second, ...others] = await strokesOf(kit);
  expect(others).toEqual([]);
  expect(first.slice(-2).map((share) => share.toFixed(2))).toEqual(['0.50', '0.00']);
  expect(second.slice(0, 2).map((share) => share.toFixed(2))).toEqual(['0.00', '0.75']);
  expect(second.slice(-2).map((share) => share.toFixed(2))).toEqual(['0.50', '0.75']);
});

/**
 * How a stroke may end without anybody lifting the pen over the sheet.
 * @type {Record<string, (page: Page) => Promise<unknown>>}
 */
const ends = {
  'the right button is pressed': (page) => page.mouse.down({ button: 'right' }),
  'another window takes over': (page) => page.evaluate(() => window.dispatchEvent(new Event('blur'))),
  'the mouse is released where no page hears it': (page) =>
    page.locator('#pad canvas').evaluate((canvas) => {
      const { x, y } = canvas.getBoundingClientRect();
      const move = { pointerId: 1, pointerType: 'mouse', isPrimary: true, clientX: x + 9, clientY: y + 9, buttons: 0 };
      canvas.dispatchEvent(new PointerEvent('pointermove', move));
    }),
};
for (const [what, end] of Object.entries(ends)) {
  test(`a stroke ends when ${what}, and the next one is drawn as ever`, async ({ kit }) => {
    await kit
      .locator('#pad')
      .evaluate((pad) => pad.addEventListener('change', () => pad.toggleAttribute('data-ended')));
    await press(kit, [
      [0.2, 0.2],
      [0.5, 0.2],
    ]);
    const drawn = await strokesOf(kit);
    expect(drawn).toHaveLength(1);
    await end(kit);
    await expect(kit.locator('#pad')).toHaveAttribute('data-ended');
    const box = await padBox(kit);
    await kit.mouse.move(box.x + 0.8 * box.width, box.y + 0.8 * box.height, { steps: 5 });
    expect(await strokesOf(kit)).toEqual(drawn);
    await kit.mouse.up({ button: 'right' });
    await kit.mouse.up();
    await press(kit, [
      [0.2, 0.6],
      [0.5, 0.6],
    ]);
    await kit.mouse.up();
    const [first, second, ...others] = await strokesOf(kit);
    expect([first, ...others]).toEqual(drawn);
    expect(second.at(-1)).toBeCloseTo(0.6, 1);
  });
}

test('strokes that the page takes away in mid-stroke do not come back with the next move', async ({ kit }) => {
  await press(kit, [
    [0.2, 0.2],
    [0.5, 0.2],
  ]);
  await kit.locator('#pad').evaluate((pad) => Object.assign(pad, { strokes: [] }));
  const box = await padBox(kit);
  await kit.mouse.move(box.x + 0.8 * box.width, box.y + 0.8 * box.height, { steps: 5 });
  expect(await strokesOf(kit)).toEqual([]);
  await kit.mouse.up();
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
    for (let share = 0.75; share > 0.2; share -= 0.05)
      await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(share) });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    const [stroke] = await strokesOf(kit);
    expect(stroke[1]).toBeCloseTo(0.8, 1);
    expect(stroke.at(-1)).toBeLessThan(0.3);
    expect(await kit.evaluate(() => window.scrollY)).toBe(top);
  });

  /** Touches and a pen on the pad, by places in shares of its side. @param {Page} page */
  async function hands(page) {
    const box = await padBox(page);
    const session = await page.context().newCDPSession(page);
    const at = (/** @type {[number, number]} */ [x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
    return {
      /** @param {'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel'} type @param {[number, number][]} places */
      touch: (type, places) =>
        session.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: places.map((place, id) => ({ ...at(place), id })),
        }),
      /** @param {[number, number][]} places */
      pen: async (places) => {
        const send = (
          /** @type {'mousePressed' | 'mouseMoved' | 'mouseReleased'} */ type,
          /** @type {[number, number]} */ place,
        ) =>
          session.send('Input.dispatchMouseEvent', {
            type,
            ...at(place),
            button: 'left',
            buttons: 1,
            clickCount: 1,
            pointerType: 'pen',
          });
        await send('mousePressed', places[0]);
        for (const place of places.slice(1)) await send('mouseMoved', place);
        await send('mouseReleased', /** @type {[number, number]} */ (places.at(-1)));
      },
    };
  }
  /** @type {[number, number][]} */
  const seven = [
    [0.25, 0.2],
    [0.5, 0.2],
    [0.75, 0.2],
    [0.6, 0.55],
    [0.45, 0.9],
  ];

  for (const [what, moves] of Object.entries({
    'only rests': [],
    smears: [
      [0.8, 0.8],
      [0.7, 0.85],
    ],
  })) {
    test(`a palm that ${what} leaves nothing once a pen draws, and does not stop it`, async ({ kitPhone: kit }) => {
      const { touch, pen } = await hands(kit);
      await touch('touchStart', [[0.9, 0.9]]);
      for (const place of moves) await touch('touchMove', [/** @type {[number, number]} */ (place)]);
      await pen(seven);
      await touch('touchEnd', []);
      const strokes = await strokesOf(kit);
      expect(strokes).toHaveLength(1);
      strokes[0].forEach((share, i) => expect(share).toBeCloseTo(seven.flat()[i], 2));
      // Down again between two strokes, and after the last.
      await touch('touchStart', [[0.9, 0.9]]);
      await touch('touchEnd', []);
      expect(await strokesOf(kit)).toEqual(strokes);
    });
  }

  test('a palm that the system takes back leaves nothing, a finger that draws keeps what it drew', async ({
    kitPhone: kit,
  }) => {
    const { touch } = await hands(kit);
    await touch('touchStart', [[0.9, 0.9]]);
    await touch('touchCancel', []);
    expect(await strokesOf(kit)).toEqual([]);
    await touch('touchStart', [[0.2, 0.2]]);
    await touch('touchMove', [[0.5, 0.5]]);
    await touch('touchCancel', []);
    expect(await strokesOf(kit)).toHaveLength(1);
  });

  test('a finger draws beside a palm that rests, and a tap is a dot', async ({ kitPhone: kit }) => {
    const { touch } = await hands(kit);
    await touch('touchStart', [[0.9, 0.9]]);
    await touch('touchStart', [
      [0.9, 0.9],
      [0.2, 0.2],
    ]);
    await touch('touchMove', [
      [0.9, 0.9],
      [0.5, 0.2],
    ]);
    await touch('touchEnd', []);
    expect(await strokesOf(kit)).toHaveLength(1);
    await touch('touchStart', [[0.5, 0.6]]);
    await touch('touchEnd', []);
    expect((await strokesOf(kit))[1].map((share) => share.toFixed(1))).toEqual(['0.5', '0.6']);
  });
});
