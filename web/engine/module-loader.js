// @ts-check
import { onTrap } from './errors.js';

/**
 * Loads a module once for all who ask for it, and anew after a trap: what stopped in the middle of its work has memory
 * that nobody can trust. A trap does not say whose it was, so every loader of this thread forgets what it has; who
 * still holds another module can go on with it. A load that failed is tried again by the next who asks.
 *
 * @template T
 * @returns {(load: () => Promise<T>, key?: string) => Promise<T>} key: of the build, where there are several
 */
export function moduleLoader() {
  /** @type {Map<string, Promise<T>>} */
  const loaded = new Map();
  onTrap(() => loaded.clear());
  return (load, key = '') => {
    const known = loaded.get(key);
    if (known) return known;
    const loading = load();
    loaded.set(key, loading);
    loading.catch(() => {
      if (loaded.get(key) === loading) loaded.delete(key);
    });
    return loading;
  };
}
