// @ts-check
// A figure as a PNG: its picture redrawn on a card, with the title above and the caption below, at twice the size.
// Canvases are copied (they have been drawn finer for it), SVG is drawn with the styles in force, and of HTML its boxes
// and words.
import { pictureScale } from './canvas.js';

const margin = 16;

/** What CSS says about an SVG element and its copy, standing alone, would not know. */
const svgProperties = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font',
  'font-variant-numeric',
  'text-anchor',
  'dominant-baseline',
  'letter-spacing',
  'visibility',
  'display',
  'paint-order',
  'transform',
];

/** Asks and moves; says nothing on paper. */
const leftOut = '.unseen, button, input, select, style, dialog, dh-predict, dh-transport, dh-progress';

/**
 * @param {HTMLElement[]} parts of one figure, to stand one below the other
 * @returns {Promise<Blob>}
 */
export async function composePicture(parts) {
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const width = Math.max(...boxes.map((box) => box.width));
  const height = boxes.reduce((sum, box) => sum + box.height, 0) + margin;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * pictureScale);
  canvas.height = Math.ceil(height * pictureScale);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.scale(pictureScale, pictureScale);
  context.fillStyle = getComputedStyle(parts[0]).getPropertyValue('--card');
  context.fillRect(0, 0, width, height);
  let top = margin / 2;
  for (const [i, part] of parts.entries()) {
    context.save();
    context.translate(-boxes[i].left, top - boxes[i].top);
    await drawNode(context, part);
    context.restore();
    top += boxes[i].height;
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large to save.'))),
      'image/png',
    );
  });
}

/** @param {Element} element */
function fontOf(element) {
  const style = getComputedStyle(element);
  return `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
}

/** @param {CanvasRenderingContext2D} context @param {Node} node @returns {Promise<void>} */
async function drawNode(context, node) {
  if (node instanceof Text) return drawText(context, node);
  if (!(node instanceof Element)) return;
  const style = getComputedStyle(node);
  if (style.visibility === 'hidden' || style.display === 'none' || node.matches(leftOut)) return;
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
    const children =
      node instanceof HTMLSlotElement ? node.assignedNodes({ flatten: true }) : (node.shadowRoot ?? node).childNodes;
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

/**
 * Each run of a text node that stands on one line, where the browser put it.
 * @param {CanvasRenderingContext2D} context
 * @param {Text} node
 */
function drawText(context, node) {
  const parent = node.parentElement ?? /** @type {ShadowRoot} */ (node.parentNode).host;
  if (!parent || !node.data.trim()) return;
  const style = getComputedStyle(parent);
  Object.assign(context, {
    font: fontOf(parent),
    fillStyle: style.color,
    textAlign: 'left',
    textBaseline: 'alphabetic',
  });
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
      if (value && !(name === 'transform' && value === 'none'))
        /** @type {SVGElement} */ (element).style.setProperty(name, value);
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
