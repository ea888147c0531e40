// @ts-check

/** @import { Core } from './build.js' */

/** The engine itself has failed (it ran out of memory, or into a trap) and must be loaded anew. */
export class EngineBroken extends Error {
  name = 'EngineBroken';
}

/**
 * The one place where what the core throws becomes an Error with words. A C++ exception leaves the engine as
 * good as before; a trap does not.
 * @param {Core} core
 * @param {unknown} thrown
 * @returns {Error}
 */
export function worded(core, thrown) {
  if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError) {
    return new EngineBroken(`the engine stopped unexpectedly: ${thrown.message}`, { cause: thrown });
  }
  const Exception = /** @type {any} */ (WebAssembly).Exception;
  if (Exception && thrown instanceof Exception) return decoded(core, thrown);
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** @param {Core} core @param {unknown} exception */
function decoded(core, exception) {
  const { getExceptionMessage, decrementExceptionRefcount } = /** @type {any} */ (core);
  const [type, message] = getExceptionMessage(exception);
  decrementExceptionRefcount(exception);
  if (type === 'std::bad_alloc') return new EngineBroken('the engine has run out of memory');
  return new Error(message || `the engine threw ${type}`);
}

/**
 * Calls the core, and lets only Errors out.
 * @template T
 * @param {Core} core
 * @param {() => T} call
 * @returns {T}
 */
export function guarded(core, call) {
  try {
    return call();
  } catch (thrown) {
    throw worded(core, thrown);
  }
}
