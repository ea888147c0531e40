// @ts-check
// What the figure asks of the core about a surface: its heights for the map, its gradients for the arrows, and the
// place that is looked at.
import { contours } from 'd3-contour';
import { clamp } from '../../../../kit/scale.js';
import { ChosenProblem } from '../../chosen-problem.js';

/** @typedef {import('../../../../kit/levels.js').Grid} Grid @typedef {[number, number]} Place */
/** @typedef {{ at: Place, value: number }} Minimum */

const mapColumns = 161;
const samples = 21;
/** A particle crosses the map in this many seconds where it is steepest. */
const crossing = 3;

export class GradientField {
  #chosen;

  /** @param {import('../../../../engine/mathematics.js').Mathematics} mathematics */
  constructor(mathematics) {
    this.#chosen = new ChosenProblem(mathematics, ['x', 'y']);
    this.formula = '';
    /** Grows with every other surface. */
    this.edition = 0;
    /** @type {[Place, Place]} */
    this.window = [
      [-4, 4],
      [-4, 4],
    ];
    /** @type {Grid | null} */
    this.grid = null;
    /** Whether the formula has a value anywhere on the map. */
    this.hasGround = true;
    /** @type {Minimum[]} */
    this.minima = [];
    /** The lengths of the gradient over the map, growing. @type {number[]} */
    this.norms = [];
    /**
     * Seconds of the flow ẋ = −∇f in one second of the picture, into how many parts a frame is divided, and the speed
     * that no particle passes.
     */
    this.pace = { scale: 1, steps: 1, speedLimit: 1 };
    /** @type {Place} */
    this.at = [0, 0];
    /**
     * f and ∇f there; null where there are none. `along`: the slope along the contour.
     * @type {{ value: number, gradient: Place, norm: number, along: number } | null}
     */
    this.here = null;
    /** What the surface does there. @type {import('../../../../engine/problem.js').Place['name'] | null} */
    this.ground = null;
    /** The contour lines of that height. @type {Place[][]} */
    this.level = [];
  }

  get problem() {
    return this.#chosen.problem;
  }

  get fault() {
    return this.#chosen.fault;
  }

  get reading() {
    return this.#chosen.reading;
  }

  /** @param {string} formula */
  check(formula) {
    return this.#chosen.check(formula);
  }

  delete() {
    this.#chosen.delete();
  }

  /** @param {{ surface: string, formula: string, x: number, y: number }} state */
  look({ surface, formula, x, y }) {
    if (this.#chosen.choose(surface, formula)) this.#survey();
    const inside = (/** @type {number} */ value, /** @type {Place} */ [low, high]) => clamp(value, low, high);
    const at = /** @type {Place} */ ([inside(x, this.window[0]), inside(y, this.window[1])]);
    if (this.here !== undefined && at[0] === this.at[0] && at[1] === this.at[1] && this.#lookedAt === this.edition)
      return;
    this.at = at;
    this.#lookedAt = this.edition;
    this.#lookHere();
  }

  #lookedAt = -1;

  #survey() {
    const { problem } = this.#chosen;
    this.edition++;
    this.grid = null;
    this.minima = [];
    this.formula = problem?.facts.formula ?? '';
    this.window = problem
      ? /** @type {[Place, Place]} */ (problem.facts.domain)
      : [
          [-4, 4],
          [-4, 4],
        ];
    if (!problem) return;
    const [[left, right], [bottom, top]] = this.window;
    const rows = Math.max(2, Math.round((mapColumns * (top - bottom)) / (right - left)));
    const heights = problem.grid({ columns: mapColumns, rows });
    this.grid = { ...heights, window: this.window };
    this.hasGround = heights.values.some(Number.isFinite);
    this.minima = problem.facts.stationary
      .filter(({ kind }) => kind === 'minimum')
      .map(({ at, value }) => ({ at: [at[0], at[1]], value }));
    this.norms = lengths(problem.grid({ columns: samples, rows: samples, gradients: true }).gradients)
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    this.pace = this.#paceOf(problem);
  }

  /**
   * So fast that the gentler slopes are seen to flow, and so finely divided that the method of Runge and Kutta stays
   * stable.
   * @param {import('../../../../engine/problem.js').Problem} problem
   */
  #paceOf(problem) {
    const [[left, right], [bottom, top]] = this.window;
    const speed = Math.max(right - left, top - bottom) / crossing;
    const gentle = this.norms[Math.floor(this.norms.length * 0.05)] || 1;
    const curvatures = [];
    for (let i = 1; i < 8; i++) {
      for (let k = 1; k < 8; k++) {
        const { hessian } = problem.at([left + ((right - left) * i) / 8, bottom + ((top - bottom) * k) / 8]);
        curvatures.push(Math.hypot(...hessian));
      }
    }
    const bent = curvatures.filter(Number.isFinite).sort((a, b) => a - b);
    const curvature = bent[Math.floor(bent.length * 0.8)] || 1;
    const scale = Math.min(speed / 2 / gentle, 400 / curvature);
    return { scale, steps: clamp(Math.ceil((scale * curvature) / 60), 1, 8), speedLimit: speed / scale };
  }

  #lookHere() {
    const { problem } = this.#chosen;
    this.here = this.ground = null;
    this.level = [];
    if (!problem || !this.grid) return;
    const { value, gradient } = problem.at(this.at, 1);
    this.ground = problem.behaviourAround(this.at).name;
    // At a corner the rules of differentiation have a convention, and the surface has no gradient.
    if (this.ground !== 'smooth' || ![value, ...gradient].every(Number.isFinite)) return;
    const contour = Math.atan2(gradient[1], gradient[0]) + Math.PI / 2;
    const { norm, slope } = problem.direction({ at: this.at, angle: contour });
    this.here = { value, gradient: [gradient[0], gradient[1]], norm, along: slope };
    this.level = contourAt(this.grid, value);
  }

  /** Gradients for arrows, at places evenly spread over the map. @param {number} columns @param {number} rows */
  arrows(columns, rows) {
    const { problem } = this.#chosen;
    if (!problem) return { at: new Float64Array(0), gradients: new Float64Array(0) };
    const window = this.window.map(([low, high], i) => {
      const half = (high - low) / [columns, rows][i] / 2;
      return /** @type {Place} */ ([low + half, high - half]);
    });
    const { gradients } = problem.grid({ columns, rows, window, gradients: true });
    const at = new Float64Array(2 * columns * rows);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const i = 2 * (row * columns + column);
        at[i] = window[0][0] + ((window[0][1] - window[0][0]) * column) / (columns - 1);
        at[i + 1] = window[1][0] + ((window[1][1] - window[1][0]) * row) / (rows - 1);
      }
    }
    return { at, gradients };
  }
}

/** @param {ArrayLike<number>} pairs x y x y … */
const lengths = (pairs) =>
  Array.from({ length: pairs.length / 2 }, (_, i) => Math.hypot(pairs[2 * i], pairs[2 * i + 1]));

/** The lines on which the grid has a value. @param {Grid} grid @param {number} value @returns {Place[][]} */
function contourAt({ columns, rows, values, window: [[left, right], [bottom, top]] }, value) {
  const { coordinates } = contours()
    .size([columns, rows])
    .contour(/** @type {number[]} */ (values), value);
  // d3 has the first value at (½, ½).
  return coordinates
    .flat()
    .map((ring) =>
      ring.map(([x, y]) => [
        left + ((x - 0.5) / (columns - 1)) * (right - left),
        bottom + ((y - 0.5) / (rows - 1)) * (top - bottom),
      ]),
    );
}
