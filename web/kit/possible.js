// @ts-check
// What a setting may be, in words: in its menu, and where an address asked for something else.
import { significant } from './numbers.js';

/** @typedef {import('./figure.js').Words} Words */

/** A word that is text, or undefined. @param {Words} words @param {string} key */
export function wordIn(words, key) {
  const word = words[key];
  return typeof word === 'string' ? word : undefined;
}

/**
 * What a choice is called: the figure's word for it in this field, or its word for it anywhere.
 * @param {Words} words @param {string} key of the field @param {string} option
 */
export const wordFor = (words, key, option) => wordIn(words, `${key}.${option}`) ?? wordIn(words, option);

/**
 * The value of a setting as the page writes numbers. @param {import('./state.js').Field} field @param {string} text
 */
export const usedWords = (field, text) =>
  field.type === 'number' && text !== '' ? significant(Number(text), 12) : text.replace(/(^|,)-/g, '$1−');

/**
 * @param {import('./state.js').Field} field @param {(typeof import('./strings.js').strings)['en']} kitWords
 * @param {Words} words the figure's own @returns {string} a sentence, or '' where there is none to say
 */
export function possibleWords(field, kitWords, words) {
  switch (field.type) {
    case 'number':
      return kitWords.outOfRange(significant(field.min, 12), significant(field.max, 12));
    case 'numbers':
      return kitWords.possibleNumbers(
        field.minLength ?? 0,
        field.maxLength,
        significant(field.min, 12),
        significant(field.max, 12),
      );
    case 'boolean':
      return kitWords.possibleChoices(['1', '0']);
    case 'choice':
      return kitWords.possibleChoices(field.options);
    case 'text':
      return kitWords.possibleText(field.maxLength ?? 200);
    default:
      return field.options ? kitWords.possibleChoices(field.options) : (wordIn(words, field.possible ?? '') ?? '');
  }
}
