// @ts-check
// What there is to see at this moment: the numbers behind picture, caption and readings, read off state and session.
import { countParameters, pathOf, widthsOf, writePath } from './experiment.js';

/**
 * @typedef {import('./experiment.js').Experiment} Experiment
 * @typedef {import('./experiment.js').Path} Path
 * @typedef {import('./runs.js').Run} Run
 * @typedef {import('./session.js').Session} Session
 * @typedef {{ step: number, samples: number, seconds: number, accuracy: number, loss: number }} Evaluation
 * @typedef {{ path: Path, reach: number, run: Run | null, present: boolean }} Line
 */

/** Below it a network of ten answers is as good as guessing. */
const chance = 0.2;

/** Accuracy by which a learner may call it read. */
export const goalAccuracy = 0.95;

/**
 * The last evaluation at or before a step.
 * @param {Run | null} run
 * @param {number} step
 * @returns {Evaluation | null}
 */
export function evaluationAt(run, step) {
  if (!run) return null;
  const { evaluations } = run.history;
  let best = null;
  for (const point of evaluations) {
    if (point.step > step) break;
    best = point;
  }
  const { evaluation } = run;
  return evaluation && evaluation.step <= step && (!best || evaluation.step >= best.step) ? evaluation : best;
}

/** The mean loss of the batches just before a step. @param {Run | null} run @param {number} step */
function batchLossAt(run, step) {
  if (!run) return null;
  const { steps, losses } = run.history;
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle] <= step) low = middle + 1;
    else high = middle;
  }
  return low > 0 ? losses[low - 1] : null;
}

/** Where a run stands, as far as the state and the session know. @param {Experiment} state @param {Session} session */
export function positionOf(state, session) {
  const path = pathOf(state);
  const from = path[path.length - 1].from;
  const run = session.shows(path) ? session.run : null;
  const step = run && session.moving ? run.measures.step : state.step;
  return { step, reach: Math.max(state.reach, step, from) };
}

/** @param {Experiment} state @param {Session} session */
export function observe(state, session) {
  const path = pathOf(state);
  const run = session.shows(path) ? session.run : null;
  const { step, reach } = positionOf(state, session);
  const widths = widthsOf(state.hidden);
  const data = session.laboratory?.data ?? null;
  const total = data && data.train.total > 0 ? data.train.total : 60000;
  // Until a branch's own run has been made, its parent knows the network at the fork.
  const known = run && evaluationAt(run, step) ? run : session.like(path, step);
  // A link may lead to a step that the run has not come to yet.
  const arrived = step === 0 || (known?.history.lastStep ?? -1) >= step;
  const evaluation = arrived ? evaluationAt(known, step) : null;
  const stepsPerEpoch = Math.ceil(total / state.batchSize);
  const passed = (run && session.passed.get(run)) ?? run?.history.evaluations.find((point) => point.samples >= total);
  const firstPass = passed && passed.step <= reach ? passed : null;
  const lines = /** @type {Line[]} */ ([
    ...state.compare.map((other) => ({ ...other, run: session.find(other.path), present: false })),
    { path, reach, run, present: true },
  ]);
  return {
    path,
    run,
    step,
    reach,
    widths,
    parameterCount: countParameters(widths),
    data,
    trainTotal: total,
    stepsPerEpoch,
    evaluation,
    start: known?.history.evaluations.find((point) => point.step === 0) ?? null,
    arrived,
    batchLoss: arrived ? batchLossAt(known, step) : null,
    goal: goalOf(known, step, evaluation),
    firstPass,
    lines,
    from: path[path.length - 1].from,
    status: statusOf(session, run, data),
    samples: known?.measures.step === step ? known.measures.samples : step * state.batchSize,
    measures: known?.measures ?? null,
  };
}

/**
 * Where the goal was passed for the first time on the way to a step, and whether it is still kept there.
 * @param {Run | null} run @param {number} step @param {Evaluation | null} now
 */
function goalOf(run, step, now) {
  const first = run?.history.evaluations.find((point) => point.accuracy >= goalAccuracy && point.step <= step);
  return first && now ? { ...first, kept: now.accuracy >= goalAccuracy } : null;
}

/**
 * The step at which the loss exploded: where it stopped being a number, or first stood far above its start.
 * @param {Pick<Look, 'evaluation' | 'start' | 'run' | 'step'>} look
 */
