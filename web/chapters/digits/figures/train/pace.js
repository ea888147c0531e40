// @ts-check
// How fast a learner is shown what takes a machine a second.

export const paces = /** @type {const} */ (['gentle', 'full', 'hundred', 'ten']);
/** @typedef {typeof paces[number]} Pace */

/** Between two looks at a slow run; the network is evaluated on all test digits at each. */
export const tick = 60;

/**
 * Steps until the next look. `gentle` grows by a fourteenth of the way already gone, so that every tenfold of steps
 * takes the same two seconds: a network learns as much in steps 1 to 10 as in steps 1,000 to 10,000.
 * @param {Pace} pace @param {number} step @param {number} stepsPerSecond what the machine can do, 0 if not yet known
 * @returns {number} Infinity: without looking
 */
export function stride(pace, step, stepsPerSecond) {
  const asked = { gentle: Math.ceil(step / 14), hundred: Math.round(100 * (tick / 1000)), ten: 1, full: Infinity }[
    pace
  ];
  const possible = stepsPerSecond > 0 ? stepsPerSecond * (tick / 1000) : Infinity;
  return pace === 'gentle' && asked > possible ? Infinity : Math.max(1, asked);
}

/** Milliseconds from one look to the next. @param {Pace} pace */
export const interval = (pace) => (pace === 'ten' ? 100 : tick);
