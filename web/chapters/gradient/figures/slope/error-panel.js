// @ts-check
// How wrong each difference quotient is, over h, both axes logarithmic: it grows as h is dragged.
import { html, svg, nothing } from 'lit';
import { makeScale } from '../../../../kit/axes.js';
import { superscript } from '../../../../kit/numbers.js';
import { clamp } from '../../../../kit/scale.js';
import { panelHeight, pathOf } from './curve-panel.js';
import { hRange } from './experiment.js';
import { placeLabels } from './labels.js';

/**
 * @typedef {import('./experiment.js').Experiment} Experiment
 * @typedef {import('./experiment.js').Quotients} Quotients
 */
/** @typedef {(typeof import('./strings.js').strings)['en']} Words */
/** @typedef {'forwardError' | 'centralError'} Which */

const epsilon = Number.EPSILON;

/** Where each quotient balances what it cuts off against what it rounds away. */
export const balance = { forward: Math.sqrt(epsilon), central: Math.cbrt(epsilon) };

/** @param {Experiment} experiment @param {number} width */
export function errorScales({ table, here }, width) {
  const box = { left: 40, right: width - 12, top: 24, bottom: panelHeight(width) - 38 };
  const errors = table
    .flatMap(({ forwardError, centralError }) => [forwardError, centralError])
    .filter((error) => error > 0 && Number.isFinite(error));
  const least = Math.min(1e-12, ...errors, here && here.floor > 0 ? here.floor : 1);
  const most = Math.max(1, ...errors);
  const whole = (/** @type {number} */ value, /** @type {(power: number) => number} */ round) =>
    10 ** round(Math.log10(value));
  return {
    box,
    h: makeScale('log', [hRange.min, hRange.max], [box.left, box.right]),
    error: makeScale(
      'log',
      [Math.max(1e-20, whole(least / 3, Math.floor)), Math.min(1e20, whole(most, Math.ceil))],
      [box.bottom, box.top],
    ),
    decades: [Math.max(-20, Math.floor(Math.log10(least / 3))), Math.min(20, Math.ceil(Math.log10(most)))],
  };
}

/** @param {number} power */
const tenTo = (power) => (power === 0 ? '1' : `10${superscript(power)}`);

/**
 * @param {Experiment} experiment @param {{ h: number, seen: number }} state
 * @param {{ width: number, words: Words, family: string, handlers: { pointer: (event: PointerEvent) => void } }} look
 */
export function renderErrors(experiment, { h, seen }, { width, words, family, handlers }) {
  const scales = errorScales(experiment, width);
  const { box, h: x, error: y, decades } = scales;
  const everyX = width < 380 ? 4 : 2;
  const everyY = Math.max(1, Math.ceil((decades[1] - decades[0]) / 7));
  const yPowers = Array.from({ length: decades[1] - decades[0] + 1 }, (_, i) => decades[0] + i).filter(
    (power) => power % everyY === 0,
  );
  const xPowers = [-12, -10, -8, -6, -4, -2, 0].filter((power) => power % everyX === 0);
  const height = panelHeight(width);
  const edge = x(seen);
  const clip = { x: edge - 1, y: box.top - 6, width: box.right - edge + 8, height: box.bottom - box.top + 12 };
  return html`<svg
    class="errors"
    width=${width}
    height=${height}
    viewBox="0 0 ${width} ${height}"
    role="group"
    aria-label=${words.errorsLabel}
    @pointerdown=${handlers.pointer}
    @pointermove=${handlers.pointer}
    @pointerup=${handlers.pointer}
    @pointercancel=${handlers.pointer}
  >
    <defs>
      <clipPath id="tried"><rect x=${clip.x} y=${clip.y} width=${clip.width} height=${clip.height} /></clipPath>
    </defs>
    ${yPowers.map(
      (power) => svg`<line class="grid" x1=${box.left} x2=${box.right} y1=${y(10 ** power)} y2=${y(10 ** power)} />
      <text class="tick" x=${box.left - 6} y=${y(10 ** power) + 4} text-anchor="end">${tenTo(power)}</text>`,
    )}
    <line class="axis" x1=${box.left} x2=${box.right} y1=${box.bottom} y2=${box.bottom} />
    ${xPowers.map((power) => svg`<text class="tick" x=${x(10 ** power)} y=${box.bottom + 17} text-anchor=${power === 0 ? 'end' : 'middle'}>${tenTo(power)}</text>`)}
    <text class="axis-name" x="0" y="13">${words.error}</text>
    <text class="axis-name" x=${(box.left + box.right) / 2} y=${height - 4} text-anchor="middle">h</text>
    ${seen > hRange.min * 1.01 ? svg`<rect class="untried" x=${box.left} y=${box.top} width=${Math.max(0, edge - box.left)} height=${box.bottom - box.top} />` : nothing}
    <g clip-path="url(#tried)">
      ${renderTruth(experiment, scales)} ${curveOf(experiment, 'centralError', scales)}
      ${curveOf(experiment, 'forwardError', scales)}
    </g>
    ${renderWords(experiment, seen, scales, { words, family })} ${renderCursor(experiment, h, scales)}
  </svg>`;
}

