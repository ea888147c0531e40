// @ts-check
// Ours against the others, window by window of the same run.
import { percentile, row } from './report.mjs';

/**
 * @typedef {{ name: string, kind: 'ours' | 'browser' | 'native', library: boolean, values: number[] }} Result one value
 *   a window
 */
/** @typedef {import('./report.mjs').Limit} Limit */

/** @param {Result[]} results @param {boolean} more is better @returns {Result | undefined} */
export const best = (results, more = true) =>
  [...results].sort((a, b) => (more ? 1 : -1) * (percentile(b.values, 50) - percentile(a.values, 50)))[0];

/**
 * Rows `ours ÷ …`: how many times as fast, in each window. `more`: whether the values are speeds; else they are times.
 * @param {Result[]} results @param {{ library?: Limit, eigen?: Limit }} limits @param {boolean} [more]
 */
export function ratioRows(results, limits, more = true) {
  const ours = best(
    results.filter(({ kind }) => kind === 'ours'),
    more,
  );
  if (!ours) return [];
  const against = (
    /** @type {string} */ words,
    /** @type {Result | undefined} */ other,
    /** @type {Limit | undefined} */ limit,
  ) => {
    if (!other) return [];
    const ratios = ours.values
      .slice(0, other.values.length)
      .map((value, i) => (more ? value / other.values[i] : other.values[i] / value));
    return [row(`${ours.name} ÷ ${words} (${other.name})`, '×', ratios, limit)];
  };
  const others = results.filter(({ kind }) => kind === 'browser');
  const library = best(
    others.filter((one) => one.library),
    more,
  );
  const plain = best(
    others.filter((one) => !one.library),
    more,
  );
  return [
    ...against('fastest library of the browser', library, limits.library),
    ...against('fastest written by hand in the browser', plain, undefined),
    ...against(
      'same core',
      results.find(({ name }) => name.startsWith('our core')),
      undefined,
    ),
    ...against(
      'Eigen',
      results.find(({ name }) => name.startsWith('plain Eigen')),
      limits.eigen,
    ),
  ];
}
