// @ts-check
import { systemBrowser } from '../../../tools/lib/browser.mjs';
import { expect, test } from './support.mjs';
import { counting, landscapeDrawn } from '../support/work.mjs';

test.use({ parts: ['pictures'] });

/** @typedef {import('@playwright/test').Page} Page */

// WebGL drawn by the processor: the slowest that a learner may have.
test.use({
  launchOptions: {
    executablePath: systemBrowser(),
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-sync',
    ],
  },
});

/** @param {Page} page @param {string} id */
async function ready(page, id) {
  const surface = page.locator(`#${id}`);
  await surface.scrollIntoViewIfNeeded();
  await expect.poll(() => surface.evaluate((node) => /** @type {any} */ (node).phase)).toBe('ready');
  await surface.evaluate(async (node) => {
    await /** @type {any} */ (node).updateComplete;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  });
  return surface;
}

/**
 * The share of the picture that is painted, and its pixels' sum as a fingerprint.
 * @param {Page} page
 * @param {string} id
 */
const painted = (page, id) =>
  page.locator(`#${id} canvas`).evaluate((node) => {
    const canvas = /** @type {HTMLCanvasElement} */ (node);
    const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(
      0,
      0,
      canvas.width,
      canvas.height,
    );
    let [count, sum] = [0, 0];
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] > 250) count++;
      sum += (data[i] * 3 + data[i + 1] * 5 + data[i + 2]) * (1 + ((i >> 2) % 97));
    }
    return { share: count / (data.length / 4), sum };
  });

test('a landscape is seen, and more of it where it has no hole', async ({ kit }) => {
  await ready(kit, 'surface');
  await ready(kit, 'holed-surface');
  const [whole, holed] = [await painted(kit, 'surface'), await painted(kit, 'holed-surface')];
  expect(whole.share).toBeGreaterThan(0.1);
  expect(holed.share).toBeGreaterThan(0.03);
  expect(holed.share).toBeLessThan(whole.share);
});

test('it is turned by the mouse and by keys, and not beyond its ends', async ({ kit }) => {
  const surface = await ready(kit, 'surface');
  const view = () =>
    surface.evaluate((node) => [/** @type {any} */ (node).azimuth, /** @type {any} */ (node).elevation]);
  const before = await painted(kit, 'surface');
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (
    await surface.locator('canvas').boundingBox()
  );
  await kit.mouse.move(box.x + 40, box.y + 40);
  await kit.mouse.down();
  await kit.mouse.move(box.x + 140, box.y + 80, { steps: 4 });
  await kit.mouse.up();
  expect(await view()).toEqual([-77, 48]);
  await ready(kit, 'surface');
  expect((await painted(kit, 'surface')).sum).not.toBe(before.sum);
  await surface.locator('.stage').focus();
  await kit.keyboard.press('ArrowLeft');
  expect(await view()).toEqual([-74, 48]);
  for (let i = 0; i < 8; i++) await kit.keyboard.press('Shift+ArrowUp');
  expect((await view())[1]).toBe(86);
});

test('a grip on it is dragged over the ground, and an arrow’s end turns', async ({ kit }) => {
  const surface = await ready(kit, 'surface');
  await surface.evaluate((node) => {
    /** @type {any} */ (window).moves = [];
    node.addEventListener('dh-grip', (event) =>
      /** @type {any} */ (window).moves.push(/** @type {CustomEvent} */ (event).detail),
    );
  });
  const drag = async (/** @type {string} */ id, /** @type {number} */ dx, /** @type {number} */ dy) => {
    const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (
      await surface.locator(`[data-grip=${id}]`).boundingBox()
    );
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await kit.mouse.move(x, y);
    await kit.mouse.down();
    await kit.mouse.move(x + dx, y + dy, { steps: 3 });
    await kit.mouse.up();
    return kit.evaluate(() =>
      /** @type {any} */ (window).moves.filter((/** @type {any} */ move) => move.phase !== 'end'),
    );
  };
  const [first] = await drag('u', 0.4, 0);
  expect(first.angle).toBeCloseTo(Math.PI / 2, 1);
  const moved = await drag('point', -20, 30);
  expect(moved.at(-1).id).toBe('point');
  // From this side, down on the screen is towards smaller x and y.
  expect(moved.at(-1).at[0]).toBeLessThan(1.2);
  expect(moved.at(-1).at[1]).toBeLessThan(0.9);
});

test('what lies upon it is drawn anew without the landscape', async ({ kit }) => {
  const surface = await ready(kit, 'surface');
  const changed = (/** @type {string} */ name) =>
    surface.evaluate(async (node, key) => {
      const own = /** @type {any} */ (node);
      if (key === 'layers') own.layers = [...own.layers];
      else own.azimuth += 5;
      await own.updateComplete;
    }, name);
  const moved = await counting(kit, landscapeDrawn);
  for (let i = 0; i < 5; i++) await changed('layers');
  expect(await moved()).toBe(0);
  const turned = await counting(kit, landscapeDrawn);
  await changed('azimuth');
  expect(await turned()).toBeGreaterThan(0);
});

test('surfaces come and go without end: a browser grants few contexts', async ({ kit }) => {
  await ready(kit, 'surface');
  const phases = await kit.evaluate(async () => {
    const { grid } = /** @type {any} */ (document.querySelector('#surface'));
    const main = /** @type {HTMLElement} */ (document.querySelector('main'));
    const phases = new Set();
    for (let round = 0; round < 12; round++) {
      const few = [0, 1, 2].map(() => Object.assign(document.createElement('dh-surface'), { grid }));
      main.append(...few);
      while (few.some((one) => /** @type {any} */ (one).phase === 'loading'))
        await new Promise((resolve) => requestAnimationFrame(resolve));
      few.forEach((one) => phases.add(/** @type {any} */ (one).phase));
      few.forEach((one) => one.remove());
    }
    return [...phases];
  });
  expect(phases).toEqual(['ready']);
  expect((await painted(kit, 'surface')).share).toBeGreaterThan(0.1);
});

test('without WebGL it says so, and the page goes on', async ({ fresh: kit, kitAddress }) => {
  await kit.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = /** @type {any} */ (
      /** @this {HTMLCanvasElement} @param {any[]} rest */ function (/** @type {string} */ kind, ...rest) {
        return kind.startsWith('webgl') ? null : getContext.call(this, /** @type {any} */ (kind), ...rest);
      }
    );
  });
  await kit.goto(kitAddress);
  await kit.locator('html[data-ready]').waitFor();
  await kit.evaluate(() => /** @type {any} */ (window).renew(['pictures']));
  await expect(kit.locator('#surface .missing')).toContainText('WebGL is missing');
  await expect(kit.locator('#contours canvas')).toBeVisible();
});
