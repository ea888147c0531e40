// @ts-check
// The curve with its tangent and secants, the axis that says which way is down, and a lens for an h too small to be
// seen.
import { html, svg, nothing } from 'lit';
import { linearTicks, makeScale } from '../../../../kit/axes.js';
import { fixed, signed, significant } from '../../../../kit/numbers.js';
import { clamp } from '../../../../kit/scale.js';
import { lensSpan } from './experiment.js';
import { covered, placeLabels } from './labels.js';

/** @typedef {(typeof import('./strings.js').strings)['en']} Words */
/** @typedef {import('./experiment.js').Experiment} Experiment @typedef {import('./labels.js').Box} Box */
/** @typedef {{ x: ReturnType<typeof makeScale>, y: ReturnType<typeof makeScale>, box: Box }} Scales */

/** A phone has less room. @param {number} width */
export const panelHeight = (width) => (width < 420 ? 270 : 344);
const axisRoom = 38;
/** Pixels from which on nothing is drawn. */
const farOut = 1e5;
/** Closer than this, two handles cannot be told apart by a hand. */
export const handApart = 30;

/** A slope with its sign, in as many digits as are of use. @param {number} value */
export const writtenSlope = (value) => signed(value, writtenSize);

/** @param {number} value */
function writtenSize(value) {
  const size = Math.abs(value);
  return size >= 0.1 && size < 1000 ? fixed(value, size < 1 ? 3 : 2) : significant(value, 3);
}

/** @param {Experiment} experiment @param {number} width @returns {Scales} */
export function curveScales({ domain, curve }, width) {
  const box = { left: 4, right: width - 4, top: 8, bottom: panelHeight(width) - axisRoom };
  return {
    box,
    x: makeScale('linear', domain, [box.left, box.right]),
    y: makeScale('linear', heights(curve.y), [box.bottom - 16, box.top + 10]),
  };
}

/**
 * The heights worth showing: all of them, unless a few run away from the others.
 * @param {ArrayLike<number>} values
 * @returns {[number, number]}
 */
function heights(values) {
  const sorted = Array.from(values)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  if (sorted.length === 0) return [-1, 1];
  const at = (/** @type {number} */ share) => sorted[Math.round(share * (sorted.length - 1))];
  const spread = at(0.95) - at(0.05);
  const [low, high] = [Math.max(at(0), at(0.05) - 2 * spread), Math.min(at(1), at(0.95) + 2 * spread)];
  const room = high - low < 1e-9 * Math.max(1, Math.abs(high)) ? Math.max(1, Math.abs(high)) / 2 : 0;
  return [low - room, high + room];
}

/** @param {ArrayLike<number>} points x, y, x, y …; a gap where one is no number */
export function pathOf(points) {
  let text = '';
  let open = false;
  for (let i = 0; i + 1 < points.length; i += 2) {
    const fine = Number.isFinite(points[i]) && Math.abs(points[i + 1]) <= farOut;
    if (fine) text += `${open ? 'L' : 'M'}${points[i].toFixed(2)} ${points[i + 1].toFixed(2)}`;
    open = fine;
  }
  return text;
}

/** A line through (x, y) of a given slope in pixels, as far as the box goes, but no longer than `reach` to either side.
 *  @param {number} x
 *  @param {number} y
 *  @param {number} slope
 *  @param {Box} box
 *  @param {number} reach
 *  @returns {[number, number, number, number]} left end, right end
 */
function through(x, y, slope, box, reach) {
  const dx = reach / Math.hypot(1, slope);
  const end = (/** @type {number} */ side) => {
    let step = side * dx;
    if (x + step < box.left) step = box.left - x;
    if (x + step > box.right) step = box.right - x;
    const goal = y + step * slope;
    if (goal < box.top) step = (box.top - y) / slope;
    if (goal > box.bottom) step = (box.bottom - y) / slope;
    return [x + step, y + step * slope];
  };
  return /** @type {[number, number, number, number]} */ ([...end(-1), ...end(1)]);
}

/**
 * @param {Experiment} experiment @param {number} h
 * @param {{ width: number, words: Words, family: string,
 *   handlers: { pointer: (event: PointerEvent) => void, key: (event: KeyboardEvent) => void } }} look
 */
