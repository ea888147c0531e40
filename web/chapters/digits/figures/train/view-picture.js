// @ts-check
// The picture's frame: the question first, the score, the curves beside the digits, and the state of the data.
import { html, nothing } from 'lit';
import '../../../../kit/predict.js';
import '../../../../kit/progress.js';
import { fixed, percent, whole } from '../../../../kit/numbers.js';
import { megabytes, ofHundred } from './caption.js';
import { countRight } from './gallery.js';
import { lastStep } from './limits.js';
import { lossAxisOf } from './losses.js';
import { layOut } from './painter.js';
import { Scrubbing } from './scrubbing.js';
import { viewTransport } from './view-transport.js';

/** @typedef {import('./figure.js').TrainFigure} TrainFigure @typedef {import('./look.js').Look} Look */

/** @param {TrainFigure} figure @param {Look} look */
export function viewPicture(figure, look) {
  return html`${viewGuess(figure, look)} ${viewScore(figure, look)} ${viewPanels(figure, look)}
  ${viewData(figure, look)}`;
}

/** @param {TrainFigure} figure @param {Look} look */
function viewGuess(figure, look) {
  const { words, experiment } = figure;
  const guessed = experiment.guess >= 0;
  if (figure.skipped || (!guessed && (look.reach > 0 || look.lines.length > 1 || figure.session.playing)))
    return nothing;
  const accuracy = look.firstPass?.accuracy ?? null;
  const answer = accuracy === null ? null : Math.round(accuracy * 100);
  const verdict =
    accuracy === null || answer === null ? '' : words.guessVerdict(ofHundred(accuracy), answer - experiment.guess);
  return html`<dh-predict
    class="question"
    .question=${words.guessQuestion}
    .action=${words.guessAction}
    .phase=${guessed ? 'shown' : 'asking'}
    .guess=${guessed ? experiment.guess : null}
    .range=${{ min: 0, max: 100, start: 50, step: 1, label: words.guess, format: (/** @type {number} */ value) => whole(value) }}
    .verdict=${verdict}
    @dh-guess=${(/** @type {CustomEvent} */ event) => figure.takeGuess(event.detail.value)}
    @dh-skip=${() => figure.skipGuess()}
  ></dh-predict>`;
}

/** @param {TrainFigure} figure @param {Look} look */
function viewScore(figure, look) {
  const { words } = figure;
  const { evaluation, measures, data, goal } = look;
  const count = whole(data?.test.total || 10000);
  /** @param {string} value @param {string} unit */
  const stat = (value, unit) => html`<div class="stat"><b>${value}</b><span>${unit}</span></div>`;
  // Nothing is known yet of a step to which a link leads, while the digits are on their way.
  const known = (/** @type {string} */ text) => (look.arrived ? text : '–');
  const seconds = measures && measures.step === look.step ? measures.trainingSeconds : null;
  return html`<div class="score">
    <div class="accuracy">
      <b>${evaluation ? percent(evaluation.accuracy) : '–'}</b>
      <div>
        ${words.rightOf(count)}
        <div class="goal ${goal?.kept ? 'kept' : ''}">${goal ? writeGoal(words, goal) : nothing}</div>
      </div>
    </div>
    <div class="stats">
      ${stat(known(whole(look.step)), words.statStep)}
      ${stat(known(fixed(look.samples / look.trainTotal, look.samples / look.trainTotal < 10 ? 2 : 1)), words.statPasses)}
      ${stat(seconds === null ? '–' : fixed(seconds, 2), words.statSeconds)}
      ${stat(measures?.samplesPerSecond ? whole(round(measures.samplesPerSecond)) : '–', words.statSpeed)}
    </div>
  </div>`;
}

/** @param {TrainFigure['words']} words @param {NonNullable<Look['goal']>} goal */
const writeGoal = (words, { kept, seconds, step }) =>
  kept ? words.statGoal(fixed(seconds, 2), whole(step)) : words.statGoalLost(whole(step));

/** Two digits are all that a measured speed is worth. @param {number} speed */
const round = (speed) => Number(speed.toPrecision(speed > 1e5 ? 3 : 2));

/** @param {TrainFigure} figure @param {Look} look */
function viewPanels(figure, look) {
  const { words, exhibits, painter } = figure;
  const size = layOut(figure.width || 640);
  const box = (/** @type {{ width: number, height: number }} */ { width, height }) =>
    `width:${width}px;height:${height}px`;
  const scrub = Scrubbing.of(figure);
  const count = whole(size.gallery.count);
  const answered = exhibits.some(({ guess }) => guess !== null);
  const label = answered ? words.galleryLabel(whole(countRight(exhibits)), count) : words.galleryIdle(count);
  const axis = lossAxisOf(look, figure.experiment.axes).log ? ` ${words.plotLabelLog}` : '';
  return html`<div class="panels ${size.wide ? 'wide' : ''}">
    <div class="over-time">
      <canvas
        class="curves"
        role="img"
        aria-label=${words.plotLabel + axis}
        .style=${box(size.curves)}
        @pointerdown=${scrub.down}
        @pointermove=${scrub.move}
        @pointerup=${scrub.up}
        @pointercancel=${scrub.cancel}
      ></canvas>
      ${viewTransport(figure, look, painter.rail(look), lastStep)}
    </div>
    <div class="gallery">
      <div class="heading">${words.galleryTitle}</div>
      <canvas class="digits" role="img" aria-label=${label} .style=${box(size.gallery)}></canvas>
      <div class="key"><span>${words.galleryKeyWrong()}</span><span>${words.galleryKeyBar()}</span></div>
    </div>
  </div>`;
}

/** @param {TrainFigure} figure @param {Look} look */
function viewData(figure, look) {
  const { words, session } = figure;
  const { data } = look;
  if (!session.opened || !data) return nothing;
  const synthetic = data.source === 'synthetic' ? html`<p class="synthetic">${words.synthetic}</p>` : nothing;
  if (data.phase === 'failed') {
    return html`<div class="broken" role="alert">
      <span
        >${words.dataFailed(megabytes(data.loaded), whole(data.train.available))}
        ${data.problem ? words.dataProblem(data.problem) : nothing}</span
      >
      <button class="button" @click=${() => figure.retryData()}>${words.retry}</button>
    </div>`;
  }
  if (data.phase === 'loading') {
    const detail = data.total ? words.loadingDetail(megabytes(data.loaded), megabytes(data.total)) : '';
    return html`<dh-progress
      .label=${words.loading}
      .detail=${detail}
      .value=${data.total ? data.loaded / data.total : null}
    ></dh-progress>`;
  }
  if (data.phase === 'generating') {
    return html`<dh-progress
      .label=${words.generating}
      .detail=${words.generatingDetail(whole(data.loaded), whole(data.total))}
      .value=${data.total ? data.loaded / data.total : null}
    ></dh-progress>`;
  }
  return session.restored
    ? html`${synthetic}
        <p class="synthetic" role="status">${words.restarted}</p>`
    : synthetic;
}
