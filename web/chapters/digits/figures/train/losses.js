// @ts-check
// Which test losses the picture shows, and on which axis: a linear one, or a logarithmic one where that was chosen or
// where a loss has exploded, since on a linear one all else would be a flat line.
import { evaluationAt } from './look.js';

/** @typedef {import('./curves.js').Point} Point @typedef {{ log: boolean, low: number, high: number }} LossAxis */

/** Losses below that are of a run that learns, or may: a network that guesses has ln 10 = 2.3. */
const tameBelow = 3;
/** Where the axis ends while one run learns; another that exploded leaves the picture at the top. */
const tameTop = { linear: 10, log: 1e12 };
/** With a larger loss on a linear axis, 2.3 is no farther from 0 than the line is thick. */
const linearUpTo = 100;

/**
 * Finite evaluations up to the run's reach, the latest last.
 * @param {{ curve: { evaluations: readonly Point[] }, reach: number, latest: Point | null }} run
 */
export function pointsOf({ curve, reach, latest }) {
  const points = curve.evaluations.filter((point) => point.step <= reach && Number.isFinite(point.loss));
  const last = points.at(-1);
  if (latest && Number.isFinite(latest.loss) && latest.step <= reach && (!last || latest.step > last.step))
    points.push(latest);
  return points;
}

/**
 * @param {readonly (readonly number[])[]} runs the losses of each, in order
 * @param {boolean} asked for a logarithmic axis
 * @returns {LossAxis} low > 0 on a logarithmic axis, low < high
 */
export function lossAxis(runs, asked) {
  const largest = runs.flat().reduce((a, b) => Math.max(a, b), 0);
  const smallest = runs.flat().reduce((a, b) => (b > 0 ? Math.min(a, b) : a), Infinity);
  const [from, to] = largest > 0 ? [smallest, largest] : [0.1, 2.5];
  const tame = runs.some((losses) => (losses.at(-1) ?? Infinity) < tameBelow);
  const log = asked || (!tame && to > linearUpTo);
  const top = tame ? tameTop[log ? 'log' : 'linear'] : Infinity;
  if (!log) return { log, low: 0, high: Math.min(top, to * 1.04) };
  // Over many powers of ten the axis begins with one.
  const least = Math.max(1e-6, from);
  const low = Math.min(top, to) > 1e3 * least ? 10 ** Math.floor(Math.log10(least)) : least / 1.12;
  return { log, low, high: Math.max(3 * low, Math.min(top, to) * 1.12) };
}

/**
 * The axis of what is on show.
 * @param {import('./look.js').Look} look
 * @param {'linear' | 'logLoss' | 'logBoth'} axes
 */
export function lossAxisOf({ lines }, axes) {
  const runs = lines.flatMap(({ run, reach }) =>
    run ? [pointsOf({ curve: run.history, reach, latest: evaluationAt(run, reach) })] : [],
  );
  return lossAxis(
    runs.map((points) => points.map(({ loss }) => loss)),
    axes !== 'linear',
  );
}
