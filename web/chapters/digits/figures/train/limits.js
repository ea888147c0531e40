// @ts-check
// How far the settings go, in an address, in the controls and in the history of a run.

export const lastStep = 200_000;
export const rates = { min: 1e-6, max: 1e6 };

/** @type {Record<string, { min: number, max: number, step?: number, scale?: 'linear' | 'log', integer?: boolean }>} */
export const ranges = {
  learningRate: { ...rates, scale: 'log' },
  momentum: { min: 0, max: 0.9999, step: 0.01 },
  batchSize: { min: 1, max: 10_000, scale: 'log', integer: true },
  weightDecay: { min: 0, max: 1, step: 0.001 },
  seed: { min: 0, max: 4_294_967_295, integer: true },
};

/** What the engine's registry offers, known before the engine is there: an address is read at once. */
export const offered = {
  activation: ['identity', 'sigmoid', 'tanh', 'relu'],
  initialisation: ['he', 'xavier', 'small', 'zero'],
  optimizer: ['gradientDescent', 'momentum', 'nesterov', 'adaGrad', 'rmsProp', 'adam', 'adamW'],
  loss: ['crossEntropy', 'squaredError', 'focal', 'labelSmoothed', 'hinge'],
};
