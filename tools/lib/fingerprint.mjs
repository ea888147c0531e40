// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { inProject } from './project.mjs';

/** @param {string} file @returns {string[]} the file itself, or all files below a folder, in one order everywhere */
function filesBelow(file) {
  if (!existsSync(file)) return [];
  if (!statSync(file).isDirectory()) return [file];
  return readdirSync(file)
    .sort()
    .flatMap((name) => filesBelow(path.join(file, name)));
}

/**
 * One sum over names and contents: equal sums, equal inputs, whatever happened to the files' times.
 * @param {string[]} inputs files and folders of the project; those that are not there count as empty
 */
export function fingerprint(inputs) {
  const sum = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesBelow(inProject(input)))) {
    const content = readFileSync(file);
    sum.update(`${file}\0${content.length}\0`).update(content);
  }
  return sum.digest('hex');
}
