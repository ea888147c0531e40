// @ts-check
// When something on the page has come to rest: nothing in it is waited for, and nothing is still to be drawn.
import { KitElement } from './element.js';

/**
 * What an element and all that stand within it are waiting for, by name; nothing at rest.
 * @param {Element} element @returns {string[]}
 */
export function pendingIn(element) {
  const own = element instanceof KitElement ? element.pending.map((what) => `${element.localName}: ${what}`) : [];
  return [...own, ...[...(element.shadowRoot ?? element).children].flatMap(pendingIn)];
}

/** A frame, also where none is drawn. @returns {Promise<unknown>} */
const frame = () =>
  new Promise((resolve) => (document.hidden ? setTimeout(resolve, 20) : requestAnimationFrame(resolve)));

/**
 * Resolves when an element has come to rest, or has left the page. A frame's layout may tell elements of other sizes,
 * and what they then draw is in the next frame: so nothing may be waited for at the beginning of two frames in a row.
 * @param {Element} element
 */
export async function rest(element) {
  for (let calm = 0; calm < 2 && element.isConnected;) {
    await frame();
    calm = document.fonts.status === 'loaded' && pendingIn(element).length === 0 ? calm + 1 : 0;
  }
}
