// @ts-check
import { html, nothing, svg } from 'lit';
import '../../../../kit/contours.js';
import '../../../../kit/transport.js';
import { FormulaDraft } from '../../../../kit/formula/draft.js';
import { loadMathematics } from '../../../../engine/mathematics.js';
import { Figure } from '../../../../kit/figure.js';
import { FrameLoop } from '../../../../kit/frame-loop.js';
import { moveFields } from '../../../../kit/grips.js';
import { Memo } from '../../../../kit/memo.js';
import { fixed, significant, whole } from '../../../../kit/numbers.js';
import { hundredths } from '../../../../kit/scale.js';
import { own, sourceOf } from '../../chosen-problem.js';
import { noGradient, noGround } from '../../ground.js';
import { written } from '../../written.js';
import { Flow, census, framesPerSecond, lastFrame } from './flow.js';
import { arrowScale, drawParticles, field, looked } from './scene.js';
import { mostDrops, schema } from './schema.js';
import { strings } from './strings.js';
import { styles } from './styles.js';
import { GradientField } from './gradient-field.js';

/** @typedef {import('../../../../kit/figure.js').State} State @typedef {import('./flow.js').Drop} Drop */
/** @typedef {FieldFigure['readings']} AnyReadings @typedef {Extract<AnyReadings, { ready: true }>} Readings */
/** @typedef {import('../../../../kit/contours.js').Contours} Contours */

const sideBySide = 760;
/** One press of a step key, in frames. */
const oneStep = 15;

/** @extends {Figure<(typeof strings)['en']>} */
export class FieldFigure extends Figure {
  static figureName = 'field';
  static chapter = 'gradient';
  static strings = strings;
  static schema = schema;
  static styles = [...Figure.styles, styles];

