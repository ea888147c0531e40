// @ts-check
// What a page must load before it can train: each contender packed as the site is, tree-shaken and minified, every file
// counted as gzip -9 would send it.
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { inProject } from '../../tools/lib/project.mjs';
import { core } from '../../web/build/core.mjs';
import { row } from '../support/report.mjs';

export const title = 'What a page must load to train, compressed';

/**
 * What is packed for other cases and not loaded for this one: our other modules, other backends.
 * @type {Record<string, { name: string, without?: RegExp }>}
 */
const packed = {
  'ours-relaxed': { name: 'ours, relaxed SIMD', without: /core-|laboratory-simd|-threads|mathematics|models|networks/ },
  'ours-strict': { name: 'ours, strict SIMD', without: /core-|laboratory-relaxed|mathematics|models|networks/ },
  jax: { name: 'jax-js', without: /webgl|webgpu/ },
  tfjs: { name: 'tfjs, core and wasm backend' },
  convnetjs: { name: 'ConvNetJS' },
  'naive-js': { name: 'naive JS' },
};

/** @param {string} file @param {RegExp | undefined} without @returns {Promise<{ name: string, bytes: number }[]>} */
async function filesOf(file, without) {
  const built = await build({
    configFile: false,
    root: inProject('bench'),
    base: './',
    logLevel: 'silent',
    plugins: [core()],
    worker: { format: 'es', plugins: () => [core()] },
    build: {
      write: false,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: inProject(`bench/contenders/${file}.js`), preserveEntrySignatures: 'strict' },
    },
  });
  const { output } = /** @type {import('vite').Rollup.RollupOutput} */ (Array.isArray(built) ? built[0] : built);
  return output
    .filter(({ fileName }) => !without?.test(fileName))
    .map((one) => ({
      name: one.fileName,
      bytes: gzipSync(one.type === 'chunk' ? one.code : one.source, { level: 9 }).length,
    }));
}

/** @param {import('../support/context.mjs').Context} context */
export async function measure({ contenders, say }) {
  const rows = [];
  for (const [file, { name, without }] of Object.entries(packed).filter(([key]) => contenders.includes(key))) {
    const files = await filesOf(file, without);
    for (const one of files) say(`      ${name}: ${(one.bytes / 1024).toFixed(1)} KB  ${one.name}`);
    rows.push(row(`${name}: ${files.length} files`, 'KB', [files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024]));
  }
  return rows;
}
