// @ts-check
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { find, mnist, sha256, unpack } from '../../tools/lib/mnist.mjs';
import { idxImages, idxLabels } from './idx.mjs';

const contents = {
  trainImages: idxImages(7),
  trainLabels: idxLabels(7),
  testImages: idxImages(3, 100),
  testLabels: idxLabels(3, 4),
};

/**
 * The four files' names, with the sums of the small contents above.
 * @type {import('../../tools/lib/mnist.mjs').Files}
 */
const files = structuredClone(mnist);
for (const [name, entry] of Object.entries(files)) {
  entry.sha256 = sha256(contents[/** @type {keyof typeof contents} */ (name)]);
}

const home = mkdtempSync(path.join(tmpdir(), 'downhill-mnist-'));
after(() => rmSync(home, { recursive: true, force: true }));

let store = '';
/** @type {string[]} */
let said = [];
const say = (/** @type {string} */ line) => void said.push(line);
beforeEach(() => {
  store = mkdtempSync(path.join(home, 'store-'));
  said = [];
});

/**
 * A folder with the four files, some of them replaced.
 * @param {Partial<Record<keyof typeof contents, Uint8Array>>} [instead]
 */
function folderOf(instead = {}) {
  const folder = mkdtempSync(path.join(home, 'place-'));
  for (const name of /** @type {(keyof typeof contents)[]} */ (Object.keys(contents))) {
    writeFileSync(path.join(folder, files[name].file), instead[name] ?? gzipSync(contents[name]));
  }
  return folder;
}

/** @param {import('node:http').RequestListener} answer @returns {Promise<string>} its address */
async function mirror(answer) {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}/`;
}

/** @type {import('node:http').RequestListener} */
const wholeMirror = (request, response) => {
  const name = Object.entries(files).find(([, { file }]) => request.url === `/${file}`)?.[0];
  if (!name) response.writeHead(404).end();
  else response.end(gzipSync(contents[/** @type {keyof typeof contents} */ (name)]));
};

test('the first place that holds all four files is taken', async () => {
  const [first, second] = [folderOf(), folderOf()];
  const found = await find({ places: [path.join(home, 'nowhere'), first, second], store, files, from: [], say });
  assert.equal(found?.folder, first);
  assert.deepEqual(new Uint8Array(found.contents.trainImages), contents.trainImages);
});

test('a place with three of the four files is not taken', async () => {
  const [partial, whole] = [folderOf(), folderOf()];
  rmSync(path.join(partial, files.testLabels.file));
  const found = await find({ places: [partial, whole], store, files, from: [], say });
  assert.equal(found?.folder, whole);
});

test('a file with a wrong sum is named, and the next place is asked', async () => {
  const [wrong, whole] = [folderOf({ trainLabels: gzipSync(idxLabels(7, 5)) }), folderOf()];
  const found = await find({ places: [wrong, whole], store, files, from: [], say });
  assert.equal(found?.folder, whole);
  assert.match(said.join('\n'), /train-labels-idx1-ubyte\.gz is not MNIST's: the SHA-256/);
});

test('a truncated file is named, and the next place is asked', async () => {
  const truncated = gzipSync(contents.testImages).subarray(0, -20);
  const found = await find({ places: [folderOf({ testImages: truncated })], store, files, from: [], say });
  assert.equal(found, null);
  assert.match(said.join('\n'), /t10k-images-idx3-ubyte\.gz cannot be unpacked: it is truncated or damaged/);
});

test('unpack refuses what is no gzip at all', () => {
  assert.throws(() => unpack(new Uint8Array([1, 2, 3]), files.testLabels), /cannot be unpacked/);
});

test('what is nowhere on the machine is downloaded, checked and kept', async () => {
  const from = [await mirror(wholeMirror)];
  const found = await find({ places: [store], store, files, from, say });
  assert.equal(found?.folder, store);
  assert.deepEqual(
    readdirSync(store).sort(),
    Object.values(files)
      .map(({ file }) => file)
      .sort(),
  );
  assert.deepEqual(new Uint8Array(found.contents.testLabels), contents.testLabels);
});

test('a mirror with other data is given up before anything of it is kept, and the next is asked', async () => {
  const bad = await mirror((_, response) => response.end(gzipSync('no data set')));
  const found = await find({ places: [], store, files, from: [bad, await mirror(wholeMirror)], say });
  assert.equal(found?.folder, store);
  assert.match(said.join('\n'), /is of no use \(.* is not MNIST's/);
});

test('a download that breaks off leaves nothing half behind', async () => {
  const breaking = await mirror((_, response) => {
    response.writeHead(200, { 'Content-Length': 1000 });
    response.write('some', () => response.destroy());
  });
  assert.equal(await find({ places: [], store, files, from: [breaking], say }), null);
  assert.deepEqual(readdirSync(store), []);
});

test('a damaged file in the store is replaced by a download', async () => {
  writeFileSync(path.join(store, files.trainLabels.file), 'half a file');
  const found = await find({ places: [store], store, files, from: [await mirror(wholeMirror)], say });
  assert.deepEqual(new Uint8Array(found?.contents.trainLabels ?? []), contents.trainLabels);
});

test('a mirror that answers 404 is said to', async () => {
  const empty = await mirror((_, response) => response.writeHead(404).end());
  assert.equal(await find({ places: [], store, files, from: [empty], say }), null);
  assert.match(said.join('\n'), /the server answered 404/);
});

test('mirrors that never answer are given up one after the other', async () => {
  const silent = await mirror(() => {});
  assert.equal(await find({ places: [], store, files, from: [silent, silent, silent], patience: 100, say }), null);
  assert.equal(said.filter((line) => /no answer within 0\.1 s/.test(line)).length, 3);
});

test('without network or files there is no data set', async () => {
  mkdirSync(store, { recursive: true });
  assert.equal(await find({ places: [], store, files, from: ['http://127.0.0.1:1/'], say }), null);
  assert.equal(existsSync(path.join(store, files.trainImages.file)), false);
});
