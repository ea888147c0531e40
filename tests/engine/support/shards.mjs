// @ts-check
// A web server on this machine that offers a small data set in shards, and can break off on demand.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { loadLaboratoryEngine } from '../../../web/engine/laboratory-engine.js';
import { digits } from './builds.mjs';
import { imageFile, labelFile } from './idx.mjs';

/** @typedef {(body: Buffer, response: import('node:http').ServerResponse) => void} Fault */

/**
 * @param {Map<string, Buffer>} files
 * @param {string} file
 * @param {Uint8Array} bytes
 * @returns {{ file: string, bytes: number, sha256: string }} how the manifest names it
 */
function put(files, file, bytes) {
  const packed = gzipSync(bytes);
  files.set(`/${file}`, packed);
  return { file, bytes: packed.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * @param {number} count
 * @param {number} shardSize
 * @param {string} name
 * @param {Map<string, Buffer>} files
 * @param {number} seed
 */
async function part(count, shardSize, name, files, seed) {
  const engine = await loadLaboratoryEngine({ build: 'simd' });
  const dataset = digits(engine, count, seed);
  const shards = [];
  for (let from = 0; from < count; from += shardSize) {
    const indices = Array.from({ length: Math.min(shardSize, count - from) }, (_, i) => from + i);
    const { pixels, labels } = dataset.samples(indices);
    const entry = (/** @type {string} */ kind, /** @type {Uint8Array} */ bytes) =>
      put(files, `${name}-${from}-${kind}.gz`, bytes);
    shards.push({
      count: indices.length,
      images: entry('images', imageFile(pixels)),
      labels: entry('labels', labelFile(labels)),
    });
  }
  dataset.delete();
  return { count, shardSize, shards };
}

/**
 * Makes other files of one shard for training, with sums in the manifest that agree with them.
 * @param {Awaited<ReturnType<typeof serveShards>>} server @param {number} index
 * @param {(shard: { images: Buffer, labels: Buffer }) => { images: Buffer, labels: Buffer }} change
 */
export function replaceShard({ files, manifest }, index, change) {
  const shard = manifest.train.shards[index];
  const bytesOf = (/** @type {{ file: string }} */ { file }) =>
    gunzipSync(/** @type {Buffer} */ (files.get(`/${file}`)));
  const { images, labels } = change({ images: bytesOf(shard.images), labels: bytesOf(shard.labels) });
  shard.images = put(files, shard.images.file, images);
  shard.labels = put(files, shard.labels.file, labels);
  files.set('/manifest.json', Buffer.from(JSON.stringify(manifest)));
}

/** 600 training images in three shards, 100 test images in one. */
export async function serveShards() {
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  const manifest = {
    source: 'mnist',
    train: await part(600, 200, 'train', files, 11),
    test: await part(100, 100, 'test', files, 12),
  };
  files.set('/manifest.json', Buffer.from(JSON.stringify(manifest)));
  /** @type {Map<string, Fault>} what goes wrong, by path, until it is taken out again */
  const faults = new Map();
  const server = createServer((request, response) => {
    const body = files.get(request.url ?? '');
    const fault = faults.get(request.url ?? '');
    if (!body) response.writeHead(404).end();
    else if (fault) fault(body, response);
    else response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/manifest.json`, files, faults, manifest, close: () => server.close() };
}
