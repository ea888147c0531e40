// @ts-check
import { Pace } from './pace.js';
import { Snapshots, nextEvaluationOf } from './schedule.js';

/** @import { Evaluation, EvaluationPoint, Goal, Recipe, RunReport, RunStatus, Snapshot } from './types.js' */
/** @import { Trainer } from './trainer.js' */
/** @import { RunData } from './altered-data.js' */

const recoveryInterval = 1000;
const sliceTime = 8;
const portion = 125;

/**
 * One training run inside the worker: a job that does about 8 ms of training, replaying or evaluating at a
 * time, and collects what the page is to be told. It decides nothing by the clock but the size of its slices,
 * so equal recipes give equal numbers on every machine with the same build.
 */
export class WorkerRun {
  /** @type {Trainer | null} */
  #trainer = null;
  #segment = 0;
  #seconds = 0;
  #speed = 0;
  /** @type {Goal} */
  #goal = { kind: 'rest' };
  #goalNumber = 0;
  /** @type {Snapshot | null} where to return to when a travel is given up */
  #origin = null;
  #travelFrom = 0;
  /** @type {Examination | null} */
  #examination = null;
  #evaluated = { step: -1, count: 0 };
  #pace = new Pace(sliceTime);
  #snapshots = new Snapshots();
  #furthest = 0;
  #lastRecovery = 0;
  #recoveredStep = -1;
  /** @type {Snapshot | null} */
  #start = null;

  /** @type {RunStatus} */
  #status = 'paused';
  #message = '';
  #outbox = emptyOutbox();
  #dirty = true;

