// @ts-check
// What can be wrong with a typed formula, told to the one who typed it.
import { defineStrings } from '../strings.js';

/**
 * subject: the word at which it is; allowed: the words that there are, where an unknown one stands.
 * @typedef {{ column: number, fault: string, subject: string, allowed: string }} Fault
 */

/** @param {string} allowed of x2: "x,2" @param {(front: string, digits: string) => string} told */
function digitsTold(allowed, told) {
  const [front = '', digits = ''] = allowed.split(',');
  return told(front, digits);
}

export const strings = defineStrings({
  en: {
    formula: 'formula',
    understood: 'as it was understood',
    column: (/** @type {number} */ column, /** @type {string} */ words) => `Column ${column}: ${words}`,
    badCharacter: (/** @type {Fault} */ { subject }) =>
      /[%％]/.test(subject)
        ? `“${subject}” could mean a remainder or hundredths: write mod(x, 2), or x/100.`
        : `“${subject}” means nothing in a formula; numbers, letters, + − * / ^, brackets and | do.`,
    badNumber: (/** @type {Fault} */ { subject }) =>
      `“${subject}” is not a number; 0.5, 12 and 2e-3 are, up to 1.8e308.`,
    twoPoints: (/** @type {Fault} */ { subject }) =>
      `“${subject}” has more than one point; a number has one, as in 1.52 or 0.2.`,
    operandMissing: 'a number, a variable or a function is missing here.',
    operatorMissing: (/** @type {Fault} */ { subject }) =>
      `“${subject}” cannot follow here; an operator such as + or * is missing before it.`,
    productSignMissing: 'an operator is missing before this number: x*2, or x^2 for a power.',
    bracketNotClosed: (/** @type {Fault} */ { subject }) =>
      `a “${subject}” is still open here; close it with “${/[|｜]/.test(subject) ? '|' : ')'}”.`,
    bracketNotOpened: 'this “)” closes nothing; take it away, or put a “(” before it.',
    commaMissing: (/** @type {Fault} */ { subject }) =>
      `a comma and a second number are missing here, as in ${subject}(x, 2).`,
    strayComma: (/** @type {Fault} */ { subject }) =>
      `“${subject}” separates numbers only in the brackets of a function, as in max(x${/[;；]/.test(subject) ? ';' : ','} 2). A number has at most one decimal comma: 1,5. Write one formula, as in x + y.`,
    tooManyOperands: (/** @type {Fault} */ { subject }) =>
      subject.toLowerCase() === 'log'
        ? 'log takes one number; a base stands behind it, log_2(x) and log_10(x), and any other is ln(x)/ln(3).'
        : `${subject} takes no further number; put its “)” before the comma.`,
    callMissing: (/** @type {Fault} */ { subject }) =>
      `${subject} takes its numbers in brackets, as in ${subject}(x, 2).`,
    inverseUnknown: (/** @type {Fault} */ { subject }) =>
      `${subject}⁻¹ has no name here; one divided by ${subject}(x) is 1/${subject}(x).`,
    unknownFunction: (/** @type {Fault} */ { subject, allowed }) =>
      `there is no function “${subject}”; there are ${allowed}.`,
    unknownVariable: (/** @type {Fault} */ { subject, allowed }) =>
      `“${subject}” is neither a variable (${allowed}), nor a constant (π, e), nor a function.`,
    digitsBehindName: (/** @type {Fault} */ { subject, allowed }) =>
      digitsTold(
        allowed,
        (front, digits) =>
          `“${subject}” is no name; write ${front}^${digits} for a power, or ${digits}${front} for a product.`,
      ),
    otherVariable: (/** @type {Fault} */ { subject, allowed }) =>
      `the variable here is ${allowed}, not “${subject}”; write f(${allowed}) = …, with ${allowed} on the right as well.`,
    equation: (/** @type {Fault} */ { allowed }) =>
      `this is an equation; write the function alone, or behind its name, as in f(${allowed}) = …`,
    tooLong: (/** @type {Fault} */ { subject }) => `a formula may have ${subject} characters.`,
    tooDeep: (/** @type {Fault} */ { subject }) => `brackets may be ${subject} deep.`,
    unreadable: 'this cannot be read.',
    naturalLogarithm: 'log is ln, the natural logarithm; the common one is log10.',
    decimalComma: 'A comma between digits is a decimal one: 1,5 is 1.5.',
    thousandsComma: 'A comma before three digits parts thousands: 1,000 is 1000.',
  },
  zh: {
    formula: '公式',
    understood: '读出的公式',
    column: (column, words) => `第 ${column} 列：${words}`,
    badCharacter: ({ subject }) =>
      /[%％]/.test(subject)
        ? `“${subject}”可能指余数，也可能指百分数：请写 mod(x, 2) 或 x/100。`
        : `公式里不能用“${subject}”，可以用数、字母、+ − * / ^、括号和 |。`,
    badNumber: ({ subject }) => `“${subject}”不是数。数写作 0.5、12 或 2e-3，最大 1.8e308。`,
    twoPoints: ({ subject }) => `“${subject}”有不止一个小数点；一个数只有一个小数点，例如 1.52 或 0.2。`,
    operandMissing: '这里缺一个数、变量或函数。',
    operatorMissing: ({ subject }) => `“${subject}”不能接在这里，它前面缺一个运算符，例如 + 或 *。`,
    productSignMissing: '这个数的前面缺运算符：相乘写作 x*2，乘方写作 x^2。',
    bracketNotClosed: ({ subject }) => `到这里还有“${subject}”没有闭合，要补上“${/[|｜]/.test(subject) ? '|' : ')'}”。`,
    bracketNotOpened: '这个“)”没有与之对应的“(”：删去它，或在前面补上“(”。',
    commaMissing: ({ subject }) => `这里缺一个逗号和第二个数，写作 ${subject}(x, 2)。`,
    strayComma: ({ subject }) =>
      `“${subject}”只用在函数的括号里，隔开几个数，例如 max(x${/[;；]/.test(subject) ? ';' : ','} 2)；一个数至多有一个小数逗号，例如 1,5。请只写一个式子，例如 x + y。`,
    tooManyOperands: ({ subject }) =>
      subject.toLowerCase() === 'log'
        ? 'log 只取一个数；底数写在后面：log_2(x)、log_10(x)，其他底数写作 ln(x)/ln(3)。'
        : `${subject} 不能再有更多的数，“)”应在逗号之前。`,
    callMissing: ({ subject }) => `${subject} 的数要放在括号里，写作 ${subject}(x, 2)。`,
    inverseUnknown: ({ subject }) => `${subject}⁻¹ 在这里没有名称；${subject}(x) 的倒数写作 1/${subject}(x)。`,
    unknownFunction: ({ subject, allowed }) => `没有叫“${subject}”的函数，可以用 ${allowed}。`,
    unknownVariable: ({ subject, allowed }) => `“${subject}”既不是变量（${allowed}）、常数（π、e），也不是函数。`,
    digitsBehindName: ({ subject, allowed }) =>
      digitsTold(
        allowed,
        (front, digits) => `没有“${subject}”这个名称：乘方写作 ${front}^${digits}，乘积写作 ${digits}${front}。`,
      ),
    otherVariable: ({ subject, allowed }) =>
      `这里的变量是 ${allowed}，不是“${subject}”：请写 f(${allowed}) = …，右边也用 ${allowed}。`,
    equation: ({ allowed }) => `这是一个方程。请只写函数，或在前面写上它的名称：f(${allowed}) = …`,
    tooLong: ({ subject }) => `公式最多 ${subject} 个字符。`,
    tooDeep: ({ subject }) => `括号最多 ${subject} 层。`,
    unreadable: '读不懂这个公式。',
    naturalLogarithm: 'log 指自然对数 ln；常用对数写作 log10。',
    thousandsComma: '后面恰有三位数字的逗号是千位分隔符：1,000 就是 1000。',
    decimalComma: '数字之间的逗号按小数点读：1,5 就是 1.5。',
  },
});

/**
 * @param {import('../language.js').Language} language
 * @param {Partial<Fault>} error as the engine throws it
 */
export function faultWords(language, { column = 1, fault = 'unreadable', subject = '', allowed = '' }) {
  const words = strings[language];
  const told = /** @type {Record<string, any>} */ (words)[fault] ?? words.unreadable;
  return words.column(column, typeof told === 'function' ? told({ column, fault, subject, allowed }) : told);
}
