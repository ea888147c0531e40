// @ts-check
// The core's products of matrices beside the machine's peak, in the same window: bench/kernels, built as the core is.

/**
 * @typedef {{ peak(rounds: number): number, product(kind: number, m: number, n: number, inner: number, repetitions:
 *   number): number, forward(repetitions: number): number }} Kernels each returns the floating-point operations that it
 *   did; forward how many drawings
 */
/** @import { Shape } from '../measures/products.mjs' */

/** @type {Map<string, Promise<Kernels>>} */
const builds = new Map();

/** @param {'simd' | 'relaxed'} build */
function load(build) {
  const known = builds.get(build);
  if (known) return known;
  const loading = (
    build === 'relaxed' ? import('../../build/bench/kernels-relaxed.mjs') : import('../../build/bench/kernels-simd.mjs')
  ).then(async ({ default: create }) => {
    const { _peak, _product, _forward } = await create();
    return { peak: _peak, product: _product, forward: _forward };
  });
  builds.set(build, loading);
  return loading;
}

/**
 * Work per second: `work(n)` is asked for more and more until a call lasts a few milliseconds, then until the time is
 * up.
 * @param {(amount: number) => number} work
 * @param {number} seconds
 */
function rate(work, seconds) {
  let amount = 1;
  for (let spent = 0; spent < 3; amount *= 2) {
    const began = performance.now();
    work(amount);
    spent = performance.now() - began;
  }
  let done = 0;
  const began = performance.now();
  while (performance.now() - began < seconds * 1000) done += work(amount);
  return (done / (performance.now() - began)) * 1000;
}

/**
 * Windows of each shape, and of the peak just before each.
 * @param {{ build: 'simd' | 'relaxed', shapes: Shape[], windows: number, seconds: number }} wish
 * @returns {Promise<{ peak: number[], product: number[] }[]>} operations per second
 */
export async function products({ build, shapes, windows, seconds }) {
  const kernels = await load(build);
  const results = shapes.map(() => ({ peak: /** @type {number[]} */ ([]), product: /** @type {number[]} */ ([]) }));
  rate(kernels.peak, 0.5); // warm: calls have come and gone, and V8 has its better code in place
  for (const { kind, m, n, inner } of shapes)
    rate((repetitions) => kernels.product(kind, m, n, inner, repetitions), 0.02);
  for (let i = 0; i < windows; ++i) {
    shapes.forEach(({ kind, m, n, inner }, s) => {
      results[s].peak.push(rate(kernels.peak, seconds / 4));
      results[s].product.push(rate((repetitions) => kernels.product(kind, m, n, inner, repetitions), seconds));
    });
  }
  return results;
}

/**
 * Milliseconds for one drawing through network M, with nothing around it.
 * @param {'simd' | 'relaxed'} build
 * @param {number} seconds
 */
products.forward = async (build, seconds) => 1000 / rate((await load(build)).forward, seconds);
