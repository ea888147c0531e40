// @ts-check

/** @import { Alterations } from './types.js' */
/** @import { Dataset } from './trainer.js' */
/** @import { DataSet } from './data.js' */

/**
 * @typedef {Pick<DataSet, 'train' | 'test' | 'readyForEvaluation' | 'state' | 'update'>} RunData what a run sees of its
 *   data
 */

/**
 * The data of runs that learn from altered samples: made from a worker's one data set as it comes, and deleted with the
 * last of those runs. What is tested on stays as it is, but for the order of the pixels.
 */
export class AlteredData {
  /** @type {Dataset | null} */
  #train = null;
  /** @type {Dataset | null} */
  #test = null;
  #users = 0;
  #engine;
  #data;
  #alterations;

  /**
   * @param {import('./laboratory-engine.js').LaboratoryEngine} engine
   * @param {DataSet} data
   * @param {Alterations} alterations complete
   */
  constructor(engine, data, alterations) {
    this.#engine = engine;
    this.#data = data;
    this.#alterations = alterations;
  }

  get train() {
    this.#train ??= this.#data.train && this.#engine.alterDataset(this.#data.train, this.#alterations);
    return this.#train;
  }

  get test() {
    const { permutedPixels, seed } = this.#alterations;
    if (!permutedPixels) return this.#data.test;
    this.#test ??= this.#data.test && this.#engine.alterDataset(this.#data.test, { permutedPixels, seed });
    return this.#test;
  }

  /** Takes over what has arrived. */
  update() {
    this.#train?.update();
    this.#test?.update();
  }

  get readyForEvaluation() {
    return this.#data.readyForEvaluation;
  }

  get state() {
    return this.#data.state;
  }

  use() {
    this.#users += 1;
    return this;
  }

  /** @returns {boolean} whether it was the last that used it: then the samples are gone */
  release() {
    this.#users -= 1;
    if (this.#users > 0) return false;
    this.#train?.delete();
    this.#test?.delete();
    return true;
  }
}

/** The altered data sets of a worker: runs with equal alterations share one. */
export class AlteredDataSets {
  /** @type {Map<string, AlteredData>} */
  #sets = new Map();
  /** @type {Map<string, string>} which of them a run uses */
  #users = new Map();

  /**
   * @param {string} run
   * @param {import('./laboratory-engine.js').LaboratoryEngine} engine
   * @param {DataSet} data
   * @param {Alterations} alterations complete
   */
  of(run, engine, data, alterations) {
    const key = JSON.stringify(alterations);
    const set = this.#sets.get(key) ?? new AlteredData(engine, data, alterations);
    this.#sets.set(key, set);
    this.#users.set(run, key);
    return set.use();
  }

  /** @param {string} run */
  release(run) {
    const key = this.#users.get(run);
    if (key === undefined) return;
    this.#users.delete(run);
    if (this.#sets.get(key)?.release()) this.#sets.delete(key);
  }
}
