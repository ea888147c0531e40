// @ts-check
// The fonts with only the letters that are read: a third less of the serif to load before the first screen is itself, and of
// the mathematics font, which is 400 KB, a fortieth. Beside them stand the licences under which they may be passed on.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import subsetFont from 'subset-font';
import { echoCharacters, formulaCharacters } from './formulas.mjs';
import { compileProse } from './prose.mjs';

/** @param {string} folder @param {RegExp} name @returns {string[]} */
function filesNamed(folder, name) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => name.test(basename(file)) && !file.startsWith('generated')).map((file) => join(folder, file));
}

/** Every letter in what is read, and all of ASCII, since numbers and names are composed while the page runs. @param {string} folder */
function lettersOf(folder) {
  const read = filesNamed(folder, /^((en|zh)\.md|(strings|chapter)\.js|.*\.html)$/);
  const ascii = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(32 + i));
  const composed = ' −×·±°–…⁻⁰¹²³⁴⁵⁶⁷⁸⁹';
  const letters = [...ascii, ...composed, ...read.flatMap((file) => [...readFileSync(file, 'utf8')])];
  return letters.filter((letter) => !/\p{Script=Han}|\p{Cc}/u.test(letter));
}

/** What the formulas of all chapters are printed with, and what a typed one may be. @param {string} folder */
export function mathematicsOf(folder) {
  const formulas = filesNamed(folder, /^(en|zh)\.md$/).flatMap((file) => formulaCharacters(compileProse(readFileSync(file, 'utf8')).html));
  return [...formulas, ...echoCharacters];
}

/**
 * The tables by which a browser sets formulas stay, with all sizes of the brackets and roots that are kept. Kerning and
 * ligatures do not: mathematics has none.
 * @param {Buffer} font @param {string} folder @param {'woff2' | 'truetype'} [targetFormat]
 */
export const mathematicsFont = (font, folder, targetFormat = 'woff2') =>
  subsetFont(font, [...new Set(mathematicsOf(folder))].sort().join(''), { targetFormat, keepFeatures: [], noHinting: true });

/** @param {Buffer} font @param {string} folder */
const proseFont = (font, folder) => subsetFont(font, [...new Set(lettersOf(folder))].sort().join(''), { targetFormat: 'woff2' });

/** By the name of the package that brings them. */
const subsets = { 'source-serif-4': proseFont, 'stix-two-math': mathematicsFont };

/** @param {string} folder where the texts are */
export function fonts(folder) {
  const { resolve } = createRequire(import.meta.url);
  return {
    name: 'downhill-fonts',
    apply: /** @type {const} */ ('build'),
    /** @this {import('vite').Rolldown.PluginContext} @param {unknown} _options @param {Record<string, any>} bundle */
    async generateBundle(_options, bundle) {
      for (const [name, subset] of Object.entries(subsets)) {
        const files = Object.values(bundle).filter(({ fileName }) => fileName.endsWith('.woff2') && basename(fileName).startsWith(name));
        for (const file of files) file.source = await subset(Buffer.from(file.source), folder);
        if (files.length === 0) throw new Error(`No style asks for the font ${name}.`);
        this.emitFile({ type: 'asset', fileName: `assets/${name}-license.txt`, source: readFileSync(resolve(`@fontsource/${name}/LICENSE`)) });
      }
    },
  };
}
