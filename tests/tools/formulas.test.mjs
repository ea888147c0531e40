// @ts-check
// Formulas set as TeX sets them, and the characters that they are printed with.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finished } from '../../web/kit/formula/mathml.js';
import { formulaCharacters, formulaHtml } from '../../web/build/formulas.mjs';

const thin = '<mspace width="0.1667em"></mspace>';
const cos = '<mi>cos</mi><mo>\u2061</mo>';

/** What a formula is made of, without its frame. @param {string} tex */
const set = (tex) =>
  formulaHtml(tex, false)
    .replace(/<\/?(math|semantics)[^>]*>/g, '')
    .replace(/^<mrow>(.*)<\/mrow>$/, '$1');

for (const [tex, markup] of [
  ['x\\cos y', `<mi>x</mi>${thin}${cos}${thin}<mi>y</mi>`],
  ['\\cos(y)', `${cos}<mo stretchy="false">(</mo><mi>y</mi><mo stretchy="false">)</mo>`],
  ['(x)\\cos y', `<mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo>${thin}${cos}${thin}<mi>y</mi>`],
  ['x=\\cos y', `<mi>x</mi><mo>=</mo>${cos}${thin}<mi>y</mi>`],
  ['x\\cos^2 y', `<mi>x</mi>${thin}<msup><mrow>${cos}</mrow><mn>2</mn></msup>${thin}<mi>y</mi>`],
  ['\\cos\\cos y', `${cos}${thin}${cos}${thin}<mi>y</mi>`],
  ['x_{\\max}', '<msub><mi>x</mi><mi>max</mi></msub>'],
  [
    '\\textstyle\\sum_i\\cos y',
    `<mstyle scriptlevel="0" displaystyle="false"><msub><mo>∑</mo><mi>i</mi></msub>${cos}${thin}<mi>y</mi></mstyle>`,
  ],
  [
    '\\lVert x\\rVert\\cos y',
    `<mo form="prefix" rspace="0.06em" stretchy="false">‖</mo><mi>x</mi><mo form="postfix" lspace="0.06em" stretchy="false">‖</mo>${thin}${cos}${thin}<mi>y</mi>`,
  ],
  ['x\\parallel y', '<mi>x</mi><mo>∥</mo><mi>y</mi>'],
  ["g'", '<mrow><mi>g</mi><mo lspace="0" rspace="0">′</mo></mrow>'],
  ["g'''", '<mrow><mi>g</mi><mo lspace="0" rspace="0">‴</mo></mrow>'],
  ['g^2', '<msup><mi>g</mi><mn>2</mn></msup>'],
  ['f_x', '<msub class="tucked"><mi>f</mi><mi>x</mi></msub>'],
  ['D_u', '<msub><mi>D</mi><mi>u</mi></msub>'],
  ['\\sqrt x', '<msqrt><mspace height="0.72em"></mspace><mi>x</mi></msqrt>'],
  ['\\sqrt[3]x', '<mroot><mrow><mspace height="0.72em"></mspace><mi>x</mi></mrow><mn>3</mn></mroot>'],
  ['\\frac12', '<mfrac linethickness="1px"><mn>1</mn><mn>2</mn></mfrac>'],
]) {
  test(`${tex} is set as TeX sets it`, () => assert.equal(set(tex), markup));
}

test('letters that stand alone are counted as the italics that a browser makes of them', () => {
  const characters = formulaCharacters(`<p>no</p>${formulaHtml('h < Z_a\\, \\nabla\\cos\\varphi', true)}`);
  assert.deepEqual(new Set(characters), new Set('ℎ<𝑍𝑎\u2009∇cos\u2061𝜑'));
});

test('bars keep off the letters between them, and off nothing else', () => {
  const bar = '<mo>|</mo>';
  assert.equal(
    finished(`<mrow>${bar}<mi>x</mi>${bar}</mrow><mo>+</mo>${bar}`),
    `<mrow><mo rspace="0.06em">|</mo><mi>x</mi><mo lspace="0.06em">|</mo></mrow><mo>+</mo>${bar}`,
  );
});
