// @ts-check
// Draws loss and accuracy over the steps on one canvas: two panels, one axis of steps, labels at the lines' ends.
// It is handed histories and decides only where ink goes; a column of pixels shows what lies within it.
import { asPower, linearTicks, logTicks, tickTexts } from '../../../../kit/axes.js';
import { percent, significant } from '../../../../kit/numbers.js';
import { clamp } from '../../../../kit/scale.js';
import { placeLabels } from './end-labels.js';
import { lossAxis, pointsOf } from './losses.js';

/**
 * @typedef {{ step: number, loss: number, accuracy: number }} Point
 * @typedef {{ steps: ArrayLike<number>, losses: ArrayLike<number>, evaluations: readonly Point[] }} Curve
 * @typedef {{ curve: Curve, reach: number, colour: string, label: string, present: boolean, latest: Point | null,
 *   exploded: number | null }} DrawnRun
 * @typedef {{ ink: string, soft: string, faint: string, hair: string, card: string, grip: string, guess: string,
 *   uphill: string, sans: string }} Palette
 * @typedef {{ loss: string, logLoss: string, testLoss: string, batchLoss: string, accuracy: string, stepZero: string,
 *   pass: (n: number) => string, guess: string, exploded: string }} PlotWords
 * @typedef {{ width: number, height: number, axes: 'linear' | 'logLoss' | 'logBoth', cursor: number | null, end:
 *   number,
 *   stepsPerEpoch: number | null, guess: number | null, snapshots: readonly number[], runs: DrawnRun[], palette:
 *   Palette, words: PlotWords, compact: boolean,
 *   formatStep: (step: number) => string }} Plan
 * @typedef {{ left: number, right: number, top: number, bottom: number }} Box
 * @typedef {(value: number) => number} Scale
 */

const fontSize = 12;
/** Height of the line in which an explosion is told. */
const explosionRoom = 20;
/**
 * Where the steps lie: the same for drawing, for the pointer and for the slider below.
 * @param {Pick<Plan, 'width' | 'axes' | 'end' | 'compact'>} plan
 */
export function stepScale({ width, axes, end, compact }) {
  const left = compact ? 44 : 46;
  const right = width - (compact ? 60 : 112);
  const last = Math.max(end, 1);
  const log = axes === 'logBoth';
  const whole = Math.log1p(last);
  /** @param {number} step */
  const x = (step) => left + (right - left) * (log ? Math.log1p(step) / whole : step / last);
  /** @param {number} at */
  const stepAt = (at) => {
    const part = clamp((at - left) / (right - left), 0, 1);
    return Math.round(log ? Math.expm1(part * whole) : part * last);
  };
  return { left, right, x, stepAt };
}

/** @param {CanvasRenderingContext2D} context @param {Plan} plan */
export function drawCurves(context, plan) {
  const { width, height, palette } = plan;
  context.clearRect(0, 0, width, height);
  context.font = `500 ${fontSize}px ${palette.sans}`;
  context.lineJoin = 'round';
  context.lineCap = 'round';

  const { left, right, x } = stepScale(plan);
  // An explosion is marked above the losses, where no curve runs.
  const top = plan.runs.some(({ exploded }) => exploded !== null) ? 22 + explosionRoom : 22;
  const lossHeight = Math.round((height - top - 54) * 0.58);
  /** @type {Box} */
  const lossBox = { left, right, top, bottom: top + lossHeight };
  /** @type {Box} */
  const accuracyBox = { left, right, top: lossBox.bottom + 30, bottom: height - 24 };

  const axis = lossAxis(
    plan.runs.map((run) => pointsOf(run).map(({ loss }) => loss)),
    plan.axes !== 'linear',
  );
  const lossScale = drawLossAxis(context, plan, lossBox, axis);
  /** @type {Scale} */
  const accuracyScale = (value) => accuracyBox.bottom + (accuracyBox.top - accuracyBox.bottom) * rise(value, plan.axes);
  const ticks = plan.axes === 'linear' ? [0, 0.5, 1] : [0, 0.5, 0.9, 0.98];
  for (const tick of ticks) gridLine(context, plan, accuracyBox, accuracyScale(tick), percent(tick, 0));
  stepAxis(context, plan, lossBox, accuracyBox, x);
  heading(context, axis.log ? plan.words.logLoss : plan.words.loss, { ...lossBox, top: 22 }, palette);
  heading(context, plan.words.accuracy, accuracyBox, palette);

  const ordered = [...plan.runs].sort((a, b) => Number(a.present) - Number(b.present));
  const present = plan.runs.find((run) => run.present);
  if (present) drawBatchLosses(context, present, lossBox, x, lossScale);
  for (const run of ordered) {
    drawLine(context, run, lossBox, x, (point) => lossScale(point.loss));
    drawLine(context, run, accuracyBox, x, (point) => accuracyScale(point.accuracy));
    if (run.exploded !== null) drawExplosion(context, plan, run, lossBox, x(run.exploded));
  }
  drawSnapshots(context, plan, accuracyBox, x);
  drawGuess(context, plan, accuracyBox, x, accuracyScale);
  if (plan.cursor !== null) drawCursor(context, plan, lossBox, accuracyBox, x(plan.cursor));
  endLabels(
    context,
    plan,
    lossBox,
    x,
    lossScale,
    (point) => point.loss,
    (run, point) => [plan.runs.length === 1 ? plan.words.testLoss : run.label, short(point.loss)],
  );
  endLabels(
    context,
    plan,
    accuracyBox,
    x,
    accuracyScale,
    (point) => point.accuracy,
    (run, point) => [plan.runs.length === 1 ? '' : run.label, percent(point.accuracy)],
  );
}

