// @ts-check
import { clamp } from '../../../../kit/scale.js';
// Where the words at the ends of lines stand: beside the end, or above or below it where another line goes on.

/** @typedef {readonly [number, number]} Place in pixels */
/**
 * @typedef {{ left: number, width: number, y: number, wanted: number }} EndLabel y: of the line's end; wanted: where
 *   its middle is put
 */

/**
 * Puts each label where it covers no other, nor any line, as near to its line's end as can be.
 * @param {EndLabel[]} labels
 * @param {readonly (readonly Place[])[]} lines
 * @param {{ top: number, bottom: number, right: number }} box where lines run; labels to its right stand in a column
 * @param {number} height of a label
 */
export function placeLabels(labels, lines, box, height) {
  const column = labels.filter(({ left }) => left >= box.right);
  spread(column, box, height);
  const placed = [...column];
  for (const label of labels.filter(({ left }) => left < box.right)) {
    const beside = placed
      .filter((other) => overlap(other, label))
      .map(({ wanted }) => [wanted - height / 2, wanted + height / 2]);
    const taken = [...lines.flatMap((line) => spansWithin(line, label)), ...beside];
    const clear = (/** @type {number} */ y) =>
      taken.every(([from, to]) => to <= y - height / 2 || from >= y + height / 2);
    const fits = (/** @type {number} */ y) => y >= box.top + height / 2 && y <= box.bottom - height / 2;
    const nearest = clamp(label.y, box.top + height / 2, box.bottom - height / 2);
    label.wanted =
      offsets(box.bottom - box.top)
        .map((offset) => nearest + offset)
        .find((y) => fits(y) && clear(y)) ?? nearest;
    placed.push(label);
  }
}

/** 0, −1, 1, −2, 2, …: above before below. @param {number} most */
const offsets = (most) =>
  Array.from({ length: 2 * Math.ceil(most) + 1 }, (_, i) => (i % 2 ? -1 : 1) * Math.ceil(i / 2));

/** @param {EndLabel} a @param {EndLabel} b */
const overlap = (a, b) => a.left < b.left + b.width && b.left < a.left + a.width;

/**
 * How high and low the pieces of a line run under or over a label, thickness included.
 * @param {readonly Place[]} line @param {EndLabel} label @returns {[number, number][]}
 */
function spansWithin(line, { left, width }) {
  return line.slice(1).flatMap(([x2, y2], i) => {
    const [x1, y1] = line[i];
    const [from, to] = [Math.max(left, Math.min(x1, x2)), Math.min(left + width, Math.max(x1, x2))];
    if (from > to) return [];
    const at = (/** @type {number} */ x) => (x1 === x2 ? y1 : y1 + ((y2 - y1) * (x - x1)) / (x2 - x1));
    const ends = x1 === x2 ? [y1, y2] : [at(from), at(to)];
    return [/** @type {[number, number]} */ ([Math.min(...ends) - 2, Math.max(...ends) + 2])];
  });
}

/**
 * Pushes labels of one column apart until none covers another, in the order of their lines.
 * @param {EndLabel[]} labels @param {{ top: number, bottom: number }} box @param {number} gap
 */
function spread(labels, box, gap) {
  labels.sort((a, b) => a.y - b.y);
  // The heading stands on the panel's upper edge.
  let floor = box.top + gap / 2;
  for (const label of labels) floor = (label.wanted = Math.max(label.y, floor)) + gap;
  let ceiling = box.bottom + 4;
  for (const label of [...labels].reverse()) ceiling = (label.wanted = Math.min(label.wanted, ceiling)) - gap;
}
