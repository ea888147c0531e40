// @ts-check
import { chosenBuild, EngineUnsupported, loadCore } from './build.js';
import { Classifier } from './classifier.js';
import { EngineBroken, guarded } from './errors.js';
import { moduleLoader } from './module-loader.js';

/** @import { Build, Core } from './build.js' */

export { EngineBroken, EngineUnsupported };

/** @type {ReturnType<typeof moduleLoader<Engine>>} */
const once = moduleLoader();

/**
 * The C++ core, in a page or in Node: drawings, and networks that are asked. Those that learn are in a worker
 * (laboratory-engine.js). Loading it again gives the one that is there, or after a trap a new one.
 *
 * @param {{ build?: Build }} [options] build: instead of the fastest that runs here
 * @returns {Promise<Engine>} rejects with EngineUnsupported where there is no WebAssembly with SIMD
 */
export async function loadEngine({ build } = {}) {
  const chosen = await chosenBuild(build);
  return once(() => loadCore(chosen).then((core) => new Engine(core, chosen)), chosen);
}

export class Engine {
  #core;

  /** @param {Core} core @param {Build} build */
  constructor(core, build) {
    this.#core = core;
    this.build = build;
  }

  /** Live C++ objects that JavaScript still has to delete. */
  handles() {
    return this.#core.handles();
  }

  /** Whether an error means that the engine must be loaded anew. @param {unknown} error @returns {boolean} */
  isBroken(error) {
    return error instanceof EngineBroken;
  }

  /**
   * Pen strokes → the 28×28 picture that the networks read, each stage kept.
   * @param {ArrayLike<number>[]} strokes [[x, y, x, y, …], …] in any unit, y downwards
   * @param {{ raw?: boolean, penWidth?: number, pad?: { left: number, top: number, right: number, bottom: number } }}
   *   [options]
   */
  prepareDrawing(strokes, options = {}) {
    const drawing = guarded(() => this.#core.prepareDrawing(strokes, options));
    const { fitted, drawn, pixels } = drawing;
    return {
      ...drawing,
      stages: [
        { name: 'fitted', strokes: fitted },
        { name: 'drawn', pixels: drawn },
        { name: 'centred', pixels },
      ],
    };
  }

  /** A synthetic handwritten digit, as strokes. @param {number} digit 0 … 9 @param {number} seed */
  synthesise(digit, seed) {
    return guarded(() => this.#core.synthesiseDigit(digit, seed));
  }

  /**
   * With filters, convolutions and pooling stand in front of the dense layers: widths [784, 10] and filters [8, 16] are
   * 28×28 → 8 filters → pooling → 16 filters → pooling → 10.
   * @param {{ widths: number[], activation?: string, filters?: number[], filterSize?: number, pooling?: string,
   *   parameters: ArrayLike<number> }} settings
   */
  createClassifier(settings) {
    const native = guarded(() => this.#core.createClassifier(settings));
    const { widths, activation = 'relu', filters = [], filterSize = 5, pooling = 'max' } = settings;
    return new Classifier(native, { widths: [...widths], activation, filters: [...filters], filterSize, pooling });
  }

  /** The network of a weights file. @param {ArrayBuffer | Uint8Array<ArrayBuffer>} file */
  loadShipped(file) {
    const bytes = file instanceof ArrayBuffer ? new Uint8Array(file) : file;
    const { widths, activation, parameters } = guarded(() => this.#core.readShipped(bytes));
    return this.createClassifier({ widths: [...widths], activation: String(activation), parameters });
  }
}
