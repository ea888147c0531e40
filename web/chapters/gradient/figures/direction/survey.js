// @ts-check
// What the engine knows about a surface, a place on it and a direction there. Each part is asked for again only when
// what it depends on has changed.
import { radians } from '../../../../kit/angles.js';
import { clamp } from '../../../../kit/scale.js';
import { ChosenProblem } from '../../chosen-problem.js';
import { traceAt } from './schema.js';

/** @typedef {import('../../../../kit/figure.js').State} State */
/** @typedef {import('../../../../kit/levels.js').Grid} Grid */
/** @typedef {[number, number]} Range */

// The map shows more than the domain, so that an arrow at its edge has room; it is always of the same shape.
const shape = 1.25;
const spare = 1.25;
const columns = 101;
const rows = 81;
const everyDegree = 360;
const cutPoints = 81;

/** @param {readonly Range[]} domain @returns {readonly [Range, Range]} */
function windowAround([[left, right], [bottom, top]]) {
  const high = Math.max((top - bottom) * spare, ((right - left) * spare) / shape);
  const wide = high * shape;
  const [x, y] = [(left + right) / 2, (bottom + top) / 2];
  return [
    [x - wide / 2, x + wide / 2],
    [y - high / 2, y + high / 2],
  ];
}

export class Survey {
  #mathematics;
  #chosen;
  /** @type {Grid | null} */ grid = null;
  /** Of u, in radians. */ angle = 0;
  /** The slope in every direction. @type {{ angles: Float64Array, slopes: Float64Array }} */
  polar = { angles: new Float64Array(), slopes: new Float64Array() };
  /** f, ∇f here. @type {{ value: number, gradient: Float64Array, trouble: string }} */
  here = { value: NaN, gradient: new Float64Array(2), trouble: '' };
  /** Whether the formula has a value anywhere on the map. */
  hasGround = true;
  /** What the surface does here. @type {import('../../../../engine/problem.js').Place['name'] | null} */ ground = null;
  /**
   * Where the cut along u has a corner: its slopes behind and ahead.
   * @type {{ behind: number, ahead: number } | null}
   */
  corner = null;
  /** @type {ReturnType<import('../../../../engine/problem.js').Problem['direction']> | null} */
  direction = null;
  /** Heights along u, both ways. @type {Float64Array} */
  cut = new Float64Array();
  /** How far the cut reaches. */
  reach = 1;
  /** The heights of all cuts at this place. @type {Range} */
  cutRange = [0, 1];
  /** @type {[number, number]} */
  at = [0, 0];
  #place = '';

  /** @param {import('../../../../engine/mathematics.js').Mathematics} mathematics */
  constructor(mathematics) {
    this.#mathematics = mathematics;
    this.#chosen = new ChosenProblem(mathematics, ['x', 'y']);
  }

  get fault() {
    return this.#chosen.fault;
  }

  get reading() {
    return this.#chosen.reading;
  }

  get facts() {
    return this.#chosen.problem?.facts ?? null;
  }

  /** What is wrong with a formula, or null. @param {string} formula */
  check(formula) {
    return this.#chosen.check(formula);
  }

  /** Where a surface of the registry is best entered. @param {string} surface @returns {readonly number[] | null} */
  startOn(surface) {
    const [start] = this.#mathematics.registry.problems.find(({ name }) => name === surface)?.starts ?? [];
    return start ? [...start] : null;
  }

  /** @param {State} state */
  look(state) {
    const another = this.#chosen.choose(state.surface, state.formula);
    const { problem } = this.#chosen;
    if (!problem) return this.#forget();
    const { domain } = problem.facts;
    if (another || !this.grid) {
      const window = windowAround(domain);
      const { values } = problem.grid({ columns, rows, window: [...window] });
      this.grid = { columns, rows, values, window };
      this.hasGround = values.some(Number.isFinite);
      this.reach = 0.32 * (window[1][1] - window[1][0]);
    }
    const inside = (/** @type {number} */ value, /** @type {Range} */ [low, high]) => clamp(value, low, high);
    this.at = [inside(state.x, domain[0]), inside(state.y, domain[1])];
    const place = this.at.join();
    if (another || place !== this.#place) {
      this.#place = place;
      this.here = problem.at(this.at, 1);
      this.ground = problem.behaviourAround(this.at).name;
      this.polar = problem.polar({ at: this.at, count: everyDegree });
      this.cutRange = this.#heightsAround(problem);
    }
    const angle = (this.angle = radians(state.angle));
    this.direction = problem.direction({ at: this.at, angle });
    const { name, left, right } = problem.behaviourAlong({ at: this.at, angle });
    this.corner = name === 'corner' ? { behind: left.slope, ahead: right.slope } : null;
    this.cut = problem.cut({ at: this.at, angle, range: [-this.reach, this.reach], count: cutPoints });
  }

  #forget() {
    this.grid = null;
    this.direction = null;
    this.corner = null;
    this.#place = '';
  }

  /**
   * The same for all directions, so that a turn changes the cut and not its scale.
   * @param {import('../../../../engine/problem.js').Problem} problem
   * @returns {Range}
   */
  #heightsAround(problem) {
    let [low, high] = [Infinity, -Infinity];
    for (let turn = 0; turn < 12; turn++) {
      for (const height of problem.cut({
        at: this.at,
        angle: radians(15 * turn),
        range: [-this.reach, this.reach],
        count: 21,
      })) {
        if (height < low) low = height;
        if (height > high) high = height;
      }
    }
    if (!(high > low)) return Number.isFinite(low) ? [low - 1, low + 1] : [0, 1];
    // Where walls tower over a gentle slope, the slope is what is to be seen.
    const steepest = Math.hypot(...this.here.gradient) * this.reach;
    const enough = Math.max(1.6 * (Number.isFinite(steepest) ? steepest : Infinity), 0.2 * (high - low));
    [low, high] = [Math.max(low, this.here.value - enough), Math.min(high, this.here.value + enough)];
    const room = (high - low) * 0.06;
    return [low - room, high + room];
  }

  /**
   * Where u has been, in radians.
   * @param {State} state
   * @returns {readonly [number, number] | null} null: all the way round
   */
  traced({ trace, angle, gradient }) {
    if (gradient) return null;
    const [low, high] = traceAt(trace, angle);
    return high - low >= 360 ? null : [radians(low), radians(high)];
  }

  /** Where f has a value and a gradient. */
  get known() {
    return this.direction !== null && Number.isFinite(this.here.value) && Number.isFinite(this.direction.norm);
  }

  delete() {
    this.#chosen.delete();
    this.#forget();
  }
}
