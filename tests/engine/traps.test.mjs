// @ts-check
// A trap on purpose: WebAssembly's own `unreachable`, behind the guard that every call of the core goes through.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadDescents } from '../../web/engine/descents.js';
import { loadEngine } from '../../web/engine/engine.js';
import { EngineBroken, guarded } from '../../web/engine/errors.js';
import { loadLaboratoryEngine } from '../../web/engine/laboratory-engine.js';
import { loadMathematics } from '../../web/engine/mathematics.js';
import { loadModels } from '../../web/engine/models.js';
import { moduleLoader } from '../../web/engine/module-loader.js';
import { loadNetworks } from '../../web/engine/networks.js';
import { strings } from '../../web/kit/strings.js';

// (module (func (export "trap") unreachable))
const trapping = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 0x74, 0x72, 0x61, 0x70, 0, 0, 10, 5, 1,
  3, 0, 0, 0x0b,
]);
const { instance } = await WebAssembly.instantiate(trapping);
const trap = () => assert.throws(() => guarded(/** @type {() => void} */ (instance.exports.trap)), EngineBroken);

const loaders = /** @type {[string, () => Promise<{ handles(): number, isBroken(error: unknown): boolean }>][]} */ ([
  ['mathematics', loadMathematics],
  ['descents', loadDescents],
  ['models', loadModels],
  ['networks', loadNetworks],
  ['engine', () => loadEngine({ build: 'simd' })],
  ['laboratory', () => loadLaboratoryEngine({ build: 'simd' })],
]);

for (const [name, load] of loaders) {
  test(`${name}: after a trap a new module is loaded, and it works`, async () => {
    const before = await load();
    assert.equal(await load(), before);
    trap();
    const after = await load();
    assert.notEqual(after, before);
    assert.equal(await load(), after);
    assert.equal(after.handles(), 0);
  });
}

test('a figure has words for a trap in both languages, and does not show those of the engine', () => {
  const words = { en: 'While it computed, the engine stopped unexpectedly.', zh: '计算时引擎意外停止了。' };
  for (const language of /** @type {const} */ (['en', 'zh'])) {
    assert.equal(strings[language][new EngineBroken('unreachable').reason], words[language]);
  }
});

test('what the core refuses is no trap: the module stays', async () => {
  const mathematics = await loadMathematics();
  assert.throws(
    () => mathematics.createProblem({ name: 'mountain' }),
    (error) => !mathematics.isBroken(error),
  );
  assert.equal(await loadMathematics(), mathematics);
});

test('a load that failed is tried again, and a trap in the middle of a load lets the next begin anew', async () => {
  const once = moduleLoader();
  let tries = 0;
  const load = () => (++tries === 1 ? Promise.reject(new Error('no network')) : Promise.resolve(tries));
  await assert.rejects(once(load), /no network/);
  assert.equal(await once(load), 2);
  assert.equal(await once(load), 2);
  const under = once(load, 'other');
  trap();
  assert.equal(await under, 3);
  assert.equal(await once(load, 'other'), 4);
});
