// @ts-check
import { Handle } from './handle.js';

/** @import { MathematicsModule } from './build.js' */

/** @typedef {[number, number]} Range from low to high */
/** @typedef {Float64Array<ArrayBuffer>} Numbers */

/**
 * A function to walk down on: a curve over x or a surface over (x, y), with exact derivatives.
 *
 * A place is [x] or [x, y], in an array of any kind; all of its coordinates are finite. Whoever creates a
 * problem deletes it.
 * @extends {Handle<import('../generated/mathematics.mjs').Problem>}
 */
export class Problem extends Handle {
  #module;

  /** @param {import('../generated/mathematics.mjs').Problem} native @param {MathematicsModule} module */
  constructor(native, module) {
    super(native);
    this.#module = module;
    this.name = native.name;
    /** 1: a curve, 2: a surface */
    this.dimension = native.dimension;
    /**
     * What is known before anybody walks: formula (as a learner could type it), domain (the window to open with, a
     * range for each coordinate), starts (places from which something is to be seen), stationary (all points of
     * ∇f = 0 inside the domain, the lowest first; of a learner's formula none is known), hasFloor (false where it
     * falls without end), source.
     */
    this.facts = this.call((problem) => problem.facts());
  }

  /**
   * f, ∇f and ∇²f at a place.
   * @param {ArrayLike<number>} place
   * @param {0 | 1 | 2} [order] the highest derivative that is wanted; what is not stays empty
   * @returns {{ value: number, gradient: Numbers, hessian: Numbers, trouble: string }} gradient: (dimension);
   *   hessian: (dimension · dimension), row after row; trouble: why the value is not a finite number, where there is
   *   something to say ("log of -1 is not a number (column 1)"), else ''
   */
  at(place, order = 2) {
    return this.call((problem) => {
      const { trouble, ...values } = problem.at(place, order);
      return { ...values, trouble: String(trouble) };
    });
  }

  /**
   * Values, and gradients for arrows, at the crossings of columns × rows lines through a window, the outermost on
   * its edges.
   * @param {{ columns: number, rows?: number, window?: Range[], gradients?: boolean }} options columns and rows from
   *   2 to 4096 (a curve has one row whatever is said); window: instead of facts.domain
   * @returns {{ columns: number, rows: number, values: Numbers, gradients: Numbers }} values[row · columns + column],
   *   row 0 at the bottom, where y is least; gradients: `dimension` numbers for each of them, empty unless asked for
   */
  grid(options) {
    return this.call((problem) => problem.grid(options));
  }

  /**
   * The slope of a curve by difference quotients, and how wrong each is. Only for curves.
   * @param {{ x: number, h: ArrayLike<number> }} options each h above 0
   * @returns {{ value: number, slope: number, floor: number, forward: Numbers, central: Numbers,
   *   forwardError: Numbers, centralError: Numbers, bestForward: number, bestCentral: number }}
   *   value: f(x); slope: the analytic f′(x); floor: its own rounding, ½ε|f′|; forward: (f(x+h)−f(x))/h and central:
   *   (f(x+h)−f(x−h))/2h for each h; the errors: their distance from the slope; best…: the index of the h that errs
   *   least
   */
  differences(options) {
    return this.call((problem) => problem.differences(options));
  }

  /**
   * What a curve does at a place, and what f and f′ tend to on either side of it: ±∞, or NaN where there is no value or
   * none that they tend to. A doubt is 0 where rules gave the limit; where it was guessed from nearby values, it says
   * how far off it may be. Only for curves.
   * @param {number} x
   * @returns {Place} name: 'smooth'; 'corner': one value, two slopes; 'cusp': slopes −∞ and ∞ (√|x| at 0); 'upright':
   *   an infinite
   *   slope (∛x at 0); 'jump': two values, or one side and another value at the place; 'hole': one value about it, and
   *   none or
   *   another at the place; 'pole': it grows like a whole power of 1/(x − c) on both sides; 'asymptote': it grows
   *   without bound
   *   otherwise (ln x at 0); 'edge': no value on one side; 'isolated': a value, and none on either side; 'nowhere': no
   *   value at all;
   *   'unsettled': it swings and tends to nothing (sin(1/x) at 0); 'unclear': nothing tells what it tends to.
   *   value: NaN where the place has none
   */
  behaviour(x) {
    return this.call((problem) => problem.behaviour(x));
  }