export function renderCurve(experiment, h, { width, words, family, handlers }) {
  const scales = curveScales(experiment, width);
  const { x, y, box } = scales;
  const { line, here, now } = experiment;
  const points = pixels(line.x, line.y, x, y);
  const height = panelHeight(width);
  const ticks = linearTicks(experiment.domain[0], experiment.domain[1], Math.max(3, width / 80));
  return html`<svg
    class="curve"
    width=${width}
    height=${height}
    viewBox="0 0 ${width} ${height}"
    role="group"
    aria-label=${words.curveLabel}
    @pointerdown=${handlers.pointer}
    @pointermove=${handlers.pointer}
    @pointerup=${handlers.pointer}
    @pointercancel=${handlers.pointer}
  >
    <defs>
      <clipPath id="inside">
        <rect x=${box.left} y=${box.top - 6} width=${box.right - box.left} height=${box.bottom - box.top} />
      </clipPath>
    </defs>
    ${signStrip(experiment, scales)}
    ${ticks.map((tick) => svg`<text class="tick" x=${x(tick)} y=${box.bottom + 17} text-anchor=${anchorAt(x(tick), box)}>${significant(tick, 3)}</text>`)}
    <path class="function" clip-path="url(#inside)" d=${pathOf(points)} />
    ${here && now ? renderPlace(experiment, h, scales, { width, words, family, points }) : renderSingular(experiment, scales, { words, family, points })}
    ${renderGrip(experiment, scales, { words, key: handlers.key })}
  </svg>`;
}

/** @param {number} at @param {Box} box */
const anchorAt = (at, box) => (at < box.left + 12 ? 'start' : at > box.right - 12 ? 'end' : 'middle');

/** What runs far out of the picture leaves it all the same. @param {ArrayLike<number>} xs @param {ArrayLike<number>} ys
 *  @param {(v: number) => number} x @param {(v: number) => number} y */
function pixels(xs, ys, x, y) {
  const points = new Float64Array(2 * xs.length);
  for (let i = 0; i < xs.length; i++) {
    points[2 * i] = x(xs[i]);
    points[2 * i + 1] = clamp(y(ys[i]), -farOut, farOut);
  }
  return points;
}

/**
 * The axis, blue where the curve falls and red where it rises.
 * @param {Experiment} experiment
 * @param {Scales} scales
 */
function signStrip({ curve }, { x, box }) {
  /** @type {{ sign: number, start: number, end: number }[]} */
  const runs = [];
  for (let i = 0; i < curve.x.length; i++) {
    const sign = Number.isFinite(curve.slope[i]) ? Math.sign(curve.slope[i]) : 0;
    const last = runs.at(-1);
    if (last?.sign === sign) last.end = curve.x[i];
    else runs.push({ sign, start: last ? last.end : curve.x[i], end: curve.x[i] });
  }
  return svg`<g class="strip">
    <line class="axis" x1=${box.left} x2=${box.right} y1=${box.bottom} y2=${box.bottom} />
    ${runs
      .filter(({ sign, start, end }) => sign && end > start)
      .map(
        ({ sign, start, end }) =>
          svg`<line class=${sign > 0 ? 'rises' : 'falls'} x1=${x(start)} x2=${x(end)} y1=${box.bottom} y2=${box.bottom} />`,
      )}
  </g>`;
}

/**
 * @param {Experiment} experiment @param {number} h @param {Scales} scales
 * @param {{ width: number, words: Words, family: string, points: Float64Array }} look
 */
