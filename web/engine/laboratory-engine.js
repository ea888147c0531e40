// @ts-check
import { chosenBuild, loadLaboratoryModule, mayHaveThreads } from './build.js';
import { Engine } from './engine.js';
import { guarded } from './errors.js';
import { frozen } from './frozen.js';
import { moduleLoader } from './module-loader.js';
import { Dataset, Trainer } from './trainer.js';
import { Work } from './work.js';

/** @import { Build, LaboratoryModule } from './build.js' */
/** @import { Alterations, CurvatureOptions, LandscapeOptions, LineOptions, TrainerSettings } from './types.js' */

/** @type {ReturnType<typeof moduleLoader<LaboratoryEngine>>} */
const once = moduleLoader();

/**
 * Memory that is shared has its greatest size reserved at once, which a phone may refuse: one core is better than none.
 * @param {Build} build @param {boolean} threads @param {boolean} insist on threads
 */
async function loadModule(build, threads, insist) {
  try {
    return await loadLaboratoryModule(build, threads);
  } catch (error) {
    if (insist || !threads) throw error;
    return loadLaboratoryModule(build, false);
  }
}

/**
 * The core with all that training needs: for the worker, and for Node. Loading it again gives the one that is there, or
 * after a trap a new one.
 *
 * @param {{ build?: Build, threads?: boolean }} [options] build: instead of the fastest that runs here; threads: to
 *   train on several cores; left out: wherever that can be
 * @returns {Promise<LaboratoryEngine>} rejects with EngineUnsupported where there is no WebAssembly with SIMD
 */
export async function loadLaboratoryEngine({ build, threads } = {}) {
  const chosen = await chosenBuild(build);
  const withThreads = threads ?? mayHaveThreads(chosen);
  const load = () =>
    loadModule(chosen, withThreads, threads === true).then((module) => new LaboratoryEngine(module, chosen));
  return once(load, `${chosen} ${withThreads}`);
}

export class LaboratoryEngine extends Engine {
  #module;

  /** @param {LaboratoryModule} module @param {Build} build */
  constructor(module, build) {
    super(module, build);
    this.#module = module;
    /** What can be asked for by name, with ranges and defaults. */
    this.registry = frozen(module.registry());
    /** Ranges and defaults of what is asked of data sets and trained networks. */
    this.ranges = frozen(module.laboratoryRegistry());
    /** How many threads can train at once: 1 unless it was loaded with threads. */
    this.cores = module.cores();
  }

