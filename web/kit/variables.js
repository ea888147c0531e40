// @ts-check
// Variables in running words are set as such, as in the text's formulas: one rule for all captions and questions. An
// equation is not broken between two lines.
import { html } from 'lit';

// A value stands where this character does while the words around it are looked at.
const gap = '\u0001';
const variable = /(?<![A-Za-z\d’'])(?:[fghuxy]|[φθεηλ])(?![A-Za-z’'])/g;
const sides = String.raw`(?:[√∛]?ε|<b>[^<]*</b>|[−\d.°·⁰¹²³⁴-⁹⁻]+|${gap})`;
const equation = new RegExp(
  String.raw`(?<![A-Za-z\d’'])(?:cos ${gap}|g·ε|[fghuxy]|[φθεηλ]|<span class="symbol">[^<]*</span>)\s+[=≈]\s+${sides}|x\s+[−+]\s+h(?![A-Za-z])`,
  'g',
);

/** @param {string} markup words, and tags */
const markedUp = (markup) =>
  markup
    .replace(equation, '<span class="unbroken">$&</span>')
    .split(/(<[^>]*>)/)
    .map((part, i) => (i % 2 ? part : part.replace(variable, '<i class="variable">$&</i>')))
    .join('');

/** @type {WeakMap<TemplateStringsArray, TemplateStringsArray>} */
const known = new WeakMap();

/** @param {TemplateStringsArray} strings @returns {TemplateStringsArray} */
function withVariables(strings) {
  const before = known.get(strings);
  if (before) return before;
  const parts = markedUp(strings.join(gap)).split(gap);
  const marked = Object.assign(parts, { raw: parts });
  known.set(strings, marked);
  return marked;
}

/** Words written in a program may be plain text, too. @type {Map<string, TemplateStringsArray>} */
const plain = new Map();

/** @param {unknown} words @returns {words is import('lit').TemplateResult} */
const isTemplate = (words) => typeof words === 'object' && words !== null && 'strings' in words;

/**
 * @param {unknown} words text, a Lit template, or several; values within templates that are text stay as they are
 * @returns {unknown}
 */
export function setVariables(words) {
  if (Array.isArray(words)) return words.map(setVariables);
  if (isTemplate(words))
    return {
      ...words,
      strings: withVariables(words.strings),
      values: words.values.map((value) => (typeof value === 'string' ? value : setVariables(value))),
    };
  if (typeof words !== 'string' || !words.match(variable) || /[<&]/.test(words)) return words;
  if (!plain.has(words)) {
    const parts = [words];
    plain.set(words, withVariables(Object.assign(parts, { raw: parts })));
  }
  return html(/** @type {TemplateStringsArray} */ (plain.get(words)));
}
