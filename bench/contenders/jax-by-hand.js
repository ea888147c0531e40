// @ts-check
// jax-js with a convolution put together by hand, because its own is slow: for each of a filter's 25 places, the image
// shifted by it times the weights of that place, and all of that summed. Of six ways to write it this was the fastest.
import { nn, numpy as np } from '@jax-js/jax';
import { jax } from './jax/network.js';

export default jax('jax-js, wasm, convolution by hand', false, {
  input: (x, batch) => x.reshape([batch, 28, 28, 1]),
  weights: ({ size, channels, filters }, weights) => np.array(weights).reshape([size * size, channels, filters]),
  apply({ side, size, channels, filters }, x, weights, bias) {
    const [batch, out] = [x.shape[0], side - size + 1];
    let y = bias;
    for (let j = 0; j < size; ++j) {
      for (let i = 0; i < size; ++i) {
        const shifted = x.ref.slice([], [j, j + out], [i, i + out], []);
        const own = weights.ref.slice(j * size + i);
        y = (channels === 1 ? shifted.mul(own.reshape([filters])) : np.matmul(shifted, own)).add(y);
      }
    }
    x.dispose();
    weights.dispose();
    return np.max(nn.relu(y).reshape([batch, out / 2, 2, out / 2, 2, filters]), [2, 4]);
  },
});
