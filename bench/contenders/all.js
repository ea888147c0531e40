// @ts-check
// Each contender is a file of its own, loaded only where it is measured.

/** @type {Record<string, () => Promise<{ default: import('./contract.js').Contender }>>} */
export const contenders = {
  'ours-relaxed': () => import('./ours-relaxed.js'),
  'ours-strict': () => import('./ours-strict.js'),
  jax: () => import('./jax.js'),
  'jax-by-hand': () => import('./jax-by-hand.js'),
  tfjs: () => import('./tfjs.js'),
  convnetjs: () => import('./convnetjs.js'),
  'naive-js': () => import('./naive-js.js'),
  'naive-js-skipping': () => import('./naive-js-skipping.js'),
};
