// @ts-check
// Numbers as learners type them, in either language's habits. What is read, and what a comma or point before just three
// digits means, is as where points are pasted (src/tables/written_number.cpp); a test holds the two against each other.

/**
 * A number that was typed. Of one whose comma or point can mean two things both readings are kept: 1,000 is taken as a
 * thousand, 1.000 as one, as English and Chinese write.
 * @typedef {{ value: number, other: number | null }} TypedNumber other: the reading that was not taken, or null
 */

/** Minus signs, hyphens and dashes; all spaces; what shows nothing; apostrophes; the marks of a Chinese keyboard. */
const plainCharacters = /** @type {[RegExp, string][]} */ ([
  [/[\u2212\u2010-\u2014\uFE63]/g, '-'],
  [/[\u00A0\u3000\u2009\u202F\u2007\t]/g, ' '],
  [/[\u200B\u200E\u200F\uFEFF]/g, ''],
  [/[\u2018\u2019]/g, "'"],
  [/\u3001/g, ','],
  [/\u3002/g, '.'],
]);

/** @param {string} text */
function plainText(text) {
  const narrow = text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  return plainCharacters.reduce((plain, [from, to]) => plain.replace(from, to), narrow).trim();
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 10⁻³, 10^-3, 2·10⁻⁵, as this page prints them, with their power as e-3. @param {string} plain */
function withExponent(plain) {
  const found = /^([+-]?)(?:(.*?\d)\s*[·*×]\s*)?10(?:\s*\^\s*\(?([+-]?\d+)\)?|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))$/.exec(plain);
  if (!found) return plain;
  const [, sign, factor = '1', flat, high = ''] = found;
  const low = high
    .replace('⁻', '-')
    .replace('⁺', '+')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String(raised.indexOf(digit)));
  return `${sign}${factor}e${flat ?? low}`;
}

const thousands = /^(?:\d+|[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3})+|(?: \d{3})+|(?:'\d{3})+))$/;

/**
 * What a learner typed, or null: 0,5 and ０．５, −2, 1 000, 10,000, 1.000,5 and 1,000.5, 1e-3, 10⁻³.
 * @param {string} text @returns {TypedNumber | null}
 */
export function readNumber(text) {
  const parts = /^([+-]?)\s*([\d.,' ]+)((?:e[+-]?\d+)?)$/i.exec(withExponent(plainText(text)));
  if (!parts) return null;
  const [, sign, body, exponent] = parts;
  /** @param {string} whole @param {string} [decimals] */
  const number = (whole, decimals = '') =>
    Number(`${sign}${whole.replace(/\D/g, '') || '0'}.${decimals || '0'}${exponent}`);
  const last = Math.max(body.lastIndexOf(','), body.lastIndexOf('.'));
  const [whole, decimals] = last < 0 ? [body, ''] : [body.slice(0, last), body.slice(last + 1)];

  if (thousands.test(body)) {
    const isDoubtful = last >= 0 && /^\d+$/.test(whole); // 1,000 or 1.000; 1,000,000 is none
    if (!isDoubtful) return { value: number(body), other: null };
    const [large, small] = [number(body), number(whole, decimals)];
    return body[last] === ',' ? { value: large, other: small } : { value: small, other: large };
  }
  const isParted = whole === '' || (thousands.test(whole) && !whole.includes(body[last])); // 1.000,5 but not 1,000,5
  const hasDigits = decimals !== '' || (body[last] === '.' && whole !== ''); // 5. but not 5,
  return last >= 0 && isParted && hasDigits && /^\d*$/.test(decimals)
    ? { value: number(whole, decimals), other: null }
    : null;
}