  /** @type {import('../../../../engine/mathematics.js').Mathematics | null} */ engine = null;
  #opened = this.resource(
    async () => {
      this.engine = await loadMathematics();
      return new GradientField(this.engine);
    },
    () => {
      this.#look();
      this.#tellOutside();
    },
  );
  #flow = new Flow();
  /** @type {FormulaDraft} */ #formula = new FormulaDraft(this);
  /** @type {FrameLoop} */ #loop = new FrameLoop(this);
  #speed = 1;
  /** The same arrays as long as nothing about them has changed: the map is not drawn anew while particles flow. */
  #scene = new Memo();

  disposed() {
    this.#loop.stop();
    this.#flow = new Flow();
  }

  get #gradientField() {
    return this.#opened.now;
  }

  #look() {
    this.attempt(() => {
      this.#gradientField?.look(/** @type {Parameters<GradientField['look']>[0]} */ (this.state));
      if (this.#gradientField) this.#flow.to(this.#gradientField, this.state.drops, this.state.frame);
    });
    this.refresh();
  }

  /** Particles belong to their surface. @param {Record<string, unknown>} patch @param {{ undo?: boolean }} [options] */
  change(patch, options) {
    const other =
      ('surface' in patch && patch.surface !== this.state.surface) ||
      ('formula' in patch && patch.formula !== this.state.formula);
    super.change(other && !('drops' in patch) ? { ...patch, drops: [], frame: 0 } : patch, options);
  }

  /** @param {State} _previous @param {import('../../../../kit/figure.js').Cause} cause */
  stateChanged(_previous, cause) {
    if (cause !== 'change') {
      this.#loop.stop();
      this.#formula.revert();
    }
    if (this.#gradientField) this.#look();
    if (cause === 'address') this.#tellOutside();
  }

  #tellOutside() {
    if (!this.#gradientField) return;
    const [x, y] = this.#gradientField.window;
    this.tellOutside({ x, y });
  }

  get sources() {
    return [
      { path: 'src/problems/grid.hpp', find: 'v /= -std::hypot(1, v.norm() / speedLimit)' },
      sourceOf(this.state.surface),
    ];
  }

  // ── What is known ────────────────────────────────────────────────────────────────────────────────────────

  get readings() {
    const gradientField = this.#gradientField;
    if (!gradientField) return { ready: /** @type {const} */ (false) };
    const { here, at, fault, formula, minima, ground } = gradientField;
    const { inValley, moving, gone } = census(this.#flow, gradientField);
    const arrived = inValley.reduce((sum, count) => sum + count, 0);
    const particles = this.#flow.count;
    return {
      ready: /** @type {const} */ (true),
      formula,
      fault: fault?.fault ?? null,
      draftFault: this.#formula.fault?.fault ?? null,
      column: (this.#formula.fault ?? fault)?.column ?? null,
      x: at[0],
      y: at[1],
      here,
      ground,
      hasGround: gradientField.hasGround,
      particles,
      seconds: this.state.frame / framesPerSecond,
      playing: this.#loop.running,
      valleys: minima.map(({ at: place, value }, i) => ({ x: place[0], y: place[1], value, particles: inValley[i] })),
      arrived,
      moving,
      gone,
      resting: particles - arrived - moving - gone,
    };
  }

  get #moving() {
    const { readings } = this;
    return readings.ready ? readings.moving : 0;
  }

  csv() {
    const head = ['what', 'x', 'y', 'f_x', 'f_y'];
    const gradientField = this.#gradientField;
    if (!gradientField?.problem) return [head];
    const { at, gradients } = gradientField.arrows(13, 13);
    const shown = (/** @type {number} */ value) => (Number.isFinite(value) ? value : '');
    const arrows = Array.from({ length: at.length / 2 }, (_, i) => [
      'gradient',
      at[2 * i],
      at[2 * i + 1],
      shown(gradients[2 * i]),
      shown(gradients[2 * i + 1]),
    ]);
    const particles = this.#flow.groups.flatMap(({ history }) => {
      const now = /** @type {Float64Array} */ (history.at(-1));
      return Array.from({ length: now.length / 2 }, (_, i) => [
        'particle',
        shown(now[2 * i]),
        shown(now[2 * i + 1]),
        '',
        '',
      ]);
    });
    return [head, ...arrows, ...particles];
  }

  // ── What is shown ────────────────────────────────────────────────────────────────────────────────────────

  subtitle() {
    const formula = this.#gradientField?.formula;
    return formula && this.state.surface !== own ? `f(x, y) = ${written(formula)}` : nothing;
  }

  /** @returns {Contours | null} */
  get #map() {
    return this.renderRoot?.querySelector('dh-contours') ?? null;
  }

  /** @param {State} _state @param {AnyReadings} readings */
  renderPicture(_state, readings) {
    const { words } = this;
    const gradientField = this.#gradientField;
    if (!gradientField || !readings.ready || this.width < 40) return html`<div class="waiting"></div>`;
    const side = this.width >= sideBySide;
    if (!gradientField.problem) return html`<div class="nothing"></div>`;
    const { layers, grips } = this.#sceneOf(gradientField, side ? this.width - 320 : this.width);
    return html`<div class="panels">
      <div class="map">
        <dh-contours
          .grid=${gradientField.grid}
          .layers=${layers}
          .grips=${grips}
          .height=${560}
          .levels=${14}
          .label=${words.map}
          @click=${this.#onClick}
          @dh-grip=${(/** @type {CustomEvent} */ event) => moveFields(this, event.detail)}
        ></dh-contours>
        <canvas class="particles" role="presentation"></canvas>
      </div>
      <div class="side">
        ${readings.here ? this.#renderHere(readings.here) : nothing} ${this.#renderKey(gradientField)}
        ${this.#renderCensus(readings)}
      </div>
    </div>`;
  }

  /** What lies upon the map. @param {GradientField} gradientField @param {number} room in pixels */
  #sceneOf(gradientField, room) {
    const [[left, right], [bottom, top]] = gradientField.window;
    const width = Math.min(room - 46, (524 * (right - left)) / (top - bottom));
    const { words } = this;
    const { edition, at } = gradientField;
    return this.#scene.of([edition, ...at, width, words], () => ({
      layers: [field(gradientField, width), ...looked(gradientField, width / (right - left), words)],
      grips: [{ id: 'point', at, label: words.point(significant(at[0], 3), significant(at[1], 3)) }],
    }));
  }

  /** @param {NonNullable<GradientField['here']>} here */
  #renderHere({ value, gradient, norm, along }) {
    const { words } = this;
    const row = (/** @type {string} */ name, /** @type {string} */ number, kind = '') =>
      html`<div class=${kind}>
        <dt>${name}</dt>
        <dd>${number}</dd>
      </div>`;
    return html`<section>
      <p>${words.here}</p>
      <dl>
        ${row(words.height, significant(value, 4))}
        ${row(words.gradient, `(${significant(gradient[0], 3)}, ${significant(gradient[1], 3)})`, 'uphill')}
        ${row(words.norm, significant(norm, 3), 'uphill')} ${row(words.along, level(along, norm))}
      </dl>
    </section>`;
  }

  /** @param {GradientField} gradientField */
  #renderKey({ norms, problem }) {
    if (!problem || !norms.some((norm) => norm > 0)) return nothing;
    const { lengthOf, low, high } = arrowScale(norms);
    return html`<section>
      <p>${this.words.arrowsAre}</p>
      <div class="key">
        ${roundLengths(low, high).map((norm) => {
          const length = lengthOf(norm);
          return html`<span
            ><svg width=${length + 4} height="12" aria-hidden="true">
              ${svg`<path class="shaft" d=${`M1 6H${length - 4}`} /><path class="head" d=${`M${length + 1} 6l-7 -3.4v6.8z`} />`}
            </svg>
            ${significant(norm, 3)}</span
          >`;
        })}
      </div>
    </section>`;
  }

  /** @param {Readings} readings */
  #renderCensus({ particles, valleys, moving, gone, resting }) {
    const { words } = this;
    if (!particles) return nothing;
    const shown = valleys.length <= 9 ? valleys : [];
    const rows = [
      ...shown.map((valley) => ({
        name: `(${fixed(valley.x, 2)}, ${fixed(valley.y, 2)})`,
        count: valley.particles,
      })),
      ...(shown.length < valleys.length ? [{ name: words.minimum, count: particles - moving - gone - resting }] : []),
      { name: words.moving, count: moving },
      ...(resting ? [{ name: words.resting, count: resting }] : []),
      ...(gone ? [{ name: words.gone, count: gone }] : []),
    ];
    return html`<section>
      <p class="count">${words.particlesAre(whole(particles))}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.minimum}</th>
            <th scope="col">${words.inValley}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ name, count }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>
                  <span class="bar" .style=${`width:${((100 * count) / particles).toFixed(1)}%`}></span
                  ><b>${whole(count)}</b>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }

  /** @param {State} state @param {AnyReadings} readings */
  renderControls(state, readings) {
    const { words } = this;
    const { particles, seconds } = readings.ready ? readings : { particles: 0, seconds: 0 };
    const none = particles === 0;
    return html`<dh-transport
        .label=${words.seconds(fixed(seconds, 1))}
        .length=${null}
        .playing=${this.#loop.running}
        .position=${state.frame}
        .speed=${this.#speed}
        .speeds=${[0.25, 0.5, 1, 2, 4]}
        .canBack=${state.frame > 0}
        .canForward=${!none && state.frame < lastFrame}
        ?disabled=${none}
        @dh-play=${this.#play}
        @dh-pause=${() => this.#loop.stop()}
        @dh-step=${this.#step}
        @dh-speed=${this.#onSpeed}
      ></dh-transport>
      <span class="buttons"
        ><button class="button" @click=${() => this.#put(this.#gradientField?.at)}>${words.drop}</button>
        <button class="button" @click=${() => this.#put(null)}>${words.rain}</button>
        <button class="button plain" ?disabled=${none} @click=${this.#clear}>${words.clear}</button></span
      >
      ${this.control('surface')} ${state.surface === own ? this.#formula.render(this.#gradientField) : nothing}`;
  }

  /** @param {State} _state @param {AnyReadings} readings */
  caption(_state, readings) {
    const { words } = this;
    if (!readings.ready) return words.captionLoading;
    const { fault, here, ground, hasGround, particles, moving, arrived, valleys } = readings;
    if (fault) return words.captionFault;
    if (particles > 0 && moving > 0) return words.captionFlow(whole(particles), whole(moving));
    const reached = valleys.filter((valley) => valley.particles > 0).length;
    if (particles > 0)
      return reached
        ? words.captionRest(whole(particles), whole(arrived), reached)
        : words.captionStill(whole(particles));
    if (!here) return hasGround ? words.captionNowhere(noGradient(ground)) : noGround();
    const { norm, along } = here;
    return html`${norm > 0 ? words.captionPoint(significant(norm, 3), level(along, norm)) : words.captionFlat}${words.captionInvite}`;
  }

  draw() {
    const canvas = /** @type {HTMLCanvasElement | null} */ (this.renderRoot.querySelector('canvas.particles'));
    const map = this.#map;
    if (!canvas || !map) return;
    // The map may be about to take another size.
    map.updateComplete.then(() => {
      if (map.width > 80) drawParticles(canvas, map, this.#flow);
      else if (map.isConnected) requestAnimationFrame(() => this.refresh());
    });
  }

  // ── What the hand does ───────────────────────────────────────────────────────────────────────────────────

  /** @param {MouseEvent} event */
  #onClick(event) {
    const map = this.#map;
    if (!map?.grid || !this.#gradientField?.problem) return;
    const grip = event.composedPath().find((target) => target instanceof HTMLElement && target.matches('.grip'));
    // A grip that was dragged is let go with a click; from the keys, the click has no place.
    if (grip) return event.detail === 0 ? this.#put(this.#gradientField.at) : undefined;
    const frame = map.getBoundingClientRect();
    const at = map.toPlace([event.clientX - frame.left, event.clientY - frame.top]);
    const { window } = map.grid;
    if (at.some((value, i) => value < window[i][0] || value > window[i][1])) return;
    this.#put(at);
  }

  /** Puts down a handful, or lets it rain where no place is given. @param {readonly number[] | null | undefined} at */
  #put(at) {
    if (!this.#gradientField?.problem || at === undefined) return;
    const { drops, frame } = this.state;
    const drop = at ? { x: hundredths(at[0]), y: hundredths(at[1]), born: frame } : { x: NaN, y: NaN, born: frame };
    const patch = at ? { x: drop.x, y: drop.y } : {};
    this.change({ ...patch, drops: [...drops, drop].slice(-mostDrops) });
    if (!this.reducedMotion) this.#play();
  }

  #clear() {
    this.#loop.stop();
    this.change({ drops: [], frame: 0 });
  }

  /** @param {CustomEvent} event */
  #step({ detail: { by } }) {
    this.#loop.stop();
    this.change({ frame: this.state.frame + by * oneStep });
  }

  /** @param {CustomEvent} event */
  #onSpeed({ detail: { speed } }) {
    this.#speed = speed;
    this.refresh();
  }

  #play() {
    if (this.#loop.running) return;
    const later = (/** @type {number} */ frames) => Math.min(lastFrame, this.state.frame + frames);
    let due = 0;
    this.#loop.start(
      (elapsed) => {
        due += (elapsed / 1000) * this.#speed * framesPerSecond;
        const frames = Math.floor(due);
        due -= frames;
        const frame = later(frames);
        if (frames > 0) this.change({ frame }, { undo: false });
        return frame < lastFrame && (frames === 0 || this.#moving > 0);
      },
      () => this.change({ frame: later(10 * framesPerSecond) }),
    );
  }
}

/**
 * A few lengths between two powers of ten, for the key: 1, 10, 100, or 10, 30, 100.
 * @param {number} low
 * @param {number} high
 */
function roundLengths(low, high) {
  const all = [];
  for (let power = Math.floor(low); power <= high; power++) all.push(10 ** power, 3 * 10 ** power);
  const inside = all.filter((norm) => Math.log10(norm) > low + 0.05 && Math.log10(norm) < high + 0.05);
  const wholePowers = inside.filter((norm) => Math.abs(Math.log10(norm) - Math.round(Math.log10(norm))) < 0.01);
  const some = wholePowers.length >= 3 ? wholePowers : inside;
  return some.length > 4 ? some.filter((_, i) => i % 2 === 0) : some;
}

/** A slope that is zero but for rounding. @param {number} slope @param {number} norm */
const level = (slope, norm) => (Math.abs(slope) <= 1e-9 * norm ? '0' : significant(slope, 3));

FieldFigure.define();
