// @ts-check
// jax-js on its WebAssembly backend: forward, loss, gradient and update are one jitted function. Batches are arrays
// from the start. Its functions take their arguments over: what is needed again is handed on as `.ref`.
import { blockUntilReady, defaultDevice, grad, init, jit, nn, numpy as np, tree } from '@jax-js/jax';
import { adam, initial, layersOf, uniform } from '../networks.js';
import { cut, largest, Order } from '../samples.js';

/** @import { Contender, Digits } from '../contract.js' */
/** @import { ConvolutionShape, LayerShape } from '../networks.js' */

/** @type {Digits} */
let digits;

/**
 * How a convolution is computed: with ReLU and pooling behind it. x as `input` gives it, weights as `weights` gives
 * them.
 * @typedef {object} Convolution
 * @property {(x: any, batch: number) => any} input the images (batch, 784) in the order of axes that it wants
 * @property {(layer: ConvolutionShape, weights: Float32Array) => any} weights from (row, column, channel, filter)
 * @property {(layer: ConvolutionShape, x: any, weights: any, bias: any) => any} apply
 */

/**
 * @param {Convolution} convolution
 * @param {LayerShape[]} layers
 * @param {any[]} parameters
 * @param {any} x (batch, 784)
 * @returns {any} logits
 */
function forward(convolution, layers, parameters, x) {
  const batch = x.shape[0];
  let y = layers[0].kind === 'convolution' ? convolution.input(x, batch) : x;
  layers.forEach((layer, i) => {
    const { weights, bias } = parameters[i];
    if (layer.kind === 'dense') {
      if (y.shape.length > 2) y = y.reshape([batch, layer.inputs]);
      y = np.matmul(y, weights).add(bias);
      if (layer.relu) y = nn.relu(y);
    } else {
      y = convolution.apply(layer, y, weights, bias);
    }
  });
  return y;
}

/** @typedef {(parameters: any, x: any, oneHot: any) => any} Loss */

/** @param {Loss} loss @param {number} rate */
const sgdStep = (loss, rate) =>
  jit((/** @type {any} */ { parameters }, /** @type {any} */ x, /** @type {any} */ y) => {
    const gradient = grad(loss)(tree.ref(parameters), x, y);
    return {
      parameters: tree.map((/** @type {any} */ p, /** @type {any} */ g) => p.sub(g.mul(rate)), parameters, gradient),
    };
  });

/**
 * Kingma & Ba 2015, with the two corrections in the rate, as they write at the end of section 2.
 * @param {Loss} loss
 * @param {number} rate
 */
function adamStep(loss, rate) {
  const { beta1, beta2, epsilon } = adam;
  return jit((/** @type {any} */ { parameters, m, v, t }, /** @type {any} */ x, /** @type {any} */ y) => {
    const gradient = grad(loss)(tree.ref(parameters), x, y);
    const next = t.add(1);
    const correction = np
      .sqrt(
        np
          .exp(next.ref.mul(Math.log(beta2)))
          .mul(-1)
          .add(1),
      )
      .div(
        np
          .exp(next.ref.mul(Math.log(beta1)))
          .mul(-1)
          .add(1),
      )
      .mul(rate);
    const m2 = tree.map(
      (/** @type {any} */ a, /** @type {any} */ g) => a.mul(beta1).add(g.mul(1 - beta1)),
      m,
      tree.ref(gradient),
    );
    const v2 = tree.map(
      (/** @type {any} */ a, /** @type {any} */ g) => a.mul(beta2).add(g.ref.mul(g).mul(1 - beta2)),
      v,
      gradient,
    );
    const moved = tree.map(
      (/** @type {any} */ p, /** @type {any} */ a, /** @type {any} */ b) =>
        p.sub(a.mul(correction.ref).div(np.sqrt(b).add(epsilon))),
      parameters,
      tree.ref(m2),
      tree.ref(v2),
    );
    correction.dispose();
    return { parameters: moved, m: m2, v: v2, t: next };
  });
}

/** @param {string} name @param {boolean} library @param {Convolution} convolution @returns {Contender} */
export const jax = (name, library, convolution) => ({
  name,
  library,
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
      const shaped =
        layer.kind === 'dense'
          ? np.array(weights).reshape([layer.inputs, layer.outputs])
          : convolution.weights(layer, weights);
      return { weights: shaped, bias: np.array(bias) };
    });
    const zeros = () => tree.map((/** @type {any} */ p) => np.zeros(p.shape), parameters);
    /** @type {Loss} */
    const loss = (p, x, oneHot) =>
      np.sum(nn.logSoftmax(forward(convolution, layers, p, x), -1).mul(oneHot)).mul(-1 / batch);
    const step = optimizer === 'sgd' ? sgdStep(loss, rate) : adamStep(loss, rate);
    /** @type {any} */
    let state = optimizer === 'sgd' ? { parameters } : { parameters, m: zeros(), v: zeros(), t: np.array(0) };
    const batches = cut(digits.train, batch, seed).map(({ pixels, oneHot }) => ({
      x: np.array(pixels).reshape([batch, 784]),
      y: np.array(oneHot).reshape([batch, 10]),
    }));
    const order = new Order(batches.length, seed);
    const logitsOf = jit((/** @type {any} */ p, /** @type {any} */ x) => forward(convolution, layers, p, x));
    const logits = (/** @type {Float32Array} */ pixels) =>
      logitsOf(tree.ref(state.parameters), np.array(pixels).reshape([pixels.length / 784, 784])).data();
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
          const values = await logits(
            Float32Array.from(digits.test.images.subarray(from * 784, (from + size) * 784), (byte) => byte / 255),
          );
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
});
