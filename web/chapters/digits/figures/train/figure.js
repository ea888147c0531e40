// @ts-check
import { Figure, language, nothing } from '../../../../kit/index.js';
import { clean } from '../../../../kit/state.js';
import { whole } from '../../../../kit/numbers.js';
import { clamp } from '../../../../kit/scale.js';
import { passesText, writeCaption } from './caption.js';
import {
  beforeExplosion,
  following,
  forget,
  formatHidden,
  HiddenError,
  otherRate,
  parseHidden,
  pathOf,
  select,
  settingKeys,
  turn,
  writeCompared,
  writePath,
} from './experiment.js';
import { GalleryWatch } from './gallery-watch.js';
import { labelRuns, RunColours, writeSetting } from './labels.js';
import { lastStep, rates } from './limits.js';
import { explodedAt, isTooFast, observe, positionOf } from './look.js';
import { layOut, Painter } from './painter.js';
import { readingsOf, rowsOf } from './readings.js';
import { schema } from './schema.js';
import { Session } from './session.js';
import { strings } from './strings.js';
import { styles } from './styles.js';
import { viewControls } from './view-controls.js';
import { viewPicture } from './view-picture.js';

/**
 * @typedef {import('./experiment.js').Experiment & { guess: number, pace: import('./pace.js').Pace, axes: 'linear' |
 *   'logLoss' | 'logBoth' }} TrainState
 */
/** @typedef {{ play: boolean, until?: number, delay?: number }} Intent */

/** Passes over the digits after which training pauses by itself: a page left alone should not warm the room. */
const passesAtOnce = 30;
/** While a knob is being moved, training holds for so long. */
const knobDelay = 350;
const drawInterval = 30;

/** @typedef {TrainFigure['readings']} Readings */

/** @extends {Figure<typeof strings.en>} */
export class TrainFigure extends Figure {
  static figureName = 'train';
  static chapter = 'digits';
  static schema = schema;
  static strings = strings;
  static styles = [...Figure.styles, styles];

  /** @type {Session} */ #session = new Session();
  /** @type {GalleryWatch} */ #gallery = new GalleryWatch(this.#session, () => this.refresh());
  #painter = new Painter(this);
  #colours = new RunColours();
  #skipped = false;
  #committing = false;
  /** What the next change of state is to lead to. @type {Intent | null} */ #intent = null;
  #resume = false;
  /** @type {ReturnType<typeof setTimeout> | null} */ #redraw = null;
  /** @type {{ key: string, time: number } | null} */ #lastTurn = null;

  /** @returns {TrainState} */
  get experiment() {
    return /** @type {TrainState} */ (this.state);
  }

  /** @returns {typeof strings.en} */
  get words() {
    return strings[language.current];
  }

  get session() {
    return this.#session;
  }

  get gallery() {
    return this.#gallery;
  }

  /** The test digits on show: on a narrow screen a few. */
  get exhibits() {
    return this.#gallery.exhibits.slice(0, layOut(this.width).gallery.count);
  }

  get painter() {
    return this.#painter;
  }

  get skipped() {
    return this.#skipped;
  }

  // ---------- life ----------

  begun() {
    super.begun();
    this.#session = new Session();
    this.#gallery = new GalleryWatch(this.#session, () => this.refresh());
    this.#session.addEventListener('change', () => this.#onChange());
    this.#session.addEventListener('rest', (event) => this.#onRest(/** @type {CustomEvent} */ (event)));
    document.addEventListener('visibilitychange', () => this.#onVisibility(), { signal: this.lifetime });
    this.#pursue({ play: false });
    // Ten megabytes of digits: where data are dear, they come when they are asked for.
    const connection = /** @type {Navigator & { connection?: { saveData?: boolean } }} */ (navigator).connection;
    if (!connection?.saveData) this.#open();
  }

  disposed() {
    clearTimeout(this.#redraw ?? undefined);
    this.#redraw = null;
    this.#session.dispose();
    this.#gallery.dispose();
  }

  get pending() {
    const looks = this.#gallery.pending || this.#redraw !== null;
    return [...super.pending, ...this.#session.pending, ...(looks ? ['another look'] : [])];
  }

  #open() {
    this.#session.open().catch((error) => this.fail(error));
  }

  #onChange() {
    this.#gallery.look();
    if (!this.#session.playing) return this.refresh();
    // While training goes on, every second frame is left to the rest of the page.
    this.#redraw ??= setTimeout(() => {
      this.#redraw = null;
      this.refresh();
    }, drawInterval);
  }

