// @ts-check
// The page can be built before the core has been compiled: what would load it then says so in words.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export function core() {
  return {
    name: 'downhill-core',
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} specifier @param {string | undefined} importer */
    resolveId(specifier, importer) {
      if (!importer || !/\/generated\/[^/]+\.mjs$/.test(specifier)) return null;
      const file = resolve(importer, '..', specifier);
      return existsSync(file) ? null : `\0missing-core:${file.split('/').at(-1)}`;
    },
    /** @param {string} id */
    load(id) {
      if (!id.startsWith('\0missing-core:')) return null;
      const name = id.slice('\0missing-core:'.length);
      return `export default () => { throw new Error(${JSON.stringify(`The core (${name}) has not been compiled yet: run npm run build.`)}); };`;
    },
  };
}
