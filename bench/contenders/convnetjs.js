// @ts-check
// ConvNetJS, one image at a time as it works: a volume is filled and handed to its trainer, which moves the weights
// after every batch.
// @ts-ignore: nobody has written types for it
import convnetjs from 'convnetjs';
import { asFloats, Order } from './samples.js';
import { filterSize, networks } from './networks.js';

/** @import { Contender, Digits } from './contract.js' */

/** @type {Digits} */
let digits;
/** @type {{ train: Float32Array, test: Float32Array }} */
let pixels;

/** @type {Contender} */
export default {
  name: 'ConvNetJS',
  library: true,
  load(given) {
    digits = given;
    pixels = { train: asFloats(given.train.images), test: asFloats(given.test.images) };
  },
  create({ network, batch, optimizer, rate, seed }) {
    if (optimizer !== 'sgd') throw new Error('ConvNetJS 0.3 has no Adam');
    const { hidden, filters } = networks[network];
    const net = new convnetjs.Net();
    net.makeLayers([
      { type: 'input', out_sx: 28, out_sy: 28, out_depth: 1 },
      ...filters.flatMap((count) => [
        { type: 'conv', sx: filterSize, filters: count, stride: 1, pad: 0, activation: 'relu' },
        { type: 'pool', sx: 2, stride: 2 },
      ]),
      ...hidden.map((width) => ({ type: 'fc', num_neurons: width, activation: 'relu' })),
      { type: 'softmax', num_classes: 10 },
    ]);
    const trainer = new convnetjs.Trainer(net, { method: 'sgd', learning_rate: rate, momentum: 0, batch_size: batch });
    const order = new Order(digits.train.count, seed);
    const image = new convnetjs.Vol(28, 28, 1, 0);
    const guess = (/** @type {Float32Array} */ values) => {
      image.w.set(values);
      net.forward(image);
      return net.getPrediction();
    };
    return {
      step(steps) {
        for (let i = 0; i < steps * batch; ++i) {
          const index = order.next();
          image.w.set(pixels.train.subarray(index * 784, (index + 1) * 784));
          trainer.train(image, digits.train.labels[index]);
        }
      },
      accuracy(count) {
        let right = 0;
        for (let i = 0; i < count; ++i)
          right += Number(guess(pixels.test.subarray(i * 784, (i + 1) * 784)) === digits.test.labels[i]);
        return right / count;
      },
      classify: guess,
      dispose() {},
    };
  },
};
