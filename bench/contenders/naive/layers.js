// @ts-check
// Layers as one writes them without a library: typed arrays and plain loops, one sample at a time.

/** @import { ConvolutionShape, DenseShape } from '../networks.js' */

/** Weights lie row by row, a row for each output: sums run along a row, four of them so that none waits for another. */
export class Dense {
  /**
   * @param {DenseShape} shape
   * @param {{ weights: Float32Array, bias: Float32Array }} first weights (inputs, outputs)
   */
  constructor({ inputs, outputs, relu }, { weights, bias }) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.relu = relu;
    this.weights = weights.map((_, at) => weights[(at % inputs) * outputs + Math.floor(at / inputs)]);
    this.bias = bias;
    this.weightGradient = new Float32Array(weights.length);
    this.biasGradient = new Float32Array(bias.length);
    this.y = new Float32Array(outputs);
    this.dx = new Float32Array(inputs);
  }

  /** @param {Float32Array} x */
  forward(x) {
    const { inputs, outputs, relu, weights, bias, y } = this;
    for (let j = 0; j < outputs; ++j) {
      const at = j * inputs;
      let a = bias[j];
      let b = 0;
      let c = 0;
      let d = 0;
      let i = 0;
      for (; i + 3 < inputs; i += 4) {
        a += x[i] * weights[at + i];
        b += x[i + 1] * weights[at + i + 1];
        c += x[i + 2] * weights[at + i + 2];
        d += x[i + 3] * weights[at + i + 3];
      }
      for (; i < inputs; ++i) a += x[i] * weights[at + i];
      const sum = a + b + c + d;
      y[j] = relu && sum < 0 ? 0 : sum;
    }
  }

  /** @param {Float32Array} x @param {Float32Array} dy @param {boolean} first nobody asks for dx */
  backward(x, dy, first) {
    const { inputs, outputs, relu, weights, weightGradient, biasGradient, y, dx } = this;
    if (!first) dx.fill(0);
    for (let j = 0; j < outputs; ++j) {
      if (relu && y[j] === 0) continue;
      const value = dy[j];
      const at = j * inputs;
      biasGradient[j] += value;
      for (let i = 0; i < inputs; ++i) weightGradient[at + i] += value * x[i];
      if (!first) for (let i = 0; i < inputs; ++i) dx[i] += value * weights[at + i];
    }
  }
}

/** Weights lie row by row, a row for each input: the rows of those that are 0 are passed over. */
export class SkippingDense {
  #found; // which inputs were not 0, and how many
  #count = 0;

  /**
   * @param {DenseShape} shape
   * @param {{ weights: Float32Array, bias: Float32Array }} first weights (inputs, outputs)
   */
  constructor({ inputs, outputs, relu }, { weights, bias }) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.relu = relu;
    this.weights = weights;
    this.bias = bias;
    this.weightGradient = new Float32Array(weights.length);
    this.biasGradient = new Float32Array(bias.length);
    this.y = new Float32Array(outputs);
    this.dx = new Float32Array(inputs);
    this.#found = new Uint16Array(inputs);
  }

  /** @param {Float32Array} x */
  forward(x) {
    const { inputs, outputs, relu, weights, y } = this;
    const found = this.#found;
    let count = 0;
    y.set(this.bias);
    for (let i = 0; i < inputs; ++i) {
      const value = x[i];
      if (value === 0) continue;
      found[count++] = i;
      for (let j = 0, at = i * outputs; j < outputs; ++j) y[j] += value * weights[at + j];
    }
    if (relu) for (let j = 0; j < outputs; ++j) if (y[j] < 0) y[j] = 0;
    this.#count = count;
  }

  /**
   * @param {Float32Array} x
   * @param {Float32Array} dy changed to the gradient before ReLU
   * @param {boolean} first nobody asks for dx
   */
  backward(x, dy, first) {
    const { inputs, outputs, relu, weights, weightGradient, biasGradient, y, dx } = this;
    const found = this.#found;
    const count = this.#count;
    for (let j = 0; j < outputs; ++j) {
      if (relu && y[j] === 0) dy[j] = 0;
      biasGradient[j] += dy[j];
    }
    for (let k = 0; k < count; ++k) {
      const value = x[found[k]];
      for (let j = 0, at = found[k] * outputs; j < outputs; ++j) weightGradient[at + j] += value * dy[j];
    }
    if (first) return;
    for (let i = 0; i < inputs; ++i) {
      let sum = 0;
      for (let j = 0, at = i * outputs; j < outputs; ++j) sum += weights[at + j] * dy[j];
      dx[i] = sum;
    }
  }
}

