// @ts-check
// The state of every figure, as its address holds it: whatever stands there, a state comes of it, within its ranges,
// with words for what was put right; and what a state writes, it reads back. No page is needed for that: schema.js is
// plain data.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { figurePlaces } from '../../tools/lib/figures.mjs';
import { inProject } from '../../tools/lib/project.mjs';
import { possibleWords, wordFor } from '../../web/kit/possible.js';
import { readNumber } from '../../web/kit/read-number.js';
import { clean, defaults, equalStates, formatQuery, parseQuery, UndoStack } from '../../web/kit/state.js';
import { strings as kitStrings } from '../../web/kit/strings.js';
import { allAt, endsOf } from '../support/ends.mjs';

/**
 * @typedef {import('../../web/kit/state.js').Schema} Schema
 * @typedef {import('../../web/kit/state.js').Field} Field
 * @typedef {import('../../web/kit/state.js').State} State
 */

/** @param {string} folder @param {string} file @param {string} part @returns {Promise<any>} */
const partOf = async (folder, file, part) => (await import(pathToFileURL(inProject(folder, file)).href))[part];

/**
 * What an address may say of a field: its ends, what lies beyond them, and nonsense.
 * @param {Field} field
 * @returns {string[]}
 */
function edges(field) {
  const beyond = {
    number: ['-1e308', '1e308', 'Infinity', '-Infinity', 'NaN', '', ' ', '1e999', '0x10', '٣', '1,5'],
    choice: ['nothing', ''],
    boolean: ['maybe', ''],
    numbers: [field.type === 'numbers' ? String(Array(field.maxLength + 1).fill(field.max + 1)) : '', ',,', '1,x'],
    text: ['%00', '__proto__'],
  };
  return [...endsOf(field), ...beyond[field.type === 'custom' ? 'text' : field.type]];
}

/** Whether a value is one that its field allows. @param {Field} field @param {any} value @returns {boolean} */
function allowed(field, value) {
  const within = (
    /** @type {any} */ number,
    /** @type {{ min: number, max: number, integer?: boolean }} */ { min, max, integer },
  ) => typeof number === 'number' && number >= min && number <= max && (!integer || Number.isInteger(number));
  if (field.type === 'number') return within(value, field);
  if (field.type === 'choice') return field.options.includes(value);
  if (field.type === 'boolean') return typeof value === 'boolean';
  if (field.type === 'text') return typeof value === 'string' && value.length <= (field.maxLength ?? 200);
  if (field.type === 'numbers')
    return (
      Array.isArray(value) &&
      value.length >= (field.minLength ?? 0) &&
      value.length <= field.maxLength &&
      value.every((part) => within(part, field))
    );
  return value !== undefined;
}

/** @param {Schema} schema @param {State} state */
function assertWhole(schema, state) {
  assert.deepEqual(Object.keys(state), Object.keys(schema));
  for (const [key, field] of Object.entries(schema))
    assert.ok(allowed(field, state[key]), `${key} has become ${String(state[key]).slice(0, 60)}`);
  const written = formatQuery(schema, state);
  const { state: again, notes } = parseQuery(schema, written);
  assert.ok(equalStates(schema, again, state), `${written} is read as ${formatQuery(schema, again)}`);
  assert.deepEqual(notes, [], `${written} was written by the state itself`);
}

const places = figurePlaces();

test('there are figures, and each has its state in a file of its own', () => {
  assert.ok(places.length > 0);
  assert.deepEqual(
    places.filter(({ folder }) => !existsSync(inProject(folder, 'schema.js'))).map(({ folder }) => folder),
    [],
  );
});

