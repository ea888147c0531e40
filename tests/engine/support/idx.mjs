// @ts-check
// IDX files as a test wants them, right or wrong.

/**
 * @param {number} type third byte of the magic number: 8 for bytes
 * @param {number[]} dimensions as the header claims them
 * @param {Uint8Array} values as they really are
 */
export function idx(type, dimensions, values) {
  const bytes = new Uint8Array(4 + 4 * dimensions.length + values.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(2, type);
  view.setUint8(3, dimensions.length);
  dimensions.forEach((size, i) => view.setUint32(4 + 4 * i, size));
  bytes.set(values, 4 + 4 * dimensions.length);
  return bytes;
}

/** @param {Uint8Array} pixels (n, 784) */
export const imageFile = (pixels) => idx(8, [pixels.length / 784, 28, 28], pixels);

/** @param {Uint8Array} labels */
export const labelFile = (labels) => idx(8, [labels.length], labels);
