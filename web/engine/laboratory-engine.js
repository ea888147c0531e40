// @ts-check
import { chosenBuild, loadLaboratoryModule } from './build.js';
import { Engine } from './engine.js';
import { guarded } from './errors.js';
import { frozen } from './frozen.js';
import { Dataset, Trainer } from './trainer.js';

/** @import { Build, LaboratoryModule } from './build.js' */
/** @import { Alterations, TrainerSettings } from './types.js' */

/** @type {Map<Build, Promise<LaboratoryEngine>>} */
const loaded = new Map();

/**
 * The core with all that training needs: for the worker, and for Node. Loading it again gives the one that is there.
 *
 * @param {{ build?: Build }} [options] build: instead of the fastest that runs here
 * @returns {Promise<LaboratoryEngine>} rejects with EngineUnsupported where there is no WebAssembly with SIMD
 */
export async function loadLaboratoryEngine({ build } = {}) {
  const chosen = await chosenBuild(build);
  let engine = loaded.get(chosen);
  if (!engine) {
    engine = loadLaboratoryModule(chosen).then((module) => new LaboratoryEngine(module, chosen));
    engine.catch(() => loaded.delete(chosen));
    loaded.set(chosen, engine);
  }
  return engine;
}

export class LaboratoryEngine extends Engine {
  #module;

  /** @param {LaboratoryModule} module @param {Build} build */
  constructor(module, build) {
    super(module, build);
    this.#module = module;
    /** Ranges and defaults of what is asked of data sets and trained networks. */
    this.ranges = frozen(module.laboratoryRegistry());
  }

  /** @param {{ total: number, blockSize: number }} settings */
  createDataset(settings) {
    return new Dataset(guarded(() => this.#module.createDataset(/** @type {any} */ (settings))));
  }

  /**
   * The same samples with something about them changed. What comes to the original later, it takes over with update().
   * @param {Dataset} original @param {Partial<Alterations>} alterations
   */
  alterDataset(original, alterations) {
    return new Dataset(guarded(() => this.#module.alterDataset(original.native, /** @type {any} */ (alterations))));
  }

  /** What is left out, filled in; throws with words for what is not allowed. @param {Partial<Alterations>} alterations @returns {Alterations} */
  completeAlterations(alterations) {
    return guarded(() => this.#module.completeAlterations(/** @type {any} */ (alterations)));
  }

  /** Where permuted images have their pixels from: permuted[p] = original[sources[p]]. @param {number} seed @returns {Uint32Array<ArrayBuffer>} */
  pixelPermutation(seed) {
    return guarded(() => this.#module.pixelPermutation(seed));
  }

  /**
   * @param {Partial<TrainerSettings>} settings
   * @param {Dataset} dataset
   * @param {Uint8Array<ArrayBuffer>} [snapshot] of a trainer with the same widths, to go on from
   */
  createTrainer(settings, dataset, snapshot) {
    const native = guarded(() => (snapshot
      ? this.#module.continueTrainer(/** @type {any} */ (settings), dataset.native, /** @type {any} */ (snapshot))
      : this.#module.createTrainer(/** @type {any} */ (settings), dataset.native)));
    return new Trainer(native);
  }

  /**
   * Of all samples of a digit, the part that was recognised; of all guesses of it, the part that was right. NaN where
   * there is none.
   * @param {Uint32Array} confusion (10, 10): truth, guess
   * @returns {{ recall: Float64Array<ArrayBuffer>, precision: Float64Array<ArrayBuffer> }}
   */
  digitRates(confusion) {
    return guarded(() => this.#module.digitRates(/** @type {any} */ (confusion)));
  }
}
