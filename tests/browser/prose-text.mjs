// @ts-check
// A chapter's text as it is read: short formulas within its lines as characters, so that their numbers are looked at
// too.
import { readFileSync } from 'node:fs';

const signs = /** @type {[RegExp, string][]} */ ([
  [/\\varepsilon/g, 'ε'],
  [/\\varphi/g, 'φ'],
  [/\\theta/g, 'θ'],
  [/\\eta/g, 'η'],
  [/\\nabla /g, '∇'],
  [/\\times/g, '×'],
  [/ \\cdot /g, '·'],
  [/\\sqrt\[3\]/g, '∛'],
  [/\\sqrt/g, '√'],
  [/\\[lr]vert ?| ?\\rvert/g, '|'],
  [/\\(cos|sin)/g, '$1 '],
  [/-/g, '−'],
  [/'''/g, '‴'],
  [/''/g, '″'],
]);

/** @param {string} tex @returns {string | null} null where it takes more than a line of characters */
function spoken(tex) {
  const raised = tex.replace(/\^\{(-?\d+)\}/g, (_, power) =>
    [...power].map((sign) => (sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)])).join(''),
  );
  const text = signs.reduce((words, [from, to]) => words.replace(from, to), raised);
  return /[\\_^{}]/.test(text) ? null : text;
}

/** @param {URL} file of Markdown */
export const proseText = (file) =>
  readFileSync(file, 'utf8')
    .replaceAll('\u00a0', ' ')
    .replace(/(?<!\$)\$([^$\n]+)\$(?!\$)/g, (formula, tex) => spoken(tex) ?? formula);
