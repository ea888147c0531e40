// @ts-check
import { EngineUnsupported, loadMathematicsModule, requireSimd } from './build.js';
import { EngineBroken, guarded } from './errors.js';
import { frozen } from './frozen.js';
import { Probe } from './probe.js';
import { Problem } from './problem.js';

/** @import { MathematicsModule } from './build.js' */

export { EngineBroken, EngineUnsupported };

/**
 * @typedef {{ name: string, min: number, max: number, default: number, scale: 'linear' | 'logarithmic' | 'whole' }} Setting
 * @typedef {Error & { column: number, fault: string, subject: string }} FormulaError
 */

/** @type {Promise<Mathematics> | null} */
let loaded = null;

/**
 * The mathematics of the teaching chapters, in double precision: the same in a page, in a worker and in Node.
 * Loading it again gives the one that is there.
 *
 * @returns {Promise<Mathematics>} rejects with EngineUnsupported where there is no WebAssembly with SIMD
 */
export async function loadMathematics() {
  await requireSimd();
  if (!loaded) {
    loaded = loadMathematicsModule().then((module) => new Mathematics(module));
    loaded.catch(() => { loaded = null; });
  }
  return loaded;
}

/** Plain data in and out; every array that comes out is the caller's own. What is refused throws an Error with words. */
export class Mathematics {
  #module;

  /** @param {MathematicsModule} module */
  constructor(module) {
    this.#module = module;
    /** What can be asked for by name, with ranges and defaults. */
    this.registry = frozen({ problems: module.problems() });
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
    return new Problem(guarded(() => this.#module.createProblem(settings)));
  }

  /**
   * A learner's own formula, such as "(1 - x)^2 + 100*(y - x^2)^2", as a curve of one variable or a surface of two.
   * What cannot be read throws a FormulaError: its column (in characters, from 1), its fault ('badCharacter',
   * 'badNumber', 'operandMissing', 'operatorMissing', 'productSignMissing', 'bracketNotClosed', 'bracketNotOpened',
   * 'commaMissing', 'callMissing', 'unknownFunction', 'unknownVariable', 'tooLong', 'tooDeep'), and its subject, the
   * word at which it is.
   * @param {string} text
   * @param {string[]} [variables] ['x', 'y'] unless said otherwise
   * @param {[number, number][]} [domain] a range for each variable; −4 … 4 unless said otherwise
   */
  createFormula(text, variables, domain) {
    return new Problem(guarded(() => this.#module.createFormula({ text, variables, domain })));
  }

  /**
   * A classifying network (softmax, cross-entropy) and a batch, to be asked about its loss.
   * @param {{ widths: number[], activation?: string, parameters: ArrayLike<number>, inputs: ArrayLike<number>, labels: Uint8Array }} settings
   *   inputs: (batch, widths[0]), row after row; labels: a class each
   */
  createProbe(settings) {
    return new Probe(guarded(() => this.#module.createProbe(settings)));
  }
}
