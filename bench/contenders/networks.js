// @ts-check
// The networks that are compared, and with what they are trained: the same for everybody.

/**
 * Dense layers with ReLU between them and softmax with cross-entropy behind the last. With filters, there are
 * convolutions of 5×5 (no padding), ReLU and 2×2 maximum pooling in front: 28×28 → 24×24×8 → 12×12×8 → 8×8×16 → 4×4×16
 * = 256 → 10.
 * @type {Record<'S' | 'M' | 'L' | 'C', { hidden: number[], filters: number[], words: string }>}
 */
export const networks = {
  S: { hidden: [16, 16], filters: [], words: '784-16-16-10' },
  M: { hidden: [128], filters: [], words: '784-128-10' },
  L: { hidden: [512, 256], filters: [], words: '784-512-256-10' },
  C: { hidden: [], filters: [8, 16], words: 'conv 8·5×5, pool, conv 16·5×5, pool, dense 10' },
};

export const filterSize = 5;
export const rates = { sgd: 0.1, adam: 0.001 };
export const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** @typedef {{ kind: 'dense', inputs: number, outputs: number, relu: boolean }} DenseShape */
/**
 * @typedef {{ kind: 'convolution', side: number, channels: number, filters: number, size: number }} ConvolutionShape
 */
/** @typedef {DenseShape | ConvolutionShape} LayerShape a convolution is followed by ReLU and pooling */

/** @param {keyof typeof networks} name @returns {LayerShape[]} */
export function layersOf(name) {
  const { hidden, filters } = networks[name];
  /** @type {LayerShape[]} */
  const layers = [];
  let [side, channels] = [28, 1];
  for (const count of filters) {
    layers.push({ kind: 'convolution', side, channels, filters: count, size: filterSize });
    side = (side - filterSize + 1) / 2;
    channels = count;
  }
  let inputs = side * side * channels;
  for (const outputs of [...hidden, 10]) {
    layers.push({ kind: 'dense', inputs, outputs, relu: true });
    inputs = outputs;
  }
  const last = layers[layers.length - 1];
  if (last.kind === 'dense') last.relu = false;
  return layers;
}

/** mulberry32: numbers in [0, 1) from a seed. @param {number} seed */
export function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * First weights, normal with variance 2 / inputs (He et al. 2015), and biases of 0. Dense: (inputs, outputs) row by
 * row;
 * convolution: (row, column, channel, filter).
 * @param {LayerShape} layer @param {() => number} random
 */
export function initial(layer, random) {
  const fan = layer.kind === 'dense' ? layer.inputs : layer.size * layer.size * layer.channels;
  const outputs = layer.kind === 'dense' ? layer.outputs : layer.filters;
  const weights = new Float32Array(fan * outputs);
  for (let i = 0; i < weights.length; ++i) {
    weights[i] = Math.sqrt(2 / fan) * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  }
  return { weights, bias: new Float32Array(outputs) };
}
