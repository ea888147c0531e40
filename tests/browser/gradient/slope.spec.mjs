// @ts-check
// The figure "slope" as a learner uses it; what it shows against quotients that are worked out here.
import { captionOf, expect, figureNamed, go, openAlone, test } from '../support/figures.mjs';

/** @typedef {import('@playwright/test').Page} Page */

test.use({ colorScheme: 'light', reducedMotion: 'reduce' });

const figure = figureNamed('slope');

const wave = (/** @type {number} */ x) => Math.sin(3 * x) + (x * x) / 4;
const waveSlope = (/** @type {number} */ x) => 3 * Math.cos(3 * x) + x / 2;
const epsilon = 2 ** -52;

/** @param {Page} page @param {string} [query] @param {string} [language] */
const open = (page, query = '', language = 'en') => openAlone(page, figure, { query, language });

/** @typedef {import('../../../web/chapters/gradient/figures/slope/figure.js').Readings} Readings */
/** @param {Page} page @returns {Promise<Record<keyof Readings, any>>} */
const read = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector('dh-slope')).readings);

/** @param {Page} page @returns {Promise<number[][]>} the CSV's rows without their heading */
const table = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector('dh-slope')).csv().slice(1));

/** @param {Page} page */
const caption = (page) => captionOf(page.locator('dh-slope'));

/**
 * @param {Page} page
 * @param {string} panel
 * @param {string} selector within it
 * @returns {Promise<{ x: number, y: number }>} its middle
 */
async function middleOf(page, panel, selector) {
  await page.locator(`dh-slope svg.${panel}`).scrollIntoViewIfNeeded();
  const box = await page.locator(`dh-slope svg.${panel} ${selector}`).last().boundingBox();
  if (!box) throw new Error(`${selector} is not there`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** @param {Page} page @param {{ x: number, y: number }} from @param {number} dx */
async function drag(page, from, dx) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + dx / 2, from.y, { steps: 3 });
  await page.mouse.move(from.x + dx, from.y, { steps: 3 });
  await page.mouse.up();
}

/** @param {number} value @param {number} expected @param {number} [tolerance] of its size */
const close = (value, expected, tolerance = 1e-12) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));

test('secant and tangent are those of the curve, at any place and h', async ({ page }) => {
  for (const [x, h] of [
    [1.2, 1],
    [1.2, 0.1],
    [-2, 0.02],
    [4.4, 0.5],
    [0.3, 0.003],
  ]) {
    await open(page, `x=${x}&h=${h}`);
    const shown = await read(page);
    close(shown.value, wave(x));
    close(shown.slope, waveSlope(x));
    close(shown.forward, (wave(x + h) - wave(x)) / h, 1e-11);
    close(shown.central, (wave(x + h) - wave(x - h)) / (2 * h), 1e-11);
    close(shown.forwardError, Math.abs((wave(x + h) - wave(x)) / h - waveSlope(x)), 1e-11);
    close(shown.floor, (epsilon / 2) * Math.abs(waveSlope(x)), 1e-20);
    const written = `tangent ${waveSlope(x) < 0 ? '−' : '+'}${Math.abs(waveSlope(x)).toFixed(Math.abs(waveSlope(x)) < 1 ? 3 : 2)}`;
    await expect(page.locator('dh-slope svg.curve text', { hasText: written })).toHaveCount(1);
  }
});

test('at first a step of 1 has the wrong sign, and the caption says so', async ({ page }) => {
  await open(page);
  const { slope, forward } = await read(page);
  expect(slope).toBeLessThan(0);
  expect(forward).toBeGreaterThan(0);
  expect(await caption(page)).toContain('wrong sign');
});

