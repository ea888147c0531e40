// @ts-check
import { loadDescentsModule, requireSimd } from './build.js';
import { guarded } from './errors.js';
import { Mathematics } from './mathematics.js';
import { moduleLoader } from './module-loader.js';
import { Problem } from './problem.js';
import { Work } from './work.js';

/** @import { DescentsModule } from './build.js' */
/** @import { WalkOptions } from './problem.js' */

/**
 * @typedef {object} SeedOptions
 * @property {{ at: ArrayLike<number>, spread?: number } | { anywhere: true }} start a place, scattered around it with
 *   this deviation, or anywhere in the problem's domain
 * @property {{ first?: number, count?: number }} [seeds] 100 from 1 on
 */

/** @type {ReturnType<typeof moduleLoader<Descents>>} */
const once = moduleLoader();

/**
 * The mathematics with all that takes thousands of ways down: for the worker of calculations.js, and for Node. Loading
 * it again gives the one that is there, or after a trap a new one.
 *
 * @returns {Promise<Descents>} rejects with EngineUnsupported where there is no WebAssembly with SIMD
 */
export async function loadDescents() {
  await requireSimd();
  return once(() => loadDescentsModule().then((module) => new Descents(module)));
}

export class Descents extends Mathematics {
  #module;

  /** @param {DescentsModule} module */
  constructor(module) {
    super(module);
    this.#module = module;
  }

  /** @param {Parameters<Mathematics['createProblem']>[0]} settings */
  createProblem(settings) {
    return new DescentProblem(
      guarded(() => this.#module.createProblem(settings)),
      this.#module,
    );
  }

  /** @param {string} text @param {string[]} [variables] @param {[number, number][]} [domain] */
  createFormula(text, variables, domain) {
    return new DescentProblem(
      guarded(() => this.#module.createFormula({ text, variables, domain })),
      this.#module,
    );
  }

  /**
   * What a step of Newton's method costs: N² numbers, 8 bytes each, about N³/3 multiplications.
   * @param {number} parameters
   */
  newtonCost(parameters) {
    return guarded(() => this.#module.newtonCost(parameters));
  }

  /**
   * Solves with a made-up Hessian of N × N once, on this machine, in this thread: 4,000 parameters take seconds.
   * @param {number} parameters 1 … 4000 @param {number} [seed]
   * @returns {{ seconds: number, residual: number }} residual: ‖Hp − g‖ / ‖g‖
   */
  measureNewton(parameters, seed = 1) {
    return guarded(() => this.#module.measureNewton(parameters, seed));
  }
}

/** A problem that thousands of ways lead down on. */
export class DescentProblem extends Problem {
  #module;

  /** @param {import('../generated/descents.mjs').Problem} native @param {DescentsModule} module */
  constructor(native, module) {
    super(native, module);
    this.#module = module;
  }

  /**
   * Every pixel a start: which minimum a method reaches from there, and in how many steps. Long work: see Work, and
   * calculations.js for a worker that does it. result(): { width, height, rowsDone, basins: Int32Array (a minimum's
   * number, −1: stopped where none is, −2: diverged, fell without end, or met an undefined place), steps: Int32Array,
   * minima: [{ at, value }] (the known ones first, then those that were met) }; pixels row after row, row 0 at the top.
   *
   * @param {WalkOptions & { window?: [number, number][], width: number, height?: number }} options of a curve the map
   *   has one row
   * @returns {Work<import('../generated/descents.mjs').BasinPixels>}
   */
  basins(options) {
    return new Work(this.call((problem) => this.#module.createBasins(problem, options)));
  }

  /**
   * Where walks end, one for each seed. result(): one row for each seed so far: { seeds, starts, ends (rows ·
   * dimension), values, shiftedValues: f(end − shift), steps, minima: the number of the minimum that lies below, −1 for
   * none, reasons }.
   *
   * @param {WalkOptions & SeedOptions & { shift?: ArrayLike<number> }} options
   * @returns {Work<import('../generated/descents.mjs').EndPoints>}
   */
  endPoints(options) {
    return new Work(this.call((problem) => this.#module.createEndPoints(problem, options)));
  }

  /**
   * How many steps it takes to get farther than `radius` away from a place, one walk for each seed. result(): one row
   * for each seed so far: { seeds, steps (−1: it never got away), ends (rows · dimension) }.
   *
   * @param {WalkOptions & SeedOptions & { from: ArrayLike<number>, radius: number }} options
   * @returns {Work<import('../generated/descents.mjs').Escapes>}
   */
  escapes(options) {
    return new Work(this.call((problem) => this.#module.createEscapes(problem, options)));
  }
}