/** Filters, ReLU, and of each 2×2 the largest. */
export class Convolution {
  #shape;
  #skip;
  #whole; // before pooling
  #wholeGradient;
  #winner;

  /**
   * @param {ConvolutionShape} shape
   * @param {{ weights: Float32Array, bias: Float32Array }} first
   * @param {boolean} skip inputs that are 0
   */
  constructor(shape, { weights, bias }, skip) {
    const side = shape.side - shape.size + 1;
    const count = (side / 2) ** 2 * shape.filters;
    this.#shape = { ...shape, out: side };
    this.#skip = skip;
    this.weights = weights;
    this.bias = bias;
    this.weightGradient = new Float32Array(weights.length);
    this.biasGradient = new Float32Array(bias.length);
    this.#whole = new Float32Array(side * side * shape.filters);
    this.#wholeGradient = new Float32Array(side * side * shape.filters);
    this.#winner = new Uint32Array(count);
    this.y = new Float32Array(count);
    this.dx = new Float32Array(shape.side * shape.side * shape.channels);
  }

  /** @param {Float32Array} x (row, column, channel) */
  forward(x) {
    const { side, size, channels, filters, out } = this.#shape;
    const { weights, bias } = this;
    const skip = this.#skip;
    const whole = this.#whole;
    for (let v = 0; v < out; ++v) {
      for (let u = 0; u < out; ++u) {
        const to = (v * out + u) * filters;
        for (let f = 0; f < filters; ++f) whole[to + f] = bias[f];
        for (let j = 0; j < size; ++j) {
          const from = ((v + j) * side + u) * channels;
          for (let i = 0; i < size * channels; ++i) {
            const value = x[from + i];
            if (skip && value === 0) continue;
            for (let f = 0, at = (j * size * channels + i) * filters; f < filters; ++f)
              whole[to + f] += value * weights[at + f];
          }
        }
      }
    }
    this.#pool();
  }

  #pool() {
    const { filters, out } = this.#shape;
    const whole = this.#whole;
    for (let v = 0, to = 0; v < out; v += 2) {
      for (let u = 0; u < out; u += 2) {
        for (let f = 0; f < filters; ++f, ++to) {
          const corner = (v * out + u) * filters + f;
          let best = corner;
          for (const other of [corner + filters, corner + out * filters, corner + (out + 1) * filters])
            if (whole[other] > whole[best]) best = other;
          this.#winner[to] = best;
          this.y[to] = Math.max(0, whole[best]);
        }
      }
    }
  }

  /** @param {Float32Array} x @param {Float32Array} dy @param {boolean} first nobody asks for dx */
  backward(x, dy, first) {
    const { side, size, channels, filters, out } = this.#shape;
    const { weights, weightGradient, biasGradient, dx } = this;
    const delta = this.#wholeGradient;
    delta.fill(0);
    for (let i = 0; i < dy.length; ++i) if (this.y[i] > 0) delta[this.#winner[i]] = dy[i];
    if (!first) dx.fill(0);
    for (let v = 0; v < out; ++v) {
      for (let u = 0; u < out; ++u) {
        for (let f = 0; f < filters; ++f) {
          const value = delta[(v * out + u) * filters + f];
          if (value === 0) continue; // three of four lost to a neighbour
          biasGradient[f] += value;
          for (let j = 0; j < size; ++j) {
            const from = ((v + j) * side + u) * channels;
            for (let i = 0, at = j * size * channels * filters + f; i < size * channels; ++i, at += filters) {
              weightGradient[at] += value * x[from + i];
              if (!first) dx[from + i] += value * weights[at];
            }
          }
        }
      }
    }
  }
}
