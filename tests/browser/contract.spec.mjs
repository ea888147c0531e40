// @ts-check
// What every figure owes its learners, tried on each that there is: the figures are found by their folders.
import { readFileSync } from 'node:fs';
import { allAt, endsOf } from '../support/ends.mjs';
import { complaintsOf } from './support/axe.mjs';
import {
  captionOf,
  change,
  copied,
  expect,
  figures,
  go,
  lastLook,
  layout,
  narrow,
  nudged,
  openAlone,
  queryOf,
  settled,
  sizes,
  speak,
  test,
  tool,
  unchanged,
  wide,
  withoutTimes,
} from './support/figures.mjs';

/**
 * @typedef {import('./support/figures.mjs').Page} Page
 * @typedef {import('./support/figures.mjs').Locator} Locator
 * @typedef {import('./support/figures.mjs').Figure} Figure
 */

test.use({ colorScheme: 'light' });

/** @param {Page} page @param {() => Promise<unknown>} action @returns {Promise<{ name: string, bytes: Buffer }>} */
async function saved(page, action) {
  const [download] = await Promise.all([page.waitForEvent('download'), action()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** @param {string} text a CSV file as RFC 4180 has it @returns {string[][]} */
function parseCsv(text) {
  const rows = [['']];
  for (const [, quoted, plain, mark] of text
    .replace(/^\ufeff/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    const row = rows[rows.length - 1];
    row[row.length - 1] = quoted?.replaceAll('""', '"') ?? plain ?? '';
    if (mark === ',') row.push('');
    if (mark === '\r\n') rows.push(['']);
  }
  return rows.slice(0, -1);
}

/** Every number in it that is none. @param {Locator} element */
const oddReadings = (element) =>
  element.evaluate((figure) => {
    /** @type {string[]} */
    const odd = [];
    const look = (/** @type {any} */ value, /** @type {string} */ at) => {
      if (typeof value === 'number' && !Number.isFinite(value)) odd.push(`${at} is ${value}`);
      else if (value !== null && typeof value === 'object')
        for (const [key, part] of Object.entries(value)) look(part, `${at}.${key}`);
    };
    look(/** @type {any} */ (figure).readings, 'readings');
    return odd;
  });

/** @param {Page} page @param {Buffer} png */
const pictureOf = (page, png) =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const pen = /** @type {CanvasRenderingContext2D} */ (
      Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height }).getContext('2d')
    );
    pen.drawImage(bitmap, 0, 0);
    const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
    return { width: bitmap.width, height: bitmap.height, colours: new Set(new Uint32Array(data.buffer)).size };
  }, png.toString('base64'));

/** What is folded away is part of it. @param {Locator} element */
const openDetails = (element) =>
  element.locator('details').evaluateAll((all) => all.forEach((details) => details.setAttribute('open', '')));

for (const figure of figures.filter(({ chapter, name }) => unchanged.has(`${chapter}/${name}`))) {
  test.describe(figure.tag, () => {
    test('in smoke: it stands there, has words and numbers, and is whole on a wide page and on a narrow one', async ({
      page,
    }) => {
      for (const [query, size] of /** @type {const} */ ([
        ['', wide],
        [lastLook(figure), narrow],
      ])) {
        await page.setViewportSize(size);
        const element = await openAlone(page, figure, { query });
        expect(await captionOf(element)).not.toBe('');
        expect(await oddReadings(element)).toEqual([]);
        expect(await layout(page)).toEqual([]);
        await expect(element.locator('.failed')).toHaveCount(0);
      }
    });
  });
}