function renderPlace(experiment, h, scales, { width, words, family, points }) {
  const { x, y, box } = scales;
  const { value, slope } = /** @type {NonNullable<Experiment['here']>} */ (experiment.here);
  const now = /** @type {NonNullable<Experiment['now']>} */ (experiment.now);
  const [px, high] = [x(experiment.x), y(value)];
  const { py } = spotOf(experiment, scales);
  const perX = (box.right - box.left) / (experiment.domain[1] - experiment.domain[0]);
  const perY = y(0) - y(1);
  const inPixels = (/** @type {number} */ rise) => (-rise * perY) / perX;
  const apart = h * perX;
  const [qx, qy] = [px + apart, high - now.forward * h * perY];
  const [cx, cy] = [px - apart, qy + 2 * now.central * h * perY];
  const tangent = through(px, high, inPixels(slope), box, width * 0.3);
  const secant = Number.isFinite(now.forward)
    ? through(px, high, inPixels(now.forward), box, Math.max(70, apart * 1.6))
    : null;
  const showsQ =
    Math.hypot(apart, qy - high) >= handApart && qx <= box.right + 1 && qy > box.top - 8 && qy < box.bottom;
  const lens = apart < handApart ? placeLens(px, py, points, box, width) : null;
  const kind = slope > 0 ? 'rises' : slope < 0 ? 'falls' : 'level';
  const arrow = experiment.corner ? nothing : downArrow(px, slope, box, words);
  const labels = placeLabels(
    [
      experiment.corner
        ? { text: words['place.corner'], className: 'level', places: around(px, py) }
        : { text: words.tangentLabel(writtenSlope(slope)), className: kind, places: alongLine(tangent) },
      ...(secant && !lens
        ? [
            {
              text: words.secantLabel(writtenSlope(now.forward)),
              className: 'forward',
              places: alongLine(secant, true),
            },
          ]
        : []),
      ...(showsQ ? [{ text: 'x + h', className: 'hand', places: around(qx, qy) }] : []),
      { text: 'x', className: 'hand', places: around(px, py) },
      ...(lens
        ? [
            {
              text: words.times(significant(lensScale(experiment, h, lens, perY / perX) / perX, 2)),
              className: 'soft',
              places: besideLens(lens),
            },
          ]
        : []),
    ],
    {
      box: { ...box, left: box.left - 3, right: box.right + 3, bottom: box.bottom - 24 },
      obstacles: lens
        ? [
            {
              left: lens.x - lens.r - 4,
              right: lens.x + lens.r + 4,
              top: lens.y - lens.r - 4,
              bottom: lens.y + lens.r + 4,
            },
          ]
        : [],
      points: [...points, ...pointsOn(tangent)],
      family,
    },
  );
  return svg`
    <g clip-path="url(#inside)">
      ${experiment.corner ? nothing : svg`<line class=${`tangent ${kind}`} x1=${tangent[0]} y1=${tangent[1]} x2=${tangent[2]} y2=${tangent[3]} />`}
      ${
        lens
          ? nothing
          : svg`
        ${Number.isFinite(cy + qy) ? svg`<line class="chord" x1=${cx} y1=${cy} x2=${qx} y2=${qy} /><circle class="chord-end" cx=${cx} cy=${cy} r="3.5" />` : nothing}
        ${secant ? svg`<line class="secant" x1=${secant[0]} y1=${secant[1]} x2=${secant[2]} y2=${secant[3]} />` : nothing}
        ${showsQ ? svg`<path class="legs" d=${`M${px} ${py}H${qx}V${qy}`} />` : nothing}`
      }
    </g>
    <line class="foot" x1=${px} x2=${px} y1=${py} y2=${box.bottom} />
    ${arrow}
    ${showsQ ? svg`<circle class="hand second" cx=${qx} cy=${qy} r="6.5" />` : nothing}
    ${lens ? renderLens(experiment, h, lens, { px, py, perX, perY, slope, kind }) : nothing}
    ${labels.map(({ text, className, x: left, y: foot, anchor }) => svg`<text class=${`label ${className}`} x=${left} y=${foot} text-anchor=${anchor}>${text}</text>`)}`;
}

/**
 * Where the point stands: on the curve or in the hole of it, as far as the picture goes; where there is no height at
 * the foot of its x.
 * @param {Experiment} experiment @param {Scales} scales
 */
export function spotOf({ x: at, place, here }, { x, y, box }) {
  const value = here?.value ?? place?.value ?? NaN;
  const height = Number.isFinite(value) ? value : place?.name === 'hole' ? place.left.value : NaN;
  const isHigh = Number.isFinite(height);
  return {
    px: x(at),
    py: isHigh ? clamp(y(height), box.top, box.bottom) : box.bottom,
    isHigh,
    hollow: !Number.isFinite(value),
  };
}

/**
 * A place without a slope.
 * @param {Experiment} experiment
 * @param {Scales} scales
 * @param {{ words: Words, family: string, points: Float64Array }} look
 */
