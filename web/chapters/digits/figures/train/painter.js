// @ts-check
// Brings the curves and the gallery onto their canvases, in the colours of the theme.
import { whole } from '../../../../kit/numbers.js';
import { prepareCanvas } from '../../../../kit/canvas.js';
import { theme, token, tokenRgb } from '../../../../kit/theme.js';
import { drawCurves, stepScale } from './curves.js';
import { drawGallery, galleryLayout, paintDigits } from './gallery.js';
import { labelRuns, RunColours } from './labels.js';
import { exhibitCount } from './gallery-watch.js';
import { evaluationAt, explodedAt } from './look.js';

/** @typedef {import('./look.js').Look} Look @typedef {ReturnType<Painter['colours']>} Colours */

/** Wide enough for curves and digits side by side. */
export const wideFrom = 700;

/** Curves narrower than this have fewer words. */
const narrowBelow = 480;

/** The step at which the axis ends. @param {Look} look */
const endOf = (look) => Math.max(50, look.step, ...look.lines.map(({ reach }) => reach));

/** Sizes of the two canvases for a width of the picture. @param {number} width */
export function layOut(width) {
  const wide = width >= wideFrom;
  const gallery = wide ? Math.min(392, Math.round(width * 0.4)) : width;
  const columns = !wide && width >= 480 ? 10 : 8;
  // On a narrow screen the digits must not push everything else out of sight.
  const count = wide ? exhibitCount : 3 * columns;
  const { height } = galleryLayout(gallery, count, columns);
  return {
    wide,
    gallery: { width: gallery, height, columns, count },
    curves: { width: wide ? width - gallery - 28 : width, height: wide ? height + 10 : 270 },
  };
}

export class Painter {
  #figure;
  /** @type {Colours | null} */ #colours = null;
  /** @type {HTMLCanvasElement[]} */ #digits = [];
  #galleryDrawn = '';
  /** @type {import('./curves.js').Plan | null} */ #plan = null;

  /** @param {import('./figure.js').TrainFigure} figure */
  constructor(figure) {
    this.#figure = figure;
  }

  /** Other colours are in force. */
  forget() {
    this.#colours = null;
    this.#digits = [];
    this.#galleryDrawn = '';
  }

  colours() {
    const name = (/** @type {string} */ key) => token(key);
    const runs = Object.fromEntries([...RunColours.tokens, 'series-8'].map((key) => [key, name(key)]));
    const wrong = `color-mix(in oklab, ${name('guess')} ${theme.shown === 'dark' ? 28 : 20}%, ${name('card')})`;
    return {
      ink: name('ink'),
      soft: name('soft'),
      faint: name('faint'),
      hair: name('hair'),
      card: name('card'),
      wash: name('wash'),
      grip: name('grip'),
      uphill: name('uphill'),
      truth: name('truth'),
      guess: name('guess'),
      sans: name('sans'),
      rgb: tokenRgb('ink'),
      wrong,
      runs,
    };
  }

  /** @param {Look} look */
  draw(look) {
    const figure = this.#figure;
    const find = (/** @type {string} */ name) =>
      /** @type {HTMLCanvasElement | null} */ (figure.renderRoot.querySelector(`canvas.${name}`));
    const [curves, gallery] = [find('curves'), find('digits')];
    if (!figure.width || !curves || !gallery) return;
    this.#colours ??= this.colours();
    this.#drawCurves(curves, look);
    this.#drawGallery(gallery);
  }

  /** The step at a place on the curves' canvas. @param {number} x */
  stepAt(x) {
    return this.#plan ? stepScale(this.#plan).stepAt(x) : 0;
  }

  /**
   * The axis of steps, for the transport under the curves.
   * @param {Look} look
   * @returns {import('../../../../kit/transport.js').Rail}
   */
  rail(look) {
    const { width } = layOut(this.#figure.width || 640).curves;
    const { axes } = this.#figure.experiment;
    const end = endOf(look);
    const { left, right } = stepScale({ width, axes, end, compact: width < narrowBelow });
    return { left, right, end, scale: axes === 'logBoth' ? 'log' : 'linear' };
  }

  /** @param {HTMLCanvasElement} canvas @param {Look} look */
  #drawCurves(canvas, look) {
    const figure = this.#figure;
    const { words } = figure;
    const palette = /** @type {Colours} */ (this.#colours);
    const { width, height } = layOut(figure.width).curves;
    const labels = labelRuns(
      look.lines.map(({ path }) => path),
      words,
    );
    const { colours, experiment } = figure;
    const begun = look.lines.some(({ run, reach }) => run && reach > 0);
    /** @type {import('./curves.js').Plan} */
    const plan = {
      width,
      height,
      palette,
      axes: experiment.axes,
      compact: width < narrowBelow,
      cursor: begun || look.step > 0 ? look.step : null,
      end: endOf(look),
      stepsPerEpoch: look.stepsPerEpoch,
      guess: experiment.guess >= 0 ? experiment.guess / 100 : null,
      snapshots: look.run?.history.snapshots.filter((step) => step <= look.reach) ?? [],
      formatStep: whole,
      words: {
        loss: width < narrowBelow ? words.lossCompact : words.lossAxis,
        logLoss: width < narrowBelow ? words.logLossCompact : words.logLossAxis,
        testLoss: words.testLoss,
        batchLoss: words.batchLoss,
        accuracy: words.accuracy,
        stepZero: words.stepZero,
        pass: words.passes,
        guess: words.yourGuess,
        exploded: words.exploded,
      },
      runs: look.lines.flatMap(({ run, reach, present }, index) =>
        run
          ? [
              {
                curve: run.history,
                reach,
                present,
                label: labels[index],
                colour: palette.runs[colours[index]],
                latest: evaluationAt(run, reach),
                exploded: present ? explodedAt(look) : run.status === 'diverged' ? run.history.lastStep : null,
              },
            ]
          : [],
      ),
    };
    this.#plan = plan;
    drawCurves(prepareCanvas(canvas, width, height), plan);
  }

  /** @param {HTMLCanvasElement} canvas */
  #drawGallery(canvas) {
    const { exhibits } = this.#figure;
    const { version } = this.#figure.gallery;
    const palette = /** @type {Colours} */ (this.#colours);
    const { width, height, columns } = layOut(this.#figure.width).gallery;
    const drawn = `${version} ${width} ${theme.shown} ${globalThis.devicePixelRatio}`;
    if (drawn === this.#galleryDrawn && canvas.width > 1) return;
    this.#galleryDrawn = drawn;
    if (this.#digits.length !== exhibits.length) this.#digits = paintDigits(exhibits, palette.rgb);
    drawGallery(prepareCanvas(canvas, width, height), width, columns, exhibits, this.#digits, palette);
  }
}
