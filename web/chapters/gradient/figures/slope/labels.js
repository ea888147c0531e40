// @ts-check
// Words within a picture, put where they cover least: each has places that suit it, the best one first.

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */
/** @typedef {{ x: number, y: number, anchor: 'start' | 'middle' | 'end' }} Place the foot of the text */
/** @typedef {{ text: string, places: Place[], className?: string, size?: number }} Label */

/** @type {CanvasRenderingContext2D | null} */
let pen = null;

/** @param {string} text @param {number} size @param {string} family */
export function widthOf(text, size, family) {
  pen ??= /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  pen.font = `600 ${size}px ${family}`;
  return pen.measureText(text).width;
}

/** @param {Box} a @param {Box} b */
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * Chooses a place for each label, in their order: inside the box, on no other label and on no obstacle; then on as few
 * points of the drawing as may be. A label without such a place is left out.
 * @param {Label[]} labels
 * @param {{ box: Box, obstacles?: Box[], points?: ArrayLike<number>, family: string }} scene points: x, y, x, y …
 * @returns {{ text: string, className: string, x: number, y: number, anchor: Place['anchor'] }[]}
 */
export function placeLabels(labels, { box, obstacles = [], points = [], family }) {
  const taken = [...obstacles];
  const placed = [];
  for (const { text, places, className = '', size = 12.5 } of labels) {
    const width = widthOf(text, size, family);
    let best = null;
    for (const [rank, { x, y, anchor }] of places.entries()) {
      const left = x - (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2);
      const area = { left: left - 3, right: left + width + 3, top: y - size, bottom: y + 4 };
      if (area.left < box.left || area.right > box.right || area.top < box.top || area.bottom > box.bottom) continue;
      if (taken.some((other) => meet(other, area))) continue;
      const cost = 3 * covered(points, area) + rank;
      if (!best || cost < best.cost) best = { cost, x, y, anchor, area };
    }
    if (!best) continue;
    taken.push(best.area);
    placed.push({ text, className, x: best.x, y: best.y, anchor: best.anchor });
  }
  return placed;
}

/** How many points lie within an area. @param {ArrayLike<number>} points @param {Box} area */
export function covered(points, { left, right, top, bottom }) {
  let count = 0;
  for (let i = 0; i + 1 < points.length; i += 2) {
    if (points[i] > left && points[i] < right && points[i + 1] > top && points[i + 1] < bottom) count++;
  }
  return count;
}