for (const { name, folder } of places) {
  test(`${name}: every field at its ends, beyond them, and in nonsense`, async () => {
    /** @type {Schema} */
    const schema = await partOf(folder, 'schema.js', 'schema');
    assertWhole(schema, defaults(schema));
    assert.equal(formatQuery(schema, defaults(schema)), '');
    for (const [key, field] of Object.entries(schema)) {
      for (const value of edges(field)) {
        const { state, notes } = parseQuery(schema, new URLSearchParams({ [key]: value }).toString());
        assertWhole(schema, state);
        assert.ok(
          notes.every((note) => note.key === key),
          `${key}=${value.slice(0, 30)} told of ${notes.map((note) => note.key)}`,
        );
        const number = readNumber(value)?.value ?? NaN;
        if (field.type === 'number' && !(number >= field.min && number <= field.max))
          assert.equal(notes.length, 1, `${key}=${value} was put right without a word`);
      }
    }
    for (const end of /** @type {const} */ (['min', 'max'])) {
      assertWhole(schema, clean(schema, allAt(schema, end)).state);
    }
  });

  test(`${name}: what a setting may be stands in words wherever something else may be asked for`, async () => {
    /** @type {Schema} */
    const schema = await partOf(folder, 'schema.js', 'schema');
    const own = await partOf(folder, 'strings.js', 'strings');
    for (const [key, field] of Object.entries(schema)) {
      for (const language of /** @type {const} */ (['en', 'zh'])) {
        assert.ok(
          possibleWords(field, /** @type {any} */ (kitStrings[language]), own[language]),
          `${key} in ${language}`,
        );
      }
    }
  });

  test(`${name}: whatever can be chosen by name has words in both languages`, async () => {
    /** @type {Schema} */
    const schema = await partOf(folder, 'schema.js', 'schema');
    const own = await partOf(folder, 'strings.js', 'strings');
    const missing = Object.entries(schema).flatMap(([key, field]) =>
      (('options' in field && field.options) || []).flatMap((option) =>
        ['en', 'zh']
          .filter((language) => !wordFor(own[language], key, option))
          .map((language) => `${key}=${option} in ${language}`),
      ),
    );
    assert.deepEqual(missing, []);
  });

  test(`${name}: an address of nonsense is told of, and leaves the defaults`, async () => {
    /** @type {Schema} */
    const schema = await partOf(folder, 'schema.js', 'schema');
    const { state, notes } = parseQuery(schema, '__proto__=1&constructor=x&toString&=&&%E0%A4%A=1&nonsense=');
    assert.ok(equalStates(schema, state, defaults(schema)));
    assert.ok(notes.some(({ key, kind }) => key === 'nonsense' && kind === 'unknown'));
    assert.ok(notes.every(({ kind }) => kind === 'unknown'));
  });

  test(`${name}: its looks are states as an address writes them`, async () => {
    if (!existsSync(inProject(folder, 'looks.js'))) return;
    /** @type {Schema} */
    const schema = await partOf(folder, 'schema.js', 'schema');
    for (const [look, query] of Object.entries(await partOf(folder, 'looks.js', 'default'))) {
      const { state, notes } = parseQuery(schema, query);
      assert.deepEqual(notes, [], look);
      assert.notEqual(formatQuery(schema, state), '', `${look} is the default`);
      assertWhole(schema, state);
    }
  });
}

test('moves of one control in quick succession are one step back, by the clock that is handed in', () => {
  const undo = new UndoStack();
  const at = (/** @type {number} */ value) => Object.freeze({ value });
  undo.push(at(1), ['rate'], 0);
  undo.push(at(2), ['rate'], 600);
  undo.push(at(3), ['rate'], 1200);
  assert.equal(undo.size, 1);
  undo.push(at(4), ['rate'], 1900);
  undo.push(at(5), ['seed'], 1901);
  assert.deepEqual([undo.pop(), undo.pop(), undo.pop(), undo.pop()], [at(5), at(4), at(1), null]);
});

test('an address that asks for what cannot be is told what can, in both languages', async () => {
  const place = places.find(({ name }) => name === 'train');
  assert.ok(place);
  /** @type {Schema} */
  const schema = await partOf(place.folder, 'schema.js', 'schema');
  const own = await partOf(place.folder, 'strings.js', 'strings');
  const told = (/** @type {string} */ key) =>
    /** @type {const} */ (['en', 'zh']).map((name) =>
      possibleWords(schema[key], /** @type {any} */ (kitStrings[name]), own[name]),
    );
  assert.deepEqual(parseQuery(schema, 'hidden=9999').notes, [
    { key: 'hidden', kind: 'invalid', given: '9999', used: '16-16' },
  ]);
  for (const words of told('hidden')) assert.match(words, /none.*6.*1.*1024.*16-16/);
  for (const words of told('optimizer')) assert.match(words, /gradientDescent.*adamW/);
  for (const words of told('momentum')) assert.match(words, /0 .*0\.9999/);
  for (const words of told('augmentation')) assert.match(words, /1.*0/);
  for (const words of told('pace')) assert.match(words, /gentle/);
  for (const [key, given] of [
    ['lineage', '0,momentum*2_400'],
    ['lineage', '0,optimizer*best_400'],
    ['compare', '0,batchSize*0_400'],
    ['compare', 'x'],
  ]) {
    assert.deepEqual(parseQuery(schema, `${key}=${given}`).notes, [{ key, kind: 'invalid', given, used: '' }]);
    for (const words of told(key)) {
      const [example] = words.match(/[\w*,.]+_\d+/) ?? [];
      assert.deepEqual(parseQuery(schema, `${key}=${example}`).notes, [], words);
    }
  }
});
