// @ts-check
// English and Chinese are equals: neither lacks a word, a heading, a figure or a link that the other has.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileProse } from '../../web/build/prose.mjs';

const web = fileURLToPath(new URL('../../web/', import.meta.url));

/** @param {string} folder @returns {string[]} */
const filesNamed = (folder, name = 'strings.js') =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => basename(file) === name && !file.includes('generated'))
    .map((file) => join(folder, file));

/** @typedef {Record<string, unknown>} Words */

/**
 * Every set of words in a module: whatever has an `en` and a `zh`.
 * @param {string} file
 * @returns {Promise<{ en: Words, zh: Words }[]>}
 */
async function wordsOf(file) {
  const exported = Object.values(await import(pathToFileURL(file).href));
  return exported.filter((value) => value && typeof value === 'object' && 'en' in value && 'zh' in value);
}

const hasHan = (/** @type {string} */ text) => /\p{Script=Han}/u.test(text);

for (const file of filesNamed(web)) {
  const name = file.slice(web.length);
  test(`${name} has every word in both languages, of the same kind`, async () => {
    const sets = await wordsOf(file);
    assert.ok(sets.length > 0, `${name} exports no words`);
    for (const { en, zh } of sets) {
      assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort());
      for (const [key, word] of Object.entries(en)) {
        const other = zh[key];
        assert.equal(
          typeof other,
          typeof word,
          `${key} is a ${typeof word} in English and a ${typeof other} in Chinese`,
        );
        if (typeof word === 'string') assert.ok(word.trim() && String(other).trim(), `${key} is empty`);
        // A function may leave a number out only at its end, never take one more than the other language is given.
        if (typeof word === 'function' && typeof other === 'function') {
          assert.ok(
            other.length <= word.length,
            `${key} takes ${word.length} values in English and ${other.length} in Chinese`,
          );
        }
      }
    }
  });
}

const chapters = readdirSync(join(web, 'chapters')).filter((name) =>
  existsSync(join(web, 'chapters', name, 'chapter.js')),
);

test('there is a chapter', () => assert.ok(chapters.length > 0));

for (const chapter of chapters) {
  const folder = join(web, 'chapters', chapter);
  const read = (/** @type {string} */ language) => compileProse(readFileSync(join(folder, `${language}.md`), 'utf8'));

  test(`${chapter} has the same headings, figures and links in both languages`, () => {
    const [en, zh] = [read('en'), read('zh')];
    assert.deepEqual(
      zh.headings.map(({ level }) => level),
      en.headings.map(({ level }) => level),
    );
    assert.deepEqual(zh.figures, en.figures);
    assert.deepEqual(zh.links.toSorted(), en.links.toSorted());
    for (const { text } of zh.headings) assert.ok(hasHan(text), `"${text}" is a heading of the Chinese text`);
    for (const { text } of en.headings) assert.ok(!hasHan(text), `"${text}" is a heading of the English text`);
  });

  test(`${chapter}'s variables are set as mathematics, in both languages`, () => {
    for (const language of /** @type {const} */ (['en', 'zh'])) {
      const words = read(language).html.replace(/<math.*?<\/math>|<[^>]*>/gs, ' ');
      for (const [found] of words.matchAll(/.{0,12}(?:(?<![\w’'])[b-zC](?![\w’'-])|[α-ω∇√∛∂]|[a-z]\^).{0,12}/g))
        assert.fail(`${language}: “${found}” stands as plain text`);
    }
  });

  test(`${chapter} is named in both languages`, async () => {
    const { default: description } = await import(pathToFileURL(join(folder, 'chapter.js')).href);
    assert.ok(description.title.en && hasHan(description.title.zh));
    assert.equal(typeof description.order, 'number');
  });

  test(`${chapter} places every figure that it has, and only those`, () => {
    const figures = existsSync(join(folder, 'figures'))
      ? filesNamed(join(folder, 'figures'), 'figure.js').map((file) => basename(dirname(file)))
      : [];
    assert.deepEqual([...new Set(read('en').figures)].sort(), figures.sort());
  });

  test(`${chapter}'s links into the page lead to chapters and figures that exist`, () => {
    for (const link of read('en').links) {
      const [, target, figure] = /^#\/([^/?]*)(?:\/([^?]*))?/.exec(link) ?? [];
      assert.ok(!target || chapters.includes(target), `${link}: no such chapter`);
      if (figure)
        assert.ok(existsSync(join(web, 'chapters', target, 'figures', figure, 'figure.js')), `${link}: no such figure`);
    }
  });
}

test('a formula wears the colours of its terms, and nothing in it needs a style of its own', () => {
  const { html } = compileProse('# T\n\nA $\\uphill{\\nabla f} + \\frac{1}{2}$ and\n\n$$\n\\downhill{-x}\n$$\n');
  assert.match(html, /<mstyle class="uphill">|<mrow class="uphill">|class="uphill"/);
  assert.match(html, /class="downhill"/);
  assert.doesNotMatch(html, /style="|mathcolor|annotation/);
});

test('punctuation stays on the line of the formula before it', () => {
  const { html } = compileProse('# T\n\nA $x$, 与 $y$。又 ($z$) of *$a$*.\n');
  const tied = [...html.matchAll(/<span class="unbroken">(.?)<math.*?<\/math>(.*?)<\/span>/g)].map(
    ([, opening, punctuation]) => opening + punctuation,
  );
  assert.deepEqual(tied, [',', '。', '()']);
});

test('a link that is nothing but a formula has a name', () => {
  const { html } = compileProse('# T\n\nAt [$h = 0.1$](#/a/b?h=0.1), and [where $x = 2$](#/a/b?x=2).\n');
  assert.match(html, /<a href="#\/a\/b\?h=0\.1" aria-label="h=0\.1">/);
  assert.match(html, /<a href="#\/a\/b\?x=2">where/);
});

test('terms, boxes, figures and headings come out as the page expects them', () => {
  const prose = compileProse(
    '# Title\n\n:::lead\nFirst *words*.\n:::\n\n## Part\n\nThe [gradient]{.uphill}.\n\n:::ask Before you turn it\nHow many?\n:::\n\n<dh-train state="seed=2" eager></dh-train>\n\n[see](#/digits/train?seed=2)\n',
  );
  assert.equal(prose.title, 'Title');
  assert.deepEqual(prose.figures, ['train']);
  assert.deepEqual(prose.links, ['#/digits/train?seed=2']);
  assert.deepEqual(
    prose.headings.map(({ level }) => level),
    [1, 2],
  );
  assert.match(prose.html, /<div class="lead">\s*<p>First <em>words<\/em>\.<\/p>/);
  assert.match(prose.html, /<i class="term uphill">gradient<\/i>\./);
  assert.match(prose.html, /<div class="ask">\s*<strong>Before you turn it<\/strong>\s*<p>How many\?<\/p>/);
  assert.match(prose.html, /<dh-train class="figure" state="seed=2" eager level="3"><\/dh-train>/);
});

for (const [wrong, words] of [
  ['The [gradient]{.purple}.', /not a colour/],
  [':::aks\nWhat?\n:::', /not a box/],
  [':::ask\nWhat?', /no end/],
  ['$$\nx', /no end/],
  ['$\\nonsense{x}$', /nonsense/],
]) {
  test(`a slip in the prose stops the build: ${JSON.stringify(wrong)}`, () => {
    assert.throws(() => compileProse(`# T\n\n${wrong}\n`), /** @type {RegExp} */ (words));
  });
}