  #onVisibility() {
    if (document.hidden && this.#session.playing) {
      this.#resume = true;
      this.pause();
    } else if (!document.hidden && this.#resume) {
      this.#resume = false;
      this.play();
    }
  }

  themeChanged() {
    super.themeChanged();
    this.#painter.forget();
  }

  /** @param {CustomEvent<{ itself: boolean }>} event */
  #onRest({ detail }) {
    this.#commit(true);
    const { samples, trainTotal } = this.look;
    if (detail.itself) this.notify(this.words.pausedItself(passesText(samples / trainTotal)));
  }

  // ---------- what is asked for ----------

  get look() {
    return observe(this.experiment, this.#session);
  }

  /** @param {Intent} intent */
  #pursue({ play, until, delay = 0 }) {
    const state = this.experiment;
    const path = pathOf(state);
    const { step } = state;
    const pass = this.look.stepsPerEpoch;
    this.#session.request({
      path,
      step,
      play,
      delay,
      pass,
      reach: state.reach,
      compared: state.compare,
      until: Math.min(lastStep, until ?? step + passesAtOnce * pass),
      pace: () => this.experiment.pace,
    });
    if (play) this.#open();
  }

  /** @param {import('../../../../kit/state.js').State} before @param {string} cause */
  stateChanged(before, cause) {
    if (this.#committing) return;
    const intent = this.#intent;
    this.#intent = null;
    if (cause === 'reset') this.#skipped = false;
    const trained = (/** @type {TrainState} */ state) =>
      `${writePath(pathOf(state))} ${state.step} ${writeCompared(state.compare)}`;
    if (cause === 'change' && !intent && trained(/** @type {TrainState} */ (before)) === trained(this.experiment))
      return;
    this.#resume = false;
    this.#pursue(intent ?? { play: false });
    if (!this.#session.opened) this.#open();
  }

  /** Brings the step on show into the state, before something else is to be undone to it. @param {boolean} [rested] */
  #commit(rested = false) {
    const { run } = this.#session;
    const path = pathOf(this.experiment);
    if (!run || !this.#session.shows(path) || !(rested || this.#session.moving)) return;
    const step = Math.min(lastStep, run.measures.step);
    const patch = { step, reach: this.state.reach > step ? this.state.reach : 0 };
    if (patch.step === this.state.step && patch.reach === this.state.reach) return;
    this.#committing = true;
    super.change(patch, { undo: false });
    this.#committing = false;
  }

  /** @param {Record<string, unknown>} patch @param {{ undo?: boolean }} [options] */
  change(patch, options) {
    const { playing } = this.#session;
    if (playing) this.#commit();
    if (settingKeys.some((key) => key in patch)) return this.#turn(patch, options);
    if (playing && !('step' in patch)) this.#intent = 'compare' in patch ? { play: true } : null;
    super.change(patch, options);
    this.#intent = null;
  }

  /**
   * A knob was turned: a change, a branch or a new network.
   * @param {Record<string, unknown>} patch
   * @param {{ undo?: boolean, fromStart?: boolean, play?: boolean, until?: number, at?: number }} [options] at: the
   *   step to branch from, if not the one on show
   */
  #turn(patch, { undo = true, fromStart = false, play = this.#session.playing, until, at } = {}) {
    const { state: cleaned } = clean(schema, patch, this.state);
    const changes = Object.fromEntries(settingKeys.filter((key) => key in patch).map((key) => [key, cleaned[key]]));
    const position = positionOf(this.experiment, this.#session);
    if (at !== undefined) position.step = at;
    const before = this.experiment;
    const { kind, state, dropped } = turn(before, position, changes, { fromStart });
    if (kind === 'none' && Object.keys(patch).length === 0) return;
    const moved = /** @type {const} */ (['lineage', 'compare', 'step', 'reach']).filter(
      (key) => state[key] !== before[key],
    );
    // One knob's moves in quick succession are one thing to undo, though the first of them made the branch.
    const key = Object.keys(patch).join();
    const now = performance.now();
    const same = this.#lastTurn !== null && this.#lastTurn.key === key && now - this.#lastTurn.time < 700;
    this.#lastTurn = { key, time: now };
    this.#intent = { play, until, delay: fromStart || until ? 0 : knobDelay };
    super.change(
      { ...patch, ...Object.fromEntries(moved.map((name) => [name, state[name]])) },
      { undo: undo && !same },
    );
    this.#intent = null;
    if (dropped.length) this.notify(this.words.droppedRun(labelRuns([dropped[0].path, pathOf(state)], this.words)[0]));
    else if (kind === 'restart' && !fromStart && position.step > 0) this.notify(this.words.onlyFromStart);
  }

  // ---------- what the learner does ----------

  play() {
    this.#pursueFromHere({ play: true });
  }

  /** @param {Intent} intent */
  #pursueFromHere(intent) {
    this.#commit();
    this.notify(nothing);
    this.#pursue(intent);
  }

  pause() {
    this.#resume = document.hidden && this.#resume;
    this.#session.stop();
    if (!this.#session.opened) this.#pursue({ play: false });
  }

  /** @param {number} step */
  seek(step) {
    const target = clamp(Math.round(step), 0, lastStep);
    const { reach } = this.look;
    this.change({ step: target, reach: reach > target ? reach : 0 });
  }

  /**
   * The same experiment from step 0 (or from here) with another learning rate, as far as the longest run went.
   * @param {boolean} here
   */
  tryOtherRate(here) {
    const { reach, lines } = this.look;
    if (this.#session.playing) this.#commit();
    const rate = this.otherRate;
    const longest = Math.max(reach, ...lines.map((line) => line.reach));
    this.#turn(
      { learningRate: rate },
      { fromStart: !here, play: true, until: Math.max(longest, this.look.stepsPerEpoch) },
    );
  }

  get otherRate() {
    const { look } = this;
    return otherRate(this.experiment, rates, isTooFast(look));
  }

  /** Where and how to go on after the loss exploded. */
  get rescue() {
    const { look } = this;
    const { run } = look;
    const exploded = explodedAt(look);
    if (!run || exploded === null) return null;
    const step = beforeExplosion(run.history.steps, run.history.losses, exploded);
    const rate = Math.max(rates.min, Number((this.state.learningRate / 10).toPrecision(3)));
    return { step, rate };
  }

  /**
   * @param {{ step: number, rate: number }} rescue as the button named it: a loss that trains on may have come back
   *   since
   */
  takeRescue(rescue) {
    if (this.#session.playing) this.#commit();
    this.#turn(
      { learningRate: rescue.rate },
      { play: true, at: rescue.step, until: rescue.step + this.look.stepsPerEpoch },
    );
  }

  trainFromStart() {
    this.#turn({}, { fromStart: true });
  }

  /** @param {number} index */
  takeUp(index) {
    const state = select(this.experiment, positionOf(this.experiment, this.#session), index);
    const patch = Object.fromEntries(
      [...settingKeys, 'lineage', 'compare', 'step', 'reach'].map((key) => [
        key,
        /** @type {Record<string, unknown>} */ (state)[key],
      ]),
    );
    this.#intent = { play: false };
    super.change(patch);
  }

  /** @param {number} index */
  forgetRun(index) {
    this.change({ compare: forget(this.experiment, index).compare });
  }

  /** @param {string} text @param {HTMLInputElement} [input] */
  setHidden(text, input) {
    try {
      const hidden = formatHidden(parseHidden(text));
      if (input) input.value = hidden === 'none' ? this.words.none : hidden;
      if (hidden !== this.state.hidden) this.change({ hidden });
    } catch (error) {
      if (error instanceof HiddenError) this.notify(this.words.hiddenProblem(error.reason));
      else this.fail(error);
    }
  }

  /**
   * Each method has its usual rate and decay: they come along while the learner has not chosen them.
   * @param {string} optimizer
   */
  setOptimizer(optimizer) {
    const follows = following(this.experiment, optimizer);
    this.change({ optimizer, ...follows });
    if (Object.keys(follows).length === 0) return;
    const usual = Object.entries(follows).map(([key, value]) =>
      this.words.usually(this.words[/** @type {keyof typeof follows} */ (key)], String(value)),
    );
    this.notify(this.words.followed(writeSetting(this.words, 'optimizer', optimizer), usual));
  }

  /** @param {number} guess */
  takeGuess(guess) {
    this.change({ guess: Math.round(guess) });
    this.play();
  }

  skipGuess() {
    this.#skipped = true;
    this.refresh();
  }

  retryData() {
    this.attempt(() => this.#session.laboratory?.retryData());
  }

  // ---------- what is shown ----------

  get readings() {
    return readingsOf(this.experiment, this.look, this.#session, this.exhibits, this.words);
  }

  subtitle() {
    const { widths, parameterCount } = this.look;
    return this.words.subtitle(widths.join('-'), whole(parameterCount));
  }

  renderPicture() {
    return viewPicture(this, this.look);
  }

  renderControls() {
    return viewControls(this, this.look);
  }

  caption() {
    return writeCaption(this.experiment, this.look, this.words, this.#session);
  }

  csv() {
    return rowsOf(this.look, this.words);
  }

  /** Names of the tokens that the runs wear, in the order of `look.lines`. */
  get colours() {
    return this.#colours.assign(this.look.lines.map(({ path }) => path));
  }

  get sources() {
    const { status } = this.look;
    const name = /** @type {string} */ (this.state.optimizer);
    const file = name === 'gradientDescent' ? 'gradient_descent' : name.toLowerCase();
    const method = { path: `src/optimizers/${file}.hpp`, find: 'void update(' };
    const trainer = {
      path: 'src/training/trainer.cpp',
      find: status === 'diverged' ? '!std::isfinite(loss)' : 'optimizer_->stepSlice(theta,',
    };
    return [
      trainer,
      method,
      { path: 'src/network/network.cpp', find: 'T Network<T>::lossAndGradientOf' },
      { path: 'src/training/trainer.hpp' },
    ];
  }

  draw() {
    this.#painter.draw(this.look);
  }
}

TrainFigure.define();