function renderSingular(experiment, scales, { words, family, points }) {
  const { place } = experiment;
  if (!place) return nothing;
  const { box } = scales;
  const { px, py, isHigh } = spotOf(experiment, scales);
  const label = { text: words[`place.${place.name}`], className: 'level', places: around(px, py) };
  const labels = placeLabels([label], { box: { ...box, bottom: box.bottom - 4 }, points, family });
  return svg`
    <line class="foot" x1=${px} x2=${px} y1=${isHigh ? py : box.top} y2=${box.bottom} />
    ${labels.map(({ text, className, x: left, y: foot, anchor }) => svg`<text class=${`label ${className}`} x=${left} y=${foot} text-anchor=${anchor}>${text}</text>`)}`;
}

/**
 * @param {Experiment} experiment
 * @param {Scales} scales
 * @param {{ words: Words, key: (event: KeyboardEvent) => void }} look
 */
function renderGrip(experiment, scales, { words, key }) {
  if (!experiment.place) return nothing;
  const { px, py, hollow } = spotOf(experiment, scales);
  return svg`<g class="point" role="slider" tabindex="0" data-keys aria-label=${words.point} aria-valuemin=${experiment.domain[0]} aria-valuemax=${experiment.domain[1]}
      aria-valuenow=${experiment.x} aria-valuetext=${`x = ${significant(experiment.x, 4)}`} @keydown=${key}>
      <circle class="reach" cx=${px} cy=${py} r="16" /><circle class=${hollow ? 'hand hollow' : 'hand'} cx=${px} cy=${py} r="8" />
    </g>`;
}

/**
 * Above and below both ends of a line.
 * @param {[number, number, number, number]} ends
 * @param {boolean} [rightFirst]
 * @returns {import('./labels.js').Place[]}
 */
