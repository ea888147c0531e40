// @ts-check
// Every number that the figure shows, as a plain object and as rows for a spreadsheet.
import { countRight } from './gallery.js';
import { labelRuns } from './labels.js';
import { lossAxisOf } from './losses.js';
import { compareRuns, explodedAt, healthOf } from './look.js';

/**
 * @param {import('./figure.js').TrainState} state @param {import('./look.js').Look} look
 * @param {import('./session.js').Session} session
 * @param {readonly import('./gallery.js').Exhibit[]} exhibits the test digits on show
 * @param {typeof import('./strings.js').strings.en} words
 */
export function readingsOf(state, look, session, exhibits, words) {
  const { evaluation, measures, data, goal, firstPass, run } = look;
  const labels = labelRuns(
    look.lines.map(({ path }) => path),
    words,
  );
  const count = data?.test.total || 10000;
  return {
    status: look.status,
    playing: session.playing,
    step: look.step,
    reach: look.reach,
    samples: look.samples,
    passes: look.samples / look.trainTotal,
    trainingSeconds: measures && measures.step === look.step ? measures.trainingSeconds : null,
    samplesPerSecond: measures?.samplesPerSecond ?? null,
    accuracy: evaluation?.accuracy ?? null,
    correct: evaluation ? Math.round(evaluation.accuracy * count) : null,
    testLoss: evaluation?.loss ?? null,
    evaluatedAt: evaluation?.step ?? null,
    batchLoss: look.batchLoss,
    goal: goal && { step: goal.step, seconds: goal.seconds, accuracy: goal.accuracy, kept: goal.kept },
    firstPass: firstPass && { step: firstPass.step, accuracy: firstPass.accuracy },
    explodedAt: explodedAt(look),
    lossAxis: lossAxisOf(look, state.axes),
    health: healthOf(look),
    message: session.refused || run?.message || '',
    restored: session.restored,
    widths: look.widths,
    parameters: look.parameterCount,
    learningRate: state.learningRate,
    branchedAt: look.path.length > 1 ? look.from : null,
    runs: look.lines.map(({ reach, present, run: other }, index) => ({
      label: labels[index],
      present,
      reach,
      trained: other?.history.lastStep ?? 0,
    })),
    compared: compareRuns(look),
    snapshots: run?.history.snapshots.filter((step) => step <= look.reach) ?? [],
    gallery: {
      count: exhibits.length,
      right: countRight(exhibits),
      labels: exhibits.map(({ label }) => label),
      guesses: exhibits.map(({ guess }) => guess),
    },
    data: data && {
      phase: data.phase,
      source: data.source,
      loaded: data.loaded,
      total: data.total,
      available: data.train.available,
      error: data.error,
    },
  };
}

/** @param {import('./look.js').Look} look @param {typeof import('./strings.js').strings.en} words */
export function rowsOf(look, words) {
  /** @type {(string | number)[][]} */
  const rows = [['run', 'step', 'mini_batch_loss', 'test_loss', 'test_accuracy', 'training_seconds']];
  const labels = labelRuns(
    look.lines.map(({ path }) => path),
    words,
  );
  look.lines.forEach(({ run, reach }, index) => {
    if (!run) return;
    const { steps, losses, evaluations } = run.history;
    const points = evaluations.filter(({ step }) => step <= reach);
    let next = 0;
    const evaluated = (/** @type {number} */ before) => {
      for (; next < points.length && points[next].step < before; ++next) {
        const { step, loss, accuracy, seconds } = points[next];
        rows.push([labels[index], step, '', loss, accuracy, seconds]);
      }
    };
    for (let i = 0; i < steps.length && steps[i] <= reach; ++i) {
      evaluated(steps[i]);
      const point = points[next]?.step === steps[i] ? points[next++] : null;
      rows.push([labels[index], steps[i], losses[i], point?.loss ?? '', point?.accuracy ?? '', point?.seconds ?? '']);
    }
    evaluated(Infinity);
  });
  return rows;
}
