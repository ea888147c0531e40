// @ts-check
// The menus that the page carries are those of the core, and a method that the core is given stands in them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inProject } from '../../tools/lib/project.mjs';
import { loadModules, menusOf, written } from '../../tools/menus.mjs';
import { schema as field } from '../../web/chapters/gradient/figures/field/schema.js';
import { schema as slope } from '../../web/chapters/gradient/figures/slope/schema.js';
import { LaboratoryEngine } from '../../web/engine/laboratory-engine.js';
import * as menus from '../../web/engine/menus.js';
import { digits } from './support/builds.mjs';

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

  // θᵢ ← θᵢ − η sign(gᵢ): no parameter moves by anything but η or 0.
  const engine = new LaboratoryEngine(larger, 'simd');
  const data = digits(engine, 32);
  const trainer = engine.createTrainer({ hidden: [5], optimizer: 'signDescent', learningRate: 0.25 }, data);
  const before = trainer.parameters();
  trainer.run(1);
  const steps = trainer.parameters().map((value, i) => Math.abs(value - before[i]));
  assert.ok(steps.every((step) => step === 0 || Math.abs(step - 0.25) < 1e-6));
  assert.ok(steps.some((step) => step > 0));
  trainer.delete();
  data.delete();
});
