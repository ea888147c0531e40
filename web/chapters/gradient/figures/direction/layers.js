// @ts-check
// What lies upon the map and upon the landscape: the same things on both.

/** @typedef {(typeof import('./strings.js').strings)['en']} Words */
/** @typedef {import('./survey.js').Survey} Survey */
/** @typedef {import('../../../../kit/figure.js').State} State */
/** @typedef {import('../../../../kit/layers.js').Layer} Layer */
/** @typedef {import('../../../../kit/surface.js').SurfaceLayer} SurfaceLayer */
/** @typedef {[number, number]} Place */

const arrowOnLand = 0.44;

/**
 * How far the polar picture reaches: a round number, so that the rings stay while a point is moved a little.
 * @param {number} norm
 */
export function roundLimit(norm) {
  if (!(norm > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(norm));
  return power * ([1, 1.5, 2, 3, 4, 5, 7.5, 10].find((factor) => factor * power >= norm) ?? 10);
}

/** @param {Survey} survey */
const widthOf = ({ grid }) => (grid ? grid.window[0][1] - grid.window[0][0] : 1);

/**
 * How much of a way stays on the map, but for its rim: an arrow that would leave it is drawn shorter.
 * @param {Survey} survey @param {Place} way from the point
 */
export function shareInside(survey, way) {
  const rim = 0.008 * widthOf(survey);
  const shares = way.map((part, i) => {
    const [low, high] = survey.grid?.window[i] ?? [0, 1];
    return part === 0 ? 1 : ((part > 0 ? high - survey.at[i] : survey.at[i] - low) + rim) / Math.abs(part);
  });
  return Math.min(1, ...shares);
}

/** Where u ends on the map. @param {Survey} survey @returns {Place} */
export function endOfU(survey) {
  const [cos, sin] = survey.direction?.u ?? [1, 0];
  const whole = 0.19 * widthOf(survey);
  const length = whole * shareInside(survey, [whole * cos, whole * sin]);
  return [survey.at[0] + length * cos, survey.at[1] + length * sin];
}

/**
 * @param {Survey} survey @param {State} state
 * @param {{ words: Words, slope: (value: number) => string, number: (value: number) => string }} say
 * @returns {Layer[]}
 */
export function onMap(survey, state, { words, slope, number }) {
  const { at, here, direction, facts, known } = survey;
  /** @type {Layer[]} */
  const layers = [];
  const stationary = facts?.stationary ?? [];
  stationary.slice(0, 30).forEach(({ at: place, kind }, i) =>
    layers.push({
      kind: 'point',
      at: [place[0], place[1]],
      colour: 'soft',
      radius: 2.2,
      label: i === 0 && kind === 'minimum' ? words.lowest : '',
    }),
  );
  if (!known || !direction) return layers;
  const [cos, sin] = direction.u;
  const along = (/** @type {number} */ t) => /** @type {Place} */ ([at[0] + t * cos, at[1] + t * sin]);
  layers.push({ kind: 'path', points: [along(-survey.reach), along(survey.reach)], colour: 'ink', width: 1.2 });
  const [fx, fy] = here.gradient;
  const { norm } = direction;
  if (state.gradient && norm > 0) {
    const widest = (0.21 * widthOf(survey)) / roundLimit(norm);
    const unit = widest * shareInside(survey, [fx * widest, fy * widest]);
    /** @type {Place} */
    const corner = [at[0] + fx * unit, at[1]];
    /** @type {Place} */
    const tip = [corner[0], at[1] + fy * unit];
    const level = 0.13 * widthOf(survey);
    layers.push(
      {
        kind: 'path',
        points: [
          [at[0] + (fy / norm) * level, at[1] - (fx / norm) * level],
          [at[0] - (fy / norm) * level, at[1] + (fx / norm) * level],
        ],
        colour: 'soft',
        width: 1.4,
        dash: [3, 4],
        label: words.level,
      },
      { kind: 'path', points: [at, corner, tip], colour: 'uphill', width: 1.3, dash: [2, 3] },
      {
        kind: 'note',
        at: [(at[0] + corner[0]) / 2, at[1]],
        away: fy > 0 ? Math.PI / 2 : -Math.PI / 2,
        colour: 'uphill',
        text: `f_x ${number(fx)}`,
      },
      {
        kind: 'note',
        at: [corner[0], (at[1] + tip[1]) / 2],
        away: fx > 0 ? 0 : Math.PI,
        colour: 'uphill',
        text: `f_y ${number(fy)}`,
      },
      { kind: 'arrow', from: at, to: tip, colour: 'uphill', label: `∇f ${number(norm)}` },
    );
  }
  layers.push({
    kind: 'arrow',
    from: at,
    to: endOfU(survey),
    colour: 'grip',
    width: 3,
    label: `u ${slope(direction.slope)}`,
    labelColour: 'ink',
    gap: 15,
  });
  return layers;
}

/** @param {Survey} survey @param {State} state @param {(value: number) => string} slope @returns {SurfaceLayer[]} */
export function onLand(survey, state, slope) {
  const { at, here, direction, polar, cut, reach, grid, known } = survey;
  if (!known || !direction || !grid) return [];
  const [cos, sin] = direction.u;
  const { norm } = direction;
  const tangent = { at: /** @type {const} */ ([...at, here.value]), steepest: norm };
  const inside = (/** @type {readonly number[]} */ [x, y]) =>
    x >= grid.window[0][0] && x <= grid.window[0][1] && y >= grid.window[1][0] && y <= grid.window[1][1];
  const points = Array.from(cut, (height, i) => {
    const t = -reach + (2 * reach * i) / (cut.length - 1);
    return /** @type {[number, number, number]} */ ([at[0] + t * cos, at[1] + t * sin, height]);
  }).filter(inside);
  /** @type {SurfaceLayer[]} */
  const layers = [
    { kind: 'path', points, colour: 'ink', width: 1.6 },
    {
      kind: 'line',
      ...tangent,
      by: [cos, sin, direction.slope],
      length: 0.62,
      colour: direction.slope >= 0 ? 'uphill' : 'downhill',
      width: 1.6,
    },
    {
      kind: 'ring',
      ...tangent,
      angles: polar.angles,
      slopes: polar.slopes,
      shown: survey.traced(state),
      length: arrowOnLand,
    },
  ];
  if (state.gradient && norm > 0) {
    const [fx, fy] = here.gradient;
    layers.push(
      {
        kind: 'line',
        ...tangent,
        by: [-fy / norm, fx / norm, 0],
        length: arrowOnLand,
        colour: 'soft',
        width: 1.4,
        dash: [3, 4],
      },
      {
        kind: 'arrow',
        ...tangent,
        by: [fx / norm, fy / norm, norm],
        length: arrowOnLand,
        colour: 'uphill',
        label: '∇f',
      },
    );
  }
  layers.push({
    kind: 'arrow',
    id: 'u',
    ...tangent,
    by: [cos, sin, direction.slope],
    length: arrowOnLand,
    colour: 'grip',
    width: 3,
    label: `u ${slope(direction.slope)}`,
    labelColour: 'ink',
    gap: 15,
  });
  return layers;
}