test('left of a minimum the slope is negative and minus the slope points right; right of it the other way', async ({
  page,
}) => {
  await open(page);
  const minimum = 1.486; // where 3 cos 3x + x/2 = 0
  expect(Math.abs(waveSlope(minimum))).toBeLessThan(0.02);
  const perUnit = await page
    .locator('dh-slope svg.curve .strip .axis')
    .evaluate((line) => line.getBoundingClientRect().width / 10);
  const left = await read(page);
  expect(left.x).toBeLessThan(minimum);
  expect(left).toMatchObject({ downhill: 'right' });
  const tip = () => page.locator('dh-slope svg.curve .down path').evaluate((head) => head.getBoundingClientRect().left);
  const foot = await middleOf(page, 'curve', '.point');
  expect(await tip()).toBeGreaterThan(foot.x);
  await drag(page, foot, 0.6 * perUnit);
  const right = await read(page);
  expect(right.x).toBeGreaterThan(minimum);
  expect(right.x).toBeCloseTo(1.8, 1);
  close(right.slope, waveSlope(right.x));
  expect(right).toMatchObject({ downhill: 'left' });
  expect(await tip()).toBeLessThan((await middleOf(page, 'curve', '.point')).x);
  expect(await caption(page)).toContain('downhill is to the left');
});

test('the second point is dragged to set h, and so is the line in the plot of errors', async ({ page }) => {
  await open(page);
  const perUnit = await page
    .locator('dh-slope svg.curve .strip .axis')
    .evaluate((line) => line.getBoundingClientRect().width / 10);
  await drag(page, await middleOf(page, 'curve', 'circle.second'), -0.3 * perUnit);
  expect((await read(page)).h).toBeCloseTo(0.7, 1);
  expect((await read(page)).x).toBe(1.2);
  const decade = await page
    .locator('dh-slope svg.errors .axis')
    .evaluate((line) => line.getBoundingClientRect().width / 12);
  await drag(page, await middleOf(page, 'errors', '.cursor circle.hand'), -6 * decade);
  const { h, seen } = await read(page);
  expect(Math.log10(h / 0.7)).toBeCloseTo(-6, 0);
  expect(seen).toBe(h);
});

test('the plot of errors grows as h is dragged, and keeps what was seen', async ({ page }) => {
  await open(page);
  expect(await table(page)).toHaveLength(1);
  const slider = page.locator('dh-slope dh-slider[data-key=h] input[type=range]');
  await slider.focus();
  for (let k = 0; k < 4; k++) await page.keyboard.press('PageDown');
  expect((await read(page)).h).toBeCloseTo(1e-4, 10);
  expect(await table(page)).toHaveLength(81);
  await page.keyboard.press('Home');
  expect((await read(page)).h).toBe(1e-12);
  expect(await table(page)).toHaveLength(241);
  await page.keyboard.press('End');
  expect((await read(page)).h).toBe(1);
  expect(await table(page)).toHaveLength(241);
  await page.locator('dh-slope .tools .reset').click();
  expect(await table(page)).toHaveLength(1);
});

test('forward errs by a line of slope 1, central by one of slope 2; both turn into rounding at √ε and ∛ε', async ({
  page,
}) => {
  await open(page, 'h=1e-12&seen=1e-12');
  const rows = await table(page);
  const at = (/** @type {number} */ h) =>
    /** @type {number[]} */ (rows.find((row) => Math.abs(Math.log10(row[0] / h)) < 0.01));
  const slopeOf = (/** @type {number} */ column, /** @type {number} */ high, /** @type {number} */ low) =>
    Math.log10(at(high)[column] / at(low)[column]) / Math.log10(high / low);
  expect(slopeOf(3, 1e-3, 1e-6)).toBeCloseTo(1, 1);
  expect(slopeOf(4, 1e-2, 1e-4)).toBeCloseTo(2, 1);
  for (const h of [1e-2, 1e-3, 1e-4]) {
    const second = -9 * Math.sin(3.6) + 0.5;
    const third = -27 * Math.cos(3.6);
    close(at(h)[3] / (0.5 * h * Math.abs(second)), 1, 0.05);
    if (h > 1e-4) close(at(h)[4] / ((h * h * Math.abs(third)) / 6), 1, 0.05);
  }
  const { bestForward, bestCentral, forwardError, bestForwardError, floor } = await read(page);
  expect(Math.abs(Math.log10(bestForward / Math.sqrt(epsilon)))).toBeLessThan(1.6);
  expect(Math.abs(Math.log10(bestCentral / Math.cbrt(epsilon)))).toBeLessThan(1.6);
  // Wrong in the fourth digit: ε (|f| + |x f′|) / h is how far rounding may throw it, and it does nearly that.
  const bound = (2 * epsilon * (Math.abs(wave(1.2)) + 1.2 * Math.abs(waveSlope(1.2)))) / 1e-12;
  expect(forwardError).toBeLessThan(bound);
  expect(forwardError).toBeGreaterThan(1e-5);
  expect(forwardError).toBeGreaterThan(1000 * bestForwardError);
  expect(bestForwardError).toBeGreaterThan(1000 * floor);
  for (const text of [
    'forward: slope 1',
    'central: slope 2',
    'rounding, 1/h',
    'best h ≈ √ε',
    'best h ≈ ∛ε',
    'analytic: ½ε|f′|',
  ]) {
    await expect(page.locator('dh-slope svg.errors text', { hasText: text })).toHaveCount(1);
  }
});