  /**
   * The same of a surface cut along a line: of t → f(at + t·u) at t = 0. Only for surfaces.
   * @param {{ at: ArrayLike<number>, angle: number }} options angle: of u, in radians
   * @returns {Place}
   */
  behaviourAlong(options) {
    return this.call((problem) => problem.behaviourAlong(options));
  }

  /**
   * What a surface does at a place: the worst that a cut through it does, and the angle of that cut. Only for surfaces.
   * @param {ArrayLike<number>} place
   * @returns {{ name: Place['name'], angle: number }}
   */
  behaviourAround(place) {
    return this.call((problem) => problem.behaviourAround(place));
  }

  /**
   * The slope of a surface in the direction u = (cos φ, sin φ). Only for surfaces.
   * @param {{ at: ArrayLike<number>, angle: number }} options angle: φ in radians
   * @returns {import('../generated/mathematics.mjs').DirectionValues} angles in radians, in (−π, π]; u: (cos φ, sin φ);
   *   alongX: f_x cos φ; alongY: f_y sin φ; slope: D_u f, their sum, which is norm · cosine; norm: ‖∇f‖; theta: the
   *   angle from ∇f to u; cosine: cos theta
   */
  direction(options) {
    return this.call((problem) => problem.direction(options));
  }

  /**
   * D_u f all the way round: `count` angles from 0, evenly spaced, 2π not included. Only for surfaces.
   * @param {{ at: ArrayLike<number>, count: number }} options
   * @returns {{ angles: Numbers, slopes: Numbers }}
   */
  polar(options) {
    return this.call((problem) => problem.polar(options));
  }

  /**
   * A surface cut along a line: f(at + t·u) for `count` values of t, evenly spaced over the range, its ends included.
   * @param {{ at: ArrayLike<number>, angle: number, range: Range, count: number }} options angle in radians
   * @returns {Numbers}
   */
  cut(options) {
    return this.call((problem) => problem.cut(options));
  }

  /**
   * Carries particles downhill for a time: ẋ = −∇f / √(1 + ‖∇f‖²/speedLimit²), by the method of Runge and Kutta.
   * @param {{ positions: ArrayLike<number>, time: number, steps?: number, speedLimit?: number }} options positions:
   *   `dimension` numbers a particle, one particle after the other; steps: into how many the time is divided (1);
   *   speedLimit: no particle moves farther than speedLimit · time (no limit)
   * @returns {Numbers} the new positions; a particle that has left the finite numbers stays where it is
   */
  flow(options) {
    return this.call((problem) => problem.flow(options));
  }

  /**
   * Walks from the start until a rule stops it, and keeps every step. Rows k = 0 … steps, vectors flat (rows ·
   * dimension): points θ_k, values f(θ_k), gradients ∇f(θ_k) without noise, moves θ_{k+1} − θ_k (0 in the last row),
   * rates (η of the step from here), momenta and accumulators (what the method remembered; empty if it has none),
   * valueEvaluations, gradientEvaluations, hessianEvaluations (asked so far, this place included).
   *
   * @param {WalkOptions & { start: ArrayLike<number> }} options rule.iterations: at most 100,000
   * @returns {Descent}
   */
  descend(options) {
    return this.call((problem) => {
      const { reason, words, ...trace } = this.#module.descend(problem, options);
      return { ...trace, reason: /** @type {StopReason} */ (String(reason)), words: String(words) };
    });
  }
}

/**
 * @typedef {{ name: string, parameters?: Record<string, number> }} Choice a name of the registry and its parameters
 *
 * @typedef {object} WalkOptions how to walk
 * @property {Choice} optimizer of registry.optimizers
 * @property {{ gradient?: number, change?: number, iterations?: number }} [rule] registry.stopRule has the defaults
 * @property {Choice} [schedule] of registry.schedules, with registry.scheduleParameters
 * @property {{ sigma?: number, batch?: number, seed?: number }} [noise] in every gradient: σ/√batch · N(0, I)
 *
 * @typedef {ReturnType<import('../generated/mathematics.mjs').Problem['behaviour']>} Place
 *
 * @typedef {'none' | 'gradient' | 'change' | 'iterations' | 'diverged' | 'unbounded' | 'undefined'} StopReason
 *
 * @typedef {Omit<import('../generated/mathematics.mjs').DescentTrace, 'reason' | 'words'>
 *   & { reason: StopReason, words: string }} Descent words: why it is undefined; divergence: at which step the last
 *   climb began, the largest curvature there, and 2/λ_max, the limit of the rate (0 where λ_max ≤ 0)
 */
