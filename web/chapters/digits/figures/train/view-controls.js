// @ts-check
// The controls: the runs side by side, the few knobs that matter, the rest folded away. Play and pause stand under the
// curves.
import { html, nothing } from 'lit';
import { icon } from '../../../../kit/icons.js';
import { significant } from '../../../../kit/numbers.js';
import { drawLayers } from './layers.js';
import { labelRuns } from './labels.js';
import { numbersOf } from './limits.js';

/** @typedef {import('./figure.js').TrainFigure} TrainFigure @typedef {import('./look.js').Look} Look */

const presets = ['none', '16-16', '128', '512-256'];

/** @param {TrainFigure} figure @param {Look} look */
export function viewControls(figure, look) {
  return html`<div class="rows">${viewRuns(figure, look)} ${viewKnobs(figure, look)} ${viewMore(figure)}</div>`;
}

/** @param {TrainFigure} figure @param {Look} look */
function viewRuns(figure, look) {
  const { words, rescue } = figure;
  const begun = look.reach > 0;
  if (!begun && look.lines.length === 1) return nothing;
  const rate = significant(figure.otherRate);
  const forked = look.path.length > 1 && look.reach === look.from && look.from > 0;
  // What a button offers changes with the first click; the second of a double click must not take the next offer.
  const once = (/** @type {() => void} */ action) => (/** @type {MouseEvent} */ event) => event.detail < 2 && action();
  const button = (
    /** @type {string} */ text,
    /** @type {string} */ title,
    /** @type {() => void} */ action,
    look = '',
  ) => html`<button class="button ${look}" title=${title} @click=${once(action)}>${text}</button>`;
  return html`<div class="row actions">
    ${
      rescue
        ? button(words.shorter(significant(rescue.rate)), '', () => figure.takeRescue(rescue), 'strong')
        : html`${begun && look.step > 0 && !forked ? button(words.branchHere(rate), words.branchTitle, () => figure.tryOtherRate(true)) : nothing}
          ${begun ? button(words.sameSeed(rate), words.sameSeedTitle, () => figure.tryOtherRate(false)) : nothing}
          ${forked ? button(words.fromStart, '', () => figure.trainFromStart()) : nothing}`
    }
    ${look.lines.length > 1 ? viewChips(figure, look) : nothing}
  </div>`;
}

/** @param {TrainFigure} figure @param {Look} look */
function viewChips(figure, look) {
  const { words, colours } = figure;
  const labels = labelRuns(
    look.lines.map(({ path }) => path),
    words,
  );
  return html`<ul class="chips" aria-label=${words.runs}>
    ${look.lines.map(
      (line, index) =>
        html`<li class=${line.present ? 'present' : ''} .style=${`--run: var(--${colours[index]})`}>
          ${
            line.present
              ? html`<span class="name" aria-current="true">${labels[index]}</span>`
              : html`<button class="name" title=${words.takeUp(labels[index])} @click=${() => figure.takeUp(index)}>
                    ${labels[index]}
                  </button>
                  <button
                    class="away"
                    title=${words.forget(labels[index])}
                    aria-label=${words.forget(labels[index])}
                    @click=${() => figure.forgetRun(index)}
                  >
                    ${icon('clear')}
                  </button>`
          }
        </li>`,
    )}
  </ul>`;
}

/** @param {TrainFigure} figure @param {Look} look */
function viewKnobs(figure, look) {
  const { words, state } = figure;
  const shown = state.hidden === 'none' ? words.none : state.hidden;
  return html`<div class="row knobs">
    ${figure.control('learningRate')}
    ${figure.control('optimizer', { change: (optimizer) => figure.setOptimizer(String(optimizer)) })}
    <div class="network">
      <label class="hidden"
        ><span>${words.hidden}</span
        ><input
          type="text"
          autocomplete="off"
          spellcheck="false"
          enterkeyhint="done"
          maxlength="40"
          .value=${shown}
          @change=${(/** @type {Event} */ event) => take(figure, event)}
          @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === 'Enter' && take(figure, event)}
      /></label>
      <span class="presets" role="group" aria-label=${words.presets}
        >${presets.map(
          (preset) =>
            html`<button
              class="button"
              aria-pressed=${preset === state.hidden}
              @click=${() => figure.setHidden(preset)}
            >
              ${preset === 'none' ? words.none : preset}
            </button>`,
        )}</span
      >
      ${drawLayers(look.widths, words.layers(look.widths.join('-')))}
    </div>
  </div>`;
}

/** @param {TrainFigure} figure @param {Event} event */
function take(figure, event) {
  const input = /** @type {HTMLInputElement} */ (event.target);
  figure.setHidden(input.value, input);
}

/** @param {TrainFigure} figure */
function viewMore(figure) {
  const { words, state } = figure;
  return html`<details class="more">
    <summary>${words.more}</summary>
    <div class="row">
      ${numbersOf(state.optimizer).beta ? figure.control('momentum') : nothing} ${figure.control('batchSize')}
      ${figure.control('weightDecay')} ${figure.control('loss')} ${figure.control('activation')}
      ${figure.control('initialisation')} ${figure.control('augmentation')}
      ${figure.control('seed', { as: 'number', format: (value) => String(value) })} ${figure.control('axes')}
    </div>
  </details>`;
}