test('the table sets right digits in bold', async ({ page }) => {
  await open(page, 'h=1e-5&seen=1e-5');
  const shown = await read(page);
  const cells = await page.locator('dh-slope .digits td.value').allInnerTexts();
  expect(cells.map((text) => Number(text.replace('−', '-').replace('+', '')))).toEqual(
    [shown.forward, shown.central, shown.slope].map((value) => Number(value.toFixed(15))),
  );
  const bold = await page.locator('dh-slope .digits td.value b').allInnerTexts();
  for (const text of bold) expect(String(shown.slope).replace('-', '−').startsWith(text.slice(0, 14))).toBe(true);
  expect(bold[1].length).toBeGreaterThan(bold[0].length);
});

test("the question is answered before the learner's eyes", async ({ page }) => {
  await open(page);
  await page.locator('dh-slope dh-predict').getByRole('button', { name: 'it goes on falling' }).click();
  await page.locator('dh-slope dh-predict').getByRole('button', { name: 'show' }).click();
  await expect.poll(async () => (await read(page)).h).toBe(1e-12);
  await expect(page.locator('dh-slope dh-predict')).toContainText('it rises again');
  await page.locator('dh-slope .tools .reset').click();
  await expect(page.locator('dh-slope dh-predict').getByRole('button', { name: 'show' })).toBeVisible();
});

test('the answer is drawn as a movement where movement is wanted', async ({ fresh }) => {
  await fresh.emulateMedia({ reducedMotion: 'no-preference' });
  await fresh.clock.install();
  await open(fresh);
  await fresh.locator('dh-slope dh-predict').getByRole('button', { name: 'it rises again' }).click();
  await fresh.clock.pauseAt(Date.now() + 60_000);
  await fresh.locator('dh-slope dh-predict').getByRole('button', { name: 'show' }).click();
  const seen = [];
  for (let tenth = 0; tenth < 32; tenth++) {
    await fresh.clock.runFor(100);
    seen.push((await read(fresh)).h);
  }
  expect(seen).toEqual(seen.toSorted((a, b) => b - a));
  expect(new Set(seen).size).toBeGreaterThan(25);
  await fresh.clock.runFor(200);
  expect((await read(fresh)).h).toBe(1e-12);
  await fresh.locator('dh-slope .tools .undo').click();
  expect((await read(fresh)).h).toBe(1);
});

test("a formula of the learner's own is drawn; a mistake is named by its column, and the curve stays", async ({
  page,
}) => {
  await open(page, 'curve=own');
  const field = page.locator('dh-slope dh-formula input');
  await field.fill('x^3/6 - cos(x)');
  await expect.poll(async () => (await read(page)).formula).toBe('x^3/6 - cos(x)');
  const { slope, x } = await read(page);
  close(slope, (x * x) / 2 + Math.sin(x));
  await field.fill('x^3/6 - cos(x');
  await expect(page.locator('dh-slope dh-formula .problem')).toContainText('Column 14');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  expect(await read(page)).toMatchObject({ formula: 'x^3/6 - cos(x)', draftFault: 'bracketNotClosed', column: 14 });
  await expect(page.locator('dh-slope path.function').first()).toHaveAttribute('d', /M.*L/);
  await expect(page.locator('dh-slope dh-formula math')).toHaveCount(0);
  await field.fill('x 2');
  await expect(page.locator('dh-slope dh-formula .problem')).toContainText(
    'Column 3: an operator is missing before this number: x*2, or x^2 for a power.',
  );
  await field.fill('x*2');
  await expect(page.locator('dh-slope dh-formula .problem')).toBeEmpty();
  close((await read(page)).slope, 2);
});