/** @param {Experiment} experiment @param {Which} which @param {ReturnType<typeof errorScales>} scales */
function curveOf({ table }, which, { h: x, error: y }) {
  const points = table.flatMap((row) => [x(row.h), row[which] > 0 ? y(row[which]) : NaN]);
  return svg`<path class=${which === 'forwardError' ? 'forward-curve' : 'central-curve'} d=${pathOf(points)} />`;
}

/**
 * What is known beforehand: the straight slopes, the rounding, the floor.
 * @param {Experiment} experiment
 * @param {ReturnType<typeof errorScales>} scales
 */
function renderTruth({ table, here, x: place }, { box, h: x, error: y }) {
  if (!here) return nothing;
  const line = (
    /** @type {string} */ kind,
    /** @type {(h: number) => number} */ law,
    /** @type {[number, number]} */ [from, to],
  ) => svg`<path class=${`law ${kind}`} d=${pathOf([x(from), y(law(from)), x(to), y(law(to))])} />`;
  const [forward, central] = [lawThrough(table, 'forwardError'), lawThrough(table, 'centralError')];
  const rounding = roundingOf(here, place);
  return svg`
    ${forward ? line('forward-law', forward, [1e-12, 1]) : nothing}
    ${central ? line('central-law', central, [1e-9, 1]) : nothing}
    ${rounding(1) > 0 ? line('rounding-law', rounding, [1e-12, balance.central]) : nothing}
    ${here.floor > 0 ? svg`<line class="floor" x1=${box.left} x2=${box.right} y1=${y(here.floor)} y2=${y(here.floor)} />` : nothing}`;
}

/**
 * What rounding f and x + h may cost: about ε(|f| + ½|x f′|)/h.
 * @param {NonNullable<Experiment['here']>} here
 * @param {number} x
 */
const roundingOf =
  ({ value, slope }, x) =>
  (/** @type {number} */ h) =>
    (epsilon * (Math.abs(value) + Math.abs(x * slope) / 2)) / h;

/**
 * The straight line of slope 1 or 2 on which the errors lie where h is neither large nor small; null where they do not.
 *  @param {Quotients[]} table @param {Which} which @returns {((h: number) => number) | null} */
export function lawThrough(table, which) {
  const [power, anchor] = which === 'forwardError' ? [1, 60] : [2, 50];
  const row = table[anchor];
  const other = table[anchor - 10];
  if (!row || !(row[which] > 0)) return null;
  const slope = Math.log(other[which] / row[which]) / Math.log(other.h / row.h);
  if (!(Math.abs(slope - power) < 0.1)) return null;
  const factor = row[which] / row.h ** power;
  return (h) => factor * h ** power;
}

/**
 * @param {Experiment} experiment
 * @param {number} seen
 * @param {ReturnType<typeof errorScales>} scales
 * @param {{ words: Words, family: string }} look
 */
