// @ts-check
// Which of the browser's tests are due, and what they cost.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { secondsOf, secondsTable } from '../../tools/lib/browser-seconds.mjs';
import { partsOf } from '../../tools/lib/browser-tests.mjs';
import { figureOfSpec, figurePlaces } from '../../tools/lib/figures.mjs';
import { inProject } from '../../tools/lib/project.mjs';

const places = [
  { chapter: 'digits', name: 'train', folder: '' },
  { chapter: 'digits', name: 'train-more', folder: '' },
  { chapter: 'gradient', name: 'slope', folder: '' },
];

test('a file of tests is about the figure whose name begins its own, the longest', () => {
  const nameOf = (/** @type {string} */ file) => figureOfSpec(file, places)?.name ?? null;
  assert.deepEqual(
    ['train.spec.mjs', 'train-play.spec.mjs', 'train-more.spec.mjs', 'training.spec.mjs', 'prose.spec.mjs'].map(nameOf),
    ['train', 'train', 'train-more', null, null],
  );
});

test('every file of tests in a chapter belongs to one part, and every input is there', () => {
  const parts = partsOf(figurePlaces());
  assert.ok(parts.length > figurePlaces().length, 'the chapters themselves are missing');
  const specs = parts.flatMap((part) => part.specs);
  assert.equal(new Set(specs).size, specs.length);
  assert.deepEqual(
    parts.flatMap(({ inputs }) => inputs).filter((input) => !existsSync(inProject(input))),
    [],
  );
  for (const { name, inputs, specs: own } of parts)
    assert.ok(
      own.every((file) => inputs.includes(file)),
      `${name} does not notice when its own tests change`,
    );
});

test('seconds are told by figure, the contract beside its own tests', () => {
  const spec = (/** @type {string} */ title, /** @type {number[]} */ ...durations) => ({
    title,
    tests: [{ results: durations.map((duration) => ({ duration })) }],
  });
  const report = {
    suites: [
      {
        title: 'contract.spec.mjs',
        file: 'contract.spec.mjs',
        specs: [spec('the eyes', 500)],
        suites: [
          { title: 'dh-train', file: 'contract.spec.mjs', specs: [spec('state', 1500), spec('tools', 1000, 2000)] },
        ],
      },
      { title: 'digits/train-play.spec.mjs', file: 'digits/train-play.spec.mjs', specs: [spec('plays', 4000)] },
      { title: 'kit/pad.spec.mjs', file: 'kit/pad.spec.mjs', specs: [spec('draws', 250)] },
    ],
  };
  const rows = secondsOf(report, places);
  assert.deepEqual(rows, [
    { name: 'digits/train', contract: 4.5, own: 4 },
    { name: 'contract', contract: 0.5, own: 0 },
    { name: 'kit/pad', contract: 0, own: 0.25 },
  ]);
  assert.match(
    secondsTable(rows),
    /digits\/train +4\.5 +4\.0\n.*contract +0\.5 *\n.*kit\/pad +0\.3\n +all +5\.0 +4\.3$/,
  );
});
