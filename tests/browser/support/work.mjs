// @ts-check
// Work, counted: how often the page called the browser's own methods. A count is the same on every machine; time is
// not.

/** @typedef {import('@playwright/test').Page} Page */

/** Draws contour bands and lines anew: each is placed in its picture once. */
export const mapDrawn = { Path2D: ['addPath'] };
/** Finds the lines of a grid anew: each of their rings is closed once. */
export const linesFound = { Path2D: ['closePath'] };
/** Draws a landscape anew. */
export const landscapeDrawn = { WebGL2RenderingContext: ['drawElements', 'drawArrays'] };

/**
 * Counts from now on. @param {Page} page @param {Record<string, string[]>} methods by the name of their class
 * @returns {Promise<() => Promise<number>>} ends the count and tells it
 */
export async function counting(page, methods) {
  await page.evaluate((wanted) => {
    const own = { calls: 0, restore: () => {} };
    for (const [name, keys] of Object.entries(wanted)) {
      const prototype = /** @type {any} */ (window)[name].prototype;
      for (const key of keys) {
        const { restore } = own;
        const method = prototype[key];
        prototype[key] = function (/** @type {any[]} */ ...args) {
          own.calls++;
          return method.apply(this, args);
        };
        own.restore = () => {
          prototype[key] = method;
          restore();
        };
      }
    }
    /** @type {any} */ (window).counted = own;
  }, methods);
  return () =>
    page.evaluate(() => {
      const { calls, restore } = /** @type {any} */ (window).counted;
      restore();
      return calls;
    });
}
