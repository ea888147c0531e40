// @ts-check
import assert from 'node:assert/strict';

/**
 * @param {number} found
 * @param {number} expected
 * @param {number} tolerance absolute for small numbers, relative for large
 */
export function close(found, expected, tolerance) {
  const scale = Math.max(1, Math.abs(expected));
  assert.ok(Math.abs(found - expected) <= tolerance * scale, `${found} is not ${expected} within ${tolerance}`);
}

/** @param {ArrayLike<number>} found @param {ArrayLike<number>} expected @param {number} tolerance */
export function closeAll(found, expected, tolerance) {
  assert.equal(found.length, expected.length);
  for (let i = 0; i < expected.length; ++i) close(found[i], expected[i], tolerance);
}

/**
 * Runs a test whose objects are deleted afterwards, and checks that no other was left.
 * @param {{ handles(): number }} engine
 * @param {(keep: <T extends { delete(): void }>(handle: T) => T) => void} work
 */
export function withHandles(engine, work) {
  const before = engine.handles();
  /** @type {{ delete(): void }[]} */
  const kept = [];
  try {
    work((handle) => {
      kept.push(handle);
      return handle;
    });
  } finally {
    kept.forEach((handle) => handle.delete());
  }
  assert.equal(engine.handles(), before, 'handles were left behind');
}
