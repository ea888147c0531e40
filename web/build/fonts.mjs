// @ts-check
// The serif with only the letters that the texts use: a third less to load before the first screen is itself.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import subsetFont from 'subset-font';

/** Every letter in what is read, and all of ASCII, since numbers and names are composed while the page runs. @param {string} folder */
function lettersOf(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const read = files.filter((file) => /^((en|zh)\.md|(strings|chapter)\.js|.*\.html)$/.test(basename(file)) && !file.startsWith('generated'));
  const ascii = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(32 + i));
  const composed = ' −×·±°–…⁻⁰¹²³⁴⁵⁶⁷⁸⁹';
  const letters = new Set([...ascii, ...composed, ...read.flatMap((file) => [...readFileSync(join(folder, file), 'utf8')])]);
  return [...letters].filter((letter) => !/\p{Script=Han}|\p{Cc}/u.test(letter)).sort().join('');
}

/** @param {string} folder where the texts are @param {RegExp} fonts */
export function fonts(folder, fonts) {
  return {
    name: 'downhill-fonts',
    apply: /** @type {const} */ ('build'),
    /** @param {unknown} _options @param {Record<string, any>} bundle */
    async generateBundle(_options, bundle) {
      const letters = lettersOf(folder);
      const files = Object.values(bundle).filter((file) => file.type === 'asset' && fonts.test(file.fileName));
      for (const file of files) {
        file.source = await subsetFont(Buffer.from(file.source), letters, { targetFormat: 'woff2' });
      }
    },
  };
}
