// @ts-check
// Prose at build time: Markdown with formulas, coloured terms, boxes and the places of figures, compiled to HTML. A
// page loads the compiled text of one language and nothing of the compiler.
import MarkdownIt from 'markdown-it';
import { colours, formulaHtml, formulaText } from './formulas.mjs';

/** @typedef {ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number]} Token */

const boxes = ['ask', 'lead', 'note'];

/**
 * @typedef {object} Prose
 * @property {string} html
 * @property {string} title the text of the first heading
 * @property {{ level: number, text: string }[]} headings
 * @property {string[]} figures names, in order
 * @property {string[]} links addresses within the page
 */

/**
 * `$…$` in a line, with the punctuation about it: a browser may begin a line with a full stop otherwise, or end one
 * with a bracket.
 * @param {import('markdown-it').StateInline} state
 * @param {boolean} silent
 */
function inlineFormula(state, silent) {
  const { src, pos } = state;
  if (src[pos] !== '$' || /[\s$]/.test(src[pos + 1] ?? ' ')) return false;
  let end = pos + 1;
  while ((end = src.indexOf('$', end)) > 0 && src[end - 1] === '\\') end++;
  if (end < 0 || /\s/.test(src[end - 1])) return false;
  const [punctuation] = /^[,.;:?)，。；：？）、]*/.exec(src.slice(end + 1, state.posMax)) ?? [''];
  if (!silent) {
    const [opening] = /[(（“]?$/.exec(state.pending) ?? [''];
    state.pending = state.pending.slice(0, state.pending.length - opening.length);
    Object.assign(state.push('formula', '', 0), { content: src.slice(pos + 1, end), meta: { opening, punctuation } });
  }
  state.pos = end + 1 + punctuation.length;
  return true;
}

/** `[words]{.uphill}`. @param {import('markdown-it').StateInline} state @param {boolean} silent */
function colouredTerm(state, silent) {
  const match = /^\[([^\]]+)\]\{\.([a-z]+)\}/.exec(state.src.slice(state.pos));
  if (!match) return false;
  const [all, text, colour] = match;
  if (!colours.includes(colour))
    throw new Error(`"${colour}" is not a colour of terms; there are ${colours.join(', ')}.`);
  if (!silent) {
    state.push('term_open', 'i', 1).attrs = [['class', `term ${colour}`]];
    const end = state.posMax;
    state.pos += 1;
    state.posMax = state.pos + text.length;
    state.md.inline.tokenize(state);
    state.posMax = end;
    state.push('term_close', 'i', -1);
  }
  state.pos = state.pos - (silent ? 0 : 1 + text.length) + all.length;
  return true;
}

/**
 * `$$` alone on a line, up to the next.
 * @param {import('markdown-it').StateBlock} state
 * @param {number} start
 * @param {number} end
 * @param {boolean} silent
 */
function blockFormula(state, start, end, silent) {
  const lineAt = (/** @type {number} */ i) =>
    state.src.slice(state.bMarks[i] + state.tShift[i], state.eMarks[i]).trim();
  if (lineAt(start) !== '$$') return false;
  let last = start + 1;
  while (last < end && lineAt(last) !== '$$') last++;
  if (last >= end) throw new Error('A formula that begins with $$ has no end.');
  if (silent) return true;
  state.push('formula_block', '', 0).content = state.getLines(start + 1, last, 0, false);
  state.line = last + 1;
  return true;
}

/**
 * `:::ask Before you turn it` … `:::`.
 * @param {import('markdown-it').StateBlock} state
 * @param {number} start
 * @param {number} end
 * @param {boolean} silent
 */
function box(state, start, end, silent) {
  const lineAt = (/** @type {number} */ i) =>
    state.src.slice(state.bMarks[i] + state.tShift[i], state.eMarks[i]).trim();
  const match = /^:::(\w+)\s*(.*)$/.exec(lineAt(start));
  if (!match) return false;
  const [, kind, title] = match;
  if (!boxes.includes(kind)) throw new Error(`":::${kind}" is not a box; there are ${boxes.join(', ')}.`);
  let last = start + 1;
  while (last < end && lineAt(last) !== ':::') last++;
  if (last >= end) throw new Error(`The box ":::${kind} ${title}" has no end.`);
  if (silent) return true;
  state.push('box_open', 'div', 1).attrs = [['class', kind]];
  if (title) {
    state.push('box_title_open', 'strong', 1);
    const inline = state.push('inline', '', 0);
    Object.assign(inline, { content: title, children: [] });
    state.push('box_title_close', 'strong', -1);
  }
  state.md.block.tokenize(state, start + 1, last);
  state.push('box_close', 'div', -1);
  state.line = last + 1;
  return true;
}

