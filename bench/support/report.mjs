// @ts-check
// Numbers as medians with their range, limits beside them, and the table that shows them.

/**
 * @typedef {{ atMost?: number, atLeast?: number }} Limit
 * @typedef {{ name: string, unit: string, median: number, min: number, max: number, windows: number, limit?: Limit,
 *   kept?: boolean }} Row
 */

/** By linear interpolation between the two nearest. @param {number[]} values @param {number} percent */
export function percentile(values, percent) {
  if (values.length === 0) throw new Error('there is nothing to take a percentile of');
  const sorted = [...values].sort((a, b) => a - b);
  const place = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(place);
  return sorted[below] + (place - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
}

/**
 * @param {string} name
 * @param {string} unit
 * @param {number[]} values one a window
 * @param {Limit} [limit]
 * @returns {Row}
 */
export function row(name, unit, values, limit) {
  const median = percentile(values, 50);
  const plain = { name, unit, median, min: Math.min(...values), max: Math.max(...values), windows: values.length };
  if (!limit) return plain;
  return { ...plain, limit, kept: median <= (limit.atMost ?? Infinity) && median >= (limit.atLeast ?? -Infinity) };
}

/** @param {number} value */
const written = (value) =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3).replace(/\.0+$/, '');

/** @param {Row} one */
function limitOf({ limit, kept }) {
  if (!limit) return '';
  const bound =
    limit.atMost !== undefined ? `≤ ${written(limit.atMost)}` : `≥ ${written(/** @type {number} */ (limit.atLeast))}`;
  return `${bound} ${kept ? '✓' : '✗'}`;
}

/** @param {Row[]} rows @returns {string} */
export function table(rows) {
  const cells = [
    ['', 'median', 'min', 'max', '', 'limit'],
    ...rows.map((one) => [
      one.name,
      written(one.median),
      ...(one.windows > 1 ? [written(one.min), written(one.max)] : ['', '']),
      one.unit,
      limitOf(one),
    ]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const line = (/** @type {string[]} */ texts) =>
    texts
      .map((text, column) => (column >= 1 && column <= 3 ? text.padStart(widths[column]) : text.padEnd(widths[column])))
      .join('  ')
      .trimEnd();
  return cells.map((texts) => `  ${line(texts)}`).join('\n');
}

/** @typedef {import('./context.mjs').Measured} Measured */

/** @param {string} title of the measure @param {Measured} measured @returns {{ title: string, rows: Row[] }[]} */
export const tablesOf = (title, measured) => (Array.isArray(measured) ? [{ title, rows: measured }] : measured.tables);

/**
 * What the JSON holds of a measure: under its own name, and beside it.
 * @param {string} name
 * @param {string} title
 * @param {Measured} measured
 * @returns {Record<string, unknown>}
 */
export const jsonOf = (name, title, measured) =>
  Array.isArray(measured) ? { [name]: { title, rows: measured } } : { [name]: measured.json, ...measured.more };
