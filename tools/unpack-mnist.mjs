// @ts-check
// MNIST's four files, found as the site's build finds them, unpacked into build/mnist for the native programs.
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { places, store } from './data.mjs';
import { find, mnist } from './lib/mnist.mjs';
import { command, Failure, inProject } from './lib/project.mjs';

export const unpacked = inProject('build/mnist');

/** @param {string} file */
const target = (file) => path.join(unpacked, file.replace(/\.gz$/, ''));

export async function unpackMnist() {
  if (Object.values(mnist).every(({ file }) => existsSync(target(file)))) return;
  const found = await find({ places, store });
  if (!found)
    throw new Failure(
      'MNIST could not be had. Put its four .gz files into data/mnist/ or a folder named by $MNIST_DIR.',
    );
  mkdirSync(unpacked, { recursive: true });
  for (const name of /** @type {(keyof typeof mnist)[]} */ (Object.keys(mnist))) {
    const place = target(mnist[name].file);
    writeFileSync(`${place}.${process.pid}`, found.contents[name]);
    renameSync(`${place}.${process.pid}`, place);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await command(unpackMnist);
