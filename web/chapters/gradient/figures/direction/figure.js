// @ts-check
import { html, nothing } from 'lit';
import '../../../../kit/contours.js';
import { FormulaDraft } from '../../../../kit/formula/draft.js';
import '../../../../kit/plot.js';
import '../../../../kit/polar.js';
import '../../../../kit/surface.js';
import { loadMathematics } from '../../../../engine/mathematics.js';
import { degrees, withinTurn } from '../../../../kit/angles.js';
import { Figure } from '../../../../kit/figure.js';
import { moveFields } from '../../../../kit/grips.js';
import { heightsOf } from '../../../../kit/levels.js';
import { fixed, percent, signed, significant } from '../../../../kit/numbers.js';
import { own, sourceOf } from '../../chosen-problem.js';
import { noGradient, noGround, reasonFor } from '../../ground.js';
import { written } from '../../written.js';
import { renderEquation } from './equation.js';
import { endOfU, onLand, onMap, roundLimit } from './layers.js';
import { aims, completed, schema } from './schema.js';
import { strings } from './strings.js';
import { styles } from './styles.js';
import { Survey } from './survey.js';

/** @typedef {import('../../../../kit/figure.js').State} State */
/** @typedef {DirectionFigure['readings']} AnyReadings @typedef {Extract<AnyReadings, { known: true }>} Known */
/** @typedef {import('../../../../kit/grips.js').GripMove} GripMove */

/** So near, in degrees, a direction counts as found. */
const near = 3;
const panelHeight = 372;
const lowerHeight = 300;
/** About how many contour lines. */
const lines = 16;

/** A slope or a component: two decimals where they say something. @param {number} value */
function number(value) {
  const size = Math.abs(value);
  if (size >= 1e5 || (size < 0.095 && size > 1e-9)) return significant(value, 2);
  return size >= 1000 ? fixed(value, 0) : size >= 100 ? fixed(value, 1) : fixed(value, 2).replace(/^−(0\.00)$/, '$1');
}

/** With its sign. @param {number} value */
const slopeText = (value) => signed(value, number);

/** Of one, as sines and cosines are. @param {number} value */
const share = (value) => fixed(value, 2).replace(/^−(0\.00)$/, '$1');

/** An angle without its sign: near the gradient, tenths matter. @param {number} angle in degrees */
const angleText = (angle) => `${fixed(Math.abs(angle), Math.abs(angle) < 9.95 ? 1 : 0)}°`;

/** @extends {Figure<(typeof strings)['en']>} */
export class DirectionFigure extends Figure {
  static figureName = 'direction';
  static chapter = 'gradient';
  static strings = strings;
  static schema = schema;
  static styles = [...Figure.styles, styles];

