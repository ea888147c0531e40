// @ts-check
// The slow way to a gradient, run to its end before the learner's eyes: every parameter is moved up and down, and the
// loss computed anew each time. A little in each frame, so that the page stays alive.

const budget = 6; // milliseconds of a frame
const portion = 8; // parameters between two looks at the clock

export class Race {
  /** Forward passes done. */
  passes = 0;
  /** Of computing, the pauses between frames not counted. */
  milliseconds = 0;

  /** @param {import('../../../../engine/probe.js').Probe} probe @param {number} count of parameters */
  constructor(probe, count) {
    this.probe = probe;
    this.count = count;
    this.slopes = new Float64Array(count);
  }

  get done() {
    return this.passes === 2 * this.count;
  }

  /** As much as fits into a frame. */
  go() {
    const began = performance.now();
    while (!this.done && performance.now() - began < budget) {
      const begin = this.passes / 2;
      const count = Math.min(portion, this.count - begin);
      this.slopes.set(this.probe.differences(begin, count), begin);
      this.passes += 2 * count;
    }
    this.milliseconds += performance.now() - began;
  }

  /** The largest distance from a gradient, of the components that are known. @param {Float64Array} gradient */
  distance(gradient) {
    let largest = 0;
    for (let i = 0; i < this.passes / 2; i++) largest = Math.max(largest, Math.abs(this.slopes[i] - gradient[i]));
    return largest;
  }
}
