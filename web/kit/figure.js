// @ts-check
// What every figure shares: its state and the ways to change, share and save it. See the methods marked "Hook"
// for what a figure itself provides.
import { html, nothing } from 'lit';
import { embedCode, embedLink, pageLink, writeAddress } from './address.js';
import { drawnFinely } from './canvas.js';
import { renderControl } from './control.js';
import { KitElement, redrawAll } from './element.js';
import { figureStyles } from './figure-styles.js';
import { language } from './language.js';
import { nextFrame, reducedMotion } from './motion.js';
import { significant } from './numbers.js';
import { possibleWords, usedWords, wordIn } from './possible.js';
import { Resource } from './resource.js';
import { pendingIn, rest } from './rest.js';
import { copyText, formatCsv, saveFile } from './save.js';
import { base, controls } from './shared-styles.js';
import { UndoStack, clean, defaults, equalStates, formatQuery, parseQuery } from './state.js';
import { setVariables } from './variables.js';
import { CaptionVoice } from './voice.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {'change' | 'undo' | 'reset' | 'address'} Cause */
/** @typedef {{ path: string, find?: string }} Source a file under src/, and a piece of the line to highlight */

/** @typedef {Record<string, unknown>} Readings a figure names its own, and its hooks' parameters by them */
/** @typedef {Record<string, string | ((...values: never[]) => unknown)>} Words text, or functions of what is told */

/** @template {Words} [Own=Words] the figure's own words: those of one language in its `strings` */
export class Figure extends KitElement {
  /** Its name in addresses; the element is `dh-` and this. */
  static figureName = '';
  static chapter = '';
  /** @type {import('./state.js').Schema} */
  static schema = {};
  /** @type {{ en: Words, zh: Words }} made by defineStrings; `title` is needed */
  static strings = { en: { title: '' }, zh: { title: '' } };
  /** @type {Source[]} */
  static sources = [];

  static properties = {
    presetText: { attribute: 'state' },
    level: { type: Number },
    width: { state: true },
  };
  static styles = [base, controls, figureStyles];

