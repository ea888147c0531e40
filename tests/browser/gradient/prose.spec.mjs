// @ts-check
// Every number in the chapter's text, in both languages, is read off the figure that shows it. What the table below
// does not explain is found and refused: a number nobody checks is a number nobody can trust.
import { expect, figureNamed, openAlone, test } from '../support/figures.mjs';
import { proseText } from '../prose-text.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/**
 * @typedef {{ says: string, en: RegExp, zh: RegExp, check?: (page: Page) => Promise<void> }} Claim the places of a
 *   number in each text, and where it comes from
 */

test.use({ colorScheme: 'light', reducedMotion: 'reduce' });

const folder = new URL('../../../web/chapters/gradient/', import.meta.url);
const texts = Object.fromEntries(
  ['en', 'zh'].map((language) => [language, proseText(new URL(`${language}.md`, folder))]),
);

/** What a reader sees of a text: no addresses, no elements, no formulas. @param {string} text */
const plain = (text) =>
  text
    .replace(/\]\((?:\([^)]*\)|[^()])*\)/g, ']')
    .replace(/<dh-[^>]*>(<\/dh-[^>]*>)?/g, '')
    .replace(/\$\$[^$]*\$\$/g, '')
    .replace(/\$[^$]*\$/g, 'X');

/**
 * The address of the only link in the English text with these words; the Chinese text has it too.
 * @param {string} words
 * @returns {[string, string]} figure, state
 */
