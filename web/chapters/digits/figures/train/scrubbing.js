// @ts-check
// Travelling by dragging on the curves. A finger that scrolls the page over them must not travel: a touch counts
// once it has moved sideways, or when it is lifted where it came down.

const slack = 7;

export class Scrubbing {
  /** @type {WeakMap<import('./figure.js').TrainFigure, Scrubbing>} */
  static #known = new WeakMap();

  /** @param {import('./figure.js').TrainFigure} figure */
  static of(figure) {
    const scrubbing = this.#known.get(figure) ?? new Scrubbing(figure);
    this.#known.set(figure, scrubbing);
    return scrubbing;
  }

  #figure;
  #held = false;
  #moving = false;
  #start = 0;

  /** @param {import('./figure.js').TrainFigure} figure */
  constructor(figure) {
    this.#figure = figure;
  }

  /** @param {PointerEvent} event */
  down = (event) => {
    if (event.button !== 0) return;
    this.#held = true;
    this.#start = event.offsetX;
    this.#moving = event.pointerType !== 'touch';
    /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    if (this.#moving) this.#go(event);
  };

  /** @param {PointerEvent} event */
  move = (event) => {
    // Released where nobody heard it.
    if (event.buttons !== 1) this.#held = false;
    if (!this.#held) return;
    if (Math.abs(event.offsetX - this.#start) > slack) this.#moving = true;
    if (this.#moving) this.#go(event);
  };

  /** @param {PointerEvent} event */
  up = (event) => {
    if (this.#held) this.#go(event);
    this.#held = false;
  };

  cancel = () => {
    this.#held = false;
  };

  /** @param {PointerEvent} event */
  #go(event) {
    const figure = this.#figure;
    if (figure.look.reach === 0) return;
    const step = Math.min(figure.painter.stepAt(event.offsetX), figure.look.reach);
    if (step !== figure.look.step || figure.session.playing) figure.seek(step);
  }
}
