// @ts-check
// What every contender promises. Nothing here runs.

/**
 * @typedef {{ images: Uint8Array, labels: Uint8Array, count: number }} Part pixels 0 … 255, image after image
 * @typedef {{ train: Part, test: Part }} Digits
 *
 * @typedef {object} Task
 * @property {keyof typeof import('./networks.js').networks} network
 * @property {number} batch
 * @property {'sgd' | 'adam'} optimizer
 * @property {number} rate
 * @property {number} [workers] threads to train with, where there are any and the contender can be told; else one
 * @property {number} seed of the first weights and of the order of samples
 *
 * @typedef {object} Instance one network in training
 * @property {(steps: number) => unknown} step trains so many steps; what it returns is awaited
 * @property {(count: number) => number | Promise<number>} accuracy on the first so many test images, 0 … 1
 * @property {(pixels: Float32Array) => number | Promise<number>} classify one drawing: the digit
 * @property {() => void} dispose
 *
 * @typedef {object} Contender
 * @property {string} name
 * @property {boolean} [library] whether somebody would take it from a shelf: the ratios are to these
 * @property {(digits: Digits) => unknown} load brings the data to where it trains on them; what it returns is awaited
 * @property {(task: Task) => Instance | Promise<Instance>} create throws with words for what it cannot do
 */
export {};
