// @ts-check
// The data set as the page loads it: IDX files of a few thousand images, so that training starts early.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { sha256 } from './mnist.mjs';

/**
 * @typedef {{ file: string, bytes: number, unpacked: number, sha256: string }} ShardFile
 *   bytes: as it is downloaded; unpacked, sha256: of the IDX file in it
 * @typedef {{ count: number, images: ShardFile, labels: ShardFile }} Shard
 * @typedef {{ count: number, shardSize: number, shards: Shard[] }} Part
 * @typedef {{ source: 'mnist', train: Part, test: Part }} Manifest
 */

const compress = promisify(gzip);

/**
 * Samples from..to of an IDX file as an IDX file of their own: the same header with their count in it.
 * The header: two zero bytes, type, number of dimensions, then each dimension as a big-endian 32-bit number.
 * @param {Uint8Array} idx @param {number} from @param {number} to
 */
export function slice(idx, from, to) {
  const dimensions = idx[3];
  const headerSize = 4 + 4 * dimensions;
  const view = new DataView(idx.buffer, idx.byteOffset, idx.byteLength);
  let sampleSize = 1;
  for (let d = 1; d < dimensions; d++) sampleSize *= view.getUint32(4 + 4 * d);

  const part = new Uint8Array(headerSize + (to - from) * sampleSize);
  part.set(idx.subarray(0, headerSize));
  new DataView(part.buffer).setUint32(4, to - from);
  part.set(idx.subarray(headerSize + from * sampleSize, headerSize + to * sampleSize), headerSize);
  return part;
}

/** @param {Uint8Array} idx */
const countOf = (idx) => new DataView(idx.buffer, idx.byteOffset).getUint32(4);

/** @param {string} folder @param {string} file @param {Uint8Array} idx @returns {Promise<ShardFile>} */
async function write(folder, file, idx) {
  const packed = await compress(idx, { level: 7 }); // level 9 takes ten times as long for half a percent
  writeFileSync(path.join(folder, file), packed);
  return { file, bytes: packed.length, unpacked: idx.length, sha256: sha256(idx) };
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {Uint8Array} images
 * @param {Uint8Array} labels
 * @param {number} shardSize
 */
async function writePart(folder, name, images, labels, shardSize) {
  const count = countOf(images);
  if (countOf(labels) !== count) throw new Error(`${name}: ${count} images, but ${countOf(labels)} labels`);
  const shards = Array.from({ length: Math.ceil(count / shardSize) }, async (_, index) => {
    const from = index * shardSize;
    const to = Math.min(from + shardSize, count);
    const file = (/** @type {string} */ kind) => `${name}-${String(index).padStart(2, '0')}-${kind}.gz`;
    return {
      count: to - from,
      images: await write(folder, file('images-idx3-ubyte'), slice(images, from, to)),
      labels: await write(folder, file('labels-idx1-ubyte'), slice(labels, from, to)),
    };
  });
  return { count, shardSize, shards: await Promise.all(shards) };
}

/**
 * Writes shards and manifest into a folder of their own, in the samples' original order.
 * @param {string} folder @param {import('./mnist.mjs').Contents} contents @param {number} [shardSize]
 * @returns {Promise<Manifest>}
 */
export async function writeShards(folder, contents, shardSize = 6000) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { trainImages, trainLabels, testImages, testLabels } = contents;
  /** @type {Manifest} */
  const manifest = {
    source: 'mnist',
    train: await writePart(folder, 'train', trainImages, trainLabels, shardSize),
    test: await writePart(folder, 'test', testImages, testLabels, shardSize),
  };
  writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

/** @param {string} folder a site without MNIST: its manifest says so, and the page writes digits of its own */
export function writeSynthetic(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify({ source: 'synthetic' })}\n`);
}
