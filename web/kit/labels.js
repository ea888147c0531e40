// @ts-check
import { clamp } from './scale.js';
// Words on a picture, beside what they name: each finds a place where it covers no other and is not cut off.

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */
/**
 * @typedef {object} Label
 * @property {string} text `f_x` is written with x as an index
 * @property {number} x what it names
 * @property {number} y
 * @property {string} colour as a canvas takes it
 * @property {string} font
 * @property {number} [away] the side that suits best, as an angle on the screen (0: right, π/2: below)
 * @property {number} [gap] how far from what it names
 */

const usualGap = 8;

/**
 * A line as boxes that labels keep off.
 * @param {readonly [number, number]} from
 * @param {readonly [number, number]} to
 * @returns {Box[]}
 */
export function boxesAlong(from, to) {
  const count = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 10);
  return Array.from({ length: count + 1 }, (_, i) => {
    const [x, y] = [from[0] + ((to[0] - from[0]) * i) / (count || 1), from[1] + ((to[1] - from[1]) * i) / (count || 1)];
    return { left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 };
  });
}

/** @param {Box} a @param {Box} b */
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Label[]} labels the most important first: they choose first
 * @param {Box} box in which they have to stay
 * @param {{ halo: string, taken?: Box[] }} options taken: where nothing may be written, if it can be helped
 */
export function drawLabels(context, labels, box, { halo, taken = [] }) {
  /** @type {Box[]} */
  const written = [];
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  for (const label of labels) {
    context.font = label.font;
    const runs = runsOf(context, label);
    const width = runs.reduce((sum, run) => sum + run.width, 0);
    const { actualBoundingBoxAscent: ascent, actualBoundingBoxDescent: below } = context.measureText(
      label.text.replaceAll('_', ''),
    );
    const descent = below + Math.max(...runs.map((run) => run.drop));
    const places = [0, 18, 36, 54].flatMap((farther) =>
      sides(label.away ?? -Math.PI / 4).map((angle) =>
        placeAt({ ...label, gap: (label.gap ?? usualGap) + farther }, angle, width, ascent, descent, box),
      ),
    );
    // A line may be crossed where there is no other way; words may not.
    const misfit = (/** @type {Box} */ place) =>
      100 * written.filter((other) => meet(place, other)).length + taken.filter((other) => meet(place, other)).length;
    const place =
      places.find((one) => misfit(one) === 0) ??
      places.reduce((best, one) => (misfit(one) < misfit(best) ? one : best));
    written.push({ left: place.left - 3, right: place.right + 3, top: place.top - 3, bottom: place.bottom + 3 });
    context.lineJoin = 'round';
    context.lineWidth = 4;
    context.strokeStyle = halo;
    context.fillStyle = label.colour;
    for (const pass of /** @type {const} */ (['strokeText', 'fillText'])) {
      let left = place.left;
      for (const { text, font, width: wide, drop } of runs) {
        context.font = font;
        context[pass](text, left, place.bottom - descent + drop);
        left += wide;
      }
    }
  }
}

/** A text and its indices, each with its font. @param {CanvasRenderingContext2D} context @param {Label} label */
function runsOf(context, { text, font }) {
  return text
    .split(/(_\w)/)
    .filter(Boolean)
    .map((part) => {
      const index = part.startsWith('_');
      const own = index ? font.replace(/([\d.]+)px/, (_, size) => `${Math.round(Number(size) * 0.78)}px`) : font;
      const words = index ? part.slice(1) : part;
      context.font = own;
      const { width } = context.measureText(words);
      context.font = font;
      return { text: words, font: own, width, drop: index ? 3 : 0 };
    });
}

/** The wanted side first, then those beside it, farther and farther. @param {number} wanted */
const sides = (wanted) => [0, 0.6, -0.6, 1.2, -1.2, 1.8, -1.8, 2.4, -2.4, Math.PI].map((turn) => wanted + turn);

/**
 * @param {Label} label
 * @param {number} angle
 * @param {number} width
 * @param {number} ascent
 * @param {number} descent
 * @param {Box} box
 * @returns {Box}
 */
function placeAt({ x, y, gap = usualGap }, angle, width, ascent, descent, box) {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const height = ascent + descent;
  // Sideways the text begins where the gap ends; above and below it is centred; between, in between.
  const beside = (/** @type {number} */ part) => clamp(part * 1.6, -1, 1) - 1;
  const left = x + gap * dx + (width / 2) * beside(dx);
  const top = y + gap * dy + (height / 2) * beside(dy);
  const insideX = Math.max(box.left + 2, Math.min(left, box.right - width - 2));
  const insideY = Math.max(box.top + 2, Math.min(top, box.bottom - height - 2));
  return { left: insideX, right: insideX + width, top: insideY, bottom: insideY + height };
}
