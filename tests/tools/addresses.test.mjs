// @ts-check
// Addresses as the page writes them, and as hands, chats and Chinese keyboards leave them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mendedLink, readAddress, writeAddress } from '../../web/kit/address.js';
import { formatQuery, parseQuery } from '../../web/kit/state.js';

/** @type {import('../../web/kit/state.js').Schema} */
const schema = {
  curve: { type: 'choice', default: 'sine', options: ['sine', 'own'] },
  formula: { type: 'text', default: '' },
  x: { type: 'number', default: 0, min: -5, max: 5 },
};
const written = { curve: 'own', formula: 'x^2+1', x: 0 };

/** @param {string} hash */
function arrive(hash) {
  const { chapter, figure, query } = readAddress(hash);
  const { state, notes } = parseQuery(schema, query);
  assert.deepEqual(notes, [], hash);
  return { place: `${chapter}/${figure}`, state: { ...state } };
}

test('a link arrives as it was meant', () => {
  for (const hash of [
    '#/gradient/slope?curve=own&formula=x^2+1',
    '#gradient/slope?curve=own&formula=x^2+1',
    '#/gradient/slope?curve=own&formula=x%5E2%2B1',
    '#%23/gradient/slope?curve=own&formula=x^2+1',
    '%23/gradient/slope?curve=own&formula=x^2+1',
    '#%23%2Fgradient%2Fslope%3Fcurve%3Down%26formula%3Dx^2%2B1',
    '#/gradient/slope%3Fcurve=own%26formula=x^2+1',
    '#/gradient/slope?curve=own&amp;formula=x^2+1',
    '#/gradient/slope&curve=own&formula=x^2+1',
    '#/gradient/slope&amp;curve=own&formula=x^2+1',
    '#/Gradient/SLOPE?curve=own&formula=x^2+1',
    '#/gradient/slope?curve=own&amp;amp;formula=x^2+1',
    '#/gradient/slope?curve=own&#38;formula=x^2+1',
    '#／gradient／slope？curve＝own＆formula＝x^2+1',
    `#/gradient/slope${encodeURIComponent('？')}curve${encodeURIComponent('＝')}own${encodeURIComponent('＆')}formula=x^2+1`,
    '#/gradient/slope?curve=own&formula=x^2+1.',
    '#/gradient/slope?curve=own&formula=x^2+1)',
    '#/gradient/slope?curve=own&formula=x^2+1%E3%80%82',
    '#/gradient/slope?curve=own&formula=x^2+1\u00a0',
    '#/gradient/slope?curve=own&formula=x^2+1%C2%A0',
    '#/gradient/slope?curve=own&%20formula=x^2+1',
  ])
    assert.deepEqual(arrive(hash), { place: 'gradient/slope', state: written }, hash);
  for (const hash of [
    '#/gradient/slope.',
    '#/gradient/slope)',
    '#/gradient/slope，',
    '#/gradient/slope%EF%BC%89',
    '#/gradient/slope%20',
    '%23/gradient/slope',
  ]) {
    assert.equal(arrive(hash).place, 'gradient/slope', hash);
  }
});

test('a bracket that closes one belongs to the formula', () => {
  assert.equal(arrive('#/gradient/slope?formula=sin(x)').state.formula, 'sin(x)');
  assert.equal(arrive('#/gradient/slope?formula=sin(x)).').state.formula, 'sin(x)');
  assert.equal(arrive('#/gradient/slope?formula=sin%28x%29').state.formula, 'sin(x)');
});

test('what the page writes it reads back, whatever stands in it; forms’ links too', () => {
  for (const formula of [
    'x^2 + 1',
    'x + 1',
    '2 * x',
    'x+1',
    'a&b=c',
    'a%26b',
    '％２６',
    '1 = 1',
    'a, b',
    '#/?',
    '½ x²',
  ]) {
    const query = formatQuery(schema, { curve: 'own', formula, x: -1.5 });
    assert.deepEqual(
      arrive(writeAddress('gradient', 'slope', query)),
      { place: 'gradient/slope', state: { curve: 'own', formula, x: -1.5 } },
      query,
    );
  }
  assert.equal(arrive('#/gradient/slope?formula=x%5E2+%2B+1').state.formula, 'x^2 + 1');
});

test('a sign # that was encoded behind a question mark is found', () => {
  const place = '/gradient/slope?curve=own&formula=x^2+1';
  for (const [given, settings] of [
    [`?lang=zh%23${place}`, '?lang=zh'],
    [`?lang=zh%2523${place}`, '?lang=zh'],
    [`?lang=zh%EF%BC%83${place}`, '?lang=zh'],
    [`?lang%3Dzh%26theme%3Ddark%23${encodeURIComponent(place)}`, '?lang=zh&theme=dark'],
    [`?lang=zh&amp;theme=dark%23${place}`, '?lang=zh&theme=dark'],
    [`?lang=zh&amp;theme=dark#${place}`, '?lang=zh&theme=dark'],
    [`?%23${place}`, '?'],
    [`?lang=zh%23${place}#`, '?lang=zh'],
  ]) {
    for (const page of [
      'https://a.example/',
      'https://a.example/course/embed.html',
      'file:///E:/downhill/index.html',
    ]) {
      const mended = new URL(mendedLink(page + given));
      assert.equal(mendedLink(mended.href), mended.href, 'once is enough');
      assert.equal(mended.href.split('#')[0], page + settings, given);
      assert.deepEqual(arrive(mended.hash), { place: 'gradient/slope', state: written }, given);
    }
  }
});

test('what is right in a link stays as it is', () => {
  for (const link of [
    'https://a.example/',
    'https://a.example/#/gradient',
    'https://a.example/?lang=zh&theme=dark#/gradient/slope?curve=own&formula=x%26y%3D1%23',
    'https://a.example/?lang=zh#',
    'https://a.example/%23/gradient/slope',
  ])
    assert.equal(mendedLink(link), link);
  assert.equal(
    mendedLink('https://a.example/?lang=zh%23/digits#/gradient'),
    'https://a.example/?lang=zh#/gradient',
    'the sign that stands is the one',
  );
});