  /** Registers the element under its name. */
  static define() {
    const tag = `dh-${this.figureName}`;
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  /** @type {State | undefined} */ #state;
  /** @type {State | undefined} */ #start;
  #undo = new UndoStack();
  /** @type {unknown} */ #message = nothing;
  /** @type {Error | null} */ #error = null;
  /** Attempts that are still under way. */
  #attempts = 0;
  #voice = new CaptionVoice(() => this.requestUpdate());

  constructor() {
    super();
    /** @type {string | null} */
    this.presetText = null;
    this.level = 3;
    /** The picture's width in CSS pixels, kept up to date. */
    this.width = 0;
    this.addEventListener('keydown', (event) => this.#onKey(event));
    this.addEventListener('pointerdown', () => this.#voice.wake());
  }

  get #class() {
    return /** @type {typeof Figure} */ (this.constructor);
  }

  // ── State ────────────────────────────────────────────────────────────────────────────────────────────────

  /** The whole experiment: one frozen plain object. Equal states draw equal pictures. */
  get state() {
    if (!this.#state) this.#initialise();
    return /** @type {State} */ (this.#state);
  }

  /** The state as it stands in an address: `learningRate=0.2&seed=3`, without what is at its default. */
  get query() {
    return formatQuery(this.#class.schema, this.state);
  }

  get address() {
    return writeAddress(this.#class.chapter, this.#class.figureName, this.query);
  }

  /** The words of this figure in the current language. */
  get words() {
    return /** @type {Own} */ (this.#class.strings[language.current]);
  }

  get canUndo() {
    return this.#undo.size > 0;
  }

  get reducedMotion() {
    return reducedMotion();
  }

  #initialise() {
    const { schema } = this.#class;
    const preset = parseQuery(schema, this.getAttribute('state') ?? '', defaults(schema));
    // The shell may leave the address's state on the element before its class is loaded.
    const told = Object.hasOwn(this, 'initialQuery')
      ? (/** @type {{ initialQuery?: string }} */ (this).initialQuery ?? '')
      : '';
    const address = parseQuery(schema, told, preset.state);
    this.#start = preset.state;
    this.#state = address.state;
    this.#tellNotes([...preset.notes, ...address.notes]);
  }

  /**
   * Changes some fields. Values out of range are clamped and said so.
   * @param {Record<string, unknown>} patch
   * @param {{ undo?: boolean }} [options] `undo: false` for what moves by itself
   */
  change(patch, { undo = true } = {}) {
    const { state, notes } = clean(this.#class.schema, patch, this.state);
    this.#message = nothing;
    this.#tellNotes(notes);
    if (undo && !equalStates(this.#class.schema, state, this.state)) this.#undo.push(this.state, Object.keys(patch));
    this.#become(state, 'change');
  }

  /** Steps back to the state before the last change. */
  undo() {
    const state = this.#undo.pop();
    if (!state) return;
    this.notify(this.kitWords.undone);
    this.#become(state, 'undo');
  }

  /** Back to the start: the defaults and the `state` attribute. */
  reset() {
    this.state;
    const start = /** @type {State} */ (this.#start);
    if (!equalStates(this.#class.schema, start, this.state)) this.#undo.push(this.state, ['reset']);
    const failed = this.#error !== null;
    this.#error = null;
    this.notify(this.kitWords.wasReset);
    // what did not load, and an engine that has stopped, are loaded again
    if (failed) this.attempt(() => this.beginAnew());
    this.#become(start, 'reset');
  }

  /** Takes the state of an address; what it does not name returns to the start. @param {string} query */
  applyQuery(query) {
    this.state;
    const { state, notes } = parseQuery(this.#class.schema, query, this.#start);
    this.#message = nothing;
    this.#tellNotes(notes);
    if (equalStates(this.#class.schema, state, this.state)) return;
    this.#undo.push(this.state, ['address']);
    this.#become(state, 'address');
  }

  /** @param {State} state @param {Cause} cause */
  #become(state, cause) {
    const previous = this.state;
    this.#state = state;
    this.attempt(() => this.stateChanged(previous, cause));
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('dh-state', { bubbles: true, composed: true, detail: { cause } }));
  }

  /** @param {import('./state.js').Note[]} notes */
  #tellNotes(notes) {
    const words = this.kitWords;
    const lines = notes.map(({ key, kind, given, used = '' }) => {
      if (kind === 'unknown') return words.noteUnknown(key);
      const field = this.#class.schema[key];
      const label = wordIn(this.words, field.label ?? key) ?? key;
      const shown = usedWords(field, used);
      const put = kind === 'clamped' ? words.noteClamped(label, given, shown) : words.noteInvalid(label, given, shown);
      return `${put} ${possibleWords(field, words, this.words)}`.trim();
    });
    if (lines.length) this.notify(lines.join(' '));
  }

  // ── Hooks: what a figure provides ────────────────────────────────────────────────────────────────────────

  /** Hook: the picture. @param {State} _state @param {Readings} _readings @returns {unknown} */
  renderPicture(_state, _readings) {
    return nothing;
  }

  /** Hook: the controls under it. @param {State} _state @param {Readings} _readings @returns {unknown} */
  renderControls(_state, _readings) {
    return nothing;
  }

  /**
   * Hook: what is to be seen now, with its numbers in <b>.
   * @param {State} _state
   * @param {Readings} _readings
   * @returns {unknown}
   */
  caption(_state, _readings) {
    return nothing;
  }

  /** Hook: a formula or a few words beside the title. @returns {unknown} */
  subtitle() {
    return nothing;
  }

  /** Hook: every number that the figure shows now. @returns {Readings} */
  get readings() {
    return {};
  }

  /** Hook: rows for the CSV file, the first naming the columns. @returns {(readonly unknown[])[]} */
  csv() {
    return [];
  }

  /** Hook: the files behind the source tool; override to follow the step that runs now. @returns {Source[]} */
  get sources() {
    return this.#class.sources;
  }

  /**
   * Hook: the state has changed; `reset` comes even when nothing differs.
   * @param {State} _previous
   * @param {Cause} _cause
   * @returns {unknown}
   */
  stateChanged(_previous, _cause) {
    return undefined;
  }

  /** Hook: draw on canvases, after every update, at most once a frame. */
  draw() {}

  // ── Rest ─────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Hook: what this figure is waiting for, by name. Attempts that are under way, a transport that plays and a progress
   * that is shown count already; a figure adds what else moves by itself.
   * @returns {string[]}
   */
  get pending() {
    return this.#attempts > 0 ? [...super.pending, 'an attempt'] : super.pending;
  }

  /** What the figure and all elements in it are waiting for, in words. @returns {string[]} */
  get busyWith() {
    return pendingIn(this);
  }

  /**
   * Kept when the figure has come to rest: nothing in it is waited for, and what it shows will not change by itself.
   * @returns {Promise<void>}
   */
  get idle() {
    return rest(this);
  }

  // ── Help for figures ─────────────────────────────────────────────────────────────────────────────────────

  /** Redraws in the next frame, however often it is called. */
  refresh() {
    this.requestUpdate();
  }

  /**
   * The control that suits a field of the schema, bound to the state.
   * @param {string} key
   * @param {import('./control.js').ControlOptions} [options]
   */
  control(key, options = {}) {
    return renderControl(this, this.#class.schema[key], key, options);
  }

  /** @type {Resource<{ delete(): void }>[]} */ #resources = [];

  /**
   * Something that is open while the figure stands in the page, and opened anew when it begins anew: a field's value.
   * @template {{ delete(): void }} T
   * @param {() => Promise<T>} open @param {() => void} follow called when it has been opened
   */
  resource(open, follow) {
    const resource = new Resource(open, follow);
    this.#resources.push(resource);
    return resource;
  }

  /** Says something below the caption, politely. @param {unknown} message */
  notify(message) {
    this.#message = message;
    this.requestUpdate();
  }

  /**
   * For a figure that shows less than its fields allow: says which numbers that an address has set lie outside, and
   * that the nearest place inside is shown.
   * @param {Record<string, readonly [number, number]>} ranges what is shown, by field
   */
  tellOutside(ranges) {
    const outside = Object.entries(ranges).filter(
      ([key, [low, high]]) => !(this.state[key] >= low && this.state[key] <= high),
    );
    const lines = outside.map(([key, [low, high]]) => {
      const used = this.state[key] < low ? low : high;
      const [least, most, shown] = [low, high, used].map((value) => significant(value, 12));
      return this.kitWords.noteOutside(
        wordIn(this.words, this.#class.schema[key].label ?? key) ?? key,
        least,
        most,
        shown,
      );
    });
    if (lines.length) this.notify(lines.join(' '));
  }

  /**
   * Runs what may fail, now or later: the figure then shows the words of the error and offers a reset.
   * @template T @param {() => T} action
   */
  attempt(action) {
    try {
      const result = action();
      if (result instanceof Promise) this.#await(result);
      return result;
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  /** @param {Promise<unknown>} attempt */
  async #await(attempt) {
    this.#attempts++;
    try {
      await attempt;
    } catch (error) {
      this.fail(error);
    } finally {
      this.#attempts--;
    }
  }

  /** @param {unknown} error */
  fail(error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    console.error(error);
    this.#error = error instanceof Error ? error : new Error(String(error));
    this.requestUpdate();
  }

  /** The title, the picture and the caption as they are now. @returns {Promise<Blob>} */
  async toPng() {
    const { composePicture } = await import('./picture.js');
    const part = (/** @type {string} */ selector) =>
      /** @type {HTMLElement} */ (this.renderRoot.querySelector(selector));
    const blob = await drawnFinely(async () => {
      await redrawAll(this);
      return composePicture([part('.title'), part('.picture'), part('figcaption')]);
    });
    redrawAll(this);
    return blob;
  }

  // ── Rendering ────────────────────────────────────────────────────────────────────────────────────────────

  begun() {
    this.attempt(() => this.state);
    for (const resource of this.#resources) this.attempt(() => resource.begin(this.lifetime));
  }

  async scheduleUpdate() {
    if (this.hasUpdated) await nextFrame();
    super.scheduleUpdate();
  }

  performUpdate() {
    try {
      super.performUpdate();
    } catch (error) {
      if (this.#error) throw error;
      this.fail(error);
    }
  }

  /** @param {import('lit').PropertyValues} changed */
  willUpdate(changed) {
    if (!changed.has('presetText') || !this.hasUpdated) return;
    this.#undo.clear();
    this.#initialise();
    this.attempt(() => this.stateChanged(this.state, 'address'));
  }

  render() {
    const readings = this.#error ? {} : this.readings;
    const title = this.words.title;
    return html`<figure aria-labelledby="title">
      <div class="title">
        <span id="title" role="heading" aria-level=${this.level}>${title}</span>
        <small>${this.#error ? nothing : this.subtitle()}</small>
      </div>
      <div class="picture" role="group" aria-labelledby="title">
        ${this.#error ? this.#renderFailure(this.#error) : this.renderPicture(this.state, readings)}
      </div>
      <div class="controls">${this.#error ? nothing : this.renderControls(this.state, readings)}</div>
      <figcaption ?hidden=${this.#error !== null}>
        ${this.#error ? nothing : setVariables(this.caption(this.state, readings))}
      </figcaption>
      <p class="notes" role="status">${this.#message}</p>
      ${this.#renderTools()}
      <p class="unseen" aria-live="polite">${this.#voice.words}</p>
    </figure>`;
  }

  /** @param {Error} error */
  #renderFailure(error) {
    const words = this.kitWords;
    // An error that names its reason is told in the language that is read now.
    const { reason } = /** @type {{ reason?: keyof typeof words }} */ (error);
    const told = reason && (wordIn(this.words, reason) ?? words[reason]);
    if (withoutHelp(error))
      return html`<div class="failed" role="alert">
        <strong>${words.figureCannot}</strong>
        <p>${told}</p>
      </div>`;
    return html`<div class="failed" role="alert">
      <strong>${words.figureFailed}</strong>
      <p>${told ?? error.message}<br />${words.figureFailedAdvice}</p>
      <button class="button" @click=${() => this.reset()}>${words.reset}</button>
    </div>`;
  }

  #renderTools() {
    const words = this.kitWords;
    /**
     * @param {string} name
     * @param {string} label
     * @param {string} title
     * @param {() => unknown} action
     * @param {boolean} [off]
     */
    const tool = (name, label, title, action, off = false) =>
      html`<button class=${name} title=${title} aria-disabled=${off} @click=${() => !off && this.attempt(action)}>
        ${label}
      </button>`;
    const [source] = this.sources;
    const hasData = !this.#error && this.csv !== Figure.prototype.csv;
    return html`<div class="tools" role="group" aria-label=${words.tools}>
      ${tool('reset', words.reset, words.resetTitle, () => this.reset(), withoutHelp(this.#error))}
      ${tool('undo', words.undo, words.undoTitle, () => this.undo(), !this.canUndo)}
      ${tool('link', words.link, words.linkTitle, () => this.#share(pageLink(this.address), words.linkCopied))}
      ${tool('embed', words.embed, words.embedTitle, () => this.#share(this.#embedCode, words.embedCopied))}
      ${tool('png', words.picture, words.pictureTitle, () => this.#savePicture(), this.#error !== null)}
      ${hasData ? tool('csv', words.data, words.dataTitle, () => this.#saveData()) : nothing}
      ${source ? tool('source', words.source(source.path.replace(/^src\//, '')), words.sourceTitle(source.path), () => this.#showSource()) : nothing}
    </div>`;
  }

  updated() {
    const picture = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.picture'));
    if (picture && !this.#observed) this.#observe(picture);
    if (!this.#error) this.attempt(() => this.draw());
    this.#voice.hear(this.renderRoot.querySelector('figcaption')?.textContent ?? '');
  }

  /** @type {ResizeObserver | null} */ #observed = null;

  /** @param {HTMLElement} picture */
  #observe(picture) {
    const measure = () => {
      const style = getComputedStyle(picture);
      this.width = Math.max(0, picture.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight));
    };
    this.#observed = new ResizeObserver(measure);
    this.#observed.observe(picture);
    this.lifetime.addEventListener('abort', () => {
      this.#observed?.disconnect();
      this.#observed = null;
      this.#voice.stop();
    });
    measure();
  }

  // ── Tools ────────────────────────────────────────────────────────────────────────────────────────────────

  get #embedCode() {
    return embedCode(embedLink(this.address, language.current), String(this.words.title), this.offsetHeight);
  }

  /** @param {string} text @param {string} done */
  async #share(text, done) {
    const words = this.kitWords;
    if (await copyText(text)) return this.notify(done);
    this.notify(
      html`${words.copyThis}<input readonly aria-label=${words.copyThis} .value=${text} @focus=${selectAll} />`,
    );
    await this.updateComplete;
    /** @type {HTMLInputElement | null} */ (this.renderRoot.querySelector('.notes input'))?.focus();
  }

  get #fileName() {
    return `downhill-${this.#class.chapter}-${this.#class.figureName}`;
  }

  async #savePicture() {
    saveFile(await this.toPng(), `${this.#fileName}.png`);
    this.notify(this.kitWords.pictureSaved);
  }

  #saveData() {
    saveFile(new Blob([formatCsv(this.csv())], { type: 'text/csv;charset=utf-8' }), `${this.#fileName}.csv`);
    this.notify(this.kitWords.dataSaved);
  }

  async #showSource() {
    const { showSource } = await import('./source-viewer.js');
    await showSource(this.sources, this.renderRoot);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    this.#voice.wake();
    if (event.defaultPrevented || event.altKey) return;
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    if (event.composedPath().some((element) => element instanceof HTMLDialogElement)) return;
    if (target.matches('input:not([type=range]), textarea, select')) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'z') {
      event.preventDefault();
      this.undo();
    } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const transport = /** @type {import('./transport.js').Transport | null} */ (
        this.renderRoot.querySelector('dh-transport')
      );
      transport?.takeKey?.(event, target);
    }
  }
}

/**
 * Whether a reset cannot bring the figure back: the browser or the server forbids what it needs.
 * @param {Error | null} error
 */
const withoutHelp = (error) => error?.name === 'EngineUnsupported';

/** @param {FocusEvent} event */
function selectAll(event) {
  /** @type {HTMLInputElement} */ (event.target).select();
}
