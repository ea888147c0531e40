// @ts-check
import { EngineUnsupported, loadNetworksModule, requireSimd } from './build.js';
import { DeepStack } from './deep-stack.js';
import { EngineBroken, guarded } from './errors.js';
import { frozen } from './frozen.js';
import { moduleLoader } from './module-loader.js';
import { traceNetwork } from './network-trace.js';
import { parsePlanarPoints, Playground, planarPoints } from './playground.js';

/** @import { NetworksModule } from './build.js' */

export { EngineBroken, EngineUnsupported };

/** @type {ReturnType<typeof moduleLoader<Networks>>} */
const once = moduleLoader();

/**
 * Small networks to look into, in double precision: the same in a page, in a worker and in Node. Loading it again gives
 * the one that is there, or after a trap a new one.
 *
 * @returns {Promise<Networks>} rejects with EngineUnsupported where there is no WebAssembly with SIMD
 */
export async function loadNetworks() {
  await requireSimd();
  return once(() => loadNetworksModule().then((module) => new Networks(module)));
}

/**
 * Plain data in and out; every array that comes out is the caller's own. What is refused throws an Error with words.
 */
export class Networks {
  #module;

  /** @param {NetworksModule} module */
  constructor(module) {
    this.#module = module;
    /** What can be asked for by name, with ranges and defaults. */
    this.registry = frozen({
      trace: module.traceMenus(),
      playground: module.playgroundMenus(),
      deepStack: module.deepStackMenus(),
    });
  }

  /** Live C++ objects that JavaScript still has to delete. */
  handles() {
    return this.#module.handles();
  }

  /** Whether an error means that the networks must be loaded anew. @param {unknown} error @returns {boolean} */
  isBroken(error) {
    return error instanceof EngineBroken;
  }

  /**
   * One step of gradient descent on a small network, operation by operation: see network-trace.js.
   * @param {Parameters<typeof traceNetwork>[2]} settings
   */
  trace(settings) {
    return traceNetwork(this.#module, this.registry.trace, settings);
  }

  /** @param {Parameters<typeof planarPoints>[1]} [settings] */
  planarPoints(settings = {}) {
    return planarPoints(this.#module, settings);
  }

  /** Pasted points: see playground.js. @param {string} text @param {number} [classes] */
  parsePlanarPoints(text, classes = 2) {
    return parsePlanarPoints(this.#module, text, classes);
  }

  /**
   * A small network that learns points of the plane.
   * @param {Parameters<NetworksModule['createPlayground']>[0]} settings
   */
  createPlayground(settings) {
    return new Playground(guarded(() => this.#module.createPlayground(settings)));
  }

  /** A tower of equal layers. @param {Parameters<NetworksModule['createDeepStack']>[0]} [settings] */
  createDeepStack(settings = {}) {
    return new DeepStack(guarded(() => this.#module.createDeepStack(settings)));
  }
}
