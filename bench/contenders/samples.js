// @ts-check
// The digits as contenders want them, and the order in which they are visited.
import { uniform } from './networks.js';

/** @import { Part } from './contract.js' */

/** Pixels as 0 … 1. @param {Uint8Array} bytes */
export function asFloats(bytes) {
  const floats = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; ++i) floats[i] = bytes[i] / 255;
  return floats;
}

/** Walks over 0 … count − 1, each in an order of its own. */
export class Order {
  #indices;
  #at = 0;
  #random;

  /** @param {number} count @param {number} seed */
  constructor(count, seed) {
    this.#indices = Uint32Array.from({ length: count }, (_, i) => i);
    this.#random = uniform(seed);
  }

  next() {
    if (this.#at === 0) {
      for (let left = this.#indices.length; left > 1; --left) {
        const other = Math.floor(this.#random() * left);
        [this.#indices[left - 1], this.#indices[other]] = [this.#indices[other], this.#indices[left - 1]];
      }
    }
    const index = this.#indices[this.#at];
    this.#at = (this.#at + 1) % this.#indices.length;
    return index;
  }
}

/**
 * Batches cut once, for those whose data live in tensors: nothing is gathered while they train. Samples are shuffled
 * before they are cut; the rest that does not fill a batch is left out.
 * @param {Part} part @param {number} batch @param {number} seed
 * @returns {{ pixels: Float32Array, labels: Uint8Array, oneHot: Float32Array }[]}
 */
export function cut(part, batch, seed) {
  const order = new Order(part.count, seed);
  return Array.from({ length: Math.floor(part.count / batch) }, () => {
    const pixels = new Float32Array(batch * 784);
    const labels = new Uint8Array(batch);
    const oneHot = new Float32Array(batch * 10);
    for (let i = 0; i < batch; ++i) {
      const index = order.next();
      for (let p = 0; p < 784; ++p) pixels[i * 784 + p] = part.images[index * 784 + p] / 255;
      labels[i] = part.labels[index];
      oneHot[i * 10 + labels[i]] = 1;
    }
    return { pixels, labels, oneHot };
  });
}

/**
 * Where the largest of `count` numbers from `from` on is.
 * @param {ArrayLike<number>} values
 * @param {number} from
 * @param {number} count
 */
export function largest(values, from, count) {
  let best = 0;
  for (let i = 1; i < count; ++i) if (values[from + i] > values[from + best]) best = i;
  return best;
}