test('what a learner types is read, and printed as it was understood', async ({ page }) => {
  await open(page, 'curve=own&x=0.5');
  const field = page.locator('dh-slope dh-formula input');
  const { sin, cos, log, log10, PI } = Math;
  /** @type {[string, number, number, string][]} value and slope at 0.5, and what is seen */
  const typed = [
    ['2x', 1, 2, '2x'],
    ['1/2x', 0.25, 0.5, '12x'],
    ['(x+1)(x-1)', -0.75, 1, '(x+1)(x−1)'],
    ['x sin x', 0.5 * sin(0.5), sin(0.5) + 0.5 * cos(0.5), 'xsin(x)'],
    ['sin²(x)', sin(0.5) ** 2, sin(1), 'sin2(x)'],
    ['|x-1|+1', 1.5, -1, '|x−1|+1'],
    ['√x', Math.SQRT1_2, Math.SQRT1_2, 'x'],
    ['x²³', 0.5 ** 23, 23 * 0.5 ** 22, 'x23'],
    ['cos(2πx)', -1, 0, 'cos(2πx)'],
    ['ｘ＾２＋１', 1.25, 1, 'x2+1'],
    ['f(x) = x**2', 0.25, 1, 'x2'],
    ['1,5x', 0.75, 1.5, '1.5x'],
    ['log(x)', log(0.5), 2, 'ln(x)'],
    ['log10 x', log10(0.5), 2 / Math.LN10, 'log10(x)'],
    ['arctan(x)', Math.atan(0.5), 0.8, 'arctan(x)'],
    ['2e^(-πx)', 2 * Math.exp(-PI / 2), -2 * PI * Math.exp(-PI / 2), '2e−πx'],
  ];
  for (const [text, value, slope, seen] of typed) {
    await field.fill(text);
    await expect.poll(async () => (await read(page)).formula).toBe(text);
    const shown = await read(page);
    close(shown.value, value);
    close(shown.slope, slope);
    const printed = () =>
      page
        .locator('dh-slope dh-formula math')
        .evaluate((math) => [...(math.textContent ?? '')].filter((c) => c !== '\u2061' && c !== '\u2062').join(''));
    await expect.poll(printed).toBe(seen);
    expect(
      await page.locator('dh-slope dh-formula math').evaluate((math) => math.querySelector('mi, mn')?.namespaceURI),
    ).toBe('http://www.w3.org/1998/Math/MathML');
  }
  await field.fill('log(1,5x)');
  await expect(page.locator('dh-slope dh-formula .below').last()).toContainText(
    'A comma between digits is a decimal one',
  );
  await expect(page.locator('dh-slope dh-formula .below').last()).toContainText('log is ln');
});

test('an odd root of a negative number is negative', async ({ page }) => {
  await open(page, `curve=own&formula=${encodeURIComponent('x^(1/3)')}&x=-4`);
  close((await read(page)).value, -1.5874010519681994);
});

test('a link with a formula that cannot be read says so, and the figure lives on', async ({ page }) => {
  await open(page, 'curve=own&formula=sin(', 'zh');
  expect(await caption(page)).toContain('公式读不懂');
  await expect(page.locator('dh-slope dh-formula .problem')).toContainText('第 5 列');
  await page.locator('dh-slope dh-formula input').fill('exp(x)');
  await expect.poll(async () => (await read(page)).slope).toBeCloseTo(Math.exp(1.2), 10);
});

/** A curve, a place on it, and what is said: [formula, x, name, caption in English, caption in Chinese]
 *  @type {[string, number, string, string, string][]} */