function link(words) {
  const found = [...texts.en.matchAll(/\[((?:\|x\||[^\]])*)\]\(#\/gradient\/(\w+)\?((?:\([^)]*\)|[^()])*)\)/g)].filter(
    ([, label]) => label === words,
  );
  if (found.length !== 1) throw new Error(`${found.length} links say ${words}`);
  const [, , figure, state] = found[0];
  if (!texts.zh.includes(`(#/gradient/${figure}?${state})`))
    throw new Error(`the Chinese text has no link to ${state}`);
  return [figure, state];
}

/**
 * @param {Page} page
 * @param {string} figure
 * @param {string} [state]
 * @returns {Promise<Record<string, any>>} its readings, come to rest
 */
async function read(page, figure, state = '') {
  const element = await openAlone(page, figureNamed(figure), { query: state });
  return element.evaluate((node) => JSON.parse(JSON.stringify(/** @type {any} */ (node).readings)));
}

/** @param {Page} page @param {string} words of a link */
const follow = (page, words) => read(page, ...link(words));

/** @param {number} value @param {number} [digits] with its sign */
const signed = (value, digits = 2) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;

/** @type {Claim[]} */
const claims = [
  {
    says: 'a step of 1',
    en: /step of 1, the secant has the slope \+1\.60: uphill/,
    zh: /步长是 1，割线的斜率是 \+1\.60，上坡/,
    check: async (page) => {
      const { h, forward, slope } = await read(page, 'slope');
      expect([h, signed(forward)]).toEqual([1, '+1.60']);
      expect(slope).toBeLessThan(0);
    },
  },
  {
    says: 'smaller steps',
    en: /At \[h = 0\.1\] the secant says −1\.83, at \[h = 0\.01\] −2\.07\. It settles on −2\.09/,
    zh: /\[h = 0\.1\] 时割线的斜率是 −1\.83，\[h = 0\.01\] 时是 −2\.07，最后停在 −2\.09/,
    check: async (page) => {
      const tenth = await follow(page, 'h = 0.1');
      expect([tenth.h, signed(tenth.forward)]).toEqual([0.1, '−1.83']);
      const hundredth = await follow(page, 'h = 0.01');
      expect([hundredth.h, signed(hundredth.forward), signed(hundredth.slope)]).toEqual([0.01, '−2.07', '−2.09']);
    },
  },
  {
    says: 'the two straight slopes',
    en: /ten times smaller, and the error of the forward difference is ten times smaller too|straight line of slope 1|a hundred times smaller: slope 2/,
    zh: /h 缩小到十分之一，前向差商的误差也缩小到十分之一|斜率为 1 的直线|误差缩小到百分之一，斜率为 2/,
    check: async (page) => {
      await follow(page, 'turns round');
      const rows = await page.evaluate(() => /** @type {any} */ (document.querySelector('dh-slope')).csv().slice(1));
      const at = (/** @type {number} */ h) =>
        rows.find((/** @type {number[]} */ row) => Math.abs(Math.log10(row[0] / h)) < 0.01);
      expect(at(1e-3)[3] / at(1e-4)[3]).toBeCloseTo(10, 0);
      expect(at(1e-2)[4] / at(1e-3)[4] / 100).toBeCloseTo(1, 1);
    },
  },
  {
    says: 'what is left at 10⁻¹²',
    en: /about 16 digits of each number|At h = 10⁻¹² the places x and x \+ h agree in the first twelve|off by 0\.00022, wrong in the fourth decimal/,
    zh: /大约只有 16 位有效数字|h = 10⁻¹² 时，x 与 x \+ h 的前十二位相同|前向差商的误差是 0\.00022，小数点后第四位就错了/,
    check: async (page) => {
      const { x, h, forward, slope, forwardError } = await follow(page, 'turns round');
      expect(h).toBe(1e-12);
      expect(forwardError.toFixed(5)).toBe('0.00022');
      expect((x + h).toPrecision(12)).toBe(x.toPrecision(12));
      expect((x + h).toPrecision(13)).not.toBe(x.toPrecision(13));
      expect(Math.round(Math.abs(forward) * 1e3)).toBe(Math.round(Math.abs(slope) * 1e3));
      expect(Math.round(Math.abs(forward) * 1e4)).not.toBe(Math.round(Math.abs(slope) * 1e4));
      expect(Math.floor(-Math.log10(Number.EPSILON)) + 1).toBe(16);
    },
  },
  {
    says: 'the unit of rounding',
    en: /ε = 2\.2·10⁻¹⁶, the distance from 1 to/,
    zh: /ε = 2\.2·10⁻¹⁶，是 1 到下一个数的距离/,
    check: async (page) => {
      const { floor, slope } = await read(page, 'slope');
      expect(((2 * floor) / Math.abs(slope)).toExponential(1)).toBe('2.2e-16');
    },
  },
  {
    says: 'the circles',
    en: /At 90° the ground is level\. At 180° it falls by 2\.91|The length of u is 1, so|largest at θ = 0, where it is 1\./,
    zh: /转到 90°，地面水平；转到 180°，斜率是 −2\.91|u 的长度是 1，所以|θ = 0 时余弦最大，等于 1。/,
    check: async (page) => {
      const { gradientAngle, norm } = await read(page, 'direction');
      const at = async (/** @type {number} */ turn) =>
        (await read(page, 'direction', `angle=${Math.round((gradientAngle + turn) % 360)}`)).slope;
      expect(Math.abs(await at(90))).toBeLessThan(0.03);
      expect(signed(await at(180))).toBe('−2.91');
      expect(norm.toFixed(2)).toBe('2.91');
    },
  },
  {
    says: 'the two components',
    en: /X is 1\.65 and X is 2\.40|the length of that pair, 2\.91/,
    zh: /X 是 1\.65，X 是 2\.40|合成的长度 2\.91/,
    check: async (page) => {
      const { fx, fy, norm } = await read(page, 'direction');
      expect([fx, fy, norm].map((value) => value.toFixed(2))).toEqual(['1.65', '2.40', '2.91']);
      expect(Math.hypot(fx, fy)).toBeCloseTo(norm, 12);
    },
  },
  {
    says: 'the rain',
    en: /Let 400 drops fall|After 15 seconds\] all of them have come to rest, 105 in one pit and 97, 103 and 95 in the others/,
    zh: /让 400 滴雨|15 秒之后\]全都停住了：一个坑里 105 滴，另外三个是 97、103 和 95 滴/,
    check: async (page) => {
      const { particles, seconds, valleys, moving } = await follow(page, 'After 15 seconds');
      expect([particles, seconds, moving]).toEqual([400, 15, 0]);
      expect(valleys.map((/** @type {any} */ valley) => valley.particles)).toEqual([105, 97, 103, 95]);
    },
  },
  {
    says: 'the long bowl',
    en: /leads across the valley/,
    zh: /横穿山谷/,
    check: async (page) => {
      const { x, y, here } = await follow(page, 'long bowl');
      const turn = Math.atan2(here.gradient[1], here.gradient[0]) - Math.atan2(y, x); // the bottom is at the origin
      expect((Math.abs(turn) * 180) / Math.PI).toBeGreaterThan(20);
    },
  },
  {
    says: "Rosenbrock's valley",
    en: /after 10 seconds every drop is on the floor, and only 5 of the 400/,
    zh: /10 秒之后，每一滴都到了谷底，可是 400 滴中走到最低点的只有 5 滴/,
    check: async (page) => {
      const { seconds, particles, arrived } = await follow(page, "Rosenbrock's valley");
      expect([seconds, particles, arrived]).toEqual([10, 400, 5]);
      const rows = await page.evaluate(() =>
        /** @type {any} */ (document.querySelector('dh-field'))
          .csv()
          .filter((/** @type {any[]} */ row) => row[0] === 'particle'),
      );
      for (const [, x, y] of rows) expect(Math.abs(y - x * x)).toBeLessThan(0.02);
    },
  },
  {
    says: 'the knobs',
    en: /digits has 13,002: every|on 32 digits|26,004\. Backpropagation|the 13,002 knobs of \[the digit network\] takes 26,004|slope is exactly 0\.|give 0 for every digit|whole picture is 0/,
    zh: /有 13,002 个|32 个数字|一共 26,004 次|13,002 个旋钮逐个拧一遍，要做 26,004 次|斜率恰好是 0。|都输出 0|整张图就都是 0|这些小图是第 1 层/,
    check: async (page) => {
      const figure = await openAlone(page, figureNamed('bargain'), { query: 'steps=0' });
      await expect(figure).toContainText('13,002');
      await expect(figure).toContainText('0 of 26,004 forward passes');
      await expect(figure).toContainText(/knobs have a slope of exactly 0 on these 32 digits/);
    },
  },
  {
    says: 'the check of the slope',
    en: /at h = 10⁻⁵\] the central one is off by 3\.9·10⁻¹⁰/,
    zh: /h = 10⁻⁵ 时\]，中心差商的误差是 3\.9·10⁻¹⁰/,
    check: async (page) => {
      const { h, centralError } = await follow(page, 'at h = 10⁻⁵');
      expect([h, centralError.toExponential(1)]).toEqual([1e-5, '3.9e-10']);
    },
  },
  {
    says: 'the cosine',
    en: /no cosine is above 1\. \[Turn u to 55°\], half a degree from the gradient, and the slope is 2\.91, the gradient's length\. \[Turn it to 0°\], and 1\.65 is left, 57 % of it/,
    zh: /余弦不会超过 1。\[把 u 转到 55°\]，离梯度只差半度，斜率是 2\.91，也就是梯度的长度；\[转到 0°\]，就只剩 1\.65，是它的 57%/,
    check: async (page) => {
      const near = await follow(page, 'Turn u to 55°');
      expect([near.phi, near.slope.toFixed(2), near.norm.toFixed(2), Math.abs(near.theta).toFixed(1)]).toEqual([
        55,
        '2.91',
        '2.91',
        '0.5',
      ]);
      const east = await follow(page, 'Turn it to 0°');
      expect([east.phi, east.slope.toFixed(2), Math.round((100 * east.slope) / east.norm)]).toEqual([0, '1.65', 57]);
    },
  },
  {
    says: 'rounded heights',
    en: /rounded to about 16 digits|\[At h = 10⁻¹²\] few are left/,
    zh: /只保留约 16 位有效数字|\[h = 10⁻¹² 时\]就所剩无几/,
    check: async (page) => {
      const { forwardError, slope } = await follow(page, 'At h = 10⁻¹²');
      expect(Math.log10(Math.abs(slope) / forwardError)).toBeLessThan(5);
    },
  },
  {
    says: 'the signs',
    en: /the slope is −2\.09, and minus that points right|it is \+2\.80, and minus that points left/,
    zh: /斜率是 −2\.09，它的相反数指向右|斜率是 \+2\.80，它的相反数指向左/,
    check: async (page) => {
      const left = await follow(page, "Left of the valley's bottom");
      expect([signed(left.slope), left.downhill]).toEqual(['−2.09', 'right']);
      const right = await follow(page, 'Right of the bottom');
      expect([signed(right.slope), right.downhill]).toEqual(['+2.80', 'left']);
    },
  },
  {
    says: 'level places',
    en: /the bottom of a valley\]|a saddle\]/,
    zh: /谷底\]|鞍点\]/,
    check: async (page) => {
      expect((await follow(page, 'the bottom of a valley')).slope).toBe(0);
      expect((await follow(page, 'a saddle')).here.norm).toBe(0);
    },
  },
  {
    says: 'the corner',
    en: /the slope is −1 to the left and \+1 to the right|has one at 0\.|programs take 0\./,
    zh: /左边的斜率是 −1，右边是 \+1|ReLU 在 0 处|程序里一般取 0。/,
    check: async (page) => {
      const { place, slope } = await follow(page, '|x|');
      expect([place.name, place.left.slope, place.right.slope]).toEqual(['corner', -1, 1]);
      expect(slope).toBe(0);
      expect((await follow(page, 'any lens')).place.name).toBe('corner');
    },
  },
  {
    says: 'large networks',
    en: /a million weights|million weights it would/,
    zh: /一百万个权重的网络也能|上百万个权重|一百万个权重，还是/,
  },
];

for (const { says, check } of claims) {
  if (!check) continue;
  test(`the prose on ${says}`, async ({ page }) => {
    await check(page);
  });
}

for (const language of /** @type {const} */ (['en', 'zh'])) {
  test(`every number in the prose is one of those (${language})`, async () => {
    let rest = plain(texts[language]);
    for (const claim of claims) {
      const places = new RegExp(claim[language].source, 'g');
      // Each alternative is a place: none may be left behind by a change of the text.
      for (const place of claim[language].source.split(/(?<!\\)\|/))
        expect(rest, claim.says).toMatch(new RegExp(place));
      rest = rest.replace(places, '·');
    }
    const numbers =
      language === 'en'
        ? /\d[\d,.]*|\b(?:five|six|seven|eight|nine|ten|eleven|twelve|hundred|million)\b/g
        : /\d[\d,.]*|[五六七八九十百万亿]/g;
    expect(rest.match(numbers) ?? []).toEqual([]);
  });
}
