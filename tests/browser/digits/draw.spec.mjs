// @ts-check
// The pad, drawn on as a learner would: pointer events, touch, keys. The drawings were made by hand, point by point
// (tests/fixtures/drawings), and what the page answers is compared with a network that this test computes itself.
import { readFileSync } from 'node:fs';
import { captionOf, expect, figureNamed, openAlone, settled, test } from '../support/figures.mjs';
import { centreOfMass, classify, shippedLayers } from './weights.mjs';

/** @typedef {import('@playwright/test').Page} Page @typedef {number[][]} Strokes */

const layers = shippedLayers();

/** @param {number} digit @returns {{ hand: string, strokes: Strokes }[]} on a sheet of 280 × 280 */
const drawingsOf = (digit) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/drawings/${digit}.json`, import.meta.url), 'utf8')).drawings;

const figure = figureNamed('draw');

/** @param {Page} page @param {string} [query] @param {string} [language] */
const open = (page, query = '', language = 'en') => openAlone(page, figure, { query, language });

/** @typedef {import('../../../web/chapters/digits/figures/draw/figure.js').Readings} Readings */
/** @param {Page} page @returns {Promise<Record<keyof Readings, any>>} with plain arrays */
const read = (page) =>
  page.evaluate(() => {
    const { pixels, probabilities, ...rest } = /** @type {any} */ (document.querySelector('dh-draw')).readings;
    return { ...rest, pixels: pixels && [...pixels], probabilities: probabilities && [...probabilities] };
  });

/** @param {Page} page */
async function sheet(page) {
  const canvas = page.locator('dh-draw dh-pad canvas');
  await canvas.scrollIntoViewIfNeeded();
  return /** @type {{ x: number, y: number, width: number, height: number }} */ (await canvas.boundingBox());
}

/**
 * @param {Page} page
 * @param {Strokes} strokes of a sheet of 280
 * @param {(x: number, y: number) => [number, number]} [place] in shares of the pad
 */
async function draw(page, strokes, place = (x, y) => [x / 280, y / 280]) {
  const box = await sheet(page);
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i += 2) {
      const [x, y] = place(stroke[i], stroke[i + 1]);
      await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: i === 0 ? 1 : 2 });
      if (i === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
}

/** @param {Page} page */
const clear = (page) => page.locator('dh-draw dh-pad').getByRole('button').last().click();

/** @param {Page} page */
const caption = (page) => captionOf(page.locator('dh-draw'));

/**
 * How a drawing lies on the pad: as on its sheet, small in a corner, in the middle of the right half.
 * @type {((x: number, y: number) => [number, number])[]}
 */
const places = [(x, y) => [x / 280, y / 280], (x, y) => [x / 700, y / 700], (x, y) => [0.5 + x / 600, 0.45 + y / 600]];

test('drawings by hand are read, at any size and place', async ({ page }) => {
  const element = await open(page);
  // One at each place is drawn with the mouse; the rest is put where the mouse would have left it.
  for (const [digit, place] of places.entries()) {
    const { strokes } = drawingsOf(digit)[0];
    await draw(page, strokes, place);
    const seen = await read(page);
    expect([seen.strokes, seen.label]).toEqual([strokes.length, digit]);
    await clear(page);
  }
  const all = Array.from({ length: 10 }, (_, digit) =>
    drawingsOf(digit)
      .slice(0, 5)
      .map(({ hand, strokes }, k) => ({
        digit,
        hand,
        strokes: strokes.map((stroke) => {
          const place = places[(digit + k) % places.length];
          return stroke
            .flatMap((x, i) => (i % 2 ? [] : place(x, stroke[i + 1])))
            .map((share) => Math.round(share * 512) / 512);
        }),
      })),
  ).flat();
  const labels = await element.evaluate(
    (node, drawings) =>
      drawings.map((strokes) => {
        const own = /** @type {any} */ (node);
        own.change({ strokes });
        return own.readings.label;
      }),
    all.map(({ strokes }) => strokes),
  );
  expect(labels).toHaveLength(50);
  const missed = all.filter(({ digit }, i) => labels[i] !== digit).map(({ digit, hand }) => `${digit} (${hand})`);
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(2);
});

test('every number shown is what an independent network says of the picture shown', async ({ page }) => {
  await open(page);
  for (const digit of [2, 4, 7]) {
    await draw(page, drawingsOf(digit)[0].strokes);
    const shown = await read(page);
    const expected = classify(layers, shown.pixels);
    expected.forEach((value, k) => expect(shown.probabilities[k]).toBeCloseTo(value, 4));
    expect(shown.probabilities.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b)).toBeCloseTo(1, 5);
    expect(shown.label).toBe(expected.indexOf(Math.max(...expected)));
    expect(shown.parameters).toBe(
      layers.reduce((sum, { weights, bias }) => sum + (weights.length + 1) * bias.length, 0),
    );
    expect(await caption(page)).toContain(`${(100 * Math.max(...expected)).toFixed(1)} %`);
    const bars = await page.locator('dh-draw dh-bars li .value').allInnerTexts();
    expect(bars).toEqual(expected.map((value) => `${(100 * value).toFixed(1)} %`));
    await clear(page);
  }
});

test('the picture is 20 pixels on its longer side, and its centre of mass at 14', async ({ page }) => {
  await open(page);
  for (const digit of [0, 6, 8]) {
    await draw(page, drawingsOf(digit)[1].strokes, (x, y) => [0.1 + x / 500, 0.2 + y / 500]);
    const { pixels } = await read(page);
    const [x, y] = centreOfMass(pixels);
    expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(y - 14)).toBeLessThanOrEqual(0.5);
    const inked = (/** @type {(pixel: number) => number} */ line) =>
      new Set([...pixels.keys()].filter((i) => pixels[i] > 0.1).map(line)).size;
    const longer = Math.max(
      inked((i) => Math.floor(i / 28)),
      inked((i) => i % 28),
    );
    // The pen's soft edge may touch one row more on either side.
    expect(longer).toBeGreaterThanOrEqual(20);
    expect(longer).toBeLessThanOrEqual(22);
    expect(Math.max(...pixels)).toBeLessThanOrEqual(1);
    await clear(page);
  }
});

test('an empty pad says nothing, before the first stroke and after the last is taken away', async ({ page }) => {
  await open(page);
  expect(await read(page)).toMatchObject({ empty: true, label: null, probabilities: null });
  expect(await caption(page)).toContain('The network has nothing to read');
  await draw(page, drawingsOf(3)[0].strokes);
  expect((await read(page)).label).toBe(3);
  await clear(page);
  expect(await read(page)).toMatchObject({ empty: true, label: null });
  await expect(page.locator('dh-draw dh-bars .value').first()).toHaveText('–');
});

test('without preparation a small digit in a corner is another picture', async ({ page }) => {
  await open(page);
  const { strokes } = drawingsOf(2)[0];
  const corner = (/** @type {number} */ x, /** @type {number} */ y) =>
    /** @type {[number, number]} */ ([x / 1100, y / 1100]);
  await draw(page, strokes, corner);
  const prepared = await read(page);
  expect(prepared.label).toBe(2);
  await page.locator('dh-draw').getByRole('switch').click();
  const raw = await read(page);
  const [x, y] = centreOfMass(raw.pixels);
  expect(x).toBeLessThan(6);
  expect(y).toBeLessThan(6);
  expect(raw.probabilities[2]).toBeLessThan(prepared.probabilities[2] / 2);
  expect(await caption(page)).toContain('Nothing was scaled or moved');
});

test('a 3 becomes an 8 with strokes that are added, and the given ones stay', async ({ page }) => {
  await open(page, 'task=3to8');
  expect((await read(page)).label).toBe(3);
  expect(await caption(page)).toContain('Add strokes');
  const box = await sheet(page);
  const given = await page.locator('dh-draw').evaluate((figure) => /** @type {any} */ (figure).given.flat());
  const xs = given.filter((/** @type {number} */ _, /** @type {number} */ i) => i % 2 === 0);
  const ys = given.filter((/** @type {number} */ _, /** @type {number} */ i) => i % 2 === 1);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const middle = (top + bottom) / 2;
  // Close both bowls on the left with one stroke.
  const path = [
    [0.2, 0.1],
    [0.02, 0.25],
    [0.3, 0.5],
    [0.02, 0.75],
    [0.2, 0.95],
  ];
  for (const [k, [u, v]] of path.entries()) {
    await page.mouse.move(
      box.x + (left + u * (right - left)) * box.width,
      box.y + (top + v * (bottom - top)) * box.height,
      { steps: 4 },
    );
    if (k === 0) await page.mouse.down();
  }
  await page.mouse.up();
  expect(middle).toBeGreaterThan(0);
  expect(await read(page)).toMatchObject({ label: 8, strokes: 1 });
  expect(await caption(page)).toContain('after 1 stroke of yours');
  await clear(page);
  expect(await read(page)).toMatchObject({ label: 3, strokes: 0 });
});

for (const task of ['1to4', '5to6', '7to9']) {
  test(`the task ${task} starts from a digit that is read as such`, async ({ page }) => {
    await open(page, `task=${task}`);
    expect((await read(page)).label).toBe(Number(task[0]));
  });
}

test('undo takes back a stroke, reset all of them, and the link holds the drawing', async ({ fresh: page }) => {
  await open(page);
  await draw(page, [[60, 60, 220, 60]]);
  // Strokes in quick succession are one step back: the next one comes a second later.
  await page.evaluate(() => {
    const { now } = performance;
    performance.now = () => now.call(performance) + 1000;
  });
  await draw(page, [[220, 60, 120, 230]]);
  expect((await read(page)).strokes).toBe(2);
  const before = await read(page);
  await expect
    .poll(() =>
      page.evaluate(() => location.hash.endsWith(/** @type {any} */ (document.querySelector('dh-draw')).query)),
    )
    .toBe(true);
  await page.reload();
  await settled(page.locator('dh-draw'));
  const after = await read(page);
  expect(after.label).toBe(before.label);
  after.pixels.forEach((/** @type {number} */ ink, /** @type {number} */ i) =>
    expect(Math.abs(ink - before.pixels[i])).toBeLessThan(1e-6),
  );
  await page.locator('dh-draw').getByRole('button', { name: 'reset' }).click();
  expect(await read(page)).toMatchObject({ strokes: 0, empty: true });
  await page.locator('dh-draw .tools').getByRole('button', { name: 'undo' }).click();
  expect((await read(page)).strokes).toBe(2);
});

test('the pen may leave the pad, and keys draw as well', async ({ page }) => {
  await open(page);
  await draw(page, [[140, 40, 140, 500]]);
  expect(await read(page)).toMatchObject({ strokes: 1, label: 1 });
  await clear(page);
  await page.locator('dh-draw dh-pad canvas').focus();
  await page.keyboard.press('Space');
  for (let k = 0; k < 18; k++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  expect(await read(page)).toMatchObject({ strokes: 1, label: 1 });
});

test('a finger draws without scrolling the page', async ({ phone: page }) => {
  await open(page);
  const box = await sheet(page);
  const client = await page.context().newCDPSession(page);
  const top = await page.evaluate(() => window.scrollY);
  const at = (/** @type {number} */ x, /** @type {number} */ y) => [
    { x: box.x + x * box.width, y: box.y + y * box.height },
  ];
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0.5, 0.15) });
  for (let k = 1; k <= 12; k++)
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(0.5, 0.15 + 0.055 * k) });
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect.poll(async () => (await read(page)).label).toBe(1);
  expect(await page.evaluate(() => window.scrollY)).toBe(top);
});

test('a network that was not trained yet is asked for politely', async ({ page }) => {
  await page.goto('about:blank'); // what another test has trained is gone with its page
  await open(page, 'network=trained');
  await expect(page.locator('dh-draw .notes')).toContainText('No network has been trained');
  await draw(page, drawingsOf(5)[0].strokes);
  expect(await read(page)).toMatchObject({ network: 'shipped', label: 5 });
});

test('it speaks Chinese', async ({ page }) => {
  await open(page, '', 'zh');
  await draw(page, drawingsOf(7)[0].strokes);
  expect(await caption(page)).toContain('它认作 7');
});

test('when it leaves the page, it leaves no C++ object behind', async ({ page }) => {
  const element = await open(page);
  const before = await element.evaluate((node) => {
    const own = /** @type {any} */ (node);
    Object.assign(window, { engine: own.engine });
    const handles = own.engine.handles();
    own.remove();
    return handles;
  });
  expect(before).toBeGreaterThan(0);
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).engine.handles())).toBeLessThan(before);
});

/**
 * A 7 as a learner writes it who is not yet at home on the pad: in shares of its side, and past its edge.
 * @type {[number, number][]}
 */
const seven = [
  [0.25, 0.2],
  [0.75, 0.2],
  [0.5, 1.06],
  [0.85, 1.08],
];

test('a 7 stays a 7 when the pen leaves the pad at its foot', async ({ page }) => {
  await open(page);
  await draw(page, [seven.flat().map((share) => 280 * share)]);
  const { label, strokes, probabilities } = await read(page);
  expect({ label, strokes }).toEqual({ label: 7, strokes: 1 });
  expect(probabilities[7]).toBeGreaterThan(0.9);
});

test('a 7 stays a 7 beside the palm of the hand that writes it', async ({ phone: page }) => {
  await open(page);
  const box = await sheet(page);
  const client = await page.context().newCDPSession(page);
  const at = (/** @type {[number, number]} */ [x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at([0.9, 0.9])] });
  const places = seven.slice(0, 3).flatMap(([x, y], k) => {
    const [fromX, fromY] = seven[Math.max(0, k - 1)];
    return Array.from(
      { length: 8 },
      (_, i) =>
        /** @type {[number, number]} */ ([fromX + ((i + 1) / 8) * (x - fromX), fromY + ((i + 1) / 8) * (y - fromY)]),
    );
  });
  const pen = {
    button: /** @type {const} */ ('left'),
    buttons: 1,
    clickCount: 1,
    pointerType: /** @type {const} */ ('pen'),
  };
  await client.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at(places[0]), ...pen });
  for (const place of places)
    await client.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...at(place), ...pen });
  await client.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at(seven[2]), ...pen });
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  expect(await read(page)).toMatchObject({ label: 7, strokes: 1 });
  // One step back is an empty pad: the palm has left nothing there either.
  await page.locator('dh-draw .tools').getByRole('button', { name: 'undo' }).click();
  expect(await read(page)).toMatchObject({ strokes: 0, empty: true });
  await expect(page.locator('dh-draw .tools').getByRole('button', { name: 'undo' })).toBeDisabled();
});
