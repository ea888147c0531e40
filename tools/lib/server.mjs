// @ts-check
// A static server as any host would be: whole files with the right types, unpacked by nobody.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { Failure } from './project.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm', // else browsers refuse to compile it while it arrives
  '.gz': 'application/gzip', // and no Content-Encoding: the page unpacks the shards itself
};

/**
 * @param {string} folder
 * @param {string} url
 * @returns {string | null} the file that is meant; null where it would lie outside
 */
function fileOf(folder, url) {
  try {
    const name = decodeURIComponent(url.replace(/[?#].*$/, ''));
    const file = path.join(folder, name.endsWith('/') ? `${name}index.html` : name);
    return file.startsWith(folder + path.sep) && !file.includes('\0') ? file : null;
  } catch {
    return null;
  }
}

// With these a page is cross-origin isolated, and may share memory between threads: training then uses every core. It
// can still be framed by anybody, isolated or not.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** @param {string} folder @param {boolean} isolated @returns {import('node:http').RequestListener} */
const answer = (folder, isolated) => (request, response) => {
  const headers = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache', ...(isolated ? isolation : {}) };
  const refuse = (/** @type {number} */ status, /** @type {string} */ words) =>
    response.writeHead(status, { ...headers, 'Content-Type': types['.txt'] }).end(`${words}\n`);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET and HEAD are answered here.');
  const file = fileOf(folder, request.url ?? '/');
  const found = file ? statSync(file, { throwIfNoEntry: false }) : undefined;
  if (!file || !found?.isFile()) return refuse(404, 'There is no such file.');

  const tag = `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`;
  if (request.headers['if-none-match'] === tag) return response.writeHead(304, headers).end();
  const type = types[/** @type {keyof typeof types} */ (path.extname(file))] ?? 'application/octet-stream';
  response.writeHead(200, { ...headers, 'Content-Type': type, 'Content-Length': found.size, ETag: tag });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
};

/**
 * Serves a folder on the first free port from the one given up; 0 takes any.
 * @param {string} folder
 * @param {number} port
 * @param {{ isolated?: boolean }} [options] isolated: false for a host that sends no headers of its own
 * @returns {Promise<{ port: number, close: () => void }>}
 */
export function serve(folder, port, { isolated = true } = {}) {
  const server = createServer(answer(path.resolve(folder), isolated));
  const last = port + 100;
  return new Promise((resolve, reject) => {
    server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      if (port === last) return reject(new Failure(`No port from ${last - 100} to ${last} is free.`));
      server.listen(++port, '127.0.0.1');
    });
    server.on('listening', () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      resolve({
        port: address.port,
        close: () => {
          server.close();
          server.closeAllConnections();
        },
      });
    });
    server.listen(port, '127.0.0.1');
  });
}
