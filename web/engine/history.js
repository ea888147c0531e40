// @ts-check

const mostPoints = 16384;

/**
 * What a run has shown so far, kept on the page: it outlives the worker. A function of how far the run ever
 * got, not of how it got there, since replayed steps repeat themselves exactly.
 *
 * Losses are means over `stride` steps each; when there are too many points, neighbours are merged and the
 * stride doubles, so that an hour of training takes no more memory than a minute.
 */
export class History {
  #steps = new Uint32Array(mostPoints);
  #losses = new Float32Array(mostPoints);
  #points = 0;
  #stride = 1;
  #openSum = 0;
  #openCount = 0;
  #lastStep = 0;
  /** @type {import('./types.js').EvaluationPoint[]} */
  #evaluations = [];
  /** @type {number[]} */
  #snapshots = [];

  get lastStep() {
    return this.#lastStep;
  }
  get stride() {
    return this.#stride;
  }
  /** The step at which each point of `losses` ends. */
  get steps() {
    return this.#steps.subarray(0, this.#points);
  }
  get losses() {
    return this.#losses.subarray(0, this.#points);
  }
  get evaluations() {
    return this.#evaluations;
  }
  get snapshots() {
    return this.#snapshots;
  }
  set snapshots(steps) {
    this.#snapshots = steps;
  }

  /**
   * @param {number} from the step before the first of these losses
   * @param {Float32Array} losses one for each step
   */
  addLosses(from, losses) {
    for (let i = Math.max(0, this.#lastStep - from); i < losses.length; ++i) {
      this.#lastStep = from + i + 1;
      this.#openSum += losses[i];
      this.#openCount += 1;
      if (this.#lastStep % this.#stride === 0) this.#close();
    }
  }

  /** @param {import('./types.js').EvaluationPoint} point */
  addEvaluation(point) {
    const at = this.#evaluations.findIndex(({ step }) => step >= point.step);
    if (at < 0) this.#evaluations.push(point);
    else if (this.#evaluations[at].step !== point.step) this.#evaluations.splice(at, 0, point);
  }

  /** The same history as it was at `step`. @param {number} step */
  upTo(step) {
    const copy = new History();
    copy.#stride = this.#stride;
    copy.#lastStep = Math.min(step, this.#lastStep);
    while (copy.#points < this.#points && this.#steps[copy.#points] <= step) copy.#points += 1;
    copy.#steps.set(this.#steps.subarray(0, copy.#points));
    copy.#losses.set(this.#losses.subarray(0, copy.#points));
    copy.#evaluations = this.#evaluations.filter((point) => point.step <= step);
    copy.#snapshots = this.#snapshots.filter((kept) => kept <= step);
    return copy;
  }

  #close() {
    this.#steps[this.#points] = this.#lastStep;
    this.#losses[this.#points] = this.#openSum / this.#openCount;
    this.#points += 1;
    this.#openSum = 0;
    this.#openCount = 0;
    if (this.#points === mostPoints) this.#merge();
  }

  #merge() {
    for (let i = 0; i < mostPoints / 2; ++i) {
      this.#steps[i] = this.#steps[2 * i + 1];
      this.#losses[i] = (this.#losses[2 * i] + this.#losses[2 * i + 1]) / 2;
    }
    this.#points = mostPoints / 2;
    this.#stride *= 2;
  }
}
