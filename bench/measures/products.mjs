// @ts-check
// The core's products of matrices against what the machine can do at best: multiply-adds in registers, measured before
// each, the best of which counts. All shapes that a training step of networks S, M and L asks for, and one large one.
import { row } from '../support/report.mjs';

export const title = 'Products of matrices, against the peak of multiply-adds';

/**
 * @typedef {{ kind: 0 | 1 | 2, m: number, n: number, inner: number }} Shape 0: A·B, 1: Aᵀ·B, 2: A·Bᵀ; the result is m ×
 *   n, and sums go over `inner`
 */

const kinds = ['A·B', 'Aᵀ·B', 'A·Bᵀ'];
const atLeast = 85;

/** @type {{ name: string, batch: number, widths: number[] }[]} */
const trained = [
  { name: 'S', batch: 32, widths: [784, 16, 16, 10] },
  { name: 'M', batch: 128, widths: [784, 128, 10] },
  { name: 'L', batch: 128, widths: [784, 512, 256, 10] },
];

/** @returns {{ name: string, shape: Shape }[]} the input's own gradient is asked for by nobody */
function shapes() {
  const all = kinds.map((_, kind) => ({
    name: '',
    shape: /** @type {Shape} */ ({ kind, m: 512, n: 512, inner: 512 }),
  }));
  for (const { name, batch, widths } of trained) {
    for (let l = 0; l + 1 < widths.length; ++l) {
      const [inputs, outputs] = [widths[l], widths[l + 1]];
      all.push(
        { name, shape: { kind: 0, m: batch, n: outputs, inner: inputs } },
        { name, shape: { kind: 1, m: inputs, n: outputs, inner: batch } },
      );
      if (l > 0) all.push({ name, shape: { kind: 2, m: batch, n: inputs, inner: outputs } });
    }
  }
  return all;
}

/** @param {import('../support/context.mjs').Context} context */
export async function measure({ browser, benchAddress, windows, seconds, networks }) {
  const wanted = shapes().filter(({ name }) => name === '' || networks.includes(/** @type {any} */ (name)));
  const page = await browser.newPage();
  await page.goto(benchAddress);
  await page.waitForFunction(() => 'products' in window);
  const [tables, json] = [[], []].map(() => /** @type {any[]} */ ([]));
  for (const build of /** @type {const} */ (['relaxed', 'simd'])) {
    /** @type {{ peak: number[], product: number[] }[]} */
    const results = await page.evaluate((wish) => /** @type {any} */ (window).products(wish), {
      build,
      shapes: wanted.map(({ shape }) => shape),
      windows,
      seconds: seconds / 5,
    });
    const inGiga = (/** @type {number[]} */ values) => values.map((value) => value / 1e9);
    const peaks = row('peak: multiply-adds in registers', 'GFLOP/s', inGiga(results.flatMap((one) => one.peak)));
    const rows = results.map((one, i) => {
      const {
        name,
        shape: { kind, m, n, inner },
      } = wanted[i];
      const share = row(
        `${name ? `${name}: ` : ''}${kinds[kind]}, ${m}×${inner}×${n}`,
        '% of the peak',
        inGiga(one.product).map((value) => (100 * value) / peaks.max),
        { atLeast },
      );
      const gflops = row('', 'GFLOP/s', inGiga(one.product));
      json.push({ build, network: name || null, product: kinds[kind], m, inner, n, gflops, peak: peaks.max, share });
      return { ...share, unit: `% of the peak, ${gflops.median.toFixed(1)} GFLOP/s` };
    });
    tables.push({ title: build === 'relaxed' ? 'relaxed SIMD' : 'strict SIMD', rows: [peaks, ...rows] });
  }
  await page.close();
  return { tables, json };
}