const singular = [
  [
    '|x|',
    0,
    'corner',
    'has a corner: the slope is −1.00 to its left and +1.00 to its right',
    '有一个角点：左侧斜率 −1.00，右侧斜率 +1.00',
  ],
  [
    '√|x|',
    0,
    'cusp',
    'has a cusp. Its value is 0; its slope tends to −∞ on the left and to +∞ on the right',
    '有一个尖点，值是 0；左侧的斜率趋于 −∞，右侧趋于 +∞',
  ],
  [
    'floor(x)',
    2,
    'jump',
    'on the left it comes to 1, on the right it goes on from 2. The value is 2; there is no slope.',
    '左侧趋于 1，右侧趋于 2。这里的值是 2，没有斜率。',
  ],
  [
    'atan(1/x)',
    0,
    'jump',
    'comes to −1.571, on the right it goes on from 1.571. There is no value, and no slope.',
    '这里没有值，没有斜率',
  ],
  [
    'tan(x)',
    Math.PI / 2,
    'pole',
    'At x = 1.570796 the curve has a pole: it tends to +∞ on the left and to −∞ on the right',
    '无穷间断点：左侧趋于 +∞，右侧趋于 −∞',
  ],
  [
    'ln x',
    0,
    'asymptote',
    'has a vertical asymptote: on the left there is no value, on the right it tends to −∞',
    '是曲线的竖直渐近线：左侧没有值，右侧趋于 −∞',
  ],
  ['e^(1/x)', 0, 'asymptote', 'it tends to 0 on the left and to +∞ on the right', '左侧趋于 0，右侧趋于 +∞'],
  ['1/x^2', 0, 'pole', 'has a pole: it tends to +∞ on both sides', '两侧都趋于 +∞'],
  ['floor(x^2)', 0, 'smooth', 'none: they meet a jump, 0/0 or 0·∞', '遇到了跳跃、0/0 或 0·∞'],
  [
    '0^x',
    0,
    'jump',
    'on the left there is no value, on the right it goes on from 0. The value is 1',
    '左侧没有值，右侧趋于 0。这里的值是 1',
  ],
  ['√(-x²)', 0, 'isolated', 'is a single point: the value is 0', '是孤立点：这里的值是 0'],
  ['x sin(1/x)', 0, 'hole', 'it tends to 0 on both sides', '从两侧都趋于 0'],
  ['3 + x ln(-ln|x|)', 0, 'hole', 'it tends to about 3', '从两侧都趋于 约 3'],
  [
    'sqrt(x)',
    0,
    'edge',
    'begins: the value is 0, and to the left there is none. The slope is infinite, +∞',
    '这里的值是 0，左边没有值。斜率是无穷大（+∞）',
  ],
  [
    '√(1-x)',
    1,
    'edge',
    'ends: the value is 0, and to the right there is none. The slope is infinite, −∞',
    '结束：这里的值是 0，右边没有值',
  ],
  ['∛x', 0, 'upright', 'the value is 0 and the slope is infinite, +∞', '值是 0，斜率是无穷大（+∞）'],
  ['sin(x)/x', 0, 'hole', 'it tends to 1 on both sides, but there is no value', '可去间断点：从两侧都趋于 1'],
  ['sin(1/x)', 0, 'unsettled', 'settles on no slope', '斜率不趋于任何值'],
  [
    '√(x⁴)',
    0,
    'smooth',
    'the slope of the curve is 0, yet the rules of differentiation give none',
    '按求导法则却算不出来',
  ],
  [
    'relu(x) - relu(-x)',
    0,
    'smooth',
    'the slope of the curve is +1.00, yet the rules of differentiation give 0: a part',
    '斜率是 +1.00，按求导法则却得到 0：',
  ],
  ['ln(-ln|x|)', 0, 'unclear', 'nobody can tell what this curve tends to', '看不出曲线趋于什么'],
  ['log(x)', -1, 'nowhere', 'and near it, this function has no value', '及其附近，这个函数没有值'],
];

test('corner, jump, pole, hole, end: each is said where it is, in both languages, and the point stays in sight', async ({
  page,
}) => {
  for (const [place, language] of ['en', 'zh'].entries()) {
    for (const [formula, x, name, ...words] of singular) {
      await open(page, `curve=own&formula=${encodeURIComponent(formula)}&x=${x}`, language);
      expect((await read(page)).place.name).toBe(name);
      expect(await caption(page)).toContain(words[place]);
      await expect(page.locator('dh-slope svg.curve .tangent')).toHaveCount(0);
      await expect(page.locator('dh-slope svg.curve .point')).toHaveCount(1);
    }
  }
});

