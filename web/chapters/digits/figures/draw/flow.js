// @ts-check
// The network as a picture: the image on the left, each hidden layer as columns of dots, the outputs on the right,
// joined by the strongest terms aᵢ·wᵢⱼ that the engine names. It draws what it is handed.
import { clamp } from '../../../../kit/scale.js';
import { token } from '../../../../kit/theme.js';

/**
 * @typedef {{ x: number, y: number }} Place
 * @typedef {{ places: Place[], radius: number, x: number }} Column the units of a layer
 * @typedef {{ from: ArrayLike<number>, to: ArrayLike<number>, values: ArrayLike<number> }} Terms strongest first
 * @typedef {object} Flow
 * @property {ArrayLike<number>} pixels 784, 0…1
 * @property {ArrayLike<number>[]} activations per layer, the outputs last
 * @property {Terms[]} terms per layer of weights
 * @property {boolean} empty
 * @typedef {{ width: number, height: number, namesOutputs: boolean, words: { sees: string, neurons: (count: number) =>
 *   string, flowFor: string, flowAgainst: string } }} Look
 */

const head = 26; // room for the words above the columns
const foot = 16; // and for those below
const inset = 10;

/**
 * Where everything stands.
 * @param {number[]} widths @param {number} width @param {number} height
 * @param {number} margin to the right of the outputs
 */
export function layOut(widths, width, height, margin = inset) {
  const hidden = widths.slice(1, -1);
  const side = Math.round(Math.min(140, width * 0.27, height - head - foot));
  const image = { x: 1, y: head + (height - head - foot - side) / 2, side };
  const outputs = column(widths[widths.length - 1], width - margin, height, 1);
  const [left, right] = [side + 26, width - margin - 26];
  const layers = hidden.map((units, k) => {
    const middle = left + ((right - left) * (k + 1)) / (hidden.length + 1);
    const room = (right - left) / (hidden.length + 1);
    return column(units, middle, height, Math.max(1, Math.floor((room * 0.62) / 10)));
  });
  return { image, layers: [...layers, outputs] };
}

/** @param {number} units @param {number} middle @param {number} height @param {number} mostColumns */
function column(units, middle, height, mostColumns) {
  const usable = height - head - foot;
  const columns = clamp(Math.ceil(units / Math.floor(usable / 11)), 1, mostColumns);
  const rows = Math.ceil(units / columns);
  const pitch = Math.min(usable / rows, 32);
  const step = Math.min(pitch, 13);
  const radius = Math.max(1, Math.min(5.5, step * 0.4, pitch * 0.4));
  const top = head + (usable - pitch * rows) / 2 + pitch / 2;
  const places = Array.from({ length: units }, (_, i) => ({
    x: middle + (Math.floor(i / rows) - (columns - 1) / 2) * step,
    y: top + (i % rows) * pitch,
  }));
  return { places, radius, x: middle };
}

/** @param {{ x: number, y: number, side: number }} image @param {number} pixel @returns {Place} */
function pixelPlace({ x, y, side }, pixel) {
  return { x: x + (((pixel % 28) + 0.5) * side) / 28, y: y + ((Math.floor(pixel / 28) + 0.5) * side) / 28 };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} widths
 * @param {Flow} flow
 * @param {Look} look
 */
export function drawFlow(context, widths, flow, look) {
  const { image, layers } = layOut(widths, look.width, look.height, look.namesOutputs ? inset + 14 : inset);
  const colour = (/** @type {string} */ name) => token(name);

  flow.terms.forEach((terms, k) => {
    const from = (/** @type {number} */ i) => (k === 0 ? pixelPlace(image, i) : layers[k - 1].places[i]);
    drawTerms(context, terms, from, (j) => layers[k].places[j], colour('positive'), colour('negative'));
  });
  drawImage(context, image, flow.pixels);
  drawRings(context, layers, look);
  layers.forEach((layer, k) => {
    const full = k === layers.length - 1 ? 'guess' : 'positive';
    if (!flow.empty) drawActivations(context, layer, flow.activations[k], colour(full), colour('negative'));
  });
  drawWords(context, { image, layers, widths, look, colour });
}

/**
 * @param {CanvasRenderingContext2D} context @param {Terms} terms
 * @param {(i: number) => Place} from @param {(j: number) => Place} to @param {string} plus @param {string} minus
 */
function drawTerms(context, terms, from, to, plus, minus) {
  const largest = Math.abs(terms.values[0] ?? 0);
  // The weakest first, so that the strongest lie on top.
  for (let k = terms.values.length - 1; k >= 0; k--) {
    const share = Math.abs(terms.values[k]) / (largest || 1);
    const [a, b] = [from(terms.from[k]), to(terms.to[k])];
    context.globalAlpha = 0.12 + 0.6 * share * share;
    context.lineWidth = 0.6 + 1.6 * share;
    context.strokeStyle = terms.values[k] < 0 ? minus : plus;
    const bend = (b.x - a.x) * 0.45;
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.bezierCurveTo(a.x + bend, a.y, b.x - bend, b.y, b.x, b.y);
    context.stroke();
  }
  context.globalAlpha = 1;
}