export function explodedAt(look) {
  const { run, start } = look;
  if (!run || !start) return null;
  if (run.status === 'diverged') return run.history.lastStep;
  if (healthOf(look) !== 'wrecked') return null;
  const { steps, losses } = run.history;
  for (let i = 0; i < steps.length; ++i) if (!(losses[i] <= 2 * start.loss)) return steps[i];
  return look.step;
}

/** The largest test loss on the way to a step. @param {Pick<Look, 'run' | 'evaluation' | 'step'>} look */
export function peakOf({ run, evaluation, step }) {
  const losses = (run?.history.evaluations ?? [])
    .filter((point) => point.step <= step && Number.isFinite(point.loss))
    .map(({ loss }) => loss);
  return Math.max(...losses, evaluation?.loss ?? -Infinity);
}

/**
 * Whether steps are too long for what is to be learned, exploded or not: half of the digits are still misread after so
 * many, and the loss does not merely creep.
 * @param {Look} look
 */
export function isTooFast(look) {
  const { status, step, evaluation } = look;
  const health = healthOf(look);
  if (status === 'diverged' || health === 'wrecked' || health === 'dead') return true;
  return health !== 'creeping' && step >= 500 && evaluation !== null && evaluation.accuracy < 0.5 && !falls(look);
}

/** Whether the test loss has gone down at every evaluation. @param {Pick<Look, 'run' | 'step'>} look */
function falls({ run, step }) {
  const losses = (run?.history.evaluations ?? []).filter((point) => point.step <= step).map(({ loss }) => loss);
  return losses.every((loss, index) => index === 0 || loss < losses[index - 1] * 1.002);
}

/** @typedef {ReturnType<typeof observe>} Look */
/** @typedef {'opening' | 'waiting' | 'running' | 'travelling' | 'paused' | 'diverged' | 'failed' | 'refused'} Status */

/**
 * @param {Session} session
 * @param {Run | null} run
 * @param {import('../../../../engine/types.js').DataState | null} data
 * @returns {Status}
 */
function statusOf(session, run, data) {
  if (session.refused) return 'refused';
  if (!session.opened) return session.playing ? 'opening' : 'paused';
  if (run?.status === 'failed') return 'failed';
  if (run?.status === 'diverged') return 'diverged';
  if (session.travelled !== null)
    return data?.phase === 'ready' || run?.status === 'travelling' ? 'travelling' : 'waiting';
  if (run?.status === 'waiting') return 'waiting';
  if (session.playing || session.settling) return 'running';
  return 'paused';
}

/**
 * All runs at the same step: the last at which every one of them was evaluated.
 * @param {Look} look
 * @returns {{ step: number, accuracies: (number | null)[] } | null}
 */
export function compareRuns({ lines, step }) {
  const apart = lines.filter((line) => line.run && !lines.some((other) => other !== line && isTrunk(line, other)));
  if (apart.length < 2) return null;
  const furthest = Math.min(step, ...apart.filter(({ present }) => !present).map(({ reach }) => reach));
  const known = apart.map(({ run }) => accuraciesOf(/** @type {Run} */ (run)));
  const common = Math.max(
    0,
    ...[...known[0].keys()].filter((at) => at <= furthest && known.every((one) => one.has(at))),
  );
  const accuracies = lines.map((line) =>
    apart.includes(line) ? (known[apart.indexOf(line)].get(common) ?? null) : null,
  );
  return common > 0 ? { step: common, accuracies } : null;
}

/** By step. @param {Run} run @returns {Map<number, number>} */
function accuraciesOf({ history, evaluation }) {
  const points = evaluation ? [...history.evaluations, evaluation] : history.evaluations;
  return new Map(points.map(({ step, accuracy }) => [step, accuracy]));
}

/**
 * Whether all of a line is the way that another one came: nothing to compare.
 * @param {Line} line
 * @param {Line} other
 */
function isTrunk(line, other) {
  const fork = other.path[line.path.length]?.from;
  return (
    fork !== undefined &&
    line.reach <= fork &&
    writePath(other.path.slice(0, line.path.length)) === writePath(line.path)
  );
}

/**
 * What became of the loss: as it should, shattered by steps too long, dead at chance, or hardly moved.
 * @param {Pick<Look, 'evaluation' | 'start' | 'run' | 'step'>} look
 * @returns {'well' | 'wrecked' | 'dead' | 'creeping'}
 */
export function healthOf({ evaluation, start, run, step }) {
  if (!evaluation || !start || !run || evaluation.accuracy >= chance) return 'well';
  if (evaluation.loss > 2 * start.loss) return 'wrecked';
  if (step < 500) return 'well';
  return falls({ run, step }) ? 'creeping' : 'dead';
}
