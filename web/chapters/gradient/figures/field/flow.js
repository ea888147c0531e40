// @ts-check
// Particles that flow downhill: groups that were put down one after the other, each at its own moment, and where all of
// them are at a given one. Equal drops and equal moments give equal places, however one came there.

/** @typedef {import('./gradient-field.js').GradientField} GradientField */
/**
 * @typedef {{ x: number, y: number, born: number }} Drop a handful of particles about a place, put down at a frame; `x`
 *   is NaN for rain all over the map
 */
/**
 * @typedef {{ key: string, born: number, history: Float64Array[], age: number }} Group history: the latest places, the
 *   last one last
 */

export const framesPerSecond = 60;
/** A minute. */
export const lastFrame = 60 * framesPerSecond;
const handful = 36;
const rainRows = 20;
/** How many frames long a particle's tail is. */
export const tailLength = 18;

/** Evenly spread over a disc, as a sunflower's seeds are. @param {Drop} drop @param {GradientField['window']} window */
function handfulAt({ x, y }, [[left, right], [bottom, top]]) {
  const radius = Math.min(right - left, top - bottom) * 0.035;
  return Float64Array.from({ length: 2 * handful }, (_, i) => {
    const k = i >> 1;
    const [r, angle] = [radius * Math.sqrt((k + 0.5) / handful), k * 2.399963];
    return i % 2 ? y + r * Math.sin(angle) : x + r * Math.cos(angle);
  });
}

/** 400 particles on a lattice. @param {GradientField['window']} window */
function rainOver([[left, right], [bottom, top]]) {
  const share = (/** @type {number} */ i) => (i + 0.5) / rainRows;
  return Float64Array.from({ length: 2 * rainRows * rainRows }, (_, i) => {
    const k = i >> 1;
    return i % 2
      ? bottom + share(Math.floor(k / rainRows)) * (top - bottom)
      : left + share(k % rainRows) * (right - left);
  });
}

export class Flow {
  /** @type {Group[]} */ #groups = [];
  #edition = -1;

  /** The groups that have been put down. */
  get groups() {
    return this.#groups;
  }

  get count() {
    return this.#groups.reduce((sum, { history }) => sum + (history.at(-1)?.length ?? 0) / 2, 0);
  }

  /** @param {GradientField} gradientField @param {readonly Drop[]} drops @param {number} frame */
  to(gradientField, drops, frame) {
    if (this.#edition !== gradientField.edition) this.#groups = [];
    this.#edition = gradientField.edition;
    if (!gradientField.problem) return;
    this.#groups = drops
      .filter(({ born }) => born <= frame)
      .map((drop, i) => {
        const key = `${drop.x} ${drop.y} ${drop.born} ${i}`;
        const known = this.#groups.find((group) => group.key === key);
        const age = frame - drop.born;
        const group =
          known && known.age <= age
            ? known
            : {
                key,
                born: drop.born,
                age: 0,
                history: [
                  Number.isNaN(drop.x) ? rainOver(gradientField.window) : handfulAt(drop, gradientField.window),
                ],
              };
        advance(gradientField, group, age);
        return group;
      });
  }
}

/** @param {GradientField} gradientField @param {Group} group @param {number} age to reach */
function advance({ problem, pace }, group, age) {
  while (group.age < age) {
    const positions = /** @type {Float64Array} */ (group.history.at(-1));
    // Far back only the last places count; near, each frame is a part of the tails.
    const frames = Math.max(1, Math.min(600, age - group.age - tailLength));
    const options = {
      positions,
      time: (frames * pace.scale) / framesPerSecond,
      steps: frames * pace.steps,
      speedLimit: pace.speedLimit,
    };
    group.history.push(/** @type {NonNullable<GradientField['problem']>} */ (problem).flow(options));
    if (group.history.length > tailLength + 1) group.history.shift();
    group.age += frames;
  }
}

/**
 * Where the particles are now: how many in each valley, how many still move, how many have left the map.
 * @param {Flow} flow @param {GradientField} gradientField
 */
export function census({ groups }, { minima, window: [[left, right], [bottom, top]] }) {
  const reach = Math.max(right - left, top - bottom);
  const inValley = minima.map(() => 0);
  let [moving, gone] = [0, 0];
  for (const { history } of groups) {
    const now = /** @type {Float64Array} */ (history.at(-1));
    const before = history.at(-2);
    for (let i = 0; i < now.length; i += 2) {
      const [x, y] = [now[i], now[i + 1]];
      const valley = minima.findIndex(({ at }) => Math.hypot(at[0] - x, at[1] - y) < reach / 100);
      if (valley >= 0) inValley[valley]++;
      else if (!(x >= left && x <= right && y >= bottom && y <= top)) gone++;
      else if (!before || Math.hypot(x - before[i], y - before[i + 1]) > reach * 2e-6) moving++;
    }
  }
  return { inValley, moving, gone };
}