/**
 * `<dh-train state="seed=2" eager></dh-train>` alone on a line.
 * @param {import('markdown-it').StateBlock} state
 * @param {number} start
 * @param {number} _end
 * @param {boolean} silent
 */
function figure(state, start, _end, silent) {
  const line = state.src.slice(state.bMarks[start] + state.tShift[start], state.eMarks[start]).trim();
  const match = /^<dh-([a-z0-9-]+)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*><\/dh-\1>$/.exec(line);
  if (!match) return false;
  if (silent) return true;
  state.push('figure', '', 0).meta = { name: match[1], attributes: match[2] };
  state.line = start + 1;
  return true;
}

/**
 * A link that is nothing but a formula needs a name: MathML gives it none.
 * @param {Token[]} tokens
 * @param {number} start
 */
function nameFormulaLink(tokens, start) {
  const end = tokens.findIndex(({ type }, i) => i > start && type === 'link_close');
  const within = tokens.slice(start + 1, end);
  if (within.every(({ type }) => type === 'formula')) {
    tokens[start].attrSet('aria-label', within.map(({ content }) => formulaText(content)).join(' '));
  }
}

function makeCompiler() {
  const markdown = new MarkdownIt({ html: false, typographer: false });
  markdown.inline.ruler.before('escape', 'formula', inlineFormula);
  markdown.inline.ruler.before('link', 'term', colouredTerm);
  const interrupts = { alt: ['paragraph', 'list'] };
  markdown.block.ruler.before('fence', 'formula_block', blockFormula, interrupts);
  markdown.block.ruler.before('fence', 'box', box, interrupts);
  markdown.block.ruler.before('fence', 'figure', figure, interrupts);
  /** @type {typeof markdown.renderer.rules} */
  const rules = {
    formula: (tokens, i) => {
      const { content, meta } = tokens[i];
      const { opening, punctuation } = /** @type {Record<string, string>} */ (meta);
      const html = formulaHtml(content, false);
      return opening || punctuation ? `<span class="unbroken">${opening}${html}${punctuation}</span>` : html;
    },
    link_open: (tokens, i, options, _, renderer) => {
      nameFormulaLink(tokens, i);
      return renderer.renderToken(tokens, i, options);
    },
    formula_block: (tokens, i) => `<div class="formula">${formulaHtml(tokens[i].content, true)}</div>\n`,
    figure: (tokens, i) => {
      const { name, attributes, level } = /** @type {Record<string, string>} */ (tokens[i].meta);
      return `<dh-${name} class="figure"${attributes} level="${level}"></dh-${name}>\n`;
    },
  };
  Object.assign(markdown.renderer.rules, rules);
  return markdown;
}

/**
 * @param {string} text Markdown
 * @returns {Prose}
 */
export function compileProse(text) {
  const markdown = makeCompiler();
  const tokens = markdown.parse(text, {});
  /** @type {Prose['headings']} */
  const headings = [];
  /** @type {string[]} */
  const figures = [];
  /** @type {string[]} */
  const links = [];
  let level = 1;
  tokens.forEach((token, i) => {
    if (token.type === 'heading_open') {
      level = Number(token.tag.slice(1));
      headings.push({ level, text: tokens[i + 1].content });
    } else if (token.type === 'figure' && token.meta) {
      token.meta.level = level + 1;
      figures.push(String(token.meta.name));
    }
    for (const child of token.children ?? []) {
      const target = String(child.attrGet('href') ?? '');
      if (target.startsWith('#/')) links.push(target);
    }
  });
  const html = markdown.renderer.render(tokens, markdown.options, {});
  return { html, title: headings[0]?.text ?? '', headings, figures, links };
}

/** Vite: `import('…/en.md')` gives the compiled text. */
export function prose() {
  return {
    name: 'downhill-prose',
    /** @param {string} code @param {string} id */
    transform(code, id) {
      if (!/\/chapters\/[^/]+\/(en|zh)\.md$/.test(id)) return null;
      const { html, title } = compileProse(code);
      return {
        code: `export const html = ${JSON.stringify(html)};\nexport const title = ${JSON.stringify(title)};\n`,
        map: null,
        moduleType: 'js',
      };
    },
  };
}
