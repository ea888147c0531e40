// @ts-check
// The mathematics font as the build ships it, against the whole one: every character of every formula, and the MATH
// table.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { fonts, mathematicsFont, mathematicsOf } from '../../web/build/fonts.mjs';
import { openType } from './opentype.mjs';

const { resolve } = createRequire(import.meta.url);
const web = fileURLToPath(new URL('../../web', import.meta.url));
const source = readFileSync(resolve('@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2'));
const characters = mathematicsOf(web);
const shipped = openType(await mathematicsFont(source, web, 'truetype'));
const whole = openType(await subsetFont(source, '', { targetFormat: 'truetype', keepAllGlyphs: true }));

test('it has every character that a formula is printed with', () => {
  const present = shipped.characters();
  const missing = [...new Set(characters)].filter((letter) => !present.get(Number(letter.codePointAt(0))));
  assert.deepEqual(
    missing.map((letter) => `${letter} (U+${letter.codePointAt(0)?.toString(16)})`),
    [],
  );
  for (const letter of '𝑓𝜑∇‖→√⌊0') assert.ok(characters.includes(letter), `${letter} is asked for`);
});

test('it fits into 25 KB', async () => {
  const { length } = await mathematicsFont(source, web);
  assert.ok(length <= 25 * 1024, `${length} bytes`);
});

test('brackets, bars and roots grow as in the whole font, of glyphs that are there', () => {
  const [ours, theirs] = [shipped, whole].map((font) => {
    const [present, stretched] = [font.characters(), font.stretched()];
    return Object.fromEntries(
      [...'()|‖⌊⌋⌈⌉√'].map((letter) => [letter, stretched.get(present.get(Number(letter.codePointAt(0))) ?? 0)]),
    );
  });
  assert.deepEqual(ours, theirs);
  for (const [letter, growth] of Object.entries(ours))
    assert.ok(growth && growth.sizes + growth.parts > 2, `${letter} grows`);
});

test('scripts are as small, lines as thick and gaps as wide as the font says', () => {
  assert.deepEqual(shipped.constants(), whole.constants());
  assert.deepEqual(shipped.constants().slice(0, 2), [70, 55]);
});

test('each font that a style asks for is made before the build gives it a name, and passed on with its licence', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-fonts-'));
  try {
    const plugin = fonts(web, folder);
    await plugin.buildStart();
    const styles = readFileSync(join(web, 'styles/fonts.css'), 'utf8');
    const asked = [...styles.matchAll(/url\('([^']+)'\)/g)].map(([, url]) => url);
    assert.deepEqual(
      asked.map((url) => join(web, 'styles', url)).sort(),
      readdirSync(folder)
        .map((file) => join(web, 'generated/fonts', file))
        .sort(),
    );
    const made = readFileSync(join(folder, 'stix-two-math-latin-400-normal.woff2'));
    assert.deepEqual(made, await mathematicsFont(source, web));
    assert.ok(made.length < source.length / 10);

    /** @type {{ fileName: string, source: Buffer }[]} */
    const emitted = [];
    plugin.generateBundle.call({ emitFile: (/** @type {any} */ one) => String(emitted.push(one)) });
    assert.deepEqual(
      emitted.map(({ fileName }) => fileName),
      ['assets/source-serif-4-license.txt', 'assets/stix-two-math-license.txt'],
    );
    for (const { source: words } of emitted) assert.match(String(words), /SIL Open Font License, Version 1\.1/i);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
