// @ts-check
// The ends of a figure's state, for tests in the page and without one.

/** @typedef {import('../../web/kit/state.js').Schema} Schema */
/** @typedef {import('../../web/kit/state.js').Field} Field */

/**
 * What an address may say of a field at the ends of what is allowed; of text, which has none, what breaks pages.
 * @param {Field} field
 * @returns {string[]}
 */
export function endsOf(field) {
  if (field.type === 'number') return [field.min, field.max].map(String);
  if (field.type === 'choice') return [...field.options];
  if (field.type === 'boolean') return ['0', '1'];
  if (field.type === 'numbers')
    return [Array(field.maxLength).fill(field.max), Array(field.minLength ?? 0).fill(field.min)].map(String);
  return ['', 'x'.repeat(5000), '<b>', '-1', '0'];
}

/**
 * Every number of a state at its least, or at its greatest.
 * @param {Schema} schema
 * @param {'min' | 'max'} end
 */
export const allAt = (schema, end) =>
  Object.fromEntries(
    Object.entries(schema).flatMap(([key, field]) => (field.type === 'number' ? [[key, field[end]]] : [])),
  );