// ---------- axes ----------

/**
 * Where an accuracy stands, 0 … 1; on logarithmic axes by its errors, so that 98 % is as far above 90 % as 90 % above
 * 50 %.
 */
/** @param {number} accuracy @param {Plan['axes']} axes */
function rise(accuracy, axes) {
  if (axes === 'linear') return accuracy;
  const least = 0.01;
  return Math.log10(Math.max(least, 1 - accuracy)) / Math.log10(least);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plan} plan
 * @param {Box} box
 * @param {import('./losses.js').LossAxis} axis
 * @returns {Scale}
 */
function drawLossAxis(context, plan, box, { log, low, high }) {
  const along = log
    ? (/** @type {number} */ value) => clamp(Math.log(Math.max(value, 1e-9) / low) / Math.log(high / low), 0, 1.02)
    : (/** @type {number} */ value) => Math.min(9, value / high);
  /** @type {Scale} */
  const scale = (value) => box.bottom + (box.top - box.bottom) * along(value);
  const ticks = log ? logTicks(low, high, 5) : linearTicks(low, high, 3);
  const texts = tickTexts(ticks);
  for (const [i, tick] of ticks.entries()) gridLine(context, plan, box, scale(tick), texts[i]);
  return scale;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plan} plan
 * @param {Box} box
 * @param {number} y
 * @param {string} label
 */
function gridLine(context, { palette }, box, y, label) {
  context.strokeStyle = palette.hair;
  context.lineWidth = 1;
  line(context, box.left, Math.round(y) + 0.5, box.right, Math.round(y) + 0.5);
  context.fillStyle = palette.faint;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillText(label, box.left - 7, y);
}

/**
 * Steps below, and where one pass over all digits ends.
 * @param {CanvasRenderingContext2D} context @param {Plan} plan @param {Box} upper @param {Box} lower @param {Scale} x
 */
