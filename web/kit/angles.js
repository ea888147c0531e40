// @ts-check
// Angles are degrees where a learner sets or reads them, and radians where anything is computed.

/** @param {number} degrees */
export const radians = (degrees) => (degrees * Math.PI) / 180;

/** @param {number} angle in radians */
export const degrees = (angle) => (angle * 180) / Math.PI;

/** The same direction in [0, 360). @param {number} angle in degrees */
export const withinTurn = (angle) => ((angle % 360) + 360) % 360;
