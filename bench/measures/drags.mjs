// @ts-check
// What a frame costs while a learner moves things in the chapter Gradient, and on the front door. WebGL is kept from
// the page: where there is no graphics card a surface is drawn by the processor, and that would be all one measured.
import { percentile, row } from '../support/report.mjs';
import { workPerFrame } from '../support/trace.mjs';

export const title = 'Frames while something is dragged';

/** @typedef {import('@playwright/test').Page} Page @typedef {import('@playwright/test').Locator} Locator */
/**
 * @typedef {{ name: string, address: string, ready: (page: Page) => Promise<unknown>, act: (page: Page) =>
 *   Promise<unknown> }} Scene
 */

const moves = 120;

/**
 * Takes hold of a place of an element and moves it about.
 * @param {Page} page
 * @param {Locator} handle
 * @param {(share: number) => [number, number]} way in pixels from where it is, share from 0 to 1
 */
async function drag(page, handle, way) {
  await handle.scrollIntoViewIfNeeded();
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (await handle.boundingBox());
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 0; i <= moves; ++i) {
    const [dx, dy] = way(i / moves);
    await page.mouse.move(x + dx, y + dy);
  }
  await page.mouse.up();
}

/** @param {number} radius @returns {(share: number) => [number, number]} */
const circle = (radius) => (share) => [
  radius * (Math.cos(2 * Math.PI * share) - 1),
  radius * Math.sin(2 * Math.PI * share),
];
/** @param {number} reach @returns {(share: number) => [number, number]} */
const aside = (reach) => (share) => [reach * Math.sin(2 * Math.PI * share), 0];

/** @param {string} tag */
const readings = (tag) => (/** @type {Page} */ page) =>
  page.waitForFunction(
    (name) =>
      /** @type {any} */ (document.querySelector(name))?.readings &&
      /** @type {any} */ (document.querySelector(name)).readings.ready !== false,
    tag,
    { timeout: 60_000 },
  );

/** Runs in the page, before its own code. */
function withoutWebgl() {
  const getContext = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = /** @type {any} */ (
    function (/** @type {any[]} */ ...wish) {
      // @ts-ignore: `this` is the canvas
      return String(wish[0]).startsWith('webgl') ? null : getContext.apply(this, wish);
    }
  );
}

/** @type {Scene[]} */
const scenes = [
  {
    name: 'front door: the point',
    address: '',
    ready: (page) => page.locator('dh-front .grip').waitFor(),
    act: (page) => drag(page, page.locator('dh-front .grip'), circle(120)),
  },
  {
    name: 'slope: the point on the curve',
    address: 'slope',
    ready: readings('dh-slope'),
    act: (page) => drag(page, page.locator('dh-slope svg.curve .point').first(), aside(150)),
  },
  {
    name: 'direction: the arrow on the map',
    address: 'direction',
    ready: readings('dh-direction'),
    act: (page) => drag(page, page.locator('dh-direction dh-contours .grip').last(), circle(60)),
  },
  {
    name: 'field: hundreds of particles on their way',
    address: 'field',
    ready: readings('dh-field'),
    act: async (page) => {
      const buttons = page.locator('dh-field .buttons button');
      await buttons.nth(1).click();
      await page.waitForTimeout(2000);
    },
  },
  {
    name: 'bargain: a knob turned',
    address: 'bargain',
    ready: readings('dh-bargain'),
    act: (page) => drag(page, page.locator('dh-bargain dh-plot.nudge canvas'), aside(120)),
  },
  {
    name: 'bargain: another knob',
    address: 'bargain',
    ready: readings('dh-bargain'),
    act: (page) => drag(page, page.locator('dh-bargain dh-plot.ranks canvas'), aside(120)),
  },
];

/** @param {import('../support/context.mjs').Context} context */
export async function measure({ browser, address, windows }) {
  const rows = [];
  for (const scene of scenes) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.addInitScript(withoutWebgl);
    await page.goto(`${address}?lang=en${scene.address ? `#/gradient/${scene.address}` : ''}`);
    await scene.ready(page);
    await page.waitForTimeout(1000);
    await scene.act(page);
    const late = [];
    for (let i = 0; i < windows; ++i)
      late.push(percentile(await workPerFrame(browser, page, () => scene.act(page)), 95));
    await page.close();
    rows.push(row(`${scene.name}: the main thread's work for a frame, 95th percentile`, 'ms', late, { atMost: 10 }));
  }
  return rows;
}
