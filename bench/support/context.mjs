// @ts-check
/**
 * What a measure is handed.
 * @typedef {object} Context
 * @property {import('@playwright/test').Browser} browser
 * @property {string} address of the built site
 * @property {string} benchAddress of the page in bench/page, which has the engine, its rivals and nothing else
 * @property {string} isolatedBenchAddress the same page, cross-origin isolated: there are threads to be had
 * @property {number} windows how often each number is taken
 * @property {number} seconds of one such window
 * @property {string[]} networks of those in contenders/networks.js
 * @property {string[]} contenders by the names of their files, and native-core, native-eigen
 * @property {(line: string) => void} say
 */

/**
 * What a measure gives back: rows for the table, or several tables and what the JSON is to hold under the measure's
 * name, and beside it.
 * @typedef {import('./report.mjs').Row[] | { tables: { title: string, rows: import('./report.mjs').Row[] }[], json:
 *   unknown, more?: Record<string, unknown> }} Measured
 */
export {};
