// @ts-check
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { sha256 } from '../../tools/lib/mnist.mjs';
import { slice, writeShards, writeSynthetic } from '../../tools/lib/shards.mjs';
import { idxImages, idxLabels } from './idx.mjs';

const contents = {
  trainImages: idxImages(10),
  trainLabels: idxLabels(10),
  testImages: idxImages(3, 100),
  testLabels: idxLabels(3, 4),
};

const home = mkdtempSync(path.join(tmpdir(), 'downhill-shards-'));
after(() => rmSync(home, { recursive: true, force: true }));

test('a slice of an IDX file is an IDX file with the count of the slice', () => {
  const part = slice(contents.trainImages, 4, 6);
  assert.equal(part.length, 16 + 2 * 784);
  assert.deepEqual(part.subarray(0, 16), contents.trainImages.slice(0, 16).with(7, 2));
  assert.deepEqual(part.subarray(16), contents.trainImages.subarray(16 + 4 * 784, 16 + 6 * 784));
  assert.deepEqual(slice(contents.trainLabels, 0, 10), contents.trainLabels);
});

test('shards hold all samples in their order, and the manifest tells their counts, sizes and sums', async () => {
  const folder = path.join(home, 'mnist');
  const manifest = await writeShards(folder, contents, 4);
  assert.deepEqual(JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')), manifest);
  assert.equal(manifest.source, 'mnist');

  for (const [part, images, labels] of /** @type {const} */ ([
    ['train', contents.trainImages, contents.trainLabels],
    ['test', contents.testImages, contents.testLabels],
  ])) {
    const { count, shards } = manifest[part];
    assert.deepEqual(
      shards.map((shard) => shard.count),
      part === 'train' ? [4, 4, 2] : [3],
    );
    assert.equal(count, part === 'train' ? 10 : 3);
    for (const [kind, header, original] of /** @type {const} */ ([
      ['images', 16, images],
      ['labels', 8, labels],
    ])) {
      const parts = shards.map((shard) => {
        const stored = readFileSync(path.join(folder, shard[kind].file));
        const unpacked = gunzipSync(stored);
        assert.equal(stored.length, shard[kind].bytes);
        assert.equal(unpacked.length, shard[kind].unpacked);
        assert.equal(sha256(unpacked), shard[kind].sha256);
        assert.equal(unpacked.readUInt32BE(4), shard.count);
        return unpacked.subarray(header);
      });
      assert.deepEqual(Buffer.concat(parts), Buffer.from(original.subarray(header)));
    }
  }
});

test('writing again leaves nothing of what was there before', async () => {
  const folder = mkdtempSync(path.join(home, 'again-'));
  writeFileSync(path.join(folder, 'train-99-images-idx3-ubyte.gz'), 'old');
  await writeShards(folder, contents, 10);
  assert.equal(existsSync(path.join(folder, 'train-99-images-idx3-ubyte.gz')), false);
});

test('images and labels that do not match are refused', async () => {
  const folder = path.join(home, 'mismatch');
  await assert.rejects(
    writeShards(folder, { ...contents, testLabels: idxLabels(2) }, 4),
    /test: 3 images, but 2 labels/,
  );
  assert.equal(existsSync(path.join(folder, 'manifest.json')), false);
});

test('a site without MNIST has a manifest that says so, and no shards', () => {
  const folder = path.join(home, 'synthetic');
  writeSynthetic(folder);
  assert.deepEqual(readdirSync(folder), ['manifest.json']);
  assert.deepEqual(JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')), { source: 'synthetic' });
});
