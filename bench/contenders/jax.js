// @ts-check
// jax-js with its own convolution, which has the channels before the rows.
import { lax, nn, numpy as np } from '@jax-js/jax';
import { jax } from './jax/network.js';

export default jax('jax-js, wasm', true, {
  input: (x, batch) => x.reshape([batch, 1, 28, 28]),
  weights({ size, channels, filters }, weights) {
    const turned = new Float32Array(weights.length);
    for (let place = 0; place < size * size; ++place)
      for (let c = 0; c < channels; ++c)
        for (let f = 0; f < filters; ++f)
          turned[(f * channels + c) * size * size + place] = weights[(place * channels + c) * filters + f];
    return np.array(turned).reshape([filters, channels, size, size]);
  },
  apply({ side, size, filters }, x, weights, bias) {
    const [batch, out] = [x.shape[0], side - size + 1];
    const y = nn.relu(lax.conv(x, weights, [1, 1], 'VALID').add(bias.reshape([1, filters, 1, 1])));
    return np.max(y.reshape([batch, filters, out / 2, 2, out / 2, 2]), [3, 5]);
  },
});
