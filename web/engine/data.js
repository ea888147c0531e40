// @ts-check
import { nothingLoaded } from './data-state.js';

/** @import { DataProblem } from './types.js' */
/** @import { Dataset } from './trainer.js' */
/**
 * @typedef {{ file: string, bytes: number, sha256: string }} ShardFile
 * @typedef {{ count: number, images: ShardFile, labels: ShardFile }} Shard
 * @typedef {{ count: number, shardSize: number, shards: Shard[] }} Part
 * @typedef {{ source: string, train: Part, test: Part }} Manifest
 */

/** Milliseconds without a byte after which a download is given up. */
const patience = 20_000;
/** Shards that are fetched at a time: while one is unpacked, the next is on its way. */
const ahead = 2;

/** A problem with the data, in words and as what it is. */
class DataError extends Error {
  /** @param {DataProblem} problem @param {string} words */
  constructor(problem, words) {
    super(words);
    this.problem = problem;
  }
}

const synthetic = { train: 12000, test: 2000, portion: 40, trainSeed: 1, testSeed: 1000001 };

/**
 * The one data set of a worker. It comes in shards, checked by their sums and by the core's IDX reader, and
 * can be trained on as soon as the first is there. Where there is no manifest, the core writes the digits.
 */
export class DataSet {
  /** @type {Dataset | null} */
  train = null;
  /** @type {Dataset | null} */
  test = null;
  state = nothingLoaded();

  /** @type {Manifest | null} */
  #manifest = null;
  /** @type {{ part: 'train' | 'test', shard: Shard }[]} */
  #missing = [];
  #base = '';
  #busy = false;
  #disposed = false;
  /** Bytes of the shards that are appended. */
  #kept = 0;
  /** @type {Set<AbortController>} */
  #transfers = new Set();
  #engine;
  #changed;

  /**
   * @param {import('./laboratory-engine.js').LaboratoryEngine} engine
   * @param {() => void} changed called when state has changed or samples have arrived
   */
  constructor(engine, changed) {
    this.#engine = engine;
    this.#changed = changed;
  }

  /** Runs wait for the test images while they are on their way, so that none of their evaluations is missing. */
  get readyForEvaluation() {
    const { phase, test } = this.state;
    return phase === 'failed' || phase === 'ready' || (test.total > 0 && test.available === test.total);
  }

  /** What arrives is here at once; data altered from these must take it over (altered-data.js). */
  update() {}

  /** @param {string | null} url of the manifest */
  async load(url) {
    this.#manifest = url ? await readManifest(url) : null;
    if (this.#disposed) return;
    if (!this.#manifest || !url) return this.#beginWriting();
    this.#base = url;
    const { train, test } = this.#manifest;
    const [first, ...rest] = train.shards.map((shard) => ({ part: /** @type {const} */ ('train'), shard }));
    this.#missing = [first, ...test.shards.map((shard) => ({ part: /** @type {const} */ ('test'), shard })), ...rest];
    this.state.total = this.#missing.reduce((sum, { shard }) => sum + shard.images.bytes + shard.labels.bytes, 0);
    this.#prepare(train.count, train.shardSize, test.count);
    await this.resume();
  }

  /** Fetches what is still missing; after a failure it is called again. */
  async resume() {
    if (this.#busy || this.#missing.length === 0) return;
    this.#busy = true;
    this.state.phase = 'loading';
    this.state.error = null;
    this.state.problem = null;
    this.#changed();
    try {
      await this.#fetchMissing();
      this.state.phase = 'ready';
    } catch (error) {
      this.#abort(new Error('another part of the data did not arrive'));
      this.state.phase = 'failed';
      this.state.loaded = this.#kept;
      const { file } = this.#missing[0]?.shard.images ?? { file: '' };
      this.state.error = error instanceof Error ? error.message : String(error);
      // The core refused what had come whole and undamaged: it says why itself.
      this.state.problem = error instanceof DataError ? error.problem : { code: 'unreadable', file };
    }
    this.#busy = false;
    this.#changed();
  }

  /** One slice of writing synthetic digits; false when there is nothing to write. */
  slice() {
    if (this.state.phase !== 'generating') return false;
    const began = performance.now();
    while (performance.now() - began < 8 && this.state.loaded < this.state.total) this.#write();
    if (this.state.loaded === this.state.total) this.state.phase = 'ready';
    this.#changed();
    return this.state.phase === 'generating';
  }

  /** @param {'train' | 'test'} part @param {number[]} indices */
  samples(part, indices) {
    const dataset = part === 'test' ? this.test : this.train;
    if (!dataset) throw new Error(`there are no ${part} samples yet`);
    return dataset.samples(indices);
  }

  dispose() {
    this.#disposed = true;
    this.#missing = [];
    this.#abort(new Error('the laboratory was closed'));
    this.train?.delete();
    this.test?.delete();
  }

  /** @param {number} train @param {number} block @param {number} test */
  #prepare(train, block, test) {
    this.train = this.#engine.createDataset({ total: train, blockSize: block });
    this.test = this.#engine.createDataset({ total: test, blockSize: test });
    this.state.train.total = train;
    this.state.test.total = test;
    this.#changed();
  }

  // --- shards -----------------------------------------------------------------------------------------------

  /** In order, however they arrive: what is trained on is the same each time. */
  async #fetchMissing() {
    /** @type {Promise<{ images: Uint8Array<ArrayBuffer>, labels: Uint8Array<ArrayBuffer> }>[]} */
    const coming = [];
    while (this.#missing.length > 0) {
      for (const { shard } of this.#missing.slice(coming.length, ahead)) {
        const fetched = this.#fetchShard(shard);
        // Told of when its turn comes.
        fetched.catch(() => {});
        coming.push(fetched);
      }
      const { images, labels } = await /** @type {typeof coming[0]} */ (coming.shift());
      const { part, shard } = this.#missing[0];
      const dataset = /** @type {Dataset} */ (part === 'test' ? this.test : this.train);
      dataset.append(images, labels);
      this.#missing.shift();
      this.#kept += shard.images.bytes + shard.labels.bytes;
      this.state[part].available = dataset.available;
      this.#changed();
    }
  }

  /** @param {Shard} shard */
  async #fetchShard(shard) {
    const [images, labels] = await Promise.all([this.#fetchFile(shard.images), this.#fetchFile(shard.labels)]);
    const held = images.length < 8 ? 0 : new DataView(images.buffer).getUint32(4);
    if (held !== shard.count) {
      const { file } = shard.images;
      throw new DataError(
        { code: 'miscounted', file },
        `${file} says that it holds ${held} images; the manifest promises ${shard.count}`,
      );
    }
    return { images, labels };
  }

  /** @param {ShardFile} entry */
  async #fetchFile({ file, bytes, sha256 }) {
    const stored = await this.#download(new URL(file, this.#base).href, file, bytes);
    const unpacked = await gunzip(stored, file);
    const sum = await digest(unpacked);
    if (sum !== null && sum !== sha256) {
      throw new DataError(
        { code: 'damaged', file },
        `${file} arrived damaged: its SHA-256 is not the one in the manifest`,
      );
    }
    return unpacked;
  }

  /** @param {string} url @param {string} file @param {number} bytes */
  async #download(url, file, bytes) {
    let size = 0;
    const transfer = new AbortController();
    this.#transfers.add(transfer);
    const seconds = patience / 1000;
    const began = `the download of ${file} broke off`;
    const giveUp = () =>
      transfer.abort(new DataError({ code: 'silent', file, seconds }, `${began}: nothing came for ${seconds} seconds`));
    let timer = setTimeout(giveUp, patience);
    const count = (/** @type {number} */ now) => {
      transfer.signal.throwIfAborted();
      this.state.loaded += Math.min(now, bytes) - Math.min(size, bytes);
      size = now;
      this.#changed();
    };
    try {
      const response = await fetch(url, { signal: transfer.signal });
      const { status } = response;
      if (!response.ok || !response.body)
        throw new DataError({ code: 'refused', file, status }, `${began}: the server answered ${status}`);
      const whole = await readWhole(response.body, (now) => {
        count(now);
        clearTimeout(timer);
        timer = setTimeout(giveUp, patience);
      });
      // A host that packs or unpacks on the way sends more bytes or fewer.
      count(bytes);
      return whole;
    } catch (error) {
      if (error instanceof DataError) throw error;
      throw new DataError({ code: 'brokeOff', file }, `${began}: ${error instanceof Error ? error.message : error}`);
    } finally {
      clearTimeout(timer);
      this.#transfers.delete(transfer);
    }
  }

