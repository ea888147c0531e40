// @ts-check
import { EngineUnsupported, loadMathematicsModule, requireSimd } from './build.js';
import { EngineBroken, guarded } from './errors.js';
import { frozen } from './frozen.js';
import { moduleLoader } from './module-loader.js';
import { Problem } from './problem.js';

/** @import { MathematicsModule } from './build.js' */

export { EngineBroken, EngineUnsupported };

/**
 * @typedef {{ name: string, min: number, max: number, default: number, scale: 'linear' | 'logarithmic' | 'whole' }}
 *   Setting
 * @typedef {Error & { column: number, fault: string, subject: string, allowed: string }} FormulaError
 * @typedef {Float64Array<ArrayBuffer>} Numbers
 */

/** @type {ReturnType<typeof moduleLoader<Mathematics>>} */
const once = moduleLoader();

/**
 * The mathematics of the teaching chapters, in double precision: the same in a page, in a worker and in Node.
 * Loading it again gives the one that is there, or after a trap a new one.
 *
 * @returns {Promise<Mathematics>} rejects with EngineUnsupported where there is no WebAssembly with SIMD
 */
export async function loadMathematics() {
  await requireSimd();
  return once(() => loadMathematicsModule().then((module) => new Mathematics(module)));
}

/**
 * Plain data in and out; every array that comes out is the caller's own. What is refused throws an Error with words.
 */
export class Mathematics {
  #module;

  /** @param {MathematicsModule} module */
  constructor(module) {
    this.#module = module;
    /** What can be asked for by name, with ranges and defaults. */
    this.registry = frozen({ problems: module.problems(), ...module.walkMenus() });
  }

  /** Live C++ objects that JavaScript still has to delete. */
  handles() {
    return this.#module.handles();
  }

  /** Whether an error means that the mathematics must be loaded anew. @param {unknown} error @returns {boolean} */
  isBroken(error) {
    return error instanceof EngineBroken;
  }

  /**
   * A curve or surface of registry.problems.
   * @param {{ name: string, parameters?: Record<string, number> }} settings parameters that are left out keep their
   *   defaults
   */
  createProblem(settings) {
    return new Problem(
      guarded(() => this.#module.createProblem(settings)),
      this.#module,
    );
  }

  /**
   * A learner's own formula, such as "2x sin²x − |x|/√(x+1)" or "(1 - x)^2 + 100*(y - x^2)^2", as a curve of one
   * variable or a surface of two. What cannot be read throws a FormulaError: its column (in characters as they are
   * seen, from 1), its fault ('badCharacter', 'badNumber', 'operandMissing', 'operatorMissing', 'productSignMissing',
   * 'bracketNotClosed', 'bracketNotOpened', 'commaMissing', 'tooManyOperands', 'callMissing', 'inverseUnknown',
   * 'unknownFunction', 'unknownVariable', 'equation', 'tooLong', 'tooDeep'), its subject, the word at which it is, and
   * allowed, the words that could stand there ("x, y") where an unknown one does.
   * @param {string} text
   * @param {string[]} [variables] ['x', 'y'] unless said otherwise
   * @param {[number, number][]} [domain] a range for each variable; −4 … 4 unless said otherwise
   */
  createFormula(text, variables, domain) {
    return new Problem(
      guarded(() => this.#module.createFormula({ text, variables, domain })),
      this.#module,
    );
  }

  /**
   * A formula as createFormula understands it; throws a FormulaError.
   * @param {string} text
   * @param {string[]} [variables] ['x', 'y'] unless said otherwise
   * @returns {{ mathml: string, notes: ('naturalLogarithm' | 'decimalComma' | 'thousandsComma')[] }}
   *   mathml: the formula printed, with every bracket that its meaning needs: what stands within a math element; notes:
   *   what could have been read in another way: log as ln, the comma of 1,5 as a decimal one, that of 1,000 as none
   */
  readFormula(text, variables) {
    return guarded(() => this.#module.readFormula({ text, variables }));
  }

  /**
   * The names of a formula's variables, as they occur; throws a FormulaError.
   * @param {string} text
   * @returns {string[]}
   */
  formulaVariables(text) {
    return guarded(() => this.#module.formulaVariables(text));
  }

  /**
   * Everything that happens when a formula such as "(relu(w2*relu(w1*x)) - y)^2" is evaluated and differentiated, in
   * the order in which it happens.
   *
   * @param {string} text what cannot be read throws a FormulaError
   * @param {Record<string, number>} inputs a number for each of its variables
   * @returns nodes: what is written twice is one node with two uses; operands come before their uses, the last node is
   *   the
   *   result; adjoint: ∂result/∂node. forward: one operation a step. backward: what a node hands to an operand,
   *   contribution =
   *   local · incoming; place: 0 or 1, which operand it is; accumulated: the operand's adjoint so far; derivative: the
   *   local
   *   one as a rule. gradient: by inputs. trouble: in words, if a value is not finite
   */
  trace(text, inputs) {
    return guarded(() => this.#module.traceFormula({ text, inputs }));
  }

  /**
   * By what a schedule multiplies the learning rate, step by step.
   * @param {{ schedule: { name: string, parameters?: Record<string, number> }, steps: number }} options
   * @returns {Numbers}
   */
  scheduleFactors(options) {
    return guarded(() => this.#module.scheduleFactors(options));
  }
}
