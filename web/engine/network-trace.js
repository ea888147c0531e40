// @ts-check
// One step of gradient descent on a small network, operation by operation.
import { guarded } from './errors.js';

/** @import { NetworksModule } from './build.js' */
/** @typedef {Float64Array<ArrayBuffer>} Numbers */

/**
 * One operation. Layers are counted as the weights are: layer 0 leads from the inputs to the first units.
 * @typedef {object} NetworkStep
 * @property {string} phase 'forward', 'loss', 'backward', 'update'
 * @property {string} kind what is done: see TraceKind in src/network/trace.hpp, where each has its formula
 * @property {number} sample of the batch; −1 in the update
 * @property {number} layer
 * @property {number} unit j, of this layer
 * @property {number} from i, the unit of the layer before at the other end of the edge; −1: no edge
 * @property {number} parameter its place in θ; −1: none
 * @property {number} a forward, loss, update: result = a ∘ b
 * @property {number} b
 * @property {number} result
 * @property {number} local backward: contribution = local · incoming
 * @property {number} incoming
 * @property {number} contribution
 * @property {number} accumulated the sum so far, where one is built up
 */

const numbers = /** @type {const} */ ([
  'sample',
  'layer',
  'unit',
  'from',
  'parameter',
  'a',
  'b',
  'result',
  'local',
  'incoming',
  'contribution',
  'accumulated',
]);
const columns = 2 + numbers.length;

/**
 * @param {Numbers} table
 * @param {{ phases: readonly string[], kinds: readonly string[] }} names
 * @returns {NetworkStep[]}
 */
const named = (table, { phases, kinds }) =>
  Array.from({ length: table.length / columns }, (_, row) => {
    const cells = table.subarray(row * columns, (row + 1) * columns);
    const step = Object.fromEntries(numbers.map((name, i) => [name, cells[2 + i]]));
    return /** @type {NetworkStep} */ ({ phase: phases[cells[0]], kind: kinds[cells[1]], ...step });
  });

/**
 * Forward, loss, backward and update, every single operation in the order in which it happens. What is left out is
 * widths [2, 2, 1], hidden ['tanh'], output 'sigmoid', loss 'binaryCrossEntropy', rate 0.5.
 * @param {NetworksModule} module
 * @param {{ phases: readonly string[], kinds: readonly string[] }} names
 * @param {object} settings
 * @param {number[]} [settings.widths] inputs, hidden layers, outputs: at most 8 layers of 32
 * @param {string[]} [settings.hidden] an activation for each hidden layer
 * @param {string} [settings.output] 'softmax' or an activation for each output
 * @param {string} [settings.loss]
 * @param {number} [settings.rate] η
 * @param {ArrayLike<number>} settings.parameters θ: layer after layer, weights (in, out) row after row, then biases
 * @param {ArrayLike<number>} settings.inputs (n, widths[0]), n at most 100
 * @param {ArrayLike<number>} settings.targets (n, widths.at(-1)): distributions after softmax
 * @returns what happened. samples: for each, layer by layer, sums z, outputs φ(z), slopes ∂C/∂a, deltas ∂C/∂z, and its
 *   loss. loss: C, their
 *   mean. gradient: ∂C/∂θ. numericGradient: by central differences of another computation of C. updated: θ − η ∂C/∂θ.
 *   lossAfter: C there
 */
export function traceNetwork(module, names, settings) {
  const trace = guarded(() => module.traceNetwork(settings));
  return { ...trace, steps: named(trace.steps, names) };
}
