// @ts-check
// Formulas at build time: TeX, read by KaTeX, written as MathML that a browser sets as TeX would; and the characters
// that they are printed with.
import katex from 'katex';
import { finished } from '../kit/formula/mathml.js';

/** Colours that a word or a part of a formula may wear; tokens of styles/tokens.css. */
export const colours = ['uphill', 'downhill', 'grip', 'truth', 'guess', 'negative', 'positive'];

// `\uphill{\nabla f}` in a formula; KaTeX keeps only colours in MathML, so the class travels as the name of a colour.
const macros = Object.fromEntries(colours.map((name) => [`\\${name}`, `\\textcolor{${name}}{#1}`]));

/** @typedef {{ tag: string, attributes: string, children: (Element | string)[] }} Element */

/** @param {string} markup with one root @returns {Element} */
function parse(markup) {
  const root = { tag: '', attributes: '', children: /** @type {Element['children']} */ ([]) };
  const open = [root];
  for (const [text, end, tag, attributes, empty] of markup.matchAll(/<(\/?)([a-z]+)([^>]*?)(\/?)>|[^<]+/g)) {
    if (!tag) open[0].children.push(text);
    else if (end) open.shift();
    else {
      const element = { tag, attributes, children: [] };
      open[0].children.push(element);
      if (!empty) open.unshift(element);
    }
  }
  return /** @type {Element} */ (root.children[0]);
}

/** @param {Element | string} node @returns {string} */
function markupOf(node) {
  return typeof node === 'string'
    ? node
    : `<${node.tag}${node.attributes}>${node.children.map(markupOf).join('')}</${node.tag}>`;
}

/** @param {Element | string | undefined} node @returns {string} */
const textOf = (node) => (typeof node === 'object' ? node.children.map(textOf).join('') : (node ?? ''));

const applied = '\u2061';

/** @param {Element | string | undefined} node */
const isApplication = (node) => typeof node === 'object' && node.tag === 'mo' && textOf(node) === applied;

/** @param {Element} node */
const isScripted = (node) => /^m(sub|sup|under|over)+$/.test(node.tag);

/** Whether a function's name ends here: cos and its invisible sign of application, or both below an index, as in lim.
 *  @param {Element} node */
const endsFunction = (node) => isApplication(node) || (isScripted(node) && textOf(node.children[0]).endsWith(applied));

/** @param {Element} node @param {Element | undefined} next */
const beginsFunction = (node, next) =>
  node.tag === 'mi' ? isApplication(next) : isScripted(node) && endsFunction(node);

/** Whether something ends here that a function can follow. @param {Element} node */
function isEnded(node) {
  const core = isScripted(node) ? /** @type {Element} */ (node.children[0]) : node;
  return core.tag !== 'mo' || /^[)\]]$/.test(textOf(core)) || core.attributes.includes('form="postfix"');
}

/** TeX's thin spaces about the name of a function, which KaTeX leaves out: behind what stands before it, and before an
 *  argument without brackets. @param {Element} element */
function space(element) {
  const children = /** @type {Element[]} */ (element.children.filter((child) => typeof child === 'object'));
  children.forEach(space);
  // A name alone as an index: its sign of application would be a child too many.
  if (isScripted(element)) element.children = children.filter((child) => !isApplication(child));
  if (!/^(mrow|mstyle|mtd)$/.test(element.tag)) return;
  element.children = children.flatMap((node, i) => {
    const before = children[i - 1];
    const isApart =
      before && (endsFunction(before) ? node.tag !== 'mo' : beginsFunction(node, children[i + 1]) && isEnded(before));
    return isApart ? [{ tag: 'mspace', attributes: ' width="0.1667em"', children: [] }, node] : [node];
  });
}

const primes = ['', '′', '″', '‴'];

/** Primes of the base's own size: those of the font are raised already. @param {Element} element */
function setPrimes(element) {
  for (const child of element.children) if (typeof child === 'object') setPrimes(child);
  const [base, above] = element.children;
  const text = textOf(above);
  if (element.tag !== 'msup' || !/^′{1,3}$/.test(text)) return;
  const prime = { tag: 'mo', attributes: ' lspace="0" rspace="0"', children: [primes[text.length]] };
  Object.assign(element, { tag: 'mrow', children: [base, prime] });
}

