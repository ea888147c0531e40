// @ts-check
// A second reader of the weights file, written from its description in src/training/weights_file.hpp alone, and a
// second network: nothing but loops, in double precision.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const file = fileURLToPath(new URL('../../../web/shipped/digits.bin', import.meta.url));

/** @typedef {{ weights: number[][], bias: number[] }} Layer weights: (in)(out) */

/** The shipped network. @returns {Layer[]} */
export function shippedLayers() {
  const stored = readFileSync(file);
  const bytes = stored[0] === 0x1f ? gunzipSync(stored) : stored;
  let at = 4;
  const activation = bytes[at++];
  if (bytes.toString('latin1', 0, 4) !== 'DHW1' || activation !== 3)
    throw new Error('This reader knows DHW1 with ReLU.');
  const count = bytes[at++];
  const widths = Array.from({ length: count + 1 }, () => bytes.readUInt16LE((at += 2) - 2));
  const floats = (/** @type {number} */ n) => Array.from({ length: n }, () => bytes.readFloatLE((at += 4) - 4));
  return widths.slice(1).map((out, l) => {
    const bits = bytes[at++];
    const [steps, bias] = [floats(out), floats(out)];
    const kept = bytes.subarray(at, (at += Math.ceil(widths[l] / 8)));
    let bit = at * 8;
    const code = () => {
      let value = 0;
      for (let b = 0; b < bits; b++, bit++) value |= ((bytes[bit >> 3] >> (bit & 7)) & 1) << b;
      return value - (2 ** (bits - 1) - 1);
    };
    const weights = Array.from({ length: widths[l] }, (_, i) =>
      Array.from({ length: out }, (_, o) => ((kept[i >> 3] >> (i & 7)) & 1 ? steps[o] * code() : 0)),
    );
    at = Math.ceil(bit / 8);
    return { weights, bias };
  });
}

/** @param {Layer[]} layers @param {number[]} pixels @returns {number[]} probabilities */
export function classify(layers, pixels) {
  let signal = pixels;
  layers.forEach(({ weights, bias }, l) => {
    const sums = bias.map((b, o) => signal.reduce((sum, value, i) => sum + value * weights[i][o], b));
    signal = l < layers.length - 1 ? sums.map((z) => Math.max(0, z)) : sums;
  });
  const top = Math.max(...signal);
  const powers = signal.map((z) => Math.exp(z - top));
  const total = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / total);
}

/** Index of the ink's centre of mass. @param {number[]} pixels @returns {[number, number]} */
export function centreOfMass(pixels) {
  let [mass, x, y] = [0, 0, 0];
  pixels.forEach((ink, i) => {
    mass += ink;
    x += ink * (i % 28);
    y += ink * Math.floor(i / 28);
  });
  return [x / mass, y / mass];
}