  #engine;
  #data;
  /** @type {(value?: unknown) => void} */
  #resolvePrepared = () => {};
  #prepared = new Promise((resolve) => {
    this.#resolvePrepared = resolve;
  });

  /**
   * @param {object} options
   * @param {string} options.id
   * @param {Recipe} options.recipe
   * @param {import('./laboratory-engine.js').LaboratoryEngine} options.engine
   * @param {RunData} options.data
   * @param {Snapshot | null} [options.recovery] go on from here instead of step 0
   * @param {number} [options.furthest] losses up to here are known to the page
   * @param {Snapshots} [options.snapshots] shared with the run that this one branches from
   */
  constructor({ id, recipe, engine, data, recovery = null, furthest = 0, snapshots }) {
    this.id = id;
    this.recipe = recipe;
    this.#engine = engine;
    this.#data = data;
    this.#start = recovery;
    this.#furthest = furthest;
    if (snapshots) this.#snapshots = snapshots;
    if (recovery) this.#snapshots.keep(recovery);
  }

  get step() {
    return this.#trainer?.step ?? this.#start?.step ?? 0;
  }

  /** Those up to `step`, for a branch. @param {number} step */
  snapshotsUpTo(step) {
    return this.#snapshots.upTo(step);
  }

  /** @param {Goal} goal @param {number} number */
  pursue(goal, number) {
    this.#abandonTravel();
    this.#goal = goal;
    this.#goalNumber = number;
    if (goal.kind === 'travel') this.#beginTravel(goal.step);
    if (goal.kind === 'rest' && this.#status !== 'failed' && this.#status !== 'diverged') this.#become('paused');
    this.#dirty = true;
  }

  /** Of the present step; waits for the data set to be known. */
  async parameters() {
    await this.#prepared;
    if (!this.#trainer) throw new Error('this run has been disposed of');
    return this.#trainer.parameters();
  }

  /**
   * What is to be looked at from outside: the settings at the present step, the data as this run learns from them, and
   * the snapshots up to it.
   */
  async subject() {
    const parameters = await this.parameters();
    this.#data.update();
    const { train, test } = this.#data;
    if (!train || !test) throw new Error('the samples have not arrived yet');
    const snapshots = this.#snapshots.steps
      .filter((step) => step < this.step)
      .flatMap((step) => this.#snapshots.before(step)?.bytes ?? []);
    return {
      settings: this.recipe[this.#segment].settings,
      parameters,
      train,
      test,
      snapshots: [...snapshots, this.#snapshot().bytes],
    };
  }

  /** As this run learns from them, altered or not. @param {'train' | 'test'} part @param {number[]} indices */
  samples(part, indices) {
    this.#data.update();
    const dataset = this.#data[part];
    if (!dataset) throw new Error(`there are no ${part} samples yet`);
    return dataset.samples(indices);
  }

  /** What is new since the last report, or null. @returns {{ report: RunReport, transfer: Transferable[] } | null} */
  report() {
    if (!this.#dirty) return null;
    const now = performance.now();
    if (
      this.#trainer &&
      this.step !== this.#recoveredStep &&
      !this.#origin &&
      (now - this.#lastRecovery > recoveryInterval || this.#outbox.settled !== null)
    ) {
      this.#outbox.recovery = this.#snapshot();
      this.#lastRecovery = now;
      this.#recoveredStep = this.step;
    }
    const { settled, travelled, ...news } = this.#outbox;
    const report = {
      id: this.id,
      status: this.#status,
      message: this.#message,
      measures: this.#measures(),
      travelled,
      settled: settled ?? -1,
      ...news,
    };
    this.#outbox = emptyOutbox();
    this.#dirty = false;
    const transfer = report.losses.map(({ values }) => values.buffer);
    if (report.recovery) transfer.push(report.recovery.bytes.buffer);
    return { report, transfer };
  }

  get urgent() {
    return this.#outbox.settled !== null;
  }

  /** Does about 8 ms of work; false when there is none until something changes. */
  slice() {
    try {
      if (this.#status === 'failed') return this.#settle();
      if (this.#goal.kind === 'rest' && !this.#trainer && !this.#data.train) return this.#settle();
      if (!this.#prepare()) return this.#wait();
      if (this.#examination) return this.#examine();
      if (this.#goal.kind === 'rest') return this.#rest();
      return this.#advance();
    } catch (error) {
      if (this.#engine.isBroken(error)) throw error;
      this.#become('failed', error instanceof Error ? error.message : String(error));
      this.#goal = { kind: 'rest' };
      return this.#settle();
    }
  }

  dispose() {
    this.#trainer?.delete();
    this.#trainer = null;
    this.#resolvePrepared();
  }

  #prepare() {
    this.#data.update();
    if (this.#trainer) return true;
    if (!this.#data.train) return false;
    this.#segment = this.#start?.segment ?? 0;
    this.#trainer = this.#engine.createTrainer(this.recipe[this.#segment].settings, this.#data.train);
    if (this.#start) this.#restore(this.#start);
    else this.#snapshots.keep(this.#snapshot());
    this.#outbox.snapshots = this.#snapshots.steps;
    if (this.#goal.kind === 'travel') this.#beginTravel(this.#goal.step);
    this.#resolvePrepared();
    return true;
  }

  #advance() {
    const goal = /** @type {Exclude<Goal, { kind: 'rest' }>} */ (this.#goal);
    const target = goal.kind === 'train' ? goal.until : goal.step;
    if (this.step >= target) return this.#arrive();
    if (!this.#data.readyForEvaluation) return this.#wait();
    const isNews = goal.kind === 'train' || this.step >= this.#furthest;
    if (isNews && this.#evaluationDue()) return this.#beginExamination(true);
    this.#become(goal.kind === 'train' ? 'running' : 'travelling');
    this.#enterSegment();

    const trainer = /** @type {Trainer} */ (this.#trainer);
    const from = this.step;
    const stop = Math.min(target, this.#snapshots.nextDue(from), this.#nextEvaluation(from), this.#segmentEnd());
    const began = performance.now();
    const outcome = trainer.run(Math.min(this.#pace.size, stop - from));
    const milliseconds = performance.now() - began;
    this.#book(from, outcome, milliseconds);
    if (outcome.status === 'diverged') return this.#diverge(outcome.divergedAt);
    if (outcome.status === 'waitingForData') return this.#wait();
    if (this.#snapshots.isDue(this.step)) {
      this.#snapshots.keep(this.#snapshot());
      this.#outbox.snapshots = this.#snapshots.steps;
    }
    if (goal.kind === 'travel') {
      this.#outbox.travelled = (this.step - this.#travelFrom) / Math.max(1, target - this.#travelFrom);
    }
    return true;
  }

  /** @param {number} from @param {import('./trainer.js').StepOutcome} outcome @param {number} milliseconds */
  #book(from, outcome, milliseconds) {
    this.#dirty = true;
    this.#seconds += milliseconds / 1000;
    this.#pace.measured(outcome.steps, milliseconds);
    const batch = this.recipe[this.#segment].settings.batchSize;
    const speed = (outcome.steps * batch * 1000) / Math.max(milliseconds, 1e-3);
    this.#speed = this.#speed ? this.#speed + (speed - this.#speed) * Math.min(1, milliseconds / 300) : speed;
    if (from + outcome.steps > this.#furthest) {
      this.#furthest = from + outcome.steps;
      this.#outbox.losses.push({ from, values: outcome.losses });
    }
  }

  #arrive() {
    this.#origin = null;
    this.#goal = { kind: 'rest' };
    this.#become('paused');
    return this.#rest();
  }

  /** At rest: the picture that is left standing shows the accuracy of this very step. */
  #rest() {
    if (this.#isUnevaluated() && this.#data.readyForEvaluation) return this.#beginExamination(this.#evaluationDue());
    return this.#settle();
  }

  #settle() {
    if (this.#goalNumber >= 0) {
      this.#outbox.settled = this.#goalNumber;
      this.#goalNumber = -1;
      this.#dirty = true;
    }
    return false;
  }

  #wait() {
    if (this.#goal.kind === 'rest') return this.#settle();
    this.#become('waiting', this.#data.state.error ?? '');
    return false;
  }

  /** @param {number} step */
  #diverge(step) {
    this.#origin = null;
    this.#goal = { kind: 'rest' };
    this.#become('diverged', `the loss is no longer a finite number at step ${step}`);
    return this.#settle();
  }

  // --- evaluation -------------------------------------------------------------------------------------------

  #isUnevaluated() {
    const count = this.#data.test?.available ?? 0;
    return count > 0 && (this.#evaluated.step !== this.step || this.#evaluated.count !== count);
  }

  #evaluationDue() {
    const due = this.step === 0 || this.#nextEvaluation(this.step - 1) === this.step;
    return due && this.#isUnevaluated();
  }

  /** @param {number} step */
  #nextEvaluation(step) {
    return nextEvaluationOf(this.recipe, step);
  }

  /** @param {boolean} scheduled */
  #beginExamination(scheduled) {
    const count = this.#data.test?.available ?? 0;
    this.#examination = { scheduled, at: 0, count, correct: 0, loss: 0, confusion: new Uint32Array(100) };
    return true;
  }

  /** Always in the same portions, so that the sums do not depend on how fast this machine is. */
  #examine() {
    const exam = /** @type {Examination} */ (this.#examination);
    const began = performance.now();
    while (exam.at < exam.count && performance.now() - began < sliceTime) this.#examinePortion(exam);
    if (exam.at < exam.count) return true;

    this.#examination = null;
    this.#evaluated = { step: this.step, count: exam.count };
    const { samples } = this.#measures();
    const point = {
      step: this.step,
      samples,
      seconds: this.#seconds,
      accuracy: exam.correct / exam.count,
      loss: exam.loss / exam.count,
    };
    if (exam.scheduled) this.#outbox.evaluations.push(point);
    this.#outbox.evaluation = {
      ...point,
      count: exam.count,
      confusion: exam.confusion,
      ...this.#engine.digitRates(exam.confusion),
    };
    this.#dirty = true;
    return true;
  }

  /** @param {Examination} exam */
  #examinePortion(exam) {
    const trainer = /** @type {Trainer} */ (this.#trainer);
    const end = Math.min(exam.count, exam.at + portion);
    const part = trainer.evaluate(/** @type {import('./trainer.js').Dataset} */ (this.#data.test), exam.at, end);
    exam.correct += part.correct;
    exam.loss += part.totalLoss;
    for (const [cell, count] of part.confusion.entries()) exam.confusion[cell] += count;
    exam.at = end;
  }

  // --- travelling -------------------------------------------------------------------------------------------

  /** @param {number} target */
  #beginTravel(target) {
    if (!this.#trainer) return;
    this.#origin = this.#snapshot();
    this.#examination = null;
    const nearest = this.#snapshots.before(target);
    const ahead = this.step <= target && (!nearest || nearest.step <= this.step);
    if (nearest && !ahead) this.#restore(nearest);
    this.#travelFrom = this.step;
    this.#outbox.travelled = 0;
    this.#become('travelling');
  }

  #abandonTravel() {
    if (!this.#origin) return;
    this.#restore(this.#origin);
    this.#origin = null;
  }

  // --- state ------------------------------------------------------------------------------------------------

  #segmentEnd() {
    return this.recipe[this.#segment + 1]?.fromStep ?? Infinity;
  }

  /** At a fork the next segment's trainer takes over the state exactly. */
  #enterSegment() {
    while (this.step >= this.#segmentEnd()) {
      const state = this.#snapshot();
      this.#restore({ ...state, segment: this.#segment + 1 });
    }
  }

  /** @returns {Snapshot} */
  #snapshot() {
    const trainer = /** @type {Trainer} */ (this.#trainer);
    return { step: trainer.step, seconds: this.#seconds, segment: this.#segment, bytes: trainer.snapshot() };
  }

  /** @param {Snapshot} snapshot */
  #restore({ seconds, segment, bytes }) {
    if (segment !== this.#segment || !this.#trainer) {
      const train = /** @type {import('./trainer.js').Dataset} */ (this.#data.train);
      const successor = this.#engine.createTrainer(this.recipe[segment].settings, train);
      this.#trainer?.delete();
      this.#trainer = successor;
      this.#segment = segment;
    }
    this.#trainer.restore(bytes);
    this.#seconds = seconds;
    this.#examination = null;
    if (this.#status === 'diverged') this.#become('paused');
    this.#dirty = true;
  }

  #measures() {
    return {
      step: this.step,
      samples: this.#trainer?.samples ?? 0,
      epoch: this.#trainer?.epoch ?? 0,
      trainingSeconds: this.#seconds,
      samplesPerSecond: this.#speed,
    };
  }

  /** @param {RunStatus} status @param {string} [message] */
  #become(status, message = '') {
    if (this.#status === status && this.#message === message) return;
    this.#status = status;
    this.#message = message;
    this.#dirty = true;
  }
}

/**
 * @typedef {{ scheduled: boolean, at: number, count: number, correct: number, loss: number, confusion: Uint32Array }}
 *   Examination
 */

function emptyOutbox() {
  return {
    losses: /** @type {RunReport['losses']} */ ([]),
    evaluations: /** @type {EvaluationPoint[]} */ ([]),
    evaluation: /** @type {Evaluation | null} */ (null),
    snapshots: /** @type {number[] | null} */ (null),
    recovery: /** @type {Snapshot | null} */ (null),
    travelled: 1,
    settled: /** @type {number | null} */ (null),
  };
}