test('from a place without a value the point is carried away by hand and by key', async ({ page }) => {
  await open(page, `curve=own&formula=${encodeURIComponent('ln x')}&x=-1`);
  await expect(page.locator('dh-slope svg.curve .point circle.hollow')).toHaveCount(1);
  const perUnit = await page
    .locator('dh-slope svg.curve .strip .axis')
    .evaluate((line) => line.getBoundingClientRect().width / 8);
  await drag(page, await middleOf(page, 'curve', '.point'), 2 * perUnit);
  expect((await read(page)).x).toBeCloseTo(1, 1);
  await page.keyboard.press('Home');
  expect(await read(page)).toMatchObject({ x: -4, value: null, slope: null });
  await page.keyboard.press('End');
  close((await read(page)).slope, 0.25);
  await expect(page.locator('dh-slope svg.curve .point circle.hollow')).toHaveCount(0);
});

test('the line of a curve is interrupted where it jumps or has a pole, and nowhere else', async ({ page }) => {
  for (const [formula, pieces] of /** @type {[string, number][]} */ ([
    ['floor(x)', 9],
    ['tan(x)', 3],
    ['1/(x-0.003)', 2],
    ['sign(x-0.503)', 2],
    ['mod(x, 2)', 5],
    ['tanh(1000x)', 1],
    ['x^2', 1],
    ['abs(x)', 1],
    ['∛x', 1],
    ['sin(40x)', 1],
    ['1e-12 floor(x)', 9],
    ['1e-12 |x|', 1],
    ['1/x', 2],
    ['1/x²', 2],
    ['e^(1/x)', 2],
    ['ln x', 1],
  ])) {
    await open(page, `curve=own&formula=${encodeURIComponent(formula)}&x=1.2`);
    const drawn = await page.locator('dh-slope svg.curve path.function').first().getAttribute('d');
    expect([formula, (drawn ?? '').split('M').length - 1]).toEqual([formula, pieces]);
  }
});

test('a secant with the wrong sign has stepped across a turn, or across a gap', async ({ page }) => {
  for (const [formula, x, h, words] of /** @type {const} */ ([
    ['tan(x)', 1.5, 0.5, 'a gap in'],
    ['1/x', -0.5, 1, 'a gap in'],
    ['mod(x, 1)', 0.5, 0.7, 'a gap in'],
    ['x²', -0.3, 1, 'a turn of'],
  ])) {
    await open(page, `curve=own&formula=${encodeURIComponent(formula)}&x=${x}&h=${h}`);
    expect(await caption(page)).toContain(`it has stepped across ${words} the curve`);
  }
});

test('on a parabola the central difference is exact, at any h', async ({ page }) => {
  await open(page, 'curve=parabola&x=3&h=0.5');
  const shown = await read(page);
  expect(shown).toMatchObject({ slope: 6, forward: 6.5, central: 6, centralError: 0, centralExact: true });
  expect(await caption(page)).toContain('parallel to the tangent');
  // At one h alone, by chance.
  await open(page, `curve=own&formula=${encodeURIComponent('x^3 - x^5')}&x=0&h=1`);
  expect(await read(page)).toMatchObject({ slope: 0, centralError: 0, centralExact: false });
});

test('keys move the point; a finger does, and the page does not scroll sideways', async ({ phone }) => {
  await open(phone);
  await phone.locator('dh-slope .point').focus();
  await phone.keyboard.press('ArrowLeft');
  expect((await read(phone)).x).toBeCloseTo(1.15, 10);
  await phone.keyboard.press('End');
  expect((await read(phone)).x).toBe(5);
  await phone.keyboard.press('Home');
  expect((await read(phone)).x).toBe(-5);
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (
    await phone.locator('dh-slope svg.curve').boundingBox()
  );
  await phone.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  expect(Math.abs((await read(phone)).x)).toBeLessThan(0.2);
});

test('a place beyond the curve is told, and what is shown instead', async ({ page }) => {
  const shown = await open(page, 'curve=own&formula=x^2&x=99');
  await expect(shown.locator('.notes')).toHaveText('x goes from −4 to 4 here; 4 is shown.');
  expect((await read(page)).x).toBe(4);
  await go(page, '#/gradient/slope?curve=own&formula=x^2&x=-5');
  await expect(shown.locator('.notes')).toHaveText('x goes from −4 to 4 here; −4 is shown.');
  await go(page, '#/gradient/slope?h=0');
  await expect(shown.locator('.notes')).toHaveText(
    'h cannot be “0” here; 10⁻¹² is the nearest that works. It goes from 10⁻¹² to 1.',
  );
});
