// @ts-check
// A canvas that is as sharp as the screen: sized to its box in device pixels, drawn in CSS pixels.

/** How much finer than on the page a saved picture is. */
export const pictureScale = 2;

let finest = 1;

/**
 * While `action` runs, canvases are drawn fine enough for a saved picture.
 * @template T
 * @param {() => Promise<T>} action
 */
export async function drawnFinely(action) {
  finest = pictureScale;
  try {
    return await action();
  } finally {
    finest = 1;
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} width in CSS pixels @param {number} height
 */
export function prepareCanvas(canvas, width, height) {
  const ratio = Math.max(finest, Math.min(3, globalThis.devicePixelRatio || 1));
  const [columns, rows] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== columns || canvas.height !== rows) Object.assign(canvas, { width: columns, height: rows });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/**
 * Calls back with an element's width whenever it changes, until the signal ends.
 * @param {Element} element @param {(width: number, height: number) => void} callback @param {AbortSignal} signal
 */
export function watchSize(element, callback, signal) {
  const observer = new ResizeObserver(([entry]) => callback(entry.contentRect.width, entry.contentRect.height));
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect());
}
