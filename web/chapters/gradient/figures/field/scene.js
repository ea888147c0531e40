// @ts-check
// What is drawn upon the map: arrows of −∇f, the place that is looked at, and the particles.
import { prepareCanvas } from '../../../../kit/canvas.js';
import { clamp } from '../../../../kit/scale.js';
import { token } from '../../../../kit/theme.js';
import { tailLength } from './flow.js';

/** @typedef {(typeof import('./strings.js').strings)['en']} Words */
/** @typedef {import('../../../../kit/layers.js').Layer} Layer */
/** @typedef {import('./gradient-field.js').GradientField} GradientField */
/** @typedef {import('../../../../kit/contours.js').Contours} Contours */

/** The longest arrow and how far apart arrows stand, in pixels. */
const spacing = 38;
const longest = 32;
const shortest = 5;

/**
 * How long an arrow is drawn, in pixels, for how long the gradient is: every factor of ten adds as much.
 * @param {number[]} norms growing
 */
export function arrowScale(norms) {
  const finite = norms.filter((norm) => norm > 0);
  const at = (/** @type {number} */ share) => finite[Math.floor(share * (finite.length - 1))] ?? 1;
  const high = Math.log10(at(0.98));
  const low = clamp(Math.log10(at(0.05)), high - 5, high - 0.7);
  const lengthOf = (/** @type {number} */ norm) => {
    const share = (Math.log10(norm) - low) / (high - low);
    return norm > 0 ? shortest + (longest - shortest) * clamp(share, 0, 1.05) : 0;
  };
  return { lengthOf, low, high };
}

/** @param {GradientField} gradientField @param {number} width of the map in pixels @returns {Layer} */
export function field(gradientField, width) {
  const [[left, right], [bottom, top]] = gradientField.window;
  const columns = Math.max(6, Math.round(width / spacing));
  const rows = Math.max(3, Math.round((columns * (top - bottom)) / (right - left)));
  const { at, gradients } = gradientField.arrows(columns, rows);
  const { lengthOf } = arrowScale(gradientField.norms);
  const from = new Float64Array(at.length);
  const by = new Float64Array(at.length);
  const unit = width / (right - left);
  for (let i = 0; i < at.length; i += 2) {
    const norm = Math.hypot(gradients[i], gradients[i + 1]);
    const factor = Number.isFinite(norm) && norm > 0 ? -lengthOf(norm) / norm : 0;
    by[i] = factor ? factor * gradients[i] : 0;
    by[i + 1] = factor ? factor * gradients[i + 1] : 0;
    // Centred on their places, so that the field is as even as these.
    from[i] = at[i] - by[i] / 2 / unit;
    from[i + 1] = at[i + 1] - by[i + 1] / 2 / unit;
  }
  return { kind: 'arrows', at: from, by, colour: 'downhill', width: 1.5 };
}

/**
 * The contour through the place that is looked at, and the gradient at a right angle to it.
 * @param {GradientField} gradientField
 * @param {number} unit pixels of a unit
 * @param {Words} words
 * @returns {Layer[]}
 */
export function looked({ at: [x, y], here, level }, unit, words) {
  if (!here || !(here.norm > 0)) return [];
  const [ux, uy] = [here.gradient[0] / here.norm, here.gradient[1] / here.norm];
  const reach = 62 / unit;
  const corner = 11 / unit;
  return [
    ...level.map((points) => /** @type {Layer} */ ({ kind: 'path', points, colour: 'ink', width: 1.6 })),
    {
      kind: 'path',
      points: [
        [x - 1.15 * reach * -uy, y - 1.15 * reach * ux],
        [x + 1.15 * reach * -uy, y + 1.15 * reach * ux],
      ],
      colour: 'ink',
      width: 1,
      dash: [4, 4],
      label: words.level,
      labelColour: 'ink',
    },
    {
      kind: 'path',
      points: [
        [x + corner * ux, y + corner * uy],
        [x + corner * (ux - uy), y + corner * (uy + ux)],
        [x - corner * uy, y + corner * ux],
      ],
      colour: 'ink',
      width: 1.2,
    },
    { kind: 'arrow', from: [x, y], to: [x + reach * ux, y + reach * uy], colour: 'uphill', width: 3, label: '∇f' },
    { kind: 'arrow', from: [x, y], to: [x - reach * ux, y - reach * uy], colour: 'downhill', width: 3, label: '−∇f' },
  ];
}

/** @param {HTMLCanvasElement} canvas over the map @param {Contours} map @param {import('./flow.js').Flow} flow */
export function drawParticles(canvas, map, { groups }) {
  const context = prepareCanvas(canvas, map.width, map.tall);
  if (!map.grid) return;
  const { left, right, top, bottom } = map.box;
  const [[low, high], [below, above]] = map.grid.window;
  const [scaleX, scaleY] = [(right - left) / (high - low), (bottom - top) / (above - below)];
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  const [tails, heads] = [new Path2D(), new Path2D()];
  /** @type {Set<number>} */
  const taken = new Set();
  for (const { history } of groups) {
    const now = /** @type {Float64Array} */ (history.at(-1));
    const tail = [0, 1, 2, 3].map((i) => history[Math.max(0, history.length - 1 - Math.round((i * tailLength) / 3))]);
    for (let i = 0; i < now.length; i += 2) {
      const [x, y] = [left + (now[i] - low) * scaleX, bottom - (now[i + 1] - below) * scaleY];
      if (!(x > left - 20 && x < right + 20 && y > top - 20 && y < bottom + 20)) continue;
      // In a pit hundreds lie on one spot.
      const spot = Math.round(2 * x) * 8192 + Math.round(2 * y);
      if (!taken.has(spot)) heads.rect(x - 1.6, y - 1.6, 3.2, 3.2);
      taken.add(spot);
      const [endX, endY] = [left + (tail[3][i] - low) * scaleX, bottom - (tail[3][i + 1] - below) * scaleY];
      if (Math.abs(endX - x) + Math.abs(endY - y) < 2) continue;
      tails.moveTo(x, y);
      for (const places of tail.slice(1))
        tails.lineTo(left + (places[i] - low) * scaleX, bottom - (places[i + 1] - below) * scaleY);
    }
  }
  context.strokeStyle = context.fillStyle = token('ink');
  context.globalAlpha = 0.35;
  context.lineWidth = 1; // no wider: a processor draws it many times as fast
  context.stroke(tails);
  context.globalAlpha = 0.9;
  context.fill(heads);
  context.restore();
}
