// @ts-check

/** How a data set stands before anything of it has come. @returns {import('./types.js').DataState} */
export const nothingLoaded = () => ({
  phase: 'loading',
  loaded: 0,
  total: 0,
  source: 'mnist',
  error: null,
  problem: null,
  train: { available: 0, total: 0 },
  test: { available: 0, total: 0 },
});
