// @ts-check
import { clamp } from './scale.js';
// Drawings as strokes: [[x, y, x, y, …], …] with both coordinates from 0 to 1, and their short form in an address:
// steps of 1/512 of the pad, each a zigzag number in base 36 of one or two letters.

/** @typedef {number[][]} Strokes */

const grid = 512;
const digits = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Small numbers of either sign: one letter for −15…15, else `z` or `y`, then two letters. @param {number} step */
function writeStep(step) {
  const zigzag = step < 0 ? -2 * step - 1 : 2 * step;
  return zigzag < 34 ? digits[zigzag] : `z${digits[Math.floor(zigzag / 36)]}${digits[zigzag % 36]}`;
}

/** @param {Strokes} strokes */
export function formatStrokes(strokes) {
  return strokes
    .map((stroke) => {
      let [x, y] = [0, 0];
      let text = '';
      for (let i = 0; i < stroke.length; i += 2) {
        const [nextX, nextY] = [Math.round(stroke[i] * grid), Math.round(stroke[i + 1] * grid)];
        if (i > 0 && nextX === x && nextY === y && i < stroke.length - 2) continue;
        text += writeStep(nextX - x) + writeStep(nextY - y);
        [x, y] = [nextX, nextY];
      }
      return text;
    })
    .join('_');
}

/** Throws on what is not a drawing. @param {string} text @returns {Strokes} */
export function parseStrokes(text) {
  if (text === '') return [];
  if (text.length > 20_000) throw new Error('the drawing is too long');
  return text.split('_').map((part) => {
    /** @type {number[]} */
    const steps = [];
    for (let i = 0; i < part.length; i++) {
      const wide = part[i] === 'z';
      const value = wide ? digits.indexOf(part[i + 1]) * 36 + digits.indexOf(part[i + 2]) : digits.indexOf(part[i]);
      if (!(value >= 0) || (wide && i + 2 >= part.length)) throw new Error('not a drawing');
      if (wide) i += 2;
      steps.push(value % 2 ? -(value + 1) / 2 : value / 2);
    }
    if (steps.length < 2 || steps.length % 2) throw new Error('not a drawing');
    const stroke = [];
    let [x, y] = [0, 0];
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i];
      y += steps[i + 1];
      if (x < 0 || y < 0 || x > grid || y > grid) throw new Error('the drawing leaves the pad');
      stroke.push(x / grid, y / grid);
    }
    return stroke;
  });
}

/**
 * The drawing that an address can hold: its points on the grid. A figure keeps its drawing so, and a link shows the
 * same.
 * @param {Strokes} strokes
 */
export const onGrid = (strokes) => parseStrokes(formatStrokes(strokes));

/**
 * The ink of a pen's path: the parts that lie on the pad, cut where they cross its edge. A path that leaves the pad and
 * comes back makes a stroke for each time; one that never touches the pad makes none.
 * @param {readonly number[]} path [x, y, x, y, …], at any place
 * @returns {Strokes}
 */
export function inkOf(path) {
  if (path.length === 2) return path.every((share) => share === onPad(share)) ? [[...path]] : [];
  /** @type {Strokes} */
  const strokes = [];
  let joined = false;
  for (let i = 2; i < path.length; i += 2) {
    const [x, y] = [path[i - 2], path[i - 1]];
    const [alongX, alongY] = [path[i] - x, path[i + 1] - y];
    const [from, to] = shareOnPad([x, y], [alongX, alongY]);
    const at = (/** @type {number} */ share) => [onPad(x + share * alongX), onPad(y + share * alongY)];
    if (from < to && joined) strokes[strokes.length - 1].push(...at(to));
    else if (from < to) strokes.push([...at(from), ...at(to)]);
    joined = from < to && to === 1;
  }
  return strokes;
}

/**
 * Which part of the line start + t·along, 0 ≤ t ≤ 1, lies on the pad: [from, to], from ≥ to where none does
 * (Liang & Barsky 1984).
 * @param {number[]} start @param {number[]} along
 */
function shareOnPad(start, along) {
  let [from, to] = [0, 1];
  for (const axis of [0, 1]) {
    if (along[axis] === 0) {
      if (start[axis] < 0 || start[axis] > 1) return [1, 0];
      continue;
    }
    const [a, b] = [-start[axis] / along[axis], (1 - start[axis]) / along[axis]];
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  }
  return [from, to];
}

/** The nearest place on the pad, for either coordinate. @param {number} share */
export const onPad = (share) => clamp(share, 0, 1);

/**
 * A field of a schema that holds a drawing; the figure's `strokesPossible` says how one is written.
 * @param {Strokes} [drawing]
 * @returns {import('./state.js').CustomField}
 */
export function strokesField(drawing = []) {
  return { type: 'custom', default: drawing, parse: parseStrokes, format: formatStrokes, possible: 'strokesPossible' };
}
