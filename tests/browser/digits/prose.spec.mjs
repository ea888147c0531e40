// @ts-check
// Every number in the chapter's text, in both languages, is read off the figure that shows it. What the table below
// does not explain is found and refused: a number nobody checks is a number nobody can trust.
import { captionOf, expect, figureNamed, openAlone, test } from '../support/figures.mjs';
import { proseText } from '../prose-text.mjs';
import { open, press, until } from './training.mjs';
import { centreOfMass } from './weights.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/**
 * @typedef {{ says: string, en: RegExp, zh: RegExp, check?: (page: Page) => Promise<void> }} Claim the place of a
 *   number in each text, and where it comes from
 */

const folder = new URL('../../../web/chapters/digits/', import.meta.url);
const texts = Object.fromEntries(
  ['en', 'zh'].map((language) => [language, proseText(new URL(`${language}.md`, folder))]),
);

/** What a reader sees of a text: no addresses, no elements, no formulas. @param {string} text */
const plain = (text) =>
  text
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/<dh-[^>]*>(<\/dh-[^>]*>)?/g, '')
    .replace(/\$\$[^$]*\$\$/g, '');

/** @param {Page} page @param {string} state */
async function train(page, state, patience = 50_000) {
  await open(page, `${state}&pace=full`);
  const step = Number(new URLSearchParams(state).get('step') ?? 0);
  return until(page, (r) => r.step === step && r.evaluatedAt === step && r.status === 'paused', patience);
}

