// @ts-check
import { adam, initial, layersOf, uniform } from '../networks.js';
import { asFloats, largest, Order } from '../samples.js';
import { Convolution, Dense, SkippingDense } from './layers.js';

/** @import { Contender, Digits } from '../contract.js' */

/** Turns logits into probabilities in place. @param {Float32Array} values */
function softmax(values) {
  let top = -Infinity;
  for (let i = 0; i < values.length; ++i) top = Math.max(top, values[i]);
  let sum = 0;
  for (let i = 0; i < values.length; ++i) sum += values[i] = Math.exp(values[i] - top);
  for (let i = 0; i < values.length; ++i) values[i] /= sum;
}

/**
 * θ ← θ − η g / batch; clears g.
 * @param {Float32Array} theta
 * @param {Float32Array} gradient
 * @param {number} rate
 * @param {number} batch
 */
function sgd(theta, gradient, rate, batch) {
  const factor = rate / batch;
  for (let i = 0; i < theta.length; ++i) {
    theta[i] -= factor * gradient[i];
    gradient[i] = 0;
  }
}

class Adam {
  #t = 0;
  #m;
  #v;

  /** @param {number} count */
  constructor(count) {
    this.#m = new Float32Array(count);
    this.#v = new Float32Array(count);
  }

  /** @param {Float32Array} theta @param {Float32Array} gradient @param {number} rate @param {number} batch */
  step(theta, gradient, rate, batch) {
    const { beta1, beta2, epsilon } = adam;
    const [m, v] = [this.#m, this.#v];
    this.#t += 1;
    const corrected = (rate * Math.sqrt(1 - beta2 ** this.#t)) / (1 - beta1 ** this.#t);
    for (let i = 0; i < theta.length; ++i) {
      const g = gradient[i] / batch;
      m[i] += (1 - beta1) * (g - m[i]);
      v[i] += (1 - beta2) * (g * g - v[i]);
      theta[i] -= (corrected * m[i]) / (Math.sqrt(v[i]) + epsilon);
      gradient[i] = 0;
    }
  }
}

/** @param {boolean} skip numbers that are 0 @param {string} name @returns {Contender} */
export function naive(skip, name) {
  /** @type {Digits} */
  let digits;
  /** @type {{ train: Float32Array, test: Float32Array }} */
  let pixels;
  return {
    name,
    load(given) {
      digits = given;
      pixels = { train: asFloats(given.train.images), test: asFloats(given.test.images) };
    },
    create({ network, batch, optimizer, rate, seed }) {
      const random = uniform(seed);
      const layers = layersOf(network).map((shape) =>
        shape.kind === 'convolution'
          ? new Convolution(shape, initial(shape, random), skip)
          : skip
            ? new SkippingDense(shape, initial(shape, random))
            : new Dense(shape, initial(shape, random)),
      );
      const last = layers[layers.length - 1];
      const order = new Order(digits.train.count, seed);
      const moved = layers.flatMap(({ weights, weightGradient, bias, biasGradient }) =>
        [
          [weights, weightGradient],
          [bias, biasGradient],
        ].map(([theta, gradient]) => ({ theta, gradient, adam: new Adam(theta.length) })),
      );

      const forward = (/** @type {Float32Array} */ x) => {
        let y = x;
        for (const layer of layers) {
          layer.forward(y);
          y = layer.y;
        }
        return y;
      };
      const learn = (/** @type {Float32Array} */ x, /** @type {number} */ label) => {
        const probabilities = forward(x);
        softmax(probabilities);
        probabilities[label] -= 1;
        let dy = last.y;
        for (let l = layers.length - 1; l >= 0; --l) {
          layers[l].backward(l > 0 ? layers[l - 1].y : x, dy, l === 0);
          dy = layers[l].dx;
        }
      };
      return {
        step(steps) {
          for (let i = 0; i < steps; ++i) {
            for (let k = 0; k < batch; ++k) {
              const index = order.next();
              learn(pixels.train.subarray(index * 784, (index + 1) * 784), digits.train.labels[index]);
            }
            for (const { theta, gradient, adam: method } of moved) {
              if (optimizer === 'sgd') sgd(theta, gradient, rate, batch);
              else method.step(theta, gradient, rate, batch);
            }
          }
        },
        accuracy(count) {
          let right = 0;
          for (let i = 0; i < count; ++i)
            right += Number(
              largest(forward(pixels.test.subarray(i * 784, (i + 1) * 784)), 0, 10) === digits.test.labels[i],
            );
          return right / count;
        },
        classify: (x) => largest(forward(x), 0, 10),
        dispose() {},
      };
    },
  };
}
