// @ts-check
// The laboratory that all figures of a page share: one worker, with one copy of the digits in it.
import { openLaboratory } from './training.js';

/** @typedef {import('./training.js').Laboratory} Laboratory */

/** @type {Promise<Laboratory> | null} */
let opening = null;

/**
 * The first call starts the worker and the download; whoever asks gets the same one, and nobody closes it. A figure
 * disposes of its own runs.
 * @returns {Promise<Laboratory>} rejects where it cannot be opened; the next call tries again
 */
export function openDigits() {
  if (!opening) {
    opening = openLaboratory({ dataUrl: new URL('mnist/manifest.json', document.baseURI).href });
    opening.catch(() => {
      opening = null;
    });
  }
  return opening;
}