function renderWords(experiment, seen, { box, h: x, error: y }, { words, family }) {
  const { table, here, x: place } = experiment;
  if (!here) return nothing;
  const points = table
    .filter((row) => row.h >= seen)
    .flatMap((row) => [x(row.h), y(row.forwardError), x(row.h), y(row.centralError)]);
  /** @type {import('./labels.js').Label[]} */
  const labels = [];
  const [forward, central] = [lawThrough(table, 'forwardError'), lawThrough(table, 'centralError')];
  if (forward && seen < 1e-2)
    labels.push({
      text: words.forwardLaw,
      className: 'forward',
      places: [1e-3, 1e-4, 1e-2, 0.1, 1e-5].map((at) => ({ x: x(at) - 8, y: y(forward(at)) - 6, anchor: 'end' })),
    });
  if (central && seen < 5e-4)
    labels.push({
      text: words.centralLaw,
      className: 'central',
      places: [3e-3, 1e-3, 1e-2, 3e-4, 1e-4].map((at) => ({ x: x(at) + 10, y: y(central(at)) + 14, anchor: 'start' })),
    });
  const rounding = roundingOf(here, place);
  if (rounding(1) > 0 && seen < 1e-10)
    labels.push({
      text: words.rounding,
      className: 'soft',
      places: [3e-11, 1e-10, 1e-11, 1e-9].map((at) => ({ x: x(at) + 4, y: y(rounding(at) * 30), anchor: 'start' })),
    });
  if (here.floor > 0 && seen < 1e-3)
    labels.push({
      text: words.floor,
      className: 'soft',
      places: [-6, 15].flatMap((dy) => [
        { x: box.right - 6, y: y(here.floor) + dy, anchor: 'end' },
        { x: box.left + 4, y: y(here.floor) + dy, anchor: 'start' },
      ]),
    });
  const best = [];
  for (const kind of /** @type {const} */ (['forward', 'central'])) {
    if (seen > balance[kind] || !(kind === 'forward' ? forward : central)) continue;
    const at = x(balance[kind]);
    const foot = box.bottom - (kind === 'forward' ? 46 : 64);
    best.push(
      svg`<line class=${`best ${kind}`} x1=${at} x2=${at} y1=${y(kind === 'forward' ? rounding(balance.forward) * 2 : rounding(balance.central) * 2)} y2=${box.bottom} />`,
    );
    const [text, anchor] = kind === 'forward' ? [words.bestForward, 'end'] : [words.bestCentral, 'start'];
    labels.push({
      text,
      className: kind,
      places: [0, -18, 18, -36, -54].map((dy) => ({
        x: at + (anchor === 'end' ? -6 : 6),
        y: foot + dy,
        anchor: /** @type {'start' | 'end'} */ (anchor),
      })),
    });
  }
  const untried =
    x(seen) - box.left > 120 && !(seen < 1)
      ? [
          {
            text: words.untried,
            className: 'soft',
            places: [
              { x: (box.left + x(seen)) / 2, y: (box.top + box.bottom) / 2, anchor: /** @type {const} */ ('middle') },
            ],
          },
        ]
      : [];
  const placed = placeLabels([...labels, ...untried], {
    box: { left: box.left, right: box.right + 4, top: box.top - 4, bottom: box.bottom + 3 },
    points,
    family,
  });
  return svg`<g class="best-lines">${best}</g>${placed.map(({ text, className, x: left, y: foot, anchor }) => svg`<text class=${`label ${className}`} x=${left} y=${foot} text-anchor=${anchor}>${text}</text>`)}`;
}

/** @param {Experiment} experiment @param {number} h @param {ReturnType<typeof errorScales>} scales */
function renderCursor({ now }, h, { box, h: x, error: y }) {
  const at = x(h);
  const dots = now
    ? [
        { kind: 'central', error: now.centralError },
        { kind: 'forward', error: now.forwardError },
      ].filter(({ error }) => error > 0 && Number.isFinite(error))
    : [];
  return svg`<g class="cursor">
    <line class="hand" x1=${at} x2=${at} y1=${box.top} y2=${box.bottom} />
    ${dots.map(({ kind, error }) => svg`<circle class=${`dot ${kind}`} cx=${at} cy=${clamp(y(error), box.top, box.bottom)} r="4.5" />`)}
    <circle class="hand" cx=${at} cy=${box.bottom} r="8" />
  </g>`;
}
