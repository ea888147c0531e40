// @ts-check
// What can be wrong with a typed formula, told to the one who typed it.
import { defineStrings } from '../strings.js';

export const strings = defineStrings({
  en: {
    formula: 'formula',
    column: (/** @type {number} */ column, /** @type {string} */ words) => `Column ${column}: ${words}`,
    badCharacter: (/** @type {string} */ subject) => `“${subject}” means nothing in a formula.`,
    badNumber: (/** @type {string} */ subject) => `“${subject}” is not a number.`,
    operandMissing: 'a number, a variable or a function is missing here.',
    operatorMissing: 'an operator such as + or * is missing here.',
    productSignMissing: 'a product is written with its sign: 2*x.',
    bracketNotClosed: 'a “(” is still open here.',
    bracketNotOpened: 'this “)” closes nothing.',
    commaMissing: 'a comma and a second number are missing here.',
    callMissing: 'a function takes its argument in brackets: sin(x).',
    unknownFunction: (/** @type {string} */ subject) => `there is no function “${subject}”.`,
    unknownVariable: (/** @type {string} */ subject) => `there is no variable “${subject}” here.`,
    tooLong: (/** @type {string} */ subject) => `a formula may have ${subject} characters.`,
    tooDeep: (/** @type {string} */ subject) => `brackets may be ${subject} deep.`,
    unreadable: 'this cannot be read.',
  },
  zh: {
    formula: '公式',
    column: (column, words) => `第 ${column} 列：${words}`,
    badCharacter: (subject) => `公式里不能用“${subject}”。`,
    badNumber: (subject) => `“${subject}”不是数。`,
    operandMissing: '这里缺一个数、变量或函数。',
    operatorMissing: '这里缺一个运算符，例如 + 或 *。',
    productSignMissing: '乘号不能省略，写作 2*x。',
    bracketNotClosed: '到这里还有“(”没有闭合。',
    bracketNotOpened: '这个“)”没有与之对应的“(”。',
    commaMissing: '这里缺一个逗号和第二个数。',
    callMissing: '函数的自变量要放在括号里，写作 sin(x)。',
    unknownFunction: (subject) => `没有叫“${subject}”的函数。`,
    unknownVariable: (subject) => `这里没有变量“${subject}”。`,
    tooLong: (subject) => `公式最多 ${subject} 个字符。`,
    tooDeep: (subject) => `括号最多 ${subject} 层。`,
    unreadable: '读不懂这个公式。',
  },
});

/**
 * @param {import('../language.js').Language} language
 * @param {{ column?: number, fault?: string, subject?: string }} error as the engine throws it
 */
export function faultWords(language, { column = 1, fault = 'unreadable', subject = '' }) {
  const words = strings[language];
  const told = /** @type {Record<string, any>} */ (words)[fault] ?? words.unreadable;
  return words.column(column, typeof told === 'function' ? told(subject) : told);
}