  /** @param {Error} reason */
  #abort(reason) {
    for (const transfer of this.#transfers) transfer.abort(reason);
  }

  // --- synthetic handwriting --------------------------------------------------------------------------------

  #beginWriting() {
    Object.assign(this.state, { phase: 'generating', source: 'synthetic', total: synthetic.train + synthetic.test });
    this.#prepare(synthetic.train, 1000, synthetic.test);
  }

  /** The first training block, then the test images, then the rest: as the shards come. */
  #write() {
    const { train, test } = this.state;
    const part = train.available < 1000 || test.available === test.total ? 'train' : 'test';
    const done = this.state[part];
    const count = Math.min(synthetic.portion, done.total - done.available);
    const seed = (part === 'train' ? synthetic.trainSeed : synthetic.testSeed) + done.available;
    const dataset = /** @type {Dataset} */ (part === 'train' ? this.train : this.test);
    dataset.appendSynthetic(count, seed);
    done.available = dataset.available;
    this.state.loaded += count;
  }
}

/**
 * The manifest, or null where there is none that can be used: then the digits are synthetic.
 * @param {string} url
 * @returns {Promise<Manifest | null>}
 */
async function readManifest(url) {
  try {
    const response = await fetch(url);
    if (!response.ok) return null;
    const manifest = await response.json();
    const usable =
      manifest?.source === 'mnist' && manifest.train?.shards?.length > 0 && manifest.test?.shards?.length > 0;
    return usable ? manifest : null;
  } catch {
    return null;
  }
}

/**
 * What a stream brings, in one piece.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @param {(size: number) => void} [arrived] told how many bytes have come, whenever there are more
 */
async function readWhole(stream, arrived) {
  const reader = stream.getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const chunks = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    size += part.value.byteLength;
    arrived?.(size);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/**
 * Some hosts unpack .gz files on the way; then there is nothing left to do.
 * @param {Uint8Array<ArrayBuffer>} bytes @param {string} file
 */
async function gunzip(bytes, file) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  // Written by hand: a Blob's stream and a Response go through the browser's other processes, and take twice as long.
  const { readable, writable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  const written = [writer.write(bytes), writer.close()];
  try {
    const [whole] = await Promise.all([readWhole(readable), ...written]);
    return whole;
  } catch {
    throw new DataError({ code: 'incomplete', file }, `${file} arrived incomplete or damaged: it cannot be unpacked`);
  }
}

/**
 * SHA-256 in hexadecimal, or null on pages that are not served securely, where browsers offer no digest.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
async function digest(bytes) {
  if (!globalThis.crypto?.subtle) return null;
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...sum].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
