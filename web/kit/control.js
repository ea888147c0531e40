// @ts-check
// From a field of a schema to the control that moves it.
import { html, nothing } from 'lit';
import './number.js';
import { wordFor, wordIn } from './possible.js';
import './select.js';
import './slider.js';
import './toggle.js';

/**
 * @typedef {object} ControlOptions
 * @property {'slider' | 'number'} [as] how a number is moved; a slider unless said otherwise
 * @property {(value: number) => string} [format] how a number is written
 * @property {string} [label] instead of the figure's word for the field
 * @property {boolean} [disabled]
 * @property {readonly string[]} [options] fewer choices than the schema has
 * @property {(value: string | number | boolean) => void} [change] what comes of a new value; the field takes
 *   it unless said otherwise
 */

/**
 * @typedef {import('./number.js').NumberInput | import('./slider.js').Slider | import('./select.js').Select
 *   | import('./toggle.js').Toggle} Moved
 */

/**
 * Labels come from the figure's strings: the field's `label` or its key; a choice's options under
 * `field.option` or `option`, and as they are where the figure has no word for them.
 * @param {import('./figure.js').Figure} figure
 * @param {import('./state.js').Field} field
 * @param {string} key
 * @param {ControlOptions} options
 */
export function renderControl(figure, field, key, options) {
  const { words, state } = figure;
  const label = options.label ?? wordIn(words, field.label ?? key) ?? key;
  const disabled = options.disabled ?? false;
  const { change = (value) => figure.change({ [key]: value }) } = options;
  const input = (/** @type {Event} */ event) => change(/** @type {Moved} */ (event.currentTarget).value);
  switch (field.type) {
    case 'number':
      return options.as === 'number'
        ? html`<dh-number
            data-key=${key}
            .label=${label}
            .min=${field.min}
            .max=${field.max}
            .step=${field.step ?? 1}
            .integer=${field.integer ?? false}
            .format=${options.format ?? null}
            .value=${state[key]}
            .disabled=${disabled}
            @change=${input}
          ></dh-number>`
        : html`<dh-slider
            data-key=${key}
            .label=${label}
            .min=${field.min}
            .max=${field.max}
            .step=${field.step ?? (field.integer ? 1 : 0)}
            .scale=${field.scale ?? 'linear'}
            .integer=${field.integer ?? false}
            .format=${options.format ?? null}
            .value=${state[key]}
            .disabled=${disabled}
            @input=${input}
          ></dh-slider>`;
    case 'choice':
      return html`<dh-select
        data-key=${key}
        .label=${label}
        .value=${state[key]}
        .disabled=${disabled}
        @input=${input}
        .options=${(options.options ?? field.options).map((value) => ({ value, label: wordFor(words, key, value) ?? value }))}
      ></dh-select>`;
    case 'boolean':
      return html`<dh-toggle
        data-key=${key}
        .label=${label}
        .value=${state[key]}
        .disabled=${disabled}
        @input=${input}
      ></dh-toggle>`;
    default:
      return nothing;
  }
}
