// @ts-check
// Small IDX files, made as MNIST's are: two zero bytes, type 8 (unsigned bytes), dimensions, sizes, data.

/** @param {number[]} sizes @param {(index: number) => number} value */
function idx(sizes, value) {
  const header = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
  header.setUint8(2, 8);
  header.setUint8(3, sizes.length);
  sizes.forEach((size, d) => header.setUint32(4 + 4 * d, size));
  const length = sizes.reduce((product, size) => product * size, 1);
  const data = Uint8Array.from({ length }, (_, index) => value(index));
  return Uint8Array.from([...new Uint8Array(header.buffer), ...data]);
}

/** @param {number} count @param {number} [first] so that two sets differ */
export const idxImages = (count, first = 0) =>
  idx([count, 28, 28], (index) => (first + Math.floor(index / 784) * 31 + index) % 256);

/** @param {number} count @param {number} [first] */
export const idxLabels = (count, first = 0) => idx([count], (index) => (first + index) % 10);
