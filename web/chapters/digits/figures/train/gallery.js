// @ts-check
// Test digits with the network's present answer under each: the colour of error drains as it learns.

/**
 * @typedef {{ pixels: Uint8Array, label: number, guess: number | null, belief: number }} Exhibit
 *   guess: the digit answered; belief: the probability given to the true one
 * @typedef {{ truth: string, guess: string, soft: string, hair: string, wash: string, wrong: string, sans: string }}
 *   GalleryPalette
 */

const side = 28;

/** How the tiles lie in a given width. @param {number} width @param {number} count @param {number} columns */
export function galleryLayout(width, count, columns) {
  const gap = width < 340 ? 4 : 6;
  const tile = Math.floor((width - gap * (columns - 1)) / columns);
  const foot = 19;
  const rows = Math.ceil(count / columns);
  return { columns, gap, tile, foot, rows, height: rows * (tile + foot) + (rows - 1) * gap };
}

/** @param {readonly Exhibit[]} exhibits */
export const countRight = (exhibits) => exhibits.filter(({ guess, label }) => guess === label).length;

/**
 * The digits as pictures in the ink of the theme.
 * @param {readonly Exhibit[]} exhibits
 * @param {[number, number, number]} ink
 */
export function paintDigits(exhibits, ink) {
  return exhibits.map(({ pixels }) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const image = context.createImageData(side, side);
    for (let i = 0; i < side * side; ++i) image.data.set([...ink, pixels[i]], i * 4);
    context.putImageData(image, 0, 0);
    return canvas;
  });
}

/**
 * @param {CanvasRenderingContext2D} context @param {number} width @param {number} columns
 * @param {readonly Exhibit[]} exhibits @param {HTMLCanvasElement[]} pictures @param {GalleryPalette} palette
 */
export function drawGallery(context, width, columns, exhibits, pictures, palette) {
  const { gap, tile, foot, height } = galleryLayout(width, exhibits.length, columns);
  const used = columns * tile + (columns - 1) * gap;
  const margin = (width - used) / 2;
  context.clearRect(0, 0, width, height);
  exhibits.forEach((exhibit, index) => {
    const x = margin + (index % columns) * (tile + gap);
    const y = Math.floor(index / columns) * (tile + foot + gap);
    drawTile(context, exhibit, pictures[index], x, y, tile, foot, palette);
  });
}

/**
 * @param {CanvasRenderingContext2D} context @param {Exhibit} exhibit @param {HTMLCanvasElement} picture
 * @param {number} x @param {number} y @param {number} tile @param {number} foot @param {GalleryPalette} palette
 */
function drawTile(context, exhibit, picture, x, y, tile, foot, palette) {
  const known = exhibit.guess !== null;
  const wrong = known && exhibit.guess !== exhibit.label;
  context.fillStyle = wrong ? palette.wrong : palette.wash;
  context.beginPath();
  context.roundRect(x, y, tile, tile + foot, 5);
  context.fill();
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, x + 2, y + 2, tile - 4, tile - 4);
  if (!known) return;

  const baseline = y + tile + foot / 2 - 1;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  if (wrong) {
    // What it says, and what is true.
    context.font = `700 13px ${palette.sans}`;
    context.fillStyle = palette.guess;
    context.fillText(`${exhibit.guess}`, x + tile * 0.25, baseline);
    context.fillStyle = palette.soft;
    context.font = `500 10px ${palette.sans}`;
    context.fillText('≠', x + tile * 0.5, baseline);
    context.font = `600 13px ${palette.sans}`;
    context.fillStyle = palette.truth;
    context.fillText(`${exhibit.label}`, x + tile * 0.75, baseline);
  } else {
    context.font = `600 13px ${palette.sans}`;
    context.fillStyle = palette.guess;
    context.fillText(`${exhibit.guess}`, x + tile / 2, baseline);
  }
  // How much probability the true digit gets.
  context.fillStyle = palette.hair;
  context.fillRect(x + 4, y + tile + foot - 4, tile - 8, 2);
  context.fillStyle = palette.truth;
  context.fillRect(x + 4, y + tile + foot - 4, (tile - 8) * exhibit.belief, 2);
}