/** An index under the overhang of an f, which browsers do not yet read from the font. @param {Element} element */
function tuck(element) {
  for (const child of element.children) if (typeof child === 'object') tuck(child);
  if (element.tag === 'msub' && textOf(element.children[0]) === 'f') element.attributes += ' class="tucked"';
}

/**
 * Bars that open and bars that close, in turn: KaTeX writes both as relations (is parallel to, divides), with their
 * wide
 *  spaces. @param {string} markup */
function withFences(markup) {
  const fence = /** @type {Record<string, string>} */ ({ '∥': '‖', '∣': '|' });
  let count = 0;
  return markup.replace(/<mo ((?:stretchy|fence)="[a-z]+")>([∥∣])<\/mo>/g, (_, stretch, bar) => {
    const form = count++ % 2 ? 'form="postfix" lspace="0.06em"' : 'form="prefix" rspace="0.06em"';
    return `<mo ${form} ${stretch}>${fence[bar]}</mo>`;
  });
}

/** @param {string} formula TeX @param {boolean} displayMode on a line of its own @returns {string} a `<math>` */
export function formulaHtml(formula, displayMode) {
  const markup = katex.renderToString(formula, {
    output: 'mathml',
    displayMode,
    throwOnError: true,
    strict: 'error',
    macros: { ...macros },
  });
  const plain = markup
    .replace(/^<span class="katex">(.*)<\/span>$/s, '$1')
    .replace(/<annotation[^>]*>[\s\S]*?<\/annotation>/, '')
    .replace(/mathcolor="([a-z]+)"/g, 'class="$1"')
    .replace(/ style="[^"]*"/g, '');
  const root = parse(withFences(finished(plain)));
  space(root);
  setPrimes(root);
  tuck(root);
  return markupOf(root);
}

/** What a formula says in characters, for a name. @param {string} formula TeX */
export const formulaText = (formula) =>
  formulaHtml(formula, false)
    .replace(/<[^>]*>/g, '')
    .replace(/&[^;]+;/g, (entity) => entities[entity] ?? entity);

/**
 * First and last letter of those that a browser sets in italics when they stand alone, and the first of the italics.
 */
const italics = /** @type {const} */ ([
  ['A', 'Z', '𝐴'],
  ['a', 'z', '𝑎'],
  ['Α', 'Ω', '𝛢'],
  ['α', 'ω', '𝛼'],
]);
const otherItalics = /** @type {Record<string, string>} */ ({
  h: 'ℎ',
  ϵ: '𝜖',
  ϑ: '𝜗',
  ϰ: '𝜘',
  ϕ: '𝜙',
  ϱ: '𝜚',
  ϖ: '𝜛',
  '∂': '𝜕',
  '∇': '𝛻',
});

/** @param {string} letter */
function italic(letter) {
  const range = italics.find(([first, last]) => letter >= first && letter <= last);
  if (otherItalics[letter] || !range) return otherItalics[letter] ?? letter;
  return String.fromCodePoint(Number(range[2].codePointAt(0)) + letter.charCodeAt(0) - range[0].charCodeAt(0));
}

const entities = /** @type {Record<string, string>} */ ({
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#x27;': "'",
});

/** The characters with which a browser prints the formulas in a page. @param {string} html @returns {string[]} */
export function formulaCharacters(html) {
  const formulas = (html.match(/<math[\s>].*?<\/math>/gs) ?? []).join('');
  return [...formulas.matchAll(/<(mi|mn|mo|mtext)([^>]*)>([^<]*)</g)].flatMap(([, tag, attributes, markup]) => {
    const letters = [...markup.replace(/&[^;]+;/g, (entity) => entities[entity] ?? entity)];
    return tag === 'mi' && letters.length === 1 && !attributes.includes('mathvariant') ? [italic(letters[0])] : letters;
  });
}

const small = [...'abcdefghijklmnopqrstuvwxyz'];

/** Variables in captions that the prose's italics lack (kit/variables.js). */
export const captionCharacters = [...'φθεηλ∇‖√∛'];

/**
 * What the echo of a typed formula is printed with (src/formula): numbers, signs, brackets, variables, and functions by
 * name.
 */
export const echoCharacters = [
  ...'0123456789.,+−·⋅×/=()|⌊⌋⌈⌉√\u2061\u2062',
  ...small,
  ...[...small, 'π', 'σ'].map(italic),
];
