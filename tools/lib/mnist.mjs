// @ts-check
// MNIST's four IDX files: where to look for them, and how to know that they are the right ones.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * The four files by what is in them, with the SHA-256 of what is in each `.gz`.
 * @typedef {'trainImages' | 'trainLabels' | 'testImages' | 'testLabels'} Name
 * @typedef {Record<Name, { file: string, sha256: string }>} Files
 * @typedef {Record<Name, Uint8Array>} Contents
 */

/** @type {Files} the order is that of a download: small ones first, so that a dead mirror is found out soon */
export const mnist = {
  testLabels: {
    file: 't10k-labels-idx1-ubyte.gz',
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
  trainLabels: {
    file: 'train-labels-idx1-ubyte.gz',
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  testImages: {
    file: 't10k-images-idx3-ubyte.gz',
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  },
  trainImages: {
    file: 'train-images-idx3-ubyte.gz',
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
};

export const mirrors = [
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
  'https://raw.githubusercontent.com/fgnt/mnist/master/',
];

/** @param {Uint8Array} bytes */
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * What a stored file holds, once its sum is right.
 * @param {Uint8Array} stored @param {{ file: string, sha256: string }} expected
 */
export function unpack(stored, expected) {
  let bytes;
  try {
    bytes = gunzipSync(stored);
  } catch {
    throw new Error(`${expected.file} cannot be unpacked: it is truncated or damaged`);
  }
  const sum = sha256(bytes);
  if (sum === expected.sha256) return bytes;
  throw new Error(
    `${expected.file} is not MNIST's: the SHA-256 of its contents is ${sum}; it must be ${expected.sha256}`,
  );
}

/** @param {string} file @param {{ file: string, sha256: string }} expected */
function isRight(file, expected) {
  try {
    return unpack(readFileSync(file), expected).length > 0;
  } catch {
    return false;
  }
}

/** @param {string} folder @param {Files} files */
export const holdsAll = (folder, files) =>
  Object.values(files).every(({ file }) => existsSync(path.join(folder, file)));

/** @param {string} folder @param {Files} files @returns {Contents} */
export function read(folder, files) {
  const entries = Object.entries(files).map(([name, entry]) => [
    name,
    unpack(readFileSync(path.join(folder, entry.file)), entry),
  ]);
  return Object.fromEntries(entries);
}

/**
 * A file from a server that must answer within `patience` milliseconds, and never fall silent for longer.
 * @param {string} url @param {number} patience @param {(loaded: number, total: number) => void} progress
 */
async function fetchFile(url, patience, progress) {
  const stop = new AbortController();
  const silence = setTimeout(() => stop.abort(new Error(`no answer within ${patience / 1000} s`)), patience);
  try {
    const response = await fetch(url, { signal: stop.signal });
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    const chunks = [];
    let loaded = 0;
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      silence.refresh();
      chunks.push(part.value);
      progress((loaded += part.value.length), total);
    }
    return Buffer.concat(chunks);
  } finally {
    clearTimeout(silence);
  }
}

/**
 * Brings the files into a folder: all from the first mirror that has them, each checked before it is kept.
 * @param {string} folder @param {Files} files @param {string[]} from @param {(line: string) => void} say
 * @param {number} [patience] milliseconds for each mirror; with three, no network is known within 10 s
 * @returns {Promise<boolean>} whether all are there
 */
export async function download(folder, files, from, say, patience = 3000) {
  mkdirSync(folder, { recursive: true });
  for (const mirror of from) {
    try {
      for (const entry of Object.values(files)) {
        const place = path.join(folder, entry.file);
        if (isRight(place, entry)) continue;
        let told = performance.now();
        const stored = await fetchFile(new URL(entry.file, mirror).href, patience, (loaded, total) => {
          if (performance.now() - told < 1000) return;
          told = performance.now();
          say(`${entry.file}: ${(loaded / 1e6).toFixed(1)} of ${total ? (total / 1e6).toFixed(1) : '?'} MB`);
        });
        unpack(stored, entry);
        writeFileSync(`${place}.part`, stored);
        renameSync(`${place}.part`, place);
        say(`${entry.file}: done, its sum is right`);
      }
      return true;
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
      say(`${new URL(mirror).host} is of no use (${error instanceof Error ? error.message : error}${cause})`);
    }
  }
  return false;
}

/**
 * The data set from the first place that has it, or null.
 * @param {{ places: string[], store: string, files?: Files, from?: string[], patience?: number, say?: (line: string) =>
 *   void }} search
 *   places: folders, in order; store: where a download goes
 * @returns {Promise<{ folder: string, contents: Contents } | null>}
 */
export async function find({ places, store, files = mnist, from = mirrors, patience, say = console.log }) {
  for (const folder of places) {
    if (!holdsAll(folder, files)) continue;
    try {
      return { folder, contents: read(folder, files) };
    } catch (error) {
      say(`${folder} is passed over: ${error instanceof Error ? error.message : error}`);
    }
  }
  say('MNIST is nowhere on this machine; trying to download it');
  return (await download(store, files, from, say, patience)) ? { folder: store, contents: read(store, files) } : null;
}
