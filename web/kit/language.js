// @ts-check
// The page's language: one value, remembered, announced to every element that shows words.
import { recall, remember } from './memory.js';

/** @typedef {'en' | 'zh'} Language */

/** @type {Language[]} */
export const languages = ['en', 'zh'];

/** @param {string | null | undefined} tag @returns {Language | null} */
const known = (tag) => languages.find((name) => tag?.toLowerCase().startsWith(name)) ?? null;

// Words are also read outside a page, by tests in Node; there the language is English.
const inPage = typeof document !== 'undefined';

/** An embedded figure may be told its language; otherwise what was chosen last, then what the browser prefers. */
function preferred() {
  if (!inPage) return 'en';
  const told = known(new URLSearchParams(location.search).get('lang'));
  return told ?? known(recall('language')) ?? navigator.languages.map(known).find(Boolean) ?? 'en';
}

const changes = new EventTarget();
/** @type {Language} */
let current = preferred();

function show() {
  if (inPage) document.documentElement.lang = current === 'zh' ? 'zh-Hans' : 'en';
}
show();

// As long as nobody has chosen, the page follows the browser, as it does with the theme.
if (inPage) window.addEventListener('languagechange', () => become(preferred()));

/** @param {Language} next */
function become(next) {
  if (next === current) return;
  current = next;
  show();
  changes.dispatchEvent(new Event('change'));
}

export const language = {
  get current() {
    return current;
  },
  /** @param {Language} next */
  choose(next) {
    if (next === current || !languages.includes(next)) return;
    remember('language', next);
    become(next);
  },
  /** @param {() => void} listener @param {AbortSignal} [signal] */
  subscribe(listener, signal) {
    changes.addEventListener('change', listener, { signal });
  },
};