function alongLine([x1, y1, x2, y2], rightFirst = false) {
  const at = (/** @type {number} */ share) => [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
  /** @type {import('./labels.js').Place[]} */
  const places = [];
  for (const share of rightFirst ? [1, 0.92, 0.8, 0.2, 0.08, 0] : [0, 0.08, 0.2, 0.35, 0.92, 1]) {
    const [x, y] = at(share);
    for (const dy of [-8, 16, 4]) {
      places.push({ x: x + 8, y: y + dy, anchor: 'start' }, { x: x - 8, y: y + dy, anchor: 'end' });
    }
  }
  return places;
}

/** @param {number} x @param {number} y @returns {import('./labels.js').Place[]} */
function around(x, y) {
  /** @type {import('./labels.js').Place[]} */
  const places = [];
  for (const dy of [-12, 22, 4, -18, 30])
    places.push(
      { x: x + 10, y: y + dy, anchor: 'start' },
      { x: x - 10, y: y + dy, anchor: 'end' },
      { x, y: y + 1.4 * dy, anchor: 'middle' },
    );
  return places;
}

/**
 * Which way is down: against the sign of the slope; longer where it is steeper.
 * @param {number} px
 * @param {number} slope
 * @param {Box} box
 * @param {Words} words
 */
function downArrow(px, slope, box, words) {
  const y = box.bottom - 12;
  if (slope === 0) return svg`<text class="label level" x=${px + 8} y=${y + 4}>${words.level}</text>`;
  const side = -Math.sign(slope);
  const length = 22 + 40 * ((2 / Math.PI) * Math.atan(Math.abs(slope)));
  const tip = clamp(px + side * length, box.left, box.right);
  const inside = Math.abs(tip - px) > 10;
  const room = side > 0 ? box.right - tip : tip - box.left;
  const after = room > 78;
  return svg`<g class="down">
    ${inside ? svg`<line x1=${px} x2=${tip - side * 7} y1=${y} y2=${y} /><path d=${`M${tip} ${y}l${-side * 10} -5v10z`} />` : nothing}
    <text class="label" x=${after ? tip + side * 6 : px - side * 8} y=${y + 4} text-anchor=${side > 0 === after ? 'start' : 'end'}>${words.downhill}</text>
  </g>`;
}

// ── The lens ─────────────────────────────────────────────────────────────────────────────────────────────────

/** @param {number} px @param {number} py @param {Float64Array} points @param {Box} box @param {number} width */
function placeLens(px, py, points, box, width) {
  const r = width < 400 ? 54 : 66;
  const spots = [0.5, 0.28, 0.72, 0.1, 0.9].map((share) =>
    clamp(box.left + share * (box.right - box.left), box.left + r + 2, box.right - r - 2),
  );
  const costs = spots.map((x, rank) => {
    const area = { left: x - r, right: x + r, top: box.top, bottom: box.top + 2 * r };
    const near = Math.hypot(px - x, py - (box.top + r)) < r + 26 ? 1000 : 0;
    return covered(points, area) + near + rank;
  });
  return { x: spots[costs.indexOf(Math.min(...costs))], y: box.top + r, r };
}

/**
 * Pixels of a unit of x in the lens: steep lines stay inside.
 * @param {Pick<Experiment, 'here' | 'now'>} experiment
 * @param {number} h
 * @param {{ r: number }} lens
 * @param {number} aspect
 */
function lensScale({ here, now }, h, { r }, aspect) {
  const steepest = Math.max(Math.abs(here?.slope ?? 0), Math.abs(now?.forward ?? 0) || 0);
  return r / lensSpan / h / Math.hypot(1, steepest * aspect);
}

/** @param {{ x: number, y: number, r: number }} lens @returns {import('./labels.js').Place[]} */
function besideLens({ x, y, r }) {
  /** @type {import('./labels.js').Place[]} */
  const places = [
    { x: x + r + 8, y: y + 4, anchor: 'start' },
    { x: x - r - 8, y: y + 4, anchor: 'end' },
  ];
  for (const dy of [-0.6, 0.6])
    places.push(
      { x: x + r * 0.8 + 10, y: y + dy * r + 4, anchor: 'start' },
      { x: x - r * 0.8 - 10, y: y + dy * r + 4, anchor: 'end' },
    );
  return places;
}

/** @param {[number, number, number, number]} ends @returns {number[]} x, y, x, y … */
const pointsOn = ([x1, y1, x2, y2]) =>
  Array.from({ length: 80 }, (_, i) => (i % 2 ? y1 + ((y2 - y1) * (i >> 1)) / 39 : x1 + ((x2 - x1) * (i >> 1)) / 39));

/**
 * The neighbourhood of x, enlarged until h is as long as a thumb.
 * @param {Experiment} experiment @param {number} h @param {{ x: number, y: number, r: number }} lens
 * @param {{ px: number, py: number, perX: number, perY: number, slope: number, kind: string }} look pixels of a unit
 *   outside
 */
function renderLens({ near, x, here, now, corner }, h, lens, { px, py, perX, perY, slope, kind }) {
  if (!here || !now) return nothing;
  const aspect = perY / perX;
  const scale = lensScale({ here, now }, h, lens, aspect);
  const toX = (/** @type {number} */ at) => lens.x + (at - x) * scale;
  const toY = (/** @type {number} */ rise) => lens.y - rise * aspect * scale;
  const magnified = pixels(
    near.x,
    Array.from(near.y, (value) => value - here.value),
    toX,
    toY,
  );
  const [dx, rise] = [h * scale, now.forward * h * aspect * scale];
  const away = Math.hypot(lens.x - px, lens.y - py);
  const [rayX, rayY] = [lens.x + ((px - lens.x) / away) * lens.r, lens.y + ((py - lens.y) / away) * lens.r];
  const far = 3 * lens.r;
  return svg`<g class="lens">
    <line class="ray" x1=${px} y1=${py} x2=${rayX} y2=${rayY} />
    <circle class="glass" cx=${lens.x} cy=${lens.y} r=${lens.r} />
    <clipPath id="glass"><circle cx=${lens.x} cy=${lens.y} r=${lens.r - 1} /></clipPath>
    <g clip-path="url(#glass)">
      <path class="function" d=${pathOf(magnified)} />
      ${corner ? nothing : svg`<line class=${`tangent ${kind}`} x1=${lens.x - far} y1=${lens.y + far * slope * aspect} x2=${lens.x + far} y2=${lens.y - far * slope * aspect} />`}
      ${
        Number.isFinite(rise)
          ? svg`<line class="secant" x1=${lens.x - dx} y1=${lens.y + rise} x2=${lens.x + 1.6 * dx} y2=${lens.y - 1.6 * rise} />
        <circle class="hand" cx=${lens.x + dx} cy=${lens.y - rise} r="4.5" />`
          : nothing
      }
      <circle class="hand" cx=${lens.x} cy=${lens.y} r="5.5" />
    </g>
  </g>`;
}
