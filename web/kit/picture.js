// @ts-check
// A figure as a PNG: its picture redrawn on a card, with the title above and the caption below, at twice the size.
// Canvases are copied, SVG is drawn with the styles in force, and of HTML its boxes and words.

const scale = 2;
const margin = 20;

/** What CSS says about an SVG element and its copy, standing alone, would not know. */
const svgProperties = [
  'fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin',
  'opacity', 'font', 'font-variant-numeric', 'text-anchor', 'dominant-baseline', 'letter-spacing', 'visibility', 'display', 'paint-order', 'transform',
];

/**
 * @param {{ title: HTMLElement, picture: HTMLElement, caption: HTMLElement }} parts
 * @returns {Promise<Blob>}
 */
export async function composePicture({ title, picture, caption }) {
  const box = picture.getBoundingClientRect();
  const width = box.width + 2 * margin;
  const canvas = document.createElement('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const heading = wrap(context, words(title), fontOf(title), width - 2 * margin);
  const below = wrap(context, words(caption), fontOf(caption), width - 2 * margin);
  const top = margin + heading.length * 22 + 8;
  const height = top + box.height + (below.length ? 14 + below.length * 25 : 0) + margin;
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  context.scale(scale, scale);
  context.fillStyle = getComputedStyle(picture).getPropertyValue('--card');
  context.fillRect(0, 0, width, height);
  writeLines(context, heading, fontOf(title), getComputedStyle(title).color, margin, margin + 16, 22);
  context.save();
  context.translate(margin - box.left, top - box.top);
  await drawNode(context, picture);
  context.restore();
  writeLines(context, below, fontOf(caption), getComputedStyle(caption).color, margin, top + box.height + 14 + 17, 25);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large to save.'))), 'image/png');
  });
}

/** @param {Element} element */
const words = (element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

/** @param {Element} element */
function fontOf(element) {
  const style = getComputedStyle(element);
  return `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
}

/** Lines that fit; Chinese may break anywhere. @param {CanvasRenderingContext2D} context @param {string} text @param {string} font @param {number} width */
function wrap(context, text, font, width) {
  context.font = font;
  const pieces = text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? [];
  /** @type {string[]} */
  const lines = [];
  let line = '';
  for (const piece of pieces) {
    if (line && context.measureText(line + piece.trimEnd()).width > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return line.trim() ? [...lines, line.trimEnd()] : lines;
}

/** @param {CanvasRenderingContext2D} context @param {string[]} lines @param {string} font @param {string} colour @param {number} x @param {number} y @param {number} leading */
function writeLines(context, lines, font, colour, x, y, leading) {
  Object.assign(context, { font, fillStyle: colour, textAlign: 'left', textBaseline: 'alphabetic' });
  lines.forEach((line, i) => context.fillText(line, x, y + i * leading));
}

/** @param {CanvasRenderingContext2D} context @param {Node} node @returns {Promise<void>} */
async function drawNode(context, node) {
  if (node instanceof Text) return drawText(context, node);
  if (!(node instanceof Element)) return;
  const style = getComputedStyle(node);
  if (style.visibility === 'hidden' || style.display === 'none' || node.matches('.unseen, button, input, select, style, dialog')) return;
  const box = node.getBoundingClientRect();
  drawBox(context, box, style);
  if (node instanceof HTMLCanvasElement) {
    context.imageSmoothingEnabled = style.imageRendering !== 'pixelated';
    if (node.width && box.width) context.drawImage(node, box.left, box.top, box.width, box.height);
  } else if (node instanceof SVGSVGElement) {
    await drawSvg(context, node, box);
  } else if (node instanceof HTMLImageElement) {
    if (node.complete && node.naturalWidth) context.drawImage(node, box.left, box.top, box.width, box.height);
  } else {
    const children = node instanceof HTMLSlotElement ? node.assignedNodes({ flatten: true }) : (node.shadowRoot ?? node).childNodes;
    for (const child of [...children]) await drawNode(context, child);
  }
}

/** @param {CanvasRenderingContext2D} context @param {DOMRect} box @param {CSSStyleDeclaration} style */
function drawBox(context, box, style) {
  const border = parseFloat(style.borderTopWidth);
  const path = () => {
    context.beginPath();
    context.roundRect(box.left, box.top, box.width, box.height, parseFloat(style.borderTopLeftRadius) || 0);
  };
  if (box.width === 0 || box.height === 0) return;
  if (!/^(transparent|rgba\(0, 0, 0, 0\))$/.test(style.backgroundColor)) {
    context.fillStyle = style.backgroundColor;
    path();
    context.fill();
  }
  if (border > 0 && style.borderTopStyle === 'solid' && style.borderBottomWidth === style.borderTopWidth) {
    context.strokeStyle = style.borderTopColor;
    context.lineWidth = border;
    path();
    context.stroke();
  }
}

/** Each run of a text node that stands on one line, where the browser put it. @param {CanvasRenderingContext2D} context @param {Text} node */
function drawText(context, node) {
  const parent = node.parentElement ?? /** @type {ShadowRoot} */ (node.parentNode).host;
  if (!parent || !node.data.trim()) return;
  const style = getComputedStyle(parent);
  Object.assign(context, { font: fontOf(parent), fillStyle: style.color, textAlign: 'left', textBaseline: 'alphabetic' });
  const range = document.createRange();
  for (const part of node.data.matchAll(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+/g)) {
    range.setStart(node, part.index);
    range.setEnd(node, part.index + part[0].length);
    const box = range.getBoundingClientRect();
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText(part[0]);
    if (box.width) context.fillText(part[0], box.left, box.top + (box.height + ascent - descent) / 2);
  }
}

/** @param {CanvasRenderingContext2D} context @param {SVGSVGElement} svg @param {DOMRect} box */
async function drawSvg(context, svg, box) {
  if (!box.width || !box.height) return;
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const originals = [svg, ...svg.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, i) => {
    const style = getComputedStyle(originals[i]);
    for (const name of svgProperties) {
      const value = style.getPropertyValue(name);
      if (value && !(name === 'transform' && value === 'none')) /** @type {SVGElement} */ (element).style.setProperty(name, value);
    }
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(box.width));
  copy.setAttribute('height', String(box.height));
  const text = new XMLSerializer().serializeToString(copy);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  context.drawImage(image, box.left, box.top, box.width, box.height);
}
