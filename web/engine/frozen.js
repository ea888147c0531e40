// @ts-check

/**
 * Plain data that nobody can change by mistake: a registry is shared by a whole page. Typed arrays cannot be
 * frozen and stay as they are.
 * @template T
 * @param {T} value
 * @returns {T}
 */
export function frozen(value) {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
