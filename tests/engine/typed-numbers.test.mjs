// @ts-check
// Numbers that are typed into a field, and the same numbers pasted as points: one set of conventions, in two places.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadModels } from '../../web/engine/models.js';
import { readNumber } from '../../web/kit/read-number.js';
import { significant } from '../../web/kit/numbers.js';

const { regression } = await loadModels();

/** What is typed, what it is, and what else it could be. @type {[string, number, number?][]} */
const read = [
  ['12', 12],
  ['-1.5e3', -1500],
  ['.5', 0.5],
  ['5.', 5],
  ['+3', 3],
  ['1e-3', 1e-3],
  ['1E+3', 1000],
  ['1,5e-3', 1.5e-3],
  ['0,5', 0.5],
  ['，5', 0.5],
  ['０．５', 0.5],
  ['０，５', 0.5],
  ['１２', 12],
  ['１。５', 1.5],
  ['–0.5', -0.5],
  ['−0.5', -0.5],
  ['—0,5', -0.5],
  ['－０．５', -0.5],
  ['1e−3', 1e-3],
  ['10,00', 10],
  ['10,000', 10000, 10],
  ['1,000', 1000, 1],
  ['-1,250', -1250, -1.25],
  ['1.000', 1, 1000],
  ['0,001', 0.001],
  ['0.001', 0.001],
  ['1.000,5', 1000.5],
  ['1,000.5', 1000.5],
  ['1,000,000', 1e6],
  ['1.000.000', 1e6],
  ['12,345.678', 12345.678],
  ['1234,567', 1234.567],
  ['1 000', 1000],
  ['1\u202f000', 1000],
  ['1\u00a0000,5', 1000.5],
  ['1’000', 1000],
  ["1'000.5", 1000.5],
  ['\u200e12', 12],
  ['　3 ', 3],
];
const refused = [
  '',
  ' ',
  'many',
  '0x10',
  'NaN',
  'Infinity',
  '1,',
  ',',
  '.',
  '1,00,0',
  '1,000,5',
  '1.2.3',
  '1..2',
  '12 34',
  '1e',
  'e3',
  '1e1.5',
  '--1',
  '5%',
];

test('typed numbers are read by the habits of both languages; what can mean two things keeps both', () => {
  for (const [text, value, other = null] of read) assert.deepEqual(readNumber(text), { value, other }, text);
  for (const text of refused) assert.equal(readNumber(text), null, text);
});

test('powers of ten are read as the page prints them, and as they are typed', () => {
  const powers = {
    '10⁻³': 1e-3,
    '10^-3': 1e-3,
    '10^(-3)': 1e-3,
    '-10⁻³': -1e-3,
    '2·10⁻⁵': 2e-5,
    '2,5 × 10^6': 2.5e6,
    '−3*10⁶': -3e6,
    '１０＾－３': 1e-3,
  };
  for (const [text, value] of Object.entries(powers)) assert.deepEqual(readNumber(text), { value, other: null }, text);
  for (const text of ['10⁻', '10^', '3⁻³', '10^1.5', '·10⁻³']) assert.equal(readNumber(text), null, text);
  for (const value of [1e-5, -2.5e-7, 3e6, 1e9, 0.125, -4, 0])
    assert.equal(readNumber(significant(value, 6))?.value, value, significant(value, 6));
});

test('pasted points are read by the same conventions', () => {
  for (const [text, value] of read) assert.deepEqual([...regression.parsePoints(`${text};2`).x], [value], text);
  for (const text of refused.filter((text) => text.trim() !== ''))
    assert.throws(() => regression.parsePoints(`1;1\n${text};2`), Error, text);
});
