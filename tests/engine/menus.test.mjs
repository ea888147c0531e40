// @ts-check
// The menus that the page carries are those of the core, and a method that the core is given stands in them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inProject } from '../../tools/lib/project.mjs';
import { loadModules, menusOf, written } from '../../tools/menus.mjs';
import { schema as field } from '../../web/chapters/gradient/figures/field/schema.js';
import { schema as slope } from '../../web/chapters/gradient/figures/slope/schema.js';
import * as menus from '../../web/engine/menus.js';

const { laboratory, mathematics, models } = await loadModules();

test('the menus of the page say what the core says', () => {
  const text = written(menusOf({ laboratory, mathematics, models }));
  assert.equal(readFileSync(inProject('web/generated/menus.mjs'), 'utf8'), text);
  assert.deepEqual(menus.trainer.learningRate, { min: 1e-6, max: 1e6, default: 0.1, scale: 'logarithmic' });
  assert.equal(menus.trainerDefaults.learningRate, menus.optimizerSettings.gradientDescent.rate.default);
  assert.deepEqual(slope.curve.options, [...menus.curves, 'own']);
  assert.deepEqual(field.surface.options, [...menus.surfaces, 'own']);
});

test('a method that the core is given, a file and its line in the registry, stands in the menus and trains', async () => {
  const { laboratory: larger } = await loadModules(
    inProject('build/wasm/wasm/fixtures/laboratory-with-sign-descent.mjs'),
  );
  const { optimizers, optimizerSettings } = /** @type {any} */ (menusOf({ laboratory: larger, mathematics, models }));
  const place = menus.optimizers.indexOf('adamW') + 1;
  assert.deepEqual(optimizers, menus.optimizers.toSpliced(place, 0, /** @type {any} */ ('signDescent')));
  assert.deepEqual(optimizerSettings.signDescent, {
    rate: { ...menus.trainer.learningRate, default: 0.02 },
    deadZone: { min: 0, max: 1, default: 0, scale: 'linear' },
  });
  const { optimizer } = larger.completeTrainerSettings({ optimizer: 'signDescent' });
  assert.equal(optimizer, 'signDescent');
});
