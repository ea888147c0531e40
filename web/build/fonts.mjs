// @ts-check
// The fonts with only the letters that are read: a third less of the serif to load before the first screen is itself,
// and of the mathematics font, which is 400 KB, a fortieth. Beside them stand the licences under which they may be
// passed on.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import subsetFont from 'subset-font';
import { captionCharacters, echoCharacters, formulaCharacters } from './formulas.mjs';
import { compileProse } from './prose.mjs';

/** @param {string} folder @param {RegExp} name @returns {string[]} */
function filesNamed(folder, name) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => name.test(basename(file)) && !file.startsWith('generated'))
    .map((file) => join(folder, file));
}

/**
 * Every letter in what is read, and all of ASCII, since numbers and names are composed while the page runs.
 * @param {string} folder
 */
function lettersOf(folder) {
  const read = filesNamed(folder, /^((en|zh)\.md|(strings|chapter)\.js|.*\.html)$/);
  const ascii = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(32 + i));
  const composed = ' −×·±°–…⁻⁰¹²³⁴⁵⁶⁷⁸⁹';
  const letters = [...ascii, ...composed, ...read.flatMap((file) => [...readFileSync(file, 'utf8')])];
  return letters.filter((letter) => !/\p{Script=Han}|\p{Cc}/u.test(letter));
}

/**
 * What the formulas and variables of all chapters are printed with, and what a typed one may be.
 * @param {string} folder
 */
export function mathematicsOf(folder) {
  const formulas = filesNamed(folder, /^(en|zh)\.md$/).flatMap((file) =>
    formulaCharacters(compileProse(readFileSync(file, 'utf8')).html),
  );
  return [...formulas, ...captionCharacters, ...echoCharacters];
}

/**
 * The tables by which a browser sets formulas stay, with all sizes of the brackets and roots that are kept. Kerning and
 * ligatures do not: mathematics has none.
 * @param {Buffer} font @param {string} folder @param {'woff2' | 'truetype'} [targetFormat]
 */
export const mathematicsFont = (font, folder, targetFormat = 'woff2') =>
  subsetFont(font, [...new Set(mathematicsOf(folder))].sort().join(''), {
    targetFormat,
    keepFeatures: [],
    noHinting: true,
  });

/** @param {Buffer} font @param {string} folder */
const proseFont = (font, folder) =>
  subsetFont(font, [...new Set(lettersOf(folder))].sort().join(''), { targetFormat: 'woff2' });

/** By the name of the package that brings them: what is made of each of its files. */
const subsets = {
  'source-serif-4': { subset: proseFont, styles: ['latin-400-normal', 'latin-600-normal', 'latin-400-italic'] },
  'stix-two-math': { subset: mathematicsFont, styles: ['latin-400-normal'] },
};

/**
 * They lie beside the core before any style asks for them: so the hash in a file's name is that of what is shipped.
 * @param {string} folder where the texts are @param {string} [shipped] where styles/fonts.css looks for them
 */
export function fonts(folder, shipped = join(folder, 'generated/fonts')) {
  const { resolve } = createRequire(import.meta.url);
  return {
    name: 'downhill-fonts',
    async buildStart() {
      mkdirSync(shipped, { recursive: true });
      for (const [name, { subset, styles }] of Object.entries(subsets)) {
        for (const file of styles.map((style) => `${name}-${style}.woff2`)) {
          writeFileSync(
            join(shipped, file),
            await subset(readFileSync(resolve(`@fontsource/${name}/files/${file}`)), folder),
          );
        }
      }
    },
    /** @this {Pick<import('vite').Rolldown.PluginContext, 'emitFile'>} */
    generateBundle() {
      for (const name of Object.keys(subsets)) {
        this.emitFile({
          type: 'asset',
          fileName: `assets/${name}-license.txt`,
          source: readFileSync(resolve(`@fontsource/${name}/LICENSE`)),
        });
      }
    },
  };
}