const small = new OffscreenCanvas(28, 28);
const inside = /** @type {OffscreenCanvasRenderingContext2D} */ (small.getContext('2d'));
const picture = inside.createImageData(28, 28);

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{ x: number, y: number, side: number }} place
 * @param {ArrayLike<number>} pixels
 */
function drawImage(context, { x, y, side }, pixels) {
  for (let i = 0; i < 784; i++) picture.data[4 * i + 3] = 255 * (pixels[i] ?? 0);
  inside.putImageData(picture, 0, 0);
  inside.globalCompositeOperation = 'source-in';
  inside.fillStyle = token('ink');
  inside.fillRect(0, 0, 28, 28);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, x, y, side, side);
  context.strokeStyle = token('hair');
  context.lineWidth = 1;
  context.strokeRect(x, y, side, side);
}

/**
 * Every unit as an empty ring. Two hundred rings take longer to draw than all else here and are the same from frame to
 * frame, so they are drawn once for a place and a theme.
 * @param {CanvasRenderingContext2D} context @param {Column[]} layers @param {Look} look
 */
function drawRings(context, layers, { width, height }) {
  const ratio = context.getTransform().a;
  const [rim, ground] = [token('edge'), token('card')];
  const key = [
    layers.map(({ places, x, radius }) => [places.length, x, radius]),
    width,
    height,
    ratio,
    rim,
    ground,
  ].join();
  if (rings.key !== key) {
    const sheet = new OffscreenCanvas(Math.ceil(width * ratio), Math.ceil(height * ratio));
    const ink = /** @type {OffscreenCanvasRenderingContext2D} */ (sheet.getContext('2d'));
    ink.scale(ratio, ratio);
    Object.assign(ink, { fillStyle: ground, strokeStyle: rim, lineWidth: 1 });
    for (const { places, radius } of layers) {
      for (const { x, y } of places) {
        ink.beginPath();
        ink.arc(x, y, radius, 0, 2 * Math.PI);
        ink.fill();
        ink.stroke();
      }
    }
    rings = { key, sheet };
  }
  if (rings.sheet) context.drawImage(rings.sheet, 0, 0, rings.sheet.width / ratio, rings.sheet.height / ratio);
}

/** @type {{ key: string, sheet: OffscreenCanvas | null }} */
let rings = { key: '', sheet: null };

/**
 * Full colour for the layer's strongest unit; what is silent stays an empty ring.
 * @param {CanvasRenderingContext2D} context @param {Column} layer @param {ArrayLike<number>} values
 * @param {string} full @param {string} negative
 */
function drawActivations(context, { places, radius }, values, full, negative) {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]));
  for (let i = 0; i < values.length; i++) {
    const share = values[i] / (largest || 1);
    if (Math.abs(share) < 0.02) continue;
    context.globalAlpha = Math.abs(share);
    context.fillStyle = share < 0 ? negative : full;
    context.beginPath();
    context.arc(places[i].x, places[i].y, radius - 0.5, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{ image: { x: number, y: number, side: number }, layers: Column[], widths: number[], look: Look, colour:
 *   (name: string) => string }} what
 */
function drawWords(context, { image, layers, widths, look, colour }) {
  const { words } = look;
  context.font = `500 12.5px ${colour('sans')}`;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.fillStyle = colour('positive');
  context.fillText(words.flowFor, image.x, look.height - 5);
  const next = image.x + context.measureText(words.flowFor).width + 16;
  context.fillStyle = colour('negative');
  context.fillText(words.flowAgainst, next, look.height - 5);
  context.fillStyle = colour('soft');
  context.fillText(words.sees, image.x, image.y - 8);
  context.textAlign = 'center';
  const hidden = layers.slice(0, -1);
  const full = widths.slice(1, -1).map((units) => words.neurons(units));
  const fits = hidden.every(
    ({ x }, k) =>
      k === 0 ||
      x - hidden[k - 1].x > (context.measureText(full[k]).width + context.measureText(full[k - 1]).width) / 2 + 14,
  );
  hidden.forEach(({ x, places, radius }, k) => {
    const top = Math.min(...places.map((place) => place.y)) - radius - 8;
    context.fillText(fits && look.width >= 420 ? full[k] : String(widths[k + 1]), x, Math.max(12, top));
  });
  if (!look.namesOutputs) return;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const outputs = layers[layers.length - 1];
  outputs.places.forEach(({ x, y }, digit) => context.fillText(String(digit), x + outputs.radius + 5, y));
}
