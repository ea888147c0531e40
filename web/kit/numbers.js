// @ts-check
// Numbers as the page writes them: a true minus sign, no needless digits, the language's grouping.
import { language } from './language.js';

/** @param {string} text */
const withMinus = (text) => text.replace(/-/g, '−');

/** @param {number} value @returns {string | null} words for what is not a plain number */
function special(value) {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '∞';
  if (value === -Infinity) return '−∞';
  return null;
}

/** A fixed number of decimals: fixed(2.875, 2) → "2.88". @param {number} value @param {number} decimals */
export function fixed(value, decimals) {
  return special(value) ?? withMinus(value.toFixed(decimals));
}

/**
 * Significant digits, without trailing zeros; very large and very small ones as powers of ten.
 * @param {number} value @param {number} [digits]
 */
export function significant(value, digits = 3) {
  const words = special(value);
  if (words) return words;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
    const short = String(Number(mantissa));
    const power = `10${superscript(Number(exponent))}`;
    return withMinus(short === '1' ? power : short === '-1' ? `-${power}` : `${short}·${power}`);
  }
  return withMinus(String(Number(value.toPrecision(digits))));
}

/**
 * With its sign, also where it is positive: signed(2.5) → "+2.5"; what is written as zero has none.
 * @param {number} value
 * @param {(value: number) => string} [write] how many digits
 */
export function signed(value, write = significant) {
  const text = write(value);
  return value > 0 && /[1-9∞]/.test(text) ? `+${text}` : text;
}

/** @param {number} exponent */
export function superscript(exponent) {
  return [...String(exponent)].map((sign) => (sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)])).join('');
}

const grouping = { en: new Intl.NumberFormat('en'), zh: new Intl.NumberFormat('zh') };

/** A count, grouped: 13,002. @param {number} value */
export function whole(value) {
  return special(value) ?? withMinus(grouping[language.current].format(Math.round(value)));
}

/**
 * A share of one as per cent: percent(0.9731) → "97.3 %", in Chinese "97.3%".
 * @param {number} value
 * @param {number} [decimals]
 */
export function percent(value, decimals = 1) {
  return special(value) ?? `${fixed(value * 100, decimals)}${language.current === 'zh' ? '' : ' '}%`;
}
