// @ts-check
// Contour lines of a grid as paths, made once for each grid and level: in a box whose corners are (0, 0), the window's
// lower left, and (1, 1).
import { contours } from 'd3-contour';
import { heightsOf } from './levels.js';

/** @typedef {import('./levels.js').Grid} Grid */

/** @type {WeakMap<Grid, Map<string, Path2D>>} */
const known = new WeakMap();

/** Where the grid's values are at least `level`. @param {Grid} grid @param {number} level @returns {Path2D} */
export const pathAbove = (grid, level) => cached(grid, `above ${level}`, () => trace(grid, grid.values, level));

/** Where the grid's values are numbers. @param {Grid} grid @returns {Path2D} */
export const pathOfNumbers = (grid) =>
  cached(grid, 'numbers', () =>
    trace(
      grid,
      Array.from(grid.values, (value) => (Number.isFinite(value) ? 1 : 0)),
      0.5,
    ),
  );

/** @param {Grid} grid @param {string} key @param {() => Path2D} make */
function cached(grid, key, make) {
  let paths = known.get(grid);
  if (!paths) known.set(grid, (paths = new Map()));
  let path = paths.get(key);
  if (!path) paths.set(key, (path = make()));
  return path;
}

/** @param {Grid} grid @param {ArrayLike<number>} values @param {number} level */
function trace({ columns, rows }, values, level) {
  const path = new Path2D();
  // d3 has the first value at (½, ½), and closes its lines half a cell outside of the outermost.
  const { coordinates } = contours()
    .size([columns, rows])
    .contour(/** @type {number[]} */ (values), level);
  for (const ring of coordinates.flat()) {
    ring.forEach(([x, y], i) => path[i ? 'lineTo' : 'moveTo']((x - 0.5) / (columns - 1), (y - 0.5) / (rows - 1)));
    path.closePath();
  }
  return path;
}

/**
 * One path as it lies in a picture: y grows upwards.
 * @param {Path2D} path
 * @param {{ left: number, right: number, top: number, bottom: number }} box
 */
export function placed(path, { left, right, top, bottom }) {
  const inPicture = new Path2D();
  inPicture.addPath(path, new DOMMatrix([right - left, 0, 0, top - bottom, left, bottom]));
  return inPicture;
}

/**
 * The colours between the lines, from the lowest up, for CSS and canvas.
 * @param {Grid} grid
 * @param {number} count
 * @param {(token: string) => string} colour
 */
export function bandColours(grid, count, colour) {
  const { levels } = heightsOf(grid, count);
  const share = (/** @type {number} */ i) => (levels.length ? (i / levels.length) * 100 : 0).toFixed(1);
  return Array.from(
    { length: levels.length + 1 },
    (_, i) => `color-mix(in oklch, ${colour('contour-hi')} ${share(i)}%, ${colour('contour-lo')})`,
  );
}
