// @ts-check

/** The engine itself has failed and must be loaded anew. */
export class EngineBroken extends Error {
  name = 'EngineBroken';
  /** What a figure calls it, in the language of the page. */
  reason = /** @type {const} */ ('engineStopped');
}

/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {() => void} listener called whenever a module of this thread has trapped */
export const onTrap = (listener) => void listeners.add(listener);

/**
 * Calls the core, and lets only Errors with words out. What the core refuses comes as such an Error already
 * (wasm/door.hpp) and leaves the engine as good as before; a trap does not.
 *
 * @template T
 * @param {() => T} call
 * @returns {T}
 */
export function guarded(call) {
  try {
    return call();
  } catch (thrown) {
    if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError) {
      for (const listener of listeners) listener();
      throw new EngineBroken(`the engine stopped unexpectedly: ${thrown.message}`, { cause: thrown });
    }
    throw thrown instanceof Error ? thrown : new Error(`the engine threw ${thrown}`);
  }
}
