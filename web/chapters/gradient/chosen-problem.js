// @ts-check
// The function that a figure works on: one of the registry, or the learner's own formula. It owns the C++ object.

/**
 * @typedef {import('../../engine/mathematics.js').Mathematics} Mathematics
 * @typedef {import('../../engine/problem.js').Problem} Problem
 */
/**
 * @typedef {{ column?: number, fault?: string, subject?: string, allowed?: string, message: string }} Fault what is
 *   wrong with a formula
 */

/** @typedef {ReturnType<Mathematics['readFormula']>} Reading how a formula was understood */

/** The menu entry that stands for the learner's formula. */
export const own = 'own';

/** Where a surface of the menu, or the learner's own, is computed. @param {string} surface */
export function sourceOf(surface) {
  if (surface === own) return { path: 'src/formula/tape.cpp' };
  const file =
    surface === 'tiltedBowl' ? 'quadratic' : surface.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return { path: `src/problems/${file}.hpp`, find: `title = "${surface}"` };
}

export class ChosenProblem {
  #mathematics;
  #variables;
  #chosen = '';
  /** @type {Problem | null} */ problem = null;
  /** @type {Fault | null} */ fault = null;
  /** Of the learner's formula. @type {Reading | null} */ reading = null;

  /** @param {Mathematics} mathematics @param {('x' | 'y')[]} variables */
  constructor(mathematics, variables) {
    this.#mathematics = mathematics;
    this.#variables = variables;
  }

  /**
   * Makes the function that is asked for, unless it is there already. A formula that cannot be read leaves none, and
   * its fault.
   * @param {string} name @param {string} formula
   * @returns {boolean} whether it is another one now
   */
  choose(name, formula) {
    const chosen = name === own ? `${own} ${formula}` : name;
    if (chosen === this.#chosen) return false;
    this.#chosen = chosen;
    this.problem?.delete();
    this.problem = null;
    this.fault = null;
    this.reading = null;
    if (name !== own) {
      this.problem = this.#mathematics.createProblem({ name });
      return true;
    }
    try {
      this.problem = this.#mathematics.createFormula(formula, this.#variables);
      this.reading = this.#mathematics.readFormula(formula, this.#variables);
    } catch (error) {
      this.fault = this.#refused(error);
    }
    return true;
  }

  /** What is wrong with a formula, or null. @param {string} formula @returns {Fault | null} */
  check(formula) {
    try {
      this.#mathematics.readFormula(formula, this.#variables);
      return null;
    } catch (error) {
      return this.#refused(error);
    }
  }

  /** What the engine refuses is the learner's to mend; anything else is not. @param {unknown} error @returns {Fault} */
  #refused(error) {
    if (!(error instanceof Error) || this.#mathematics.isBroken(error)) throw error;
    return error;
  }

  delete() {
    this.problem?.delete();
    this.problem = null;
    this.#chosen = '';
  }
}
