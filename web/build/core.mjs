// @ts-check
// The page can be built before the core has been compiled: what would load it then says so in words. And Emscripten's
// script for threads, which starts itself once more for each, is told in a way that Vite can read.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export function core() {
  return {
    name: 'downhill-core',
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} specifier @param {string | undefined} importer */
    resolveId(specifier, importer) {
      // What Emscripten's scripts ask for under Node alone.
      if (/^(module|worker_threads)$/.test(specifier) && importer?.includes('/generated/')) return '\0nothing';
      if (!importer || !/\/generated\/[^/]+\.mjs$/.test(specifier)) return null;
      const file = resolve(importer, '..', specifier);
      return existsSync(file) ? null : `\0missing-core:${file.split('/').at(-1)}`;
    },
    /** @param {string} code @param {string} id */
    transform(code, id) {
      if (!/\/generated\/[^/]+-threads\.mjs$/.test(id)) return null;
      const started = /new Worker\((new URL\("[^"]+", ?import\.meta\.url\)), ?workerOptions\)/;
      if (!started.test(code))
        throw new Error(`${id} starts its threads in another way than web/build/core.mjs knows: is Emscripten newer?`);
      return { code: code.replace(started, 'new Worker($1, { type: "module", name: "em-pthread" })'), map: null };
    },
    /** @param {string} id */
    load(id) {
      if (id === '\0nothing') return 'export {};';
      if (!id.startsWith('\0missing-core:')) return null;
      const name = id.slice('\0missing-core:'.length);
      return `export default () => { throw new Error(${JSON.stringify(`The core (${name}) has not been compiled yet: run npm run build.`)}); };`;
    },
  };
}
