// @ts-check
// What the figure asks of the core: the curve, the slope at a place, and how far difference quotients miss it.
import { clamp } from '../../../../kit/scale.js';
import { ChosenProblem } from '../../chosen-problem.js';
import { broken } from './breaks.js';

/** @typedef {import('../../../../kit/figure.js').State} State */
/**
 * @typedef {{ x: Float64Array | number[], y: Float64Array | number[], gaps?: number[] }} Curve gaps: where it has no
 *   value, or breaks off
 */
/** @typedef {import('../../../../engine/problem.js').Place} Place */
/** @typedef {{ h: number, forward: number, central: number, forwardError: number, centralError: number }} Quotients */

const samples = 401;
const lensSamples = 61;

/** Every h that is tried: twenty to a decade, from 1 down to 1e-12. */
export const trials = Array.from({ length: 241 }, (_, i) => 10 ** (-i / 20));

/** The least and the largest of h. */
export const hRange = { min: 1e-12, max: 1 };

/** How far the lens looks to either side of x, in h. */
export const lensSpan = 1.45;

export class Experiment {
  #chosen;
  /** @type {string} */ #asked = '';

  /** @param {import('../../../../engine/mathematics.js').Mathematics} mathematics */
  constructor(mathematics) {
    this.#chosen = new ChosenProblem(mathematics, ['x']);
    /** The window of x. @type {[number, number]} */
    this.domain = [-4, 4];
    /** The curve over its window, with the slope at each place. @type {Curve & { slope: Float64Array | number[] }} */
    this.curve = { x: [], y: [], slope: [] };
    /** The same as it is drawn, with its gaps. @type {Curve} */
    this.line = { x: [], y: [] };
    this.formula = '';
    this.x = 0;
    /** What the curve does at x. @type {Place | null} */
    this.place = null;
    /** What the rules of differentiation give where the curve is smooth and has another slope. @type {number | null} */
    this.convention = null;
    /**
     * f, f′ and f″ at x; null where it has no slope, not even one by convention.
     * @type {{ value: number, slope: number, curvature: number, floor: number } | null}
     */
    this.here = null;
    /** The table over all trials. @type {Quotients[]} */
    this.table = [];
    /** @type {Quotients | null} */
    this.now = null;
    /** The h at which each quotient errs least, and by how much. @type {{ h: number, error: number } | null} */
    this.bestForward = null;
    /** @type {{ h: number, error: number } | null} */
    this.bestCentral = null;
    /** The curve about x, as far as the lens shows it. @type {Curve} */
    this.near = { x: [], y: [] };
  }

  get fault() {
    return this.#chosen.fault;
  }

  get reading() {
    return this.#chosen.reading;
  }

  /** Whether there is a gap between x and x + h. @param {number} h */
  stepsOverGap(h) {
    return (this.near.gaps ?? []).some((at) => at > this.x && at < this.x + h);
  }

  /** The gap that is nearest to x, if there is one. @returns {number | undefined} */
  get nearestGap() {
    const gaps = [...(this.line.gaps ?? []), ...(this.near.gaps ?? [])];
    return gaps.sort((a, b) => Math.abs(a - this.x) - Math.abs(b - this.x))[0];
  }

  /** Whether it has two slopes at x. */
  get corner() {
    return this.place?.name === 'corner';
  }

  /** @param {string} formula */
  check(formula) {
    return this.#chosen.check(formula);
  }

  delete() {
    this.#chosen.delete();
    this.#asked = '';
  }

  /** @param {State} state */
  run(state) {
    const isNew = this.#chosen.choose(state.curve, state.formula);
    if (isNew) this.#sample();
    const { problem } = this.#chosen;
    this.x = clamp(state.x, this.domain[0], this.domain[1]);
    if (!problem) {
      this.place = this.here = this.convention = this.now = this.bestForward = this.bestCentral = null;
      this.table = [];
      this.near = { x: [], y: [] };
      this.#asked = '';
      return;
    }
    const { x } = this;
    if (isNew || this.#asked !== String(x)) this.#tabulate(problem, x);
    this.#asked = String(x);
    this.now = this.here && rows(problem.differences({ x, h: [state.h] }), [state.h])[0];
    const window = /** @type {[number, number]} */ ([x - lensSpan * state.h, x + lensSpan * state.h]);
    const { values, gradients } = problem.grid({ columns: lensSamples, window: [window], gradients: true });
    this.near = this.#drawn({ x: placesIn(window, lensSamples), y: values, slope: gradients });
  }

  #sample() {
    const { problem } = this.#chosen;
    this.curve = { x: [], y: [], slope: [] };
    this.line = this.curve;
    if (!problem) {
      this.domain = [-4, 4];
      this.formula = '';
      return;
    }
    this.domain = problem.facts.domain[0];
    this.formula = problem.facts.formula;
    const { values, gradients } = problem.grid({ columns: samples, gradients: true });
    this.curve = { x: placesIn(this.domain, samples), y: values, slope: gradients };
    this.line = this.#drawn(this.curve);
  }

  /** Of a formula, which alone may break off. @param {Curve & { slope: ArrayLike<number> }} samples @returns {Curve} */
  #drawn(samples) {
    const { problem, reading } = this.#chosen;
    return problem && reading ? broken((x) => problem.at([x], 0).value, samples) : samples;
  }

  /** @param {import('../../../../engine/problem.js').Problem} problem @param {number} x */
  #tabulate(problem, x) {
    const { value, gradient, hessian } = problem.at([x]);
    const found = problem.differences({ x, h: trials });
    this.place = problem.behaviour(x);
    const { name } = this.place;
    const slope = this.place.left.slope;
    const isConvention =
      name === 'smooth' && Math.abs(gradient[0] - slope) > 1e-6 * Math.max(Math.abs(gradient[0]), Math.abs(slope));
    this.convention = isConvention ? gradient[0] : null;
    const known =
      Number.isFinite(value) &&
      Number.isFinite(gradient[0]) &&
      (name === 'smooth' || name === 'corner') &&
      !isConvention;
    this.here = known ? { value, slope: gradient[0], curvature: hessian[0], floor: found.floor } : null;
    this.table = known ? rows(found, trials) : [];
    this.bestForward = known ? { h: trials[found.bestForward], error: found.forwardError[found.bestForward] } : null;
    this.bestCentral = known ? { h: trials[found.bestCentral], error: found.centralError[found.bestCentral] } : null;
  }
}

/**
 * @param {ReturnType<import('../../../../engine/problem.js').Problem['differences']>} found
 * @param {number[]} list of h
 * @returns {Quotients[]}
 */
function rows(found, list) {
  return list.map((h, i) => ({
    h,
    forward: found.forward[i],
    central: found.central[i],
    forwardError: found.forwardError[i],
    centralError: found.centralError[i],
  }));
}

/** The places at which the core samples a window. @param {[number, number]} window @param {number} count */
const placesIn = ([low, high], count) =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
