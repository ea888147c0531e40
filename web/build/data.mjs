// @ts-check
// The data set's shards: copied beside the built page, served from where they lie while developing.
import { cpSync, createReadStream, existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** @param {string} folder where the shards are @param {string} name their folder on the site */
export function data(folder, name) {
  let output = '';
  return {
    name: 'downhill-data',
    /** @param {{ build: { outDir: string }, root: string }} config */
    configResolved(config) {
      output = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      if (existsSync(folder) && existsSync(output)) cpSync(folder, join(output, name), { recursive: true });
    },
    /** @param {import('vite').ViteDevServer} server */
    configureServer(server) {
      server.middlewares.use(`/${name}/`, (request, response, next) => {
        const file = join(folder, decodeURIComponent((request.url ?? '/').split('?')[0]));
        if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) return next();
        response.setHeader('Content-Type', file.endsWith('.json') ? 'application/json' : 'application/octet-stream');
        createReadStream(file).pipe(response);
      });
    },
  };
}
