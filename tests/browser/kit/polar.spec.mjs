// @ts-check
import { expect, test } from './support.mjs';

test.use({ parts: ['pictures'] });

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page */
async function middle(page) {
  const canvas = page.locator('#polar canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (await canvas.boundingBox());
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, scale: (Math.min(box.width, box.height) / 2 - 26) / 3 };
}

/** How many pixels are redder than blue, and bluer than red, within a part of the picture. @param {Page} page */
const lobes = (page) =>
  page.locator('#polar canvas').evaluate((node) => {
    const canvas = /** @type {HTMLCanvasElement} */ (node);
    const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(
      0,
      0,
      canvas.width,
      canvas.height,
    );
    let [red, blue] = [0, 0];
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] > 200 && data[i] > data[i + 2] + 90 && data[i + 1] < 100) red++;
      if (data[i + 3] > 200 && data[i + 2] > data[i] + 90) blue++;
    }
    return { red, blue };
  });

test('what rises and what falls have the same size and their own colours', async ({ kit }) => {
  await middle(kit);
  await kit
    .locator('#polar')
    .evaluate((node) => Object.assign(node, { arrows: [], hand: null, names: { positive: '', negative: '' } }));
  await expect.poll(async () => (await lobes(kit)).blue).toBeGreaterThan(200);
  const { red, blue } = await lobes(kit);
  expect(red / blue).toBeGreaterThan(0.7);
  expect(red / blue).toBeLessThan(1.4);
  await kit.locator('#polar').evaluate((node) => Object.assign(node, { shown: [0, 1] }));
  await expect.poll(async () => (await lobes(kit)).blue).toBe(0);
  const part = await lobes(kit);
  expect(part.red).toBeGreaterThan(50);
  expect(part.red).toBeLessThan(red * 0.6);
});

test('the hand is turned by the mouse and by keys', async ({ kit }) => {
  await kit.locator('#polar').evaluate((node) => {
    /** @type {any} */ (window).angles = [];
    node.addEventListener('dh-grip', (event) => {
      const { angle, phase } = /** @type {CustomEvent} */ (event).detail;
      if (phase === 'end') return;
      /** @type {any} */ (window).angles.push(angle);
      Object.assign(node, { hand: { .../** @type {any} */ (node).hand, angle, value: 2 } });
    });
  });
  const { x, y, scale } = await middle(kit);
  const value = 1.65 * Math.cos(1) + 2.4 * Math.sin(1);
  await kit.mouse.move(x + value * scale * Math.cos(1), y - value * scale * Math.sin(1));
  await kit.mouse.down();
  await kit.mouse.move(x - 90, y + 0.5, { steps: 4 });
  await kit.mouse.up();
  const angles = await kit.evaluate(() => /** @type {any} */ (window).angles);
  expect(Math.abs(angles.at(-1))).toBeGreaterThan(3.1);
  await kit.locator('#polar [data-grip=hand]').focus();
  await kit.keyboard.press('Shift+ArrowLeft');
  const turned = await kit.evaluate(() => /** @type {any} */ (window).angles.at(-1));
  expect(Math.cos(turned - angles.at(-1))).toBeCloseTo(Math.cos(Math.PI / 12), 5);
  expect(Math.sin(turned - angles.at(-1))).toBeCloseTo(Math.sin(Math.PI / 12), 5);
});

test('a hand is let go when the window loses the pointer, when its grip goes, and when nobody heard the release', async ({
  kit,
}) => {
  await kit.locator('#polar').evaluate((node) => {
    /** @type {any} */ (window).phases = [];
    node.addEventListener('dh-grip', (event) => {
      const { angle, phase } = /** @type {CustomEvent} */ (event).detail;
      /** @type {any} */ (window).phases.push(phase);
      Object.assign(node, { hand: { .../** @type {any} */ (node).hand, angle, value: 2 } });
    });
  });
  const { x, y, scale } = await middle(kit);
  const take = async () => {
    await kit
      .locator('#polar')
      .evaluate((node) => Object.assign(node, { hand: { angle: 1, value: 2, label: 'u', spoken: 'direction' } }));
    await kit.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await kit.evaluate(() => {
      /** @type {any} */ (window).phases.length = 0;
    });
    await kit.mouse.move(x + 2 * scale * Math.cos(1), y - 2 * scale * Math.sin(1));
    await kit.mouse.down();
    await kit.mouse.move(x - 90, y + 10, { steps: 2 });
  };
  const losses = [
    () => kit.evaluate(() => window.dispatchEvent(new Event('blur'))),
    () => kit.locator('#polar').evaluate((node) => Object.assign(node, { hand: null })),
    () =>
      kit
        .locator('#polar [data-grip=hand]')
        .evaluate((grip) =>
          grip.dispatchEvent(
            new PointerEvent('pointermove', { pointerId: 1, pointerType: 'mouse', buttons: 0, bubbles: true }),
          ),
        ),
  ];
  for (const [i, lose] of losses.entries()) {
    await take();
    await lose();
    await kit.mouse.move(x - 60, y - 60, { steps: 2 });
    await kit.mouse.up();
    expect(await kit.evaluate(() => /** @type {any} */ (window).phases), `loss ${i}`).toEqual(['start', 'move', 'end']);
  }
});

test('where nothing has a slope, the hand can still be taken', async ({ kit }) => {
  await kit.locator('#polar').evaluate((node) =>
    Object.assign(node, {
      values: new Float64Array(360),
      hand: { angle: 0, value: 0, label: 'u 0', spoken: 'direction' },
    }),
  );
  const { x, y } = await middle(kit);
  const grip = await kit.locator('#polar [data-grip=hand]').boundingBox();
  expect(
    Math.hypot((grip?.x ?? 0) + (grip?.width ?? 0) / 2 - x, (grip?.y ?? 0) + (grip?.height ?? 0) / 2 - y),
  ).toBeGreaterThan(30);
});
