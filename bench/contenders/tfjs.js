// @ts-check
// TensorFlow.js on its WebAssembly backend with SIMD. Batches are tensors from the start; bias and ReLU are fused into
// the products; its own optimizers move the variables.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { adam, initial, layersOf, uniform } from './networks.js';
import { cut, largest, Order } from './samples.js';

/** @import { Contender, Digits } from './contract.js' */
/** @import { LayerShape } from './networks.js' */
/** @typedef {{ layer: LayerShape, weights: tf.Variable, bias: tf.Variable }} Parameters */

/** @type {Digits} */
let digits;

/** @param {LayerShape} layer @returns {number[]} */
const shapeOf = (layer) =>
  layer.kind === 'dense' ? [layer.inputs, layer.outputs] : [layer.size, layer.size, layer.channels, layer.filters];

/** @param {Parameters[]} parameters @param {tf.Tensor} x (batch, 784) @returns {tf.Tensor} logits */
function forward(parameters, x) {
  let y = x;
  for (const { layer, weights, bias } of parameters) {
    if (layer.kind === 'dense') {
      if (y.rank > 2) y = tf.reshape(y, [y.shape[0], layer.inputs]);
      y = tf.fused.matMul({
        a: /** @type {any} */ (y),
        b: /** @type {any} */ (weights),
        bias,
        activation: layer.relu ? 'relu' : 'linear',
      });
    } else {
      if (y.rank === 2) y = tf.reshape(y, [y.shape[0], layer.side, layer.side, layer.channels]);
      y = tf.fused.conv2d({
        x: /** @type {any} */ (y),
        filter: /** @type {any} */ (weights),
        strides: 1,
        pad: 'valid',
        bias,
        activation: 'relu',
      });
      y = tf.maxPool(/** @type {any} */ (y), 2, 2, 'valid');
    }
  }
  return y;
}

/** @type {Contender} */
export default {
  name: 'tfjs, wasm',
  library: true,
  async load(given) {
    // It wants an address for each of its three builds before it looks which one runs here.
    setWasmPaths({
      'tfjs-backend-wasm-simd.wasm': simd,
      'tfjs-backend-wasm-threaded-simd.wasm': simd,
      'tfjs-backend-wasm.wasm': simd,
    });
    await tf.setBackend('wasm');
    await tf.ready();
    if (tf.getBackend() !== 'wasm') throw new Error(`TensorFlow.js took its backend '${tf.getBackend()}'`);
    digits = given;
  },
  create({ network, batch, optimizer, rate, seed }) {
    const random = uniform(seed);
    const parameters = layersOf(network).map((layer) => {
      const { weights, bias } = initial(layer, random);
      return { layer, weights: tf.variable(tf.tensor(weights, shapeOf(layer))), bias: tf.variable(tf.tensor1d(bias)) };
    });
    const batches = cut(digits.train, batch, seed).map(({ pixels, oneHot }) => ({
      x: tf.tensor2d(pixels, [batch, 784]),
      y: tf.tensor2d(oneHot, [batch, 10]),
    }));
    const order = new Order(batches.length, seed);
    const method = optimizer === 'sgd' ? tf.train.sgd(rate) : tf.train.adam(rate, adam.beta1, adam.beta2, adam.epsilon);
    return {
      step(steps) {
        for (let i = 0; i < steps; ++i) {
          const { x, y } = batches[order.next()];
          tf.tidy(
            () =>
              void method.minimize(
                () => /** @type {tf.Scalar} */ (tf.losses.softmaxCrossEntropy(y, forward(parameters, x))),
              ),
          );
        }
      },
      accuracy(count) {
        let right = 0;
        for (let from = 0; from < count; from += 1000) {
          const size = Math.min(1000, count - from);
          const pixels = Float32Array.from(
            digits.test.images.subarray(from * 784, (from + size) * 784),
            (byte) => byte / 255,
          );
          const logits = tf.tidy(() => forward(parameters, tf.tensor2d(pixels, [size, 784])).dataSync());
          for (let i = 0; i < size; ++i) right += Number(largest(logits, i * 10, 10) === digits.test.labels[from + i]);
        }
        return right / count;
      },
      classify: (pixels) =>
        largest(
          tf.tidy(() => forward(parameters, tf.tensor2d(pixels, [1, 784])).dataSync()),
          0,
          10,
        ),
      dispose() {
        for (const { x, y } of batches) tf.dispose([x, y]);
        for (const { weights, bias } of parameters) tf.dispose([weights, bias]);
        method.dispose();
      },
    };
  },
};
