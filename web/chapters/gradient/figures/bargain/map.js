// @ts-check
// The gradient as a picture: every parameter a square, red where more of it raises the loss, blue where
// more of it lowers it.
import { token, tokenRgb } from '../../../../kit/theme.js';
import { placeOf } from './knobs.js';

/** @typedef {import('./knobs.js').Block} Block */

export class GradientMap {
  /** @type {{ gradient: Float64Array | null, look: string, sheet: OffscreenCanvas | null }} */
  #drawn = { gradient: null, look: '', sheet: null };

  /**
   * @param {CanvasRenderingContext2D} context scaled to CSS pixels
   * @param {{ gradient: Float64Array, chosen: number, width: number, layout: ReturnType<typeof
   *   import('./knobs.js').layOut>, heads: string[], words: { raises: string, lowers: string } }} what
   */
  draw(context, { gradient, chosen, width, layout, heads, words }) {
    const ratio = context.getTransform().a;
    const look = [width, ratio, token('uphill'), token('card')].join();
    if (this.#drawn.gradient !== gradient || this.#drawn.look !== look) {
      this.#drawn = { gradient, look, sheet: drawSheet(gradient, width, ratio, layout) };
    }
    const sheet = /** @type {OffscreenCanvas} */ (this.#drawn.sheet);
    context.drawImage(sheet, 0, 0, sheet.width / ratio, sheet.height / ratio);
    context.font = `500 12.5px ${token('sans')}`;
    context.fillStyle = token('soft');
    layout.heads.forEach(({ x, y }, i) => context.fillText(heads[i], x, y));
    context.fillStyle = token('uphill');
    context.fillText(words.raises, 0, layout.height - 4);
    const next = context.measureText(words.raises).width + 16;
    context.fillStyle = token('downhill');
    context.fillText(words.lowers, next, layout.height - 4);
    const place = placeOf(layout.blocks, chosen);
    if (!place) return;
    const around = Math.max(place.cell, 5) / 2 + 2.5;
    context.strokeStyle = token('grip');
    context.lineWidth = 2.5;
    context.strokeRect(place.x + place.cell / 2 - around, place.y + place.cell / 2 - around, 2 * around, 2 * around);
  }
}

/** @param {Float64Array} gradient @param {number} layer @param {Block[]} blocks */
export function largestOf(gradient, layer, blocks) {
  let largest = 0;
  for (const { layer: own, rows, columns, index } of blocks) {
    if (own !== layer) continue;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++)
        largest = Math.max(largest, Math.abs(gradient[index(row, column)]));
    }
  }
  return largest;
}

/**
 * Each layer in its own shades: full colour is its steepest.
 * @param {Float64Array} gradient
 * @param {number} width
 * @param {number} ratio
 * @param {{ blocks: Block[], height: number }} layout
 */
function drawSheet(gradient, width, ratio, { blocks, height }) {
  const sheet = new OffscreenCanvas(Math.ceil(width * ratio), Math.ceil(height * ratio));
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (sheet.getContext('2d'));
  context.scale(ratio, ratio);
  context.imageSmoothingEnabled = false;
  const [negative, zero, positive] = ['downhill', 'zero', 'uphill'].map(tokenRgb);
  const limits = [1, 2, 3].map((layer) => largestOf(gradient, layer, blocks) || 1);
  context.strokeStyle = token('hair');
  for (const { layer, rows, columns, index, x, y, cell } of blocks) {
    const small = new OffscreenCanvas(columns, rows);
    const inside = /** @type {OffscreenCanvasRenderingContext2D} */ (small.getContext('2d'));
    const picture = inside.createImageData(columns, rows);
    for (let k = 0; k < rows * columns; k++) {
      const value = gradient[index(Math.floor(k / columns), k % columns)];
      const share = Math.sqrt(Math.abs(value) / limits[layer - 1]);
      const far = value < 0 ? negative : positive;
      for (let c = 0; c < 3; c++) picture.data[4 * k + c] = zero[c] + (far[c] - zero[c]) * share;
      picture.data[4 * k + 3] = 255;
    }
    inside.putImageData(picture, 0, 0);
    context.drawImage(small, x, y, columns * cell, rows * cell);
    context.strokeRect(x - 0.5, y - 0.5, columns * cell + 1, rows * cell + 1);
  }
  return sheet;
}
