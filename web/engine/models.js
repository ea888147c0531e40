// @ts-check
import { EngineUnsupported, loadModelsModule, requireSimd } from './build.js';
import { EngineBroken, guarded } from './errors.js';
import { frozen } from './frozen.js';
import { Losses } from './losses.js';
import { moduleLoader } from './module-loader.js';
import { Probe } from './probe.js';
import { Regression } from './regression.js';

/** @import { ModelsModule } from './build.js' */

export { EngineBroken, EngineUnsupported };

/** @type {ReturnType<typeof moduleLoader<Models>>} */
const once = moduleLoader();

/**
 * Losses, lines and small networks, in double precision: the same in a page, in a worker and in Node. Loading it again
 * gives the one that is there, or after a trap a new one.
 *
 * @returns {Promise<Models>} rejects with EngineUnsupported where there is no WebAssembly with SIMD
 */
export async function loadModels() {
  await requireSimd();
  return once(() => loadModelsModule().then((module) => new Models(module)));
}

/**
 * Plain data in and out; every array that comes out is the caller's own. What is refused throws an Error with words.
 */
export class Models {
  #module;

  /** @param {ModelsModule} module */
  constructor(module) {
    this.#module = module;
    /** What can be asked for by name, with ranges and defaults. */
    this.registry = frozen({ losses: module.losses() });
    this.losses = new Losses(module);
    this.regression = new Regression(module);
  }

  /** Live C++ objects that JavaScript still has to delete. */
  handles() {
    return this.#module.handles();
  }

  /** Whether an error means that the models must be loaded anew. @param {unknown} error @returns {boolean} */
  isBroken(error) {
    return error instanceof EngineBroken;
  }

  /**
   * A classifying network (softmax, cross-entropy) and a batch, to be asked about its loss.
   * @param {{ widths: number[], activation?: string, parameters: ArrayLike<number>, inputs: ArrayLike<number>, labels:
   *   Uint8Array }} settings
   *   inputs: (batch, widths[0]), row after row; labels: a class each
   */
  createProbe(settings) {
    return new Probe(guarded(() => this.#module.createProbe(settings)));
  }
}
