// @ts-check
// Variables in captions: which letters are set as such, and what is kept on one line.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from 'lit';
import { setVariables } from '../../web/kit/variables.js';

/**
 * The markup of words, values included; {x} stands for a variable, [ ] for what is not broken.
 * @param {any} part
 * @returns {string}
 */
const markup = (part) =>
  Array.isArray(part)
    ? part.map(markup).join('')
    : part?.strings
      ? part.strings
          .map(
            (/** @type {string} */ text, /** @type {number} */ i) =>
              text + (i < part.values.length ? markup(part.values[i]) : ''),
          )
          .join('')
      : String(part);

/** @param {unknown} words */
const set = (words) =>
  markup(setVariables(words))
    .replace(/<i class="variable">(.*?)<\/i>/g, '{$1}')
    .replace(/<span class="unbroken">(.*?)<\/span>/gs, '[$1]');

test('a variable in running words is set as one, in both languages', () => {
  const value = '1.5';
  for (const [words, markedUp] of [
    [html`At x = <b>${value}</b> the slope is <b>0</b>.`, 'At [{x} = <b>1.5</b>] the slope is <b>0</b>.'],
    [html`the chord from x − h to x + h, whatever h`, 'the chord from [{x} − {h}] to [{x} + {h}], whatever {h}'],
    [html`沿 φ = <b>${value}</b> 的方向，u 顺着等高线`, '沿 [{φ} = <b>1.5</b>] 的方向，{u} 顺着等高线'],
    [
      html`u points against it, and cos ${value} = <b>${value}</b>`,
      '{u} points against it, and [cos 1.5 = <b>1.5</b>]',
    ],
    [html`each along −∇f, near h = √ε. At θ = 90°`, 'each along −∇{f}, near [{h} = √{ε}]. At [{θ} = 90°]'],
    [html`<b class="x">${'x'}</b> of a C++ file: it’s f’s x-ray`, '<b class="x">x</b> of a C++ file: it’s f’s {x}-ray'],
    [html`${html`with η = <b>${value}</b>`} and ${[html`h`, ' x']}`, 'with [{η} = <b>1.5</b>] and {h} {x}'],
    ['Drag h from 1 down.', 'Drag {h} from 1 down.'],
    ['where h =\n  0.1 stands', 'where [{h} =\n  0.1] stands'],
    ['Nothing to set.', 'Nothing to set.'],
  ])
    assert.equal(set(words), markedUp);
});

test('the same words are the same template: Lit changes the values alone', () => {
  const words = (/** @type {string} */ x) => html`At x = <b>${x}</b>.`;
  const template = (/** @type {unknown} */ said) =>
    /** @type {import('lit').TemplateResult} */ (setVariables(said)).strings;
  assert.equal(template(words('1')), template(words('2')));
  assert.equal(template('Drag h.'), template('Drag h.'));
});