function stepAxis(context, plan, upper, lower, x) {
  const { palette, end, stepsPerEpoch, axes, formatStep } = plan;
  context.fillStyle = palette.faint;
  context.textBaseline = 'top';
  const room = Math.max(2, Math.floor((lower.right - lower.left) / 92));
  const ticks =
    axes === 'logBoth'
      ? [0, ...logTicks(1, Math.max(10, end), 5)]
      : linearTicks(0, Math.max(1, end), room).filter(Number.isInteger);
  let free = -Infinity;
  for (const tick of ticks.filter((step) => step <= end)) {
    const at = x(tick);
    const text = tick === 0 ? plan.words.stepZero : formatStep(tick);
    const half = context.measureText(text).width / 2;
    const from = tick === 0 ? lower.left - 7 : at - half;
    if (from < free) continue;
    context.textAlign = tick === 0 ? 'left' : 'center';
    context.fillText(text, tick === 0 ? from : at, lower.bottom + 8);
    free = from + half * 2 + 14;
  }
  if (!stepsPerEpoch || end / stepsPerEpoch > 12) return;
  context.strokeStyle = palette.faint;
  context.setLineDash([2, 4]);
  for (let pass = 1; pass * stepsPerEpoch <= end; ++pass) {
    const at = Math.round(x(pass * stepsPerEpoch)) + 0.5;
    context.globalAlpha = pass === 1 ? 0.9 : 0.35;
    line(context, at, upper.top, at, upper.bottom);
    line(context, at, lower.top, at, lower.bottom);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
  const first = x(stepsPerEpoch);
  if (!plan.compact && stepsPerEpoch <= end && first - lower.left > 60) {
    context.textAlign = 'center';
    context.textBaseline = 'alphabetic';
    const text = plan.words.pass(1);
    const half = context.measureText(text).width / 2;
    context.fillText(text, Math.min(Math.max(first, lower.left + half + 90), lower.right - half), 15);
  }
}

/** @param {CanvasRenderingContext2D} context @param {string} text @param {Box} box @param {Palette} palette */
function heading(context, text, box, palette) {
  context.fillStyle = palette.ink;
  context.font = `600 ${fontSize + 1}px ${palette.sans}`;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillText(text, box.left, box.top - 7);
  context.font = `500 ${fontSize}px ${palette.sans}`;
}

// ---------- lines ----------

/**
 * The mini-batch losses: in every column of pixels the span from the lowest to the highest, and a thin line of means.
 * @param {CanvasRenderingContext2D} context @param {DrawnRun} run @param {Box} box @param {Scale} x @param {Scale} y
 */
function drawBatchLosses(context, run, box, x, y) {
  const { steps, losses } = run.curve;
  const thin = new Path2D();
  const band = new Path2D();
  let started = false;
  clip(context, box, () => {
    for (let i = 0; i < steps.length && steps[i] <= run.reach;) {
      const column = Math.floor(x(steps[i]));
      let low = Infinity;
      let high = -Infinity;
      let sum = 0;
      let count = 0;
      for (; i < steps.length && steps[i] <= run.reach && Math.floor(x(steps[i])) === column; ++i) {
        const value = losses[i];
        if (!Number.isFinite(value)) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
        sum += value;
        ++count;
      }
      if (count === 0) continue;
      band.moveTo(column + 0.5, y(low) + 0.5);
      band.lineTo(column + 0.5, y(high) - 0.5);
      if (started) thin.lineTo(column + 0.5, y(sum / count));
      else thin.moveTo(column + 0.5, y(sum / count));
      started = true;
    }
    context.strokeStyle = run.colour;
    context.lineCap = 'butt';
    context.lineWidth = 1;
    context.globalAlpha = 0.22;
    context.stroke(band);
    context.globalAlpha = 0.3;
    context.stroke(thin);
    context.globalAlpha = 1;
    context.lineCap = 'round';
  });
}

/**
 * @param {CanvasRenderingContext2D} context @param {DrawnRun} run @param {Box} box @param {Scale} x
 * @param {(point: Point) => number} y
 */
function drawLine(context, run, box, x, y) {
  const points = pointsOf(run);
  if (points.length === 0) return;
  context.strokeStyle = run.colour;
  context.lineWidth = run.present ? 2.4 : 1.6;
  context.globalAlpha = run.present ? 1 : 0.5;
  clip(context, { ...box, top: box.top - 4, bottom: box.bottom + 3 }, () => {
    context.beginPath();
    points.forEach((point, index) =>
      index ? context.lineTo(x(point.step), y(point)) : context.moveTo(x(point.step), y(point)),
    );
    context.stroke();
  });
  const last = /** @type {Point} */ (points.at(-1));
  context.fillStyle = run.colour;
  disc(context, x(last.step), y(last), run.present ? 3.4 : 2.4);
  context.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plan} plan
 * @param {DrawnRun} run
 * @param {Box} box
 * @param {number} at
 */
function drawExplosion(context, { palette, words }, run, box, at) {
  context.strokeStyle = palette.uphill;
  context.fillStyle = palette.uphill;
  context.lineWidth = 2;
  context.globalAlpha = run.present ? 1 : 0.6;
  const y = box.top - explosionRoom / 2;
  for (let turn = 0; turn < 4; ++turn) {
    const angle = (turn * Math.PI) / 4;
    line(context, at - 7 * Math.cos(angle), y - 7 * Math.sin(angle), at + 7 * Math.cos(angle), y + 7 * Math.sin(angle));
  }
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  line(context, at, y + 9, at, box.bottom);
  context.setLineDash([]);
  if (run.present) {
    const left = at + 14 + context.measureText(words.exploded).width > box.right;
    context.textAlign = left ? 'right' : 'left';
    context.textBaseline = 'middle';
    context.fillText(words.exploded, at + (left ? -14 : 14), y);
  }
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {Plan} plan @param {Box} box @param {Scale} x @param {Scale} y */
function drawGuess(context, plan, box, x, y) {
  if (plan.guess === null) return;
  const end = plan.stepsPerEpoch ? Math.min(x(plan.stepsPerEpoch), box.right) : box.right;
  context.strokeStyle = plan.palette.guess;
  context.fillStyle = plan.palette.guess;
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  line(context, box.left, y(plan.guess), end, y(plan.guess));
  context.setLineDash([]);
  // At the end of its line, where the curve has risen clear of it, if there is room.
  const atEnd = end - box.left > context.measureText(plan.words.guess).width + 80;
  context.textAlign = atEnd ? 'right' : 'left';
  context.textBaseline = plan.guess > 0.5 ? 'top' : 'bottom';
  context.fillText(plan.words.guess, atEnd ? end - 6 : box.left + 5, y(plan.guess) + (plan.guess > 0.5 ? 4 : -4));
}

/**
 * The snapshots from which the past is replayed: ticks on the axis of steps.
 * @param {CanvasRenderingContext2D} context @param {Plan} plan @param {Box} box @param {Scale} x
 */
function drawSnapshots(context, { palette, snapshots }, box, x) {
  context.strokeStyle = palette.faint;
  context.lineWidth = 1;
  for (const step of snapshots)
    if (x(step) <= box.right) line(context, x(step), box.bottom + 1, x(step), box.bottom + 5);
}

/**
 * The step shown: a line through both panels; the knob stands under it.
 * @param {CanvasRenderingContext2D} context @param {Plan} plan @param {Box} upper @param {Box} lower @param {number} at
 */
function drawCursor(context, { palette }, upper, lower, at) {
  context.strokeStyle = palette.grip;
  context.lineWidth = 2;
  line(context, at, upper.top - 2, at, lower.bottom + 2);
}

// ---------- labels at the ends of the lines ----------

/**
 * @param {CanvasRenderingContext2D} context @param {Plan} plan @param {Box} box @param {Scale} x @param {Scale} y
 * @param {(point: Point) => number} value
 * @param {(run: DrawnRun, point: Point) => [string, string]} text its name and its value;
 *   where there is no room for the name, the colour says it, as it does in the list of runs
 */
function endLabels(context, plan, box, x, y, value, text) {
  const font = (/** @type {boolean} */ faint) => `${faint ? 500 : 600} ${fontSize}px ${plan.palette.sans}`;
  const named = plan.runs.flatMap((run) => {
    const point = pointsOf(run).at(-1);
    if (!point) return [];
    const at = x(point.step);
    return [{ run, at, y: y(value(point)), text: fitting(context, plan, at, text(run, point)), faint: !run.present }];
  });
  const batches = box.top < plan.height / 3 && !plan.compact ? batchLabel(plan, x, y) : null;
  const labels = [...named, ...(batches ? [batches] : [])].map((label) => {
    context.font = font(label.faint);
    const { width } = context.measureText(label.text);
    return { ...label, width, left: Math.min(label.at + 9, plan.width - width - 2), wanted: 0 };
  });
  const lines = plan.runs.flatMap((run) => {
    const curve = pointsOf(run).map((point) => /** @type {const} */ ([x(point.step), y(value(point))]));
    const mark =
      run.exploded === null
        ? []
        : [
            [x(run.exploded), box.top],
            [x(run.exploded), box.bottom],
          ];
    return [curve, /** @type {[number, number][]} */ (mark)];
  });
  placeLabels(labels, lines, box, fontSize + 3);
  context.textBaseline = 'middle';
  for (const label of labels) {
    context.font = font(label.faint);
    context.textAlign = 'left';
    context.strokeStyle = plan.palette.card;
    context.lineWidth = 4;
    context.strokeText(label.text, label.left, label.wanted);
    context.fillStyle = label.run.colour;
    context.globalAlpha = label.faint ? 0.8 : 1;
    context.fillText(label.text, label.left, label.wanted);
    context.globalAlpha = 1;
  }
  context.font = `500 ${fontSize}px ${plan.palette.sans}`;
}

/** @param {CanvasRenderingContext2D} context @param {Plan} plan @param {number} at @param {[string, string]} parts */
function fitting(context, { width, compact, palette }, at, [name, value]) {
  const whole = `${name}  ${value}`;
  context.font = `600 ${fontSize}px ${palette.sans}`;
  return name && !compact && at + 9 + context.measureText(whole).width <= width ? whole : value;
}

/** @param {Plan} plan @param {Scale} x @param {Scale} y */
function batchLabel(plan, x, y) {
  const run = plan.runs.find(({ present }) => present);
  if (!run || run.exploded !== null) return null;
  const { steps, losses } = run.curve;
  let last = losses.length - 1;
  while (last >= 0 && steps[last] > run.reach) --last;
  if (last < 0 || !Number.isFinite(losses[last])) return null;
  return { run, at: x(steps[last]), y: y(losses[last]) - 1, text: plan.words.batchLoss, faint: true };
}

// ---------- small helps ----------

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 */
function line(context, x1, y1, x2, y2) {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius */
function disc(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** @param {CanvasRenderingContext2D} context @param {Box} box @param {() => void} action */
function clip(context, box, action) {
  context.save();
  context.beginPath();
  context.rect(box.left - 4, box.top, box.right - box.left + 8, box.bottom - box.top);
  context.clip();
  action();
  context.restore();
}

/** Beyond five digits as a power of ten: at the end of a line is no room for more. @param {number} value */
const short = (value) => (value < 1e4 ? significant(value, value < 1 ? 2 : 3) : asPower(Number(value.toPrecision(2))));
