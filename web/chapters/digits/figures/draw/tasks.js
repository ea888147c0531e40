// @ts-check
// "Turn this 3 into an 8": a digit that stands on the pad already, in handwriting of the engine's own, and the one it
// shall become.

/** @typedef {{ from: number, to: number, seed: number }} Task seed: of the handwriting */

/** @type {Readonly<Record<string, Task>>} */
export const tasks = {
  '3to8': { from: 3, to: 8, seed: 9 },
  '1to4': { from: 1, to: 4, seed: 21 },
  '5to6': { from: 5, to: 6, seed: 11 },
  '7to9': { from: 7, to: 9, seed: 21 },
};

/**
 * The strokes of a drawing in any unit, brought into the middle of the pad.
 * @param {{ fitted: ArrayLike<number>[] }} drawing as the engine prepared it, in pixels of 28×28
 * @returns {number[][]}
 */
export const onPad = ({ fitted }) => fitted.map((stroke) => Array.from(stroke, (pixel) => pixel / 28));