for (const figure of figures.filter(({ chapter, name }) => !unchanged.has(`${chapter}/${name}`))) {
  test.describe(figure.tag, () => {
    test('state: defaults, link, undo, reset, back', async ({ page }) => {
      const element = await openAlone(page, figure);
      expect(await queryOf(element)).toBe('');
      expect(await captionOf(element)).not.toBe('');
      expect(await oddReadings(element)).toEqual([]);
      await expect(tool(element, 'undo')).toHaveAttribute('aria-disabled', 'true');

      await change(element, await nudged(element));
      await settled(element);
      const query = await queryOf(element);
      expect(query).not.toBe('');
      await expect(page).toHaveURL(new RegExp(`#/${figure.chapter}/${figure.name}\\?`));
      await tool(element, 'link').click();
      await expect.poll(() => copied(page)).toContain(`#/${figure.chapter}/${figure.name}?${query}`);
      await expect(element.locator('.notes')).not.toBeEmpty();

      await tool(element, 'undo').click();
      await expect.poll(() => queryOf(element)).toBe('');
      await expect(tool(element, 'undo')).toHaveAttribute('aria-disabled', 'true');
      await change(element, await nudged(element));
      await settled(element); // else the button may move away under the pointer
      await tool(element, 'reset').click();
      expect(await queryOf(element)).toBe('');
      await tool(element, 'reset').focus();
      await page.keyboard.press('Control+z');
      expect(await queryOf(element)).toBe(query);
      await expect(page).toHaveURL((address) => address.hash.endsWith(`?${query}`));

      await go(page, `#/${figure.chapter}/${figure.name}?`);
      await expect.poll(() => queryOf(element)).toBe('');
      await page.goBack();
      await expect.poll(() => queryOf(element)).toBe(query);
    });

    test('tools: CSV, PNG, source', async ({ page }) => {
      const element = await openAlone(page, figure, { query: lastLook(figure) });
      const expected = await element.evaluate((node) => {
        const own = /** @type {any} */ (node);
        return {
          rows: /** @type {unknown[][]} */ (own.csv()).map((row) => row.map((cell) => String(cell ?? ''))),
          width: own.width,
          csv: Boolean(own.renderRoot.querySelector('.csv')),
        };
      });
      if (expected.csv) {
        const { name, bytes } = await saved(page, () => tool(element, 'csv').click());
        const rows = parseCsv(bytes.toString('utf8'));
        expect(name).toBe(`downhill-${figure.chapter}-${figure.name}.csv`);
        expect(rows).toEqual(expected.rows);
        expect(rows.length).toBeGreaterThan(1);
        expect(new Set(rows.map((row) => row.length)).size).toBe(1);
        expect(rows.flat().filter((cell) => /^(NaN|-?Infinity|undefined|\[object.*)$/.test(cell))).toEqual([]);
      }

      const png = await saved(page, () => tool(element, 'png').click());
      expect(png.name).toBe(`downhill-${figure.chapter}-${figure.name}.png`);
      const picture = await pictureOf(page, png.bytes);
      expect(picture.width).toBeGreaterThanOrEqual(expected.width);
      expect(picture.height).toBeGreaterThan(200);
      expect(picture.colours).toBeGreaterThan(20);

      await tool(element, 'source').click();
      const dialog = element.getByRole('dialog');
      await expect(dialog.locator('code.now').first()).toBeInViewport();
      const finds = await element.evaluate((node) =>
        /** @type {import('../../web/kit/figure.js').Source[]} */ (/** @type {any} */ (node).sources).map(
          ({ find }) => find,
        ),
      );
      for (const [i, find] of finds.entries()) {
        await dialog.locator('.file').nth(i).click();
        await expect(dialog.locator('code').nth(5)).toBeAttached();
        await expect(dialog.locator('code.now')).toHaveCount(find ? 1 : 0);
        if (find) await expect(dialog.locator('code.now')).toContainText(find);
      }
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await expect(tool(element, 'source')).toBeFocused();
    });

    test("elsewhere: the `state` attribute, and alone in somebody else's page", async ({ page }) => {
      const element = await openAlone(page, figure);
      const patch = await nudged(element);
      await change(element, patch);
      const query = await queryOf(element);
      await element.evaluate((first, state) => {
        const second = document.createElement(first.localName);
        Object.assign(second, { id: 'second' }).setAttribute('state', state);
        first.before(second);
      }, query);
      const second = await settled(page.locator('#second'));
      expect(await queryOf(second)).toBe(query);
      const [key] = Object.keys(patch);
      await second.evaluate(
        (node, name) =>
          /** @type {any} */ (node).change({ [name]: /** @type {any} */ (node.constructor).schema[name].default }),
        key,
      );
      expect(await queryOf(second)).not.toBe(query);
      await settled(second);
      await tool(second, 'reset').click();
      expect(await queryOf(second)).toBe(query);
      await second.evaluate((node) => node.remove());

      await tool(element, 'embed').click();
      await expect.poll(() => copied(page)).toMatch(/<iframe src="[^"]*embed\.html/);
      await expect(element.locator('.notes')).not.toBeEmpty();
      const address = (/<iframe src="([^"]*)"/.exec(await copied(page))?.[1] ?? '').replaceAll('&amp;', '&');
      await page.evaluate(
        (src) => {
          document.body.prepend(Object.assign(document.createElement('iframe'), { src, width: 720, height: 600 }));
        },
        address.replace('lang=en', 'lang=zh&theme=dark'),
      );
      const framed = page.frameLocator('iframe');
      const alone = await settled(framed.locator(figure.tag));
      expect(await queryOf(alone)).toBe(query);
      await expect(framed.locator('html')).toHaveAttribute('lang', 'zh-Hans');
      await expect(framed.locator('html')).toHaveAttribute('data-theme', 'dark');
      await expect(framed.locator('header, article > :not(.figure)')).toHaveCount(0);
      expect(await captionOf(alone)).toMatch(/[\u4e00-\u9fff]/);
      await page.locator('iframe').evaluate((frame) => frame.remove());
    });

    test('keyboard alone: every control is reached by Tab, has a name, and moves', async ({ page }) => {
      const element = await openAlone(page, figure);
      await openDetails(element);
      await element.evaluate((node) => /** @type {any} */ (node).updateComplete);
      const expected = await element.evaluate((node) => {
        const { eyes } = /** @type {any} */ (window);
        const all = /** @type {Element[]} */ (eyes.reachable(node));
        all.forEach((one, i) => one.setAttribute('data-stop', String(i)));
        all[0].setAttribute('data-first', '');
        return all.map((one) => `${one.localName}: ${eyes.nameOf(one)}`);
      });
      expect(expected.filter((entry) => /: $/.test(entry))).toEqual([]);
      await element.evaluate((node) => /** @type {any} */ (window).eyes.reachable(node)[0].focus());
      const reached = new Set();
      for (let i = 0; i < expected.length + 3; ++i) {
        reached.add(await page.evaluate(() => /** @type {any} */ (window).eyes.active()?.getAttribute('data-stop')));
        await page.keyboard.press('Tab');
      }
      expect(expected.filter((_, i) => !reached.has(String(i)))).toEqual([]);

      const fields = await element
        .locator('[data-key]')
        .evaluateAll((all) =>
          all.map((one) => ({ tag: one.localName, key: /** @type {HTMLElement} */ (one).dataset.key ?? '' })),
        );
      for (const { tag, key } of fields) {
        const valueOf = () =>
          element.evaluate((node, name) => JSON.stringify(/** @type {any} */ (node).state[name]), key);
        const control = element.locator(`${tag}[data-key="${key}"]`);
        if ((await control.count()) === 0) continue;
        const before = await valueOf();
        await control.evaluate((node) => /** @type {HTMLElement} */ (node).focus());
        for (const press of {
          'dh-toggle': ['Space'],
          'dh-select': ['ArrowDown', 'ArrowUp', 'ArrowUp'],
          'dh-number': ['ArrowUp', 'Enter'],
        }[tag] ?? ['ArrowRight', 'ArrowLeft', 'ArrowLeft']) {
          if ((await valueOf()) === before) await page.keyboard.press(press);
        }
        await expect.poll(valueOf, `${key} does not follow the keyboard`).not.toBe(before);
      }
      await expect(element.locator('.failed')).toHaveCount(0);
    });

    // What an address may say beyond these, and that a state comes of it, is tried without a page:
    // tests/tools/figure-states.test.mjs.
    test('the ends of every field, and nonsense, leave it alive with words', async ({ page }) => {
      const ends = Object.entries(figure.schema).flatMap(([key, field]) =>
        endsOf(field).map((value) => ({ query: new URLSearchParams({ [key]: value }).toString() })),
      );
      const extremes = [{ patch: allAt(figure.schema, 'min') }, { patch: allAt(figure.schema, 'max') }];
      const element = await openAlone(page, figure);
      const dead = await element.evaluate(
        async (node, tries) => {
          const own = /** @type {any} */ (node);
          const drawn = async () => {
            await own.updateComplete;
            await new Promise((resolve) => requestAnimationFrame(resolve));
            await own.updateComplete;
          };
          /** @type {string[]} */
          const failures = [];
          for (const { query, patch } of tries) {
            if (patch) own.change(patch);
            else own.applyQuery(query);
            await drawn();
            const failed = own.renderRoot.querySelector('.failed');
            if (failed || !own.renderRoot.querySelector('figcaption')?.textContent?.trim())
              failures.push(`${(query ?? JSON.stringify(patch)).slice(0, 80)}: ${failed?.textContent ?? 'no caption'}`);
            own.reset();
          }
          return failures;
        },
        /** @type {{ query?: string, patch?: Record<string, number> }[]} */ ([...ends, ...extremes]),
      );
      expect(dead).toEqual([]);
      await settled(element);
      expect(await queryOf(element)).toBe('');

      await openAlone(page, figure, { query: '__proto__=1&constructor=x&toString&=&&%E0%A4%A=1&nonsense=' });
      await expect(element.locator('.notes')).toContainText('nonsense');
      await expect(element.locator('.failed')).toHaveCount(0);
    });

    test('it ends without a trace, comes back, and moves nothing where that is not wanted', async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const query = lastLook(figure);
      const element = await openAlone(page, figure, { query });
      expect(await element.evaluate((node) => /** @type {any} */ (node).reducedMotion)).toBe(true);
      expect(
        await page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length),
      ).toBe(0);

      // The engine is one for all figures of the page, so what is left after this one has gone was left by it.
      await element.evaluate((node) => {
        const own = /** @type {any} */ (node);
        Object.assign(window, { engine: own.engine ?? own.session?.engine });
      });
      for (let round = 0; round < 3; ++round) {
        await go(page, '#/nowhere');
        await expect(element).toHaveCount(0);
        await expect
          .poll(() => page.evaluate(() => /** @type {any} */ (window).engine?.handles() ?? 0), `round ${round + 1}`)
          .toBe(0);
        await go(page, `#/${figure.chapter}/${figure.name}?${query}`);
        await settled(element);
        await expect(element.locator('.failed')).toHaveCount(0);
      }
    });

    test('on a phone a finger reaches every control', async ({ phone }) => {
      const element = await openAlone(phone, figure);
      const small = await element.evaluate((node) => {
        const { eyes } = /** @type {any} */ (window);
        return /** @type {Element[]} */ (eyes.reachable(node)).flatMap((one) => {
          // A control within its label is touched on the label as well.
          const { width, height } = (one.closest('label') ?? one).getBoundingClientRect();
          return width >= 24 && height >= 24
            ? []
            : [`${one.localName} "${eyes.nameOf(one)}": ${Math.round(width)} × ${Math.round(height)}`];
        });
      });
      expect(small).toEqual([]);
      for (const toggle of await element.locator('dh-toggle[data-key]').all()) {
        if (!(await toggle.isVisible())) continue;
        const valueOf = () => toggle.evaluate((node) => /** @type {any} */ (node).value);
        const before = await valueOf();
        await toggle.tap();
        await expect.poll(valueOf).toBe(!before);
      }
      for (const slider of await element.locator('dh-slider[data-key] input[type=range]').all()) {
        if (!(await slider.isVisible())) continue;
        await slider.scrollIntoViewIfNeeded();
        const { width, height } = /** @type {{ width: number, height: number }} */ (await slider.boundingBox());
        const before = await slider.inputValue();
        await slider.tap({ position: { x: Number(before) > 0.5 ? width * 0.2 : width * 0.8, y: height / 2 } });
        await expect.poll(() => slider.inputValue()).not.toBe(before);
      }
      await tool(element, 'reset').tap();
      expect(await queryOf(element)).toBe('');
      await expect(element.locator('.failed')).toHaveCount(0);
    });

    test('nothing is cut off or covered at any size, in either language', async ({ page }) => {
      /** @type {string[]} */
      const wrong = [];
      let colorScheme = /** @type {'light' | 'dark'} */ ('light');
      await page.setViewportSize(wide);
      const element = await openAlone(page, figure);
      for (const [look, query] of Object.entries(figure.looks)) {
        await go(page, `#/${figure.chapter}/${figure.name}?${query}`);
        await settled(element);
        const kept = await queryOf(element);
        const caption = withoutTimes(await captionOf(element));
        // Where the page breaks in two columns or one is the same for all looks.
        const all = look === 'default' || query === lastLook(figure);
        for (const size of all ? sizes : [wide, narrow]) {
          await page.setViewportSize(size);
          if (size === narrow)
            await page.emulateMedia({ colorScheme: (colorScheme = colorScheme === 'dark' ? 'light' : 'dark') });
          // Between wide and narrow the columns are looked at, and one language shows them.
          const both = size === wide || size === narrow;
          for (const language of both ? ['zh', 'en'] : [look === 'default' ? 'zh' : 'en']) {
            await speak(page, language);
            await settled(element);
            wrong.push(
              ...(await layout(page)).map(
                (complaint) => `${look}, ${size.width} × ${size.height}, ${language}: ${complaint}`,
              ),
            );
            if (language === 'zh') expect(await captionOf(element)).toMatch(/[\u4e00-\u9fff]/);
          }
        }
        if (all) {
          await page.setViewportSize(wide);
          await settled(element);
          expect(withoutTimes(await captionOf(element))).toBe(caption);
        }
        expect(await queryOf(element)).toBe(kept);
        const blurred = await element.locator('canvas').evaluateAll((all) =>
          all
            .map((one) => /** @type {HTMLCanvasElement} */ (one))
            .filter((canvas) => getComputedStyle(canvas).imageRendering !== 'pixelated')
            .filter(
              ({ width, clientWidth }) => clientWidth > 0 && Math.abs(width - clientWidth * devicePixelRatio) > 1.5,
            )
            .map(({ className, width, clientWidth }) => `canvas ${className}: ${width} pixels for ${clientWidth}`),
        );
        expect(blurred).toEqual([]);
      }
      expect(wrong).toEqual([]);
    });

    test('axe finds nothing, in either language and theme, wide and narrow', async ({ page }) => {
      /** @type {string[]} */
      const wrong = [];
      for (const [query, size, language] of /** @type {const} */ ([
        ['', wide, 'en'],
        [lastLook(figure), narrow, 'zh'],
      ])) {
        await page.setViewportSize(size);
        const element = await openAlone(page, figure, { query });
        await speak(page, language);
        await openDetails(element);
        for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
          await page.emulateMedia({ colorScheme });
          await settled(element);
          // Behind the link under the figure is the page that embeds it, and its colour.
          const found = await complaintsOf(page, colorScheme === 'dark' ? { exclude: 'footer' } : {});
          wrong.push(...found.map((complaint) => `${language}, ${colorScheme}: ${complaint}`));
        }
      }
      expect(wrong).toEqual([]);
    });
  });
}

test('there are figures to be tried', () => expect(figures.length).toBeGreaterThan(0));