  /** @type {import('../../../../engine/mathematics.js').Mathematics | null} */ engine = null;
  #opened = this.resource(
    async () => {
      this.engine = await loadMathematics();
      return new Survey(this.engine);
    },
    () => {
      this.#look();
      this.#tellOutside();
    },
  );
  /** @type {FormulaDraft} */ #formula = new FormulaDraft(this);

  get #survey() {
    return this.#opened.now;
  }

  #look() {
    this.attempt(() => this.#survey?.look(this.state));
    this.refresh();
  }

  /** @param {Record<string, unknown>} patch @param {{ undo?: boolean }} [options] */
  change(patch, options) {
    super.change(
      completed(patch, this.state, (surface) => this.#survey?.startOn(surface) ?? null),
      options,
    );
  }

  /** @param {State} _previous @param {import('../../../../kit/figure.js').Cause} cause */
  stateChanged(_previous, cause) {
    if (cause !== 'change') {
      this.#formula.revert();
    }
    if (this.#survey) this.#look();
    if (cause === 'address') this.#tellOutside();
  }

  #tellOutside() {
    const domain = this.#survey?.facts?.domain;
    if (domain) this.tellOutside({ x: domain[0], y: domain[1] });
  }

  get sources() {
    return [
      { path: 'src/problems/slopes.hpp', find: 'const double across = gradient[0] * s - gradient[1] * c' },
      sourceOf(this.state.surface),
    ];
  }

  // ── What is known ────────────────────────────────────────────────────────────────────────────────────────

  get readings() {
    const survey = this.#survey;
    if (!survey) return { ready: /** @type {const} */ (false) };
    const { state } = this;
    const {
      at: [x, y],
      here,
      direction,
      fault,
      facts,
      known,
    } = survey;
    const shared = {
      ready: /** @type {const} */ (true),
      formula: facts?.formula ?? null,
      fault: fault?.fault ?? null,
      draftFault: this.#formula.fault?.fault ?? null,
      column: (this.#formula.fault ?? fault)?.column ?? null,
      x,
      y,
      phi: state.angle,
      gradientShown: state.gradient,
      found: aims.filter(([letter]) => state.found.includes(letter)),
      heights: survey.grid ? heightsOf(survey.grid).scale : null,
      ground: survey.ground,
      hasGround: survey.hasGround,
    };
    const value = here && Number.isFinite(here.value) ? here.value : null;
    if (!known || !direction)
      return {
        ...shared,
        known: /** @type {const} */ (false),
        value,
        slope: null,
        norm: null,
        theta: null,
        gradientAngle: null,
      };
    return {
      ...shared,
      known: /** @type {const} */ (true),
      cos: direction.u[0],
      sin: direction.u[1],
      value: here.value,
      corner: survey.corner,
      fx: direction.gradient[0],
      fy: direction.gradient[1],
      alongX: direction.alongX,
      alongY: direction.alongY,
      slope: direction.slope,
      norm: direction.norm,
      theta: degrees(direction.theta),
      cosTheta: direction.cosine,
      gradientAngle: withinTurn(degrees(direction.gradientAngle)),
    };
  }

  csv() {
    const { polar, known } = this.#survey ?? {};
    const slopes = known && polar ? polar.slopes : new Array(360).fill('');
    return [['direction in degrees', 'slope'], ...Array.from(slopes, (slope, angle) => [angle, slope])];
  }

  /** Which of the aims u stands at now. @returns {typeof aims[number] | null} */
  get #aimHere() {
    const { readings } = this;
    if (!readings.ready || !readings.known || readings.norm === 0) return null;
    const off = Math.abs(readings.theta);
    return off <= near ? 'steepest' : Math.abs(off - 90) <= near ? 'level' : off >= 180 - near ? 'fall' : null;
  }

  /** u has come to rest: has it found something? */
  #rest() {
    const aim = this.#aimHere;
    if (!aim || this.state.found.includes(aim[0])) return;
    const found = aims
      .map(([letter]) => letter)
      .filter((letter) => letter === aim[0] || this.state.found.includes(letter))
      .join('');
    this.change({ found, gradient: this.state.gradient || aim === 'steepest' }, { undo: false });
  }

  // ── What is shown ────────────────────────────────────────────────────────────────────────────────────────

  subtitle() {
    const formula = this.#survey?.facts?.formula;
    return formula && this.state.surface !== own ? `f(x, y) = ${written(formula)}` : nothing;
  }

  /** @param {State} state @param {AnyReadings} readings */
  renderPicture(state, readings) {
    const survey = this.#survey;
    const { words } = this;
    if (!survey || !readings.ready) return html`<div class="waiting" role="status">${words.loading}</div>`;
    const [x, y] = survey.at;
    const point = {
      id: 'point',
      at: survey.at,
      label: words.point(fixed(x, 2), fixed(y, 2)),
      range: survey.facts?.domain,
    };
    const hand = {
      id: 'u',
      at: endOfU(survey),
      pivot: survey.at,
      end: 'u',
      small: true,
      label: words.hand(fixed(state.angle, 0), readings.known ? slopeText(readings.slope) : '–'),
    };
    const grips = survey.grid ? (survey.known ? [point, hand] : [point]) : [];
    return html`<div class="panels" @dh-grip=${this.#onGrip}>
      <div class="panel">
        <dh-surface
          .grid=${survey.grid}
          .layers=${onLand(survey, state, slopeText)}
          .grips=${survey.known ? grips : []}
          .azimuth=${state.azimuth}
          .elevation=${state.elevation}
          .height=${panelHeight}
          .levels=${lines}
          .label=${words.land}
          @dh-turn=${this.#onTurn}
        ></dh-surface>
        ${readings.heights === 'log' ? html`<p class="aside">${words.logHeights}</p>` : nothing}
      </div>
      <div class="panel">
        <dh-contours
          .grid=${survey.grid}
          .layers=${onMap(survey, state, { words, slope: slopeText, number })}
          .grips=${grips}
          .height=${panelHeight}
          .levels=${lines}
          .label=${words.map}
        ></dh-contours>
      </div>
      ${readings.known ? this.#renderSlopes(survey, state, readings) : nothing}
    </div>`;
  }

  /** @param {Survey} survey @param {State} state @param {Known} readings */
  #renderSlopes(survey, state, readings) {
    const { words } = this;
    const { polar, cut, cutRange, reach, here } = survey;
    const { slope, norm } = readings;
    const limit = roundLimit(norm);
    const spoken = words.hand(fixed(state.angle, 0), slopeText(slope));
    const arrows =
      state.gradient && norm > 0 ? [{ at: [readings.fx, readings.fy], label: `‖∇f‖ = ${number(norm)}` }] : [];
    const half = reach * 0.62;
    const series = [
      {
        name: words.f,
        x: Array.from(cut, (_, i) => -reach + (2 * reach * i) / (cut.length - 1)),
        y: cut,
        colour: 'ink',
      },
      {
        name: words.tangent,
        x: [-half, half],
        y: [here.value - half * slope, here.value + half * slope],
        colour: slope >= 0 ? 'uphill' : 'downhill',
      },
    ];
    return html`<div class="panel">
        <span class="name">${words.slopeAround}</span>
        <dh-polar
          .angles=${polar.angles}
          .values=${polar.slopes}
          .shown=${survey.traced(state)}
          .limit=${limit}
          .arrows=${arrows}
          .label=${words.polarLabel}
          .names=${{ positive: words.rising, negative: words.falling }}
          .hand=${{ angle: survey.angle, value: slope, label: `u ${slopeText(slope)}`, spoken }}
          .height=${lowerHeight}
        ></dh-polar>
      </div>
      <div class="panel">
        <dh-plot
          .series=${series}
          .markers=${[{ x: 0 }]}
          .xRange=${[-reach, reach]}
          .yRange=${cutRange}
          .xLabel=${words.alongU}
          .yLabel=${words.heightAlong}
          .label=${words.cutLabel}
          .height=${lowerHeight}
        ></dh-plot>
      </div>
      ${renderEquation(readings, { number, signed: slopeText, share, unknown: words.unknown })}`;
  }

  /** @param {State} state @param {AnyReadings} readings */
  renderControls(state, readings) {
    const { words } = this;
    const steepest = readings.ready && readings.known && readings.norm > 0 ? readings : null;
    const { angle } = schema;
    return html`<dh-slider
        data-key="angle"
        .label=${words.angle}
        .min=${angle.min}
        .max=${angle.max}
        .step=${angle.step}
        .format=${(/** @type {number} */ value) => `${fixed(value, 0)}°`}
        .value=${state.angle}
        @input=${this.#onSlide}
        @change=${() => this.#rest()}
      ></dh-slider>
      ${this.control('gradient')}
      ${state.gradient && steepest ? html`<span>${words.toGradient} <b class="read">${angleText(steepest.theta)}</b></span>` : nothing}
      ${this.control('surface')} ${state.surface === own ? this.#formula.render(this.#survey) : nothing}
      ${steepest ? this.#renderFinds(steepest) : nothing}`;
  }

  /** @param {Known} readings */
  #renderFinds({ found, norm }) {
    const { words } = this;
    const told = {
      steepest: words.foundSteepest(slopeText(norm)),
      level: words.foundLevel(),
      fall: words.foundFall(slopeText(-norm)),
    };
    const asked = { steepest: words.steepest, level: words.levelGround, fall: words.fall };
    return html`<div class="finding">
      <span id="find">${words.find}</span>
      <ul class="finds" aria-labelledby="find">
        ${aims.map((aim) => html`<li class=${found.includes(aim) ? 'found' : ''}><span>${found.includes(aim) ? told[aim] : asked[aim]}</span></li>`)}
      </ul>
    </div>`;
  }

  /** @param {State} state @param {AnyReadings} readings */
  caption(state, readings) {
    const { words } = this;
    if (!readings.ready) return words.captionLoading;
    if (readings.fault) return words.captionFault;
    const [x, y] = [fixed(readings.x, 2), fixed(readings.y, 2)];
    if (!readings.known) return this.#captionUnknown(x, y, readings);
    const { slope, norm, theta } = readings;
    const angle = `${fixed(state.angle, 0)}°`;
    if (readings.corner)
      return words.captionCorner(angle, slopeText(readings.corner.behind), slopeText(readings.corner.ahead));
    if (norm < 1e-9) return words.captionFlat(x, y);
    const aim = this.#aimHere;
    const shown = state.gradient;
    const size = number(Math.abs(slope));
    if (aim === 'steepest' && shown) return words.captionSteepest(number(norm));
    if (aim === 'level') return shown ? words.captionLevel(angle) : words.captionLevelHidden(angle);
    if (aim === 'fall') return shown ? words.captionFall(number(norm)) : words.captionFallHidden(angle, size);
    const way = slope >= 0 ? words.climbs(angle, size) : words.drops(angle, size);
    if (!shown) return html`${way} ${words.captionSearch}`;
    return html`${way}
    ${(slope >= 0 ? words.captionShare : words.captionFallShare)(percent(Math.abs(slope) / norm, 0), number(norm), angleText(theta), share(slope / norm))}`;
  }

  /**
   * Where there is no slope, and why.
   * @param {string} x @param {string} y
   * @param {{ hasGround: boolean, ground: import('./survey.js').Survey['ground'], value: number | null }} readings
   */
  #captionUnknown(x, y, { hasGround, ground, value }) {
    const { words } = this;
    if (!hasGround) return noGround();
    if (value === null) {
      const isPlain = ground === null || ground === 'nowhere' || ground === 'smooth';
      return words.captionNowhere(x, y, isPlain ? null : reasonFor(ground));
    }
    return words.captionSlopeless(x, y, number(value), noGradient(ground));
  }

  // ── What the hand does ───────────────────────────────────────────────────────────────────────────────────

  /** @param {CustomEvent<GripMove>} event */
  #onGrip({ detail }) {
    const { id, angle, phase } = detail;
    if (id === 'point') moveFields(this, detail);
    else if (phase === 'end') this.#rest();
    else this.change({ angle: withinTurn(Math.round(degrees(angle))) }, { undo: phase === 'start' });
  }

  /** @param {CustomEvent} event */
  #onTurn({ detail: { azimuth, elevation, phase } }) {
    if (phase !== 'end') this.change({ azimuth, elevation }, { undo: phase === 'start' });
  }

  /** @param {Event} event */
  #onSlide(event) {
    this.change({ angle: /** @type {import('../../../../kit/slider.js').Slider} */ (event.currentTarget).value });
  }
}

DirectionFigure.define();