  /**
   * What the settings leave out, filled in; throws with words for what is not allowed. Workers: as many as there are
   * cores, and still enough work for each.
   * @param {Partial<TrainerSettings>} settings
   * @returns {TrainerSettings}
   */
  completeTrainerSettings(settings) {
    return guarded(() => this.#module.completeTrainerSettings(settings));
  }

  /** @param {{ total: number, blockSize: number }} settings */
  createDataset(settings) {
    return new Dataset(guarded(() => this.#module.createDataset(settings)));
  }

  /**
   * The same samples with something about them changed. What comes to the original later, it takes over with update().
   * @param {Dataset} original @param {Partial<Alterations>} alterations
   */
  alterDataset(original, alterations) {
    return new Dataset(guarded(() => this.#module.alterDataset(original.native, alterations)));
  }

  /**
   * What is left out, filled in; throws with words for what is not allowed.
   * @param {Partial<Alterations>} alterations
   * @returns {Alterations}
   */
  completeAlterations(alterations) {
    return guarded(() => this.#module.completeAlterations(alterations));
  }

  /**
   * Where permuted images have their pixels from: permuted[p] = original[sources[p]].
   * @param {number} seed
   * @returns {Uint32Array<ArrayBuffer>}
   */
  pixelPermutation(seed) {
    return guarded(() => this.#module.pixelPermutation(seed));
  }

  /**
   * Equal settings give equal numbers in the same build, workers among them; how many threads there are is of no
   * matter.
   * @param {Partial<TrainerSettings>} settings
   * @param {Dataset} dataset
   * @param {Uint8Array<ArrayBuffer>} [snapshot] of a trainer with the same widths, to go on from
   */
  createTrainer(settings, dataset, snapshot) {
    const native = guarded(() =>
      snapshot
        ? this.#module.continueTrainer(settings, dataset.native, snapshot)
        : this.#module.createTrainer(settings, dataset.native),
    );
    return new Trainer(native);
  }

  /**
   * Of all samples of a digit, the part that was recognised; of all guesses of it, the part that was right. NaN where
   * there is none.
   * @param {Uint32Array} confusion (10, 10): truth, guess
   * @returns {{ recall: Float64Array<ArrayBuffer>, precision: Float64Array<ArrayBuffer> }}
   */
  digitRates(confusion) {
    return guarded(() => this.#module.digitRates(confusion));
  }

  /**
   * The mean loss over a plane through θ: L(θ + α d₁ + β d₂) at the points of a grid, row by row, β growing. The
   * directions are random and as long, for every unit, as the unit's own weights (Li et al. 2018), where options.first
   * and options.second do not say others.
   * @param {Partial<TrainerSettings>} settings whose layers and loss count; nothing is dropped
   * @param {ArrayLike<number>} parameters θ
   * @param {Dataset} data of which the first options.samples are measured on
   * @param {LandscapeOptions} [options]
   * @returns {Work<{ columns: number, rows: number, alpha: [number, number], beta: [number, number], losses:
   *   Float64Array<ArrayBuffer>, first: Float32Array<ArrayBuffer>, second: Float32Array<ArrayBuffer> }>}
   *   losses: (rows, columns), NaN where none is known yet
   */
  createLandscape(settings, parameters, data, options = {}) {
    return new Work(guarded(() => this.#module.createLandscape(settings, parameters, data.native, options)));
  }

  /**
   * Loss and accuracy on the straight way from one network to another, θ(t) = (1 − t) from + t to, and beyond both.
   * @param {Partial<TrainerSettings>} settings @param {ArrayLike<number>} from @param {ArrayLike<number>} to
   * @param {Dataset} train @param {Dataset} test of each the first options.samples are measured on
   * @param {LineOptions} [options]
   * @returns {Work<{ t: Float64Array<ArrayBuffer>, trainLoss: Float64Array<ArrayBuffer>, trainAccuracy:
   *   Float64Array<ArrayBuffer>, testLoss: Float64Array<ArrayBuffer>, testAccuracy: Float64Array<ArrayBuffer>,
   *   distance: number }>}
   *   as many places as are known so far; distance: ‖to − from‖
   */
  createLine(settings, from, to, train, test, options = {}) {
    return new Work(guarded(() => this.#module.createLine(settings, from, to, train.native, test.native, options)));
  }

  /**
   * How sharply the mean loss curves at θ: extreme eigenvalues of its Hessian (Lanczos), and its trace (Hutchinson),
   * from products of the
   * Hessian with vectors alone.
   * @param {Partial<TrainerSettings>} settings @param {ArrayLike<number>} parameters θ @param {Dataset} data
   * @param {CurvatureOptions} [options]
   * @returns {Work<{ steps: number, eigenvalues: Float64Array<ArrayBuffer>, errors: Float64Array<ArrayBuffer>,
   *   largestStableRate: number, probes: number, trace: number, traceError: number }>}
   *   eigenvalues: largest first, each within ± its error of a true one; largestStableRate: 2/λ of the largest, ∞ where
   *   nothing curves upwards;
   *   trace, traceError: NaN before the first and second probe
   */
  createCurvature(settings, parameters, data, options = {}) {
    return new Work(guarded(() => this.#module.createCurvature(settings, parameters, data.native, options)));
  }

  /**
   * The plane in which the way of a run is seen best (principal components of its snapshots, seen from the last), and
   * the way in it. Of 64
   * snapshots of 13,002 parameters it takes about 50 ms, all at once.
   * @param {Uint8Array<ArrayBuffer>[]} snapshots 3 to 500 of one run, in order
   * @returns first, second: directions of length 1 at right angles; explained: the part of the path's variance along
   *   each; path: coordinates of
   *   each snapshot in the plane, and its distance from it; alpha, beta: a window around the whole path
   */
  principalPlane(snapshots) {
    return guarded(() => this.#module.principalPlane(snapshots));
  }
}