/** The address of the only link in a text whose words match. @param {RegExp} words */
function link(words) {
  const found = [...texts.en.matchAll(/\[([^\]]*)\]\(#\/digits\/(\w+)\?([^)]*)\)/g)].filter(([, label]) =>
    words.test(label),
  );
  if (found.length !== 1) throw new Error(`${found.length} links say ${words}`);
  const [, , figure, state] = found[0];
  if (!texts.zh.includes(`(#/digits/${figure}?${state})`)) throw new Error(`the Chinese text has no link to ${state}`);
  return state;
}

/** @param {Page} page @param {string} state */
async function draw(page, state) {
  const element = await openAlone(page, figureNamed('draw'), { query: state });
  return element.evaluate((node) => {
    const { widths, label, probabilities, pixels } = /** @type {any} */ (node).readings;
    return { widths, label, probabilities: probabilities && [...probabilities], pixels: pixels && [...pixels] };
  });
}

/** @type {Claim[]} */
const claims = [
  {
    says: 'training digits',
    en: /looked at 60,000 digits/,
    zh: /看了 60,000 个数字/,
    check: async (page) => {
      await open(page);
      expect((await until(page, (r) => r.data.phase === 'ready')).data.available).toBe(60_000);
    },
  },
  {
    says: 'inputs and outputs',
    en: /784 inputs, one for each pixel of a 28 × 28 picture, and ten outputs/,
    zh: /784 个输入，对应 28 × 28 图像的每个像素；有十个输出/,
    check: async (page) => {
      const { widths } = await draw(page, '');
      expect(widths[0]).toBe(784);
      expect(widths[0]).toBe(28 * 28);
      expect(widths.at(-1)).toBe(10);
    },
  },
  {
    says: 'the sum of the probabilities',
    en: /they add up to 1\.|ten probabilities must add up to 1,|no eleventh bar|other nine/,
    zh: /十个概率加起来等于 1。|十个概率加起来必须等于 1，|第十一根条形|另外九个|对应十个数字/,
    check: async (page) => {
      const { probabilities } = await draw(page, link(/house/));
      expect(probabilities).toHaveLength(10);
      expect(probabilities.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b)).toBeCloseTo(1, 5);
    },
  },
  {
    says: 'the house',
    en: /drawn house a confident 0\?/,
    zh: /很有把握地说是 0？/,
    check: async (page) => {
      const { label, probabilities } = await draw(page, link(/house/));
      expect(label).toBe(0);
      expect(probabilities[0]).toBeGreaterThan(0.9);
    },
  },
  {
    says: 'the longer side',
    en: /longer side is 20 pixels/,
    zh: /长边变成 20 个像素/,
    check: async (page) => {
      // A bar across the pad: as long as the longer side may be.
      const { pixels } = await draw(page, 'strokes=z5kz76zboz03');
      const columns = new Set([...pixels.keys()].filter((i) => pixels[i] > 0.5).map((i) => i % 28));
      expect(columns.size).toBe(20);
    },
  },
  {
    says: 'the 3 in the corner',
    en: /a small 3 in a corner is read as a 1/,
    zh: /角落里一个小小的 3 就被认成了 1/,
    check: async (page) => {
      const state = link(/Skip the preparation/);
      expect((await draw(page, state)).label).toBe(1);
      expect((await draw(page, state.replace('raw=1', 'raw=0'))).label).toBe(3);
    },
  },
  {
    says: 'the 3 that is too far left',
    en: /A 3 moved by five pixels|this 3 stands five pixels too far left, and it is read as a 5/,
    zh: /把 3 挪动五个像素|这个 3 只偏左了五个像素，就被认成了 5/,
    check: async (page) => {
      const raw = await draw(page, link(/See it fail/));
      expect(raw.label).toBe(5);
      const prepared = await draw(page, link(/See it fail/).replace('raw=1', 'raw=0'));
      expect(prepared.label).toBe(3);
      expect(centreOfMass(prepared.pixels)[0] - centreOfMass(raw.pixels)[0]).toBeCloseTo(5, 1);
    },
  },
  {
    says: 'before training',
    en: /right 10 times in a hundred; these weights happen to be right 3\.8 times/,
    zh: /每 100 次能对 10 次，这一组权重碰巧只对 3\.8 次/,
    check: async (page) => {
      const { accuracy, widths } = await train(page, 'step=0');
      expect((accuracy * 100).toFixed(1)).toBe('3.8');
      expect(100 / widths.at(-1)).toBe(10);
      expect(await captionOf(page.locator('dh-train'))).toContain('3.8 of 100');
    },
  },
  {
    says: 'the batch',
    en: /looks at 32 digits, takes|looks at the next 32\.|another 32 digits|A batch of 32 digits/,
    zh: /看 32 个数字，往|再看 32 个|另外 32 个数字|32 个数字的小批量/,
    check: async (page) => {
      const { samples, step } = await train(page, 'step=1');
      expect(samples / step).toBe(32);
    },
  },
  {
    says: 'test digits',
    en: /the 10,000 test digits|on 10,000 digits that no step/,
    zh: /10,000 个测试数字|10,000 个从未用来训练的数字/,
    check: async (page) => {
      await open(page);
      await expect(page.locator('dh-train .accuracy')).toContainText('of 10,000 unseen digits');
      const { correct, accuracy } = await until(page, (r) => r.accuracy !== null);
      expect(correct / accuracy).toBeCloseTo(10_000, 0);
    },
  },
  {
    says: 'a batch as a share of a pass',
    en: /1\/1,875 of a full pass|you take 1,875 rough ones|one exact step/,
    zh: /全部数据的 1\/1,875|已经走了 1,875 步/,
    check: async (page) => {
      const { passes } = await train(page, 'step=1875');
      expect(passes).toBe(1);
    },
  },
  {
    says: 'large batches',
    en: /batches of 10,000\]: each step is better, but one pass has only 6 of them/,
    zh: /小批量设成 10,000\] 试试：每一步更准，可是一轮只走 6 步/,
    check: async (page) => {
      const large = await train(page, `${link(/batches of 10,000/)}&step=6`);
      expect(large.passes).toBe(1);
      const small = await train(page, 'step=1875');
      expect(large.accuracy).toBeLessThan(small.accuracy / 2);
    },
  },
  {
    says: 'the loss explodes',
    en: /A learning rate of 100\]/,
    zh: /学习率取 100\]/,
    check: async (page) => {
      await open(page, link(/learning rate of 100/));
      await until(page, (r) => r.accuracy !== null);
      await press(page, 'play');
      await until(page, (r) => r.explodedAt !== null);
    },
  },
  {
    says: 'the creeping rate',
    en: /η = 0\.0001\] nothing explodes, and it creeps: after 30 passes it still misreads about one digit in three/,
    zh: /η = 0\.0001\] 时什么都不会爆炸，只是学得极慢：看完 30 轮，大约还有三分之一认错/,
    check: async (page) => {
      const { passes, accuracy } = await train(page, `${link(/η = 0\.0001/)}&step=56250`, 100_000);
      expect(passes).toBe(30);
      expect(Math.abs(1 - accuracy - 1 / 3)).toBeLessThan(0.04);
    },
  },
  {
    says: 'a rate too large',
    en: /η = 1\] it still misreads more than half after one pass, where \[η = 0\.1\] misreads fewer than one in ten/,
    zh: /η = 1\] 时，看完一轮还有一半以上认错；\[η = 0\.1\] 时，认错的不到十分之一/,
    check: async (page) => {
      const large = await train(page, link(/η = 1$/));
      expect([large.passes, large.learningRate]).toEqual([1, 1]);
      expect(large.accuracy).toBeLessThan(0.5);
      const right = await train(page, link(/η = 0\.1$/));
      expect([right.passes, right.learningRate]).toEqual([1, 0.1]);
      expect(right.accuracy).toBeGreaterThan(0.9);
    },
  },
  {
    says: 'no hidden layers',
    en: /it stops near 92 %/,
    zh: /停在 92% 左右/,
    check: async (page) => {
      const { accuracy, passes } = await train(page, `${link(/Take them away/)}&step=18750`);
      expect(passes).toBe(10);
      expect(Math.abs(accuracy - 0.92)).toBeLessThan(0.0075);
    },
  },
  {
    says: 'digits by their names',
    en: /rule for a 3|A dot is a 1|a bar alone is already a 7|a 9 is a 0 until its leg comes/,
    zh: /怎样的图形算 3？|一点像 1|7 只写一横，就被认作 7|9 没写那一竖之前像 0/,
  },
];

for (const { says, check } of claims) {
  if (!check) continue;
  test(`the prose on ${says}`, async ({ page }) => {
    test.setTimeout(240_000);
    await check(page);
  });
}

for (const language of /** @type {const} */ (['en', 'zh'])) {
  test(`every number in the prose is one of those (${language})`, async () => {
    let rest = plain(texts[language]);
    for (const claim of claims) {
      const places = new RegExp(claim[language].source, 'g');
      // Each alternative is a place: none may be left behind by a change of the text.
      for (const place of claim[language].source.split('|')) expect(rest, claim.says).toMatch(new RegExp(place));
      rest = rest.replace(places, '·');
    }
    const numbers =
      language === 'en'
        ? /\d[\d,.]*|\b(?:five|six|seven|nine|ten|eleventh|hundred|thousand)\b/g
        : /\d[\d,.]*|[六七八九十百千万]/g;
    expect(rest.match(numbers) ?? []).toEqual([]);
  });
}
