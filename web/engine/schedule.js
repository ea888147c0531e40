// @ts-check

const evaluationSamples = 1600;
const evaluationGrowth = 4;
const evaluationCap = 64;
/** Of the first distance: steps 1, 2, 5, 10 and 20 with batches of 32. */
const earlyShares = [0.02, 0.04, 0.1, 0.2, 0.4];

/**
 * The step after `step` at which a run is evaluated on the test images. A function of the step and the batch
 * size only, so that the same run always shows the same points. Evaluating 10,000 images costs about as much
 * as training on 3,300, so the distance grows from 1,600 samples by a quarter of the way already gone up to
 * 102,400 samples: dense where the accuracy still jumps, a thirtieth of the time later. Within the first 1,600
 * samples, where a rate too large wrecks everything in a step or two, a few more show when it happened.
 *
 * @param {number} step
 * @param {number} batchSize
 */
export function nextEvaluation(step, batchSize) {
  const unit = Math.max(1, Math.round(evaluationSamples / batchSize));
  const early = earlyShares.map((share) => Math.round(unit * share)).find((due) => due > step);
  if (early && early < unit) return early;
  let due = 0;
  while (due <= step) {
    const units = due / unit;
    const stride = Math.min(evaluationCap, 1 + Math.floor(units / evaluationGrowth));
    if (stride === evaluationCap) {
      const strides = Math.floor((step - due) / (stride * unit)) + 1;
      return due + strides * stride * unit;
    }
    due += stride * unit;
  }
  return due;
}

/**
 * The same for a run with branches: at a fork everything may jump again, so the run is evaluated right there, and
 * from there on as densely as a run that has just begun.
 *
 * @param {import('./types.js').Recipe} recipe
 * @param {number} step
 */
export function nextEvaluationOf(recipe, step) {
  const later = recipe.findIndex(({ fromStep }) => fromStep > step);
  const { fromStep, settings } = recipe.at(later < 0 ? -1 : later - 1) ?? recipe[0];
  const next = fromStep + nextEvaluation(step - fromStep, settings.batchSize);
  return later < 0 ? next : Math.min(next, recipe[later].fromStep);
}

/**
 * Snapshots of one run, bounded in number and in bytes: when there are too many, every second one goes and
 * the distance doubles. Step 0 always stays, so every step can be reached again.
 */
export class Snapshots {
  #spacing = 100;
  #bytes = 0;
  /** @type {Map<number, import('./types.js').Snapshot>} */
  #kept = new Map();
  #most;
  #mostBytes;

  constructor(most = 64, mostBytes = 48 * 2 ** 20) {
    this.#most = most;
    this.#mostBytes = mostBytes;
  }

  get steps() {
    return [...this.#kept.keys()].sort((a, b) => a - b);
  }

  /** The next step after `step` that deserves a snapshot. @param {number} step */
  nextDue(step) {
    return (Math.floor(step / this.#spacing) + 1) * this.#spacing;
  }

  /** @param {number} step */
  isDue(step) {
    return step % this.#spacing === 0 && !this.#kept.has(step);
  }

  /** @param {import('./types.js').Snapshot} snapshot */
  keep(snapshot) {
    if (this.#kept.has(snapshot.step)) return;
    this.#kept.set(snapshot.step, snapshot);
    this.#bytes += snapshot.bytes.byteLength;
    while (this.#kept.size > 2 && (this.#kept.size > this.#most || this.#bytes > this.#mostBytes)) this.#thin();
  }

  /** The nearest snapshot at or before `step`. @param {number} step */
  before(step) {
    let best = null;
    for (const snapshot of this.#kept.values()) {
      if (snapshot.step <= step && (!best || snapshot.step > best.step)) best = snapshot;
    }
    return best;
  }

  /** Those up to `step`, for a run that branches off there. @param {number} step */
  upTo(step) {
    const copy = new Snapshots(this.#most, this.#mostBytes);
    copy.#spacing = this.#spacing;
    for (const snapshot of this.#kept.values()) if (snapshot.step <= step) copy.keep(snapshot);
    return copy;
  }

  #thin() {
    this.#spacing *= 2;
    for (const [step, snapshot] of this.#kept) {
      if (step === 0 || step % this.#spacing === 0) continue;
      this.#kept.delete(step);
      this.#bytes -= snapshot.bytes.byteLength;
    }
  }
}
