// @ts-check
// Finds MNIST (or downloads it, or does without) and lays it out for the page in web/generated/mnist.
// By itself, `npm run data` looks and lays out anew, whatever was there.
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { command, inProject } from './lib/project.mjs';
import { fingerprint } from './lib/fingerprint.mjs';
import { find, holdsAll, mnist } from './lib/mnist.mjs';
import { writeShards, writeSynthetic } from './lib/shards.mjs';
import { say } from './lib/steps.mjs';

const target = inProject('web/generated/mnist');
const stamp = inProject('build/data-stamp.json');
const retryAfter = 60 * 60 * 1000; // where there is no network, not every start waits for one

export const store = inProject('data/mnist');
export const places = [process.env.MNIST_DIR, store, inProject('../shared/mnist')].filter(
  (place) => place !== undefined,
);

/** What the answer depends on: the files at hand and the code that lays them out. */
function situation() {
  const found = places
    .filter((place) => holdsAll(place, mnist))
    .map((place) =>
      Object.values(mnist).map(({ file }) => {
        const { size, mtimeMs } = statSync(path.join(place, file));
        return [place, file, size, mtimeMs];
      }),
    );
  return JSON.stringify([found, fingerprint(['tools/data.mjs', 'tools/lib/mnist.mjs', 'tools/lib/shards.mjs'])]);
}

/**
 * @returns {{ situation: string, source: 'mnist' | 'synthetic', at: number } | null} the last answer, if it still
 *   stands
 */
function lastAnswer() {
  if (!existsSync(stamp) || !existsSync(path.join(target, 'manifest.json'))) return null;
  const last = JSON.parse(readFileSync(stamp, 'utf8'));
  const stale = last.source === 'synthetic' && Date.now() - last.at > retryAfter;
  return last.situation === situation() && !stale ? last : null;
}

/** @returns {Promise<'mnist' | 'synthetic'>} what the site will have */
export async function prepareData() {
  const last = lastAnswer();
  if (last) {
    if (last.source === 'synthetic') say('no MNIST: synthetic handwriting (`npm run data` looks for it again)');
    return last.source;
  }
  rmSync(stamp, { force: true });
  const found = await find({ places, store, say });
  if (found) {
    const { train, test } = await writeShards(target, found.contents);
    say(
      `${train.count} + ${test.count} images from ${found.folder}, in ${train.shards.length} + ${test.shards.length} shards`,
    );
  } else {
    writeSynthetic(target);
    say('MNIST could not be had: the site is built with synthetic handwriting, and says so.');
    say('Put its four .gz files into data/mnist/ or a folder named by $MNIST_DIR to have it.');
  }
  const source = found ? 'mnist' : 'synthetic';
  writeFileSync(stamp, JSON.stringify({ situation: situation(), source, at: Date.now() }));
  return source;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await command(async () => {
    rmSync(stamp, { force: true });
    await prepareData();
  });
}
