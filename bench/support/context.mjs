// @ts-check
/**
 * What a measure is handed.
 * @typedef {object} Context
 * @property {import('@playwright/test').Browser} browser
 * @property {string} address of the built site
 * @property {string} benchAddress of the page in bench/page, which has the engine and nothing else
 * @property {number} windows how often each number is taken
 * @property {(line: string) => void} say
 */
export {};
