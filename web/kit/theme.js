// @ts-check
// Light, dark, or as the system has it. `data-theme` on the root always holds the one that is shown; the short
// script in index.html sets it before the first paint, this module keeps it.
import { recall, remember } from './memory.js';

/** @typedef {'system' | 'light' | 'dark'} Theme */

/** @type {Theme[]} */
export const themes = ['system', 'light', 'dark'];

const changes = new EventTarget();
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const told = new URLSearchParams(location.search).get('theme') ?? recall('theme');
/** @type {Theme} */
let chosen = themes.find((name) => name === told) ?? 'system';

function show() {
  document.documentElement.dataset.theme = theme.shown;
  changes.dispatchEvent(new Event('change'));
}

export const theme = {
  get chosen() {
    return chosen;
  },
  /** @returns {'light' | 'dark'} */
  get shown() {
    if (chosen !== 'system') return chosen;
    return systemIsDark.matches ? 'dark' : 'light';
  },
  /** @param {Theme} next */
  choose(next) {
    chosen = next;
    remember('theme', next === 'system' ? null : next);
    show();
  },
  /** @param {() => void} listener @param {AbortSignal} [signal] */
  subscribe(listener, signal) {
    changes.addEventListener('change', listener, { signal });
  },
};

systemIsDark.addEventListener('change', show);
show();

/**
 * What the tokens are worth in the theme that is shown: asking the browser costs a style recalculation.
 * @type {Map<string, string>}
 */
const worth = new Map();
changes.addEventListener('change', () => worth.clear());

/**
 * A colour token as a canvas understands it. Tokens are set on the root alone.
 * @param {string} name without the dashes: 'ink', 'series-2'
 */
export function token(name) {
  const known = worth.get(name);
  if (known) return known;
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  worth.set(name, value);
  return value;
}

/**
 * A token's red, green and blue, 0…255, for pixels that are written one by one.
 * @param {string} name
 * @returns {[number, number, number]}
 */
export function tokenRgb(name) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.fillStyle = token(name);
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
