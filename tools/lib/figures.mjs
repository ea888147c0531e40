// @ts-check
// The figures that there are, found by their folders.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inProject } from './project.mjs';

/** @typedef {{ chapter: string, name: string, folder: string }} Place of a figure; folder: below the project */

/** @param {string} folder @returns {string[]} the folders in it */
const foldersIn = (folder) =>
  existsSync(inProject(folder))
    ? readdirSync(inProject(folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort()
    : [];

/** @returns {Place[]} */
export const figurePlaces = () =>
  foldersIn('web/chapters').flatMap((chapter) =>
    foldersIn(`web/chapters/${chapter}/figures`)
      .map((name) => ({ chapter, name, folder: path.posix.join('web/chapters', chapter, 'figures', name) }))
      .filter(({ folder }) => existsSync(inProject(folder, 'figure.js'))),
  );

/**
 * The figure that a file of browser tests is about: `train-play.spec.mjs` is about `train`, `prose.spec.mjs` about
 * none.
 * @template {{ name: string }} Named
 * @param {string} file its name @param {readonly Named[]} figures of its chapter @returns {Named | null}
 */
export function figureOfSpec(file, figures) {
  const stem = file.replace(/\.spec\.mjs$/, '');
  const fitting = figures.filter(({ name }) => stem === name || stem.startsWith(`${name}-`));
  return fitting.sort((a, b) => b.name.length - a.name.length)[0] ?? null;
}
