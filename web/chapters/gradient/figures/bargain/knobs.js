// @ts-check
// The 13,002 parameters of the digit network as knobs: which number belongs to which weight or bias, and where each
// stands on the map.
import { trainerDefaults } from '../../../../engine/menus.js';

export const widths = [784, ...trainerDefaults.hidden, 10];
const side = 28;

/**
 * @typedef {object} Knob
 * @property {number} layer 1, 2, 3
 * @property {boolean} bias
 * @property {number} from a pixel or a neuron of the layer before, from 0; −1 for a bias
 * @property {number} to a neuron of its own layer, from 0
 *
 * @typedef {object} Block parameters that stand together as a rectangle
 * @property {number} layer
 * @property {number} rows @property {number} columns
 * @property {(row: number, column: number) => number} index which parameter stands there
 * @property {number} x @property {number} y @property {number} cell in CSS pixels
 */

/** Where each layer's parameters begin: its weights (in, out) row after row, then its biases. */
const layers = widths
  .slice(1)
  .reduce((/** @type {{ inputs: number, units: number, begin: number, biases: number }[]} */ all, units, l) => {
    const begin = l === 0 ? 0 : all[l - 1].biases + all[l - 1].units;
    return [...all, { inputs: widths[l], units, begin, biases: begin + widths[l] * units }];
  }, []);

export const knobCount = layers[2].biases + layers[2].units;

/** @param {number} index @returns {Knob} */
export function knobAt(index) {
  const layer = layers.findLastIndex(({ begin }) => index >= begin);
  const { units, begin, biases } = layers[layer];
  if (index >= biases) return { layer: layer + 1, bias: true, from: -1, to: index - biases };
  return { layer: layer + 1, bias: false, from: Math.floor((index - begin) / units), to: (index - begin) % units };
}

/** The parameters of a layer: [begin, end). @param {number} layer 1, 2, 3 @returns {[number, number]} */
export const rangeOf = (layer) => [layers[layer - 1].begin, layers[layer - 1].biases + layers[layer - 1].units];

/**
 * The map: the first layer's weights as sixteen pictures of 28×28, the other layers as tables, biases under their
 * neurons.
 * @param {number} width in CSS pixels
 * @returns {{ blocks: Block[], heads: { layer: number, x: number, y: number }[], height: number }}
 */
export function layOut(width) {
  const perRow = width >= 480 ? 8 : 4;
  const gap = 6;
  const cell = Math.max(1.5, Math.floor(((width - gap * (perRow - 1)) / perRow / side) * 4) / 4);
  const tile = cell * side;
  const biasCell = 9;
  const [first, second, third] = layers;
  /** @type {Block[]} */
  const blocks = [];
  for (let unit = 0; unit < first.units; unit++) {
    const x = (unit % perRow) * (tile + gap);
    const y = 20 + Math.floor(unit / perRow) * (tile + biasCell + 12);
    blocks.push({
      layer: 1,
      rows: side,
      columns: side,
      cell,
      x,
      y,
      index: (row, column) => (row * side + column) * first.units + unit,
    });
    blocks.push({
      layer: 1,
      rows: 1,
      columns: 1,
      cell: biasCell,
      x: x + (tile - biasCell) / 2,
      y: y + tile + 3,
      index: () => first.biases + unit,
    });
  }
  const top = 20 + Math.ceil(first.units / perRow) * (tile + biasCell + 12) + 26;
  const small = Math.min(12, Math.floor((width - 40) / (second.units + third.units)));
  let x = 0;
  const heads = [{ layer: 1, x: 0, y: 12 }];
  for (const [l, { inputs, units, begin, biases }] of [second, third].entries()) {
    blocks.push({
      layer: l + 2,
      rows: inputs,
      columns: units,
      cell: small,
      x,
      y: top,
      index: (row, column) => begin + row * units + column,
    });
    blocks.push({
      layer: l + 2,
      rows: 1,
      columns: units,
      cell: small,
      x,
      y: top + inputs * small + 4,
      index: (_, column) => biases + column,
    });
    heads.push({ layer: l + 2, x, y: top - 8 });
    x += Math.max(units * small + 40, width * 0.46);
  }
  return { blocks, heads, height: top + second.inputs * small + small + 30 };
}

/** The knob under a place of the map, or −1. @param {Block[]} blocks @param {number} x @param {number} y */
export function knobUnder(blocks, x, y) {
  for (const { rows, columns, cell, x: left, y: top, index } of blocks) {
    const [row, column] = [Math.floor((y - top) / cell), Math.floor((x - left) / cell)];
    if (row >= 0 && row < rows && column >= 0 && column < columns) return index(row, column);
  }
  return -1;
}

/** Where a knob stands. @param {Block[]} blocks @param {number} knob */
export function placeOf(blocks, knob) {
  const { layer, bias, from, to } = knobAt(knob);
  const block = blocks.find(
    ({ layer: own, rows, columns, index }) =>
      own === layer &&
      index(0, 0) <= knob &&
      (bias ? rows === 1 && index(0, columns - 1) >= knob : rows > 1 && (layer > 1 || index(0, 0) === to)),
  );
  if (!block) return null;
  const [row, column] = bias
    ? [0, block.columns === 1 ? 0 : to]
    : layer === 1
      ? [Math.floor(from / side), from % side]
      : [from, to];
  return { x: block.x + column * block.cell, y: block.y + row * block.cell, cell: block.cell };
}
