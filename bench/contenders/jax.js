// @ts-check
// jax-js on its WebAssembly backend: forward, loss, gradient and update are one jitted function. Batches are arrays from the
// start. Its functions take their arguments over: what is needed again is handed on as `.ref`.
import { blockUntilReady, defaultDevice, grad, init, jit, lax, nn, numpy as np, tree } from '@jax-js/jax';
import { adam, initial, layersOf, uniform } from './networks.js';
import { cut, largest, Order } from './samples.js';

/** @import { Contender, Digits } from './contract.js' */
/** @import { LayerShape } from './networks.js' */

/** @type {Digits} */
let digits;

/** Its convolution has the channels before the rows, and so have its filters. @param {LayerShape} layer @param {Float32Array} weights */
function weightsOf(layer, weights) {
  if (layer.kind === 'dense') return np.array(weights).reshape([layer.inputs, layer.outputs]);
  const { size, channels, filters } = layer;
  const turned = new Float32Array(weights.length);
  for (let place = 0; place < size * size; ++place)
    for (let c = 0; c < channels; ++c)
      for (let f = 0; f < filters; ++f) turned[(f * channels + c) * size * size + place] = weights[(place * channels + c) * filters + f];
  return np.array(turned).reshape([filters, channels, size, size]);
}

/** @param {LayerShape[]} layers @param {any[]} parameters @param {any} x (batch, 784) @returns {any} logits */
function forward(layers, parameters, x) {
  const batch = x.shape[0];
  let y = layers[0].kind === 'convolution' ? x.reshape([batch, 1, 28, 28]) : x;
  layers.forEach((layer, i) => {
    const { weights, bias } = parameters[i];
    if (layer.kind === 'dense') {
      if (y.shape.length > 2) y = y.reshape([batch, layer.inputs]);
      y = np.matmul(y, weights).add(bias);
      if (layer.relu) y = nn.relu(y);
    } else {
      const side = layer.side - layer.size + 1;
      y = nn.relu(lax.conv(y, weights, [1, 1], 'VALID').add(bias.reshape([1, layer.filters, 1, 1])));
      y = np.max(y.reshape([batch, layer.filters, side / 2, 2, side / 2, 2]), [3, 5]);
    }
  });
  return y;
}

/** @param {LayerShape[]} layers */
const lossOf = (layers) => (/** @type {any} */ parameters, /** @type {any} */ x, /** @type {any} */ oneHot) =>
  np.sum(nn.logSoftmax(forward(layers, parameters, x.ref), -1).mul(oneHot)).mul(-1 / x.shape[0]);

/** @param {LayerShape[]} layers @param {number} rate */
const sgdStep = (layers, rate) =>
  jit((/** @type {any} */ { parameters }, /** @type {any} */ x, /** @type {any} */ y) => {
    const gradient = grad(lossOf(layers))(tree.ref(parameters), x, y);
    return { parameters: tree.map((/** @type {any} */ p, /** @type {any} */ g) => p.sub(g.mul(rate)), parameters, gradient) };
  });

/** Kingma & Ba 2015, with the two corrections in the rate, as they write at the end of section 2. @param {LayerShape[]} layers @param {number} rate */
function adamStep(layers, rate) {
  const { beta1, beta2, epsilon } = adam;
  return jit((/** @type {any} */ { parameters, m, v, t }, /** @type {any} */ x, /** @type {any} */ y) => {
    const gradient = grad(lossOf(layers))(tree.ref(parameters), x, y);
    const next = t.add(1);
    const correction = np.sqrt(np.exp(next.ref.mul(Math.log(beta2))).mul(-1).add(1)).div(np.exp(next.ref.mul(Math.log(beta1))).mul(-1).add(1)).mul(rate);
    const m2 = tree.map((/** @type {any} */ a, /** @type {any} */ g) => a.mul(beta1).add(g.mul(1 - beta1)), m, tree.ref(gradient));
    const v2 = tree.map((/** @type {any} */ a, /** @type {any} */ g) => a.mul(beta2).add(g.ref.mul(g).mul(1 - beta2)), v, gradient);
    const moved = tree.map(
      (/** @type {any} */ p, /** @type {any} */ a, /** @type {any} */ b) => p.sub(a.mul(correction.ref).div(np.sqrt(b).add(epsilon))),
      parameters, tree.ref(m2), tree.ref(v2),
    );
    correction.dispose();
    return { parameters: moved, m: m2, v: v2, t: next };
  });
}

/** @type {Contender} */
export default {
  name: 'jax-js, wasm',
  library: true,
  async load(given) {
    await init('wasm');
    defaultDevice('wasm');
    digits = given;
  },
  create({ network, batch, optimizer, rate, seed }) {
    const random = uniform(seed);
    const layers = layersOf(network);
    const parameters = layers.map((layer) => {
      const { weights, bias } = initial(layer, random);
      return { weights: weightsOf(layer, weights), bias: np.array(bias) };
    });
    const zeros = () => tree.map((/** @type {any} */ p) => np.zeros(p.shape), parameters);
    const step = optimizer === 'sgd' ? sgdStep(layers, rate) : adamStep(layers, rate);
    /** @type {any} */
    let state = optimizer === 'sgd' ? { parameters } : { parameters, m: zeros(), v: zeros(), t: np.array(0) };
    const batches = cut(digits.train, batch, seed).map(({ pixels, oneHot }) => ({ x: np.array(pixels).reshape([batch, 784]), y: np.array(oneHot).reshape([batch, 10]) }));
    const order = new Order(batches.length, seed);
    const logitsOf = jit((/** @type {any} */ p, /** @type {any} */ x) => forward(layers, p, x));
    const logits = (/** @type {Float32Array} */ pixels) => logitsOf(tree.ref(state.parameters), np.array(pixels).reshape([pixels.length / 784, 784])).data();
    return {
      async step(steps) {
        for (let i = 0; i < steps; ++i) {
          const { x, y } = batches[order.next()];
          state = step(state, x.ref, y.ref);
        }
        await blockUntilReady(state.parameters);
      },
      async accuracy(count) {
        let right = 0;
        for (let from = 0; from < count; from += 1000) {
          const size = Math.min(1000, count - from);
          const values = await logits(Float32Array.from(digits.test.images.subarray(from * 784, (from + size) * 784), (byte) => byte / 255));
          for (let i = 0; i < size; ++i) right += Number(largest(values, i * 10, 10) === digits.test.labels[from + i]);
        }
        return right / count;
      },
      classify: async (pixels) => largest(await logits(pixels), 0, 10),
      dispose() {
        tree.dispose(state);
        for (const { x, y } of batches) tree.dispose([x, y]);
        step.dispose();
        logitsOf.dispose();
      },
    };
  },
};
