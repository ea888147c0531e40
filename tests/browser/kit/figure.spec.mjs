// @ts-check
import { readFileSync } from 'node:fs';
import { complaintsOf } from '../support/axe.mjs';
import { expect, test } from './support.mjs';

/** @typedef {import('@playwright/test').Locator} Locator */

/**
 * @template T
 * @param {Locator} figure
 * @param {(figure: any, argument: any) => T} action
 * @param {any} [argument]
 * @returns {Promise<T>}
 */
const inFigure = (figure, action, argument) => figure.evaluate(/** @type {any} */ (action), argument);

/** @param {Locator} figure @returns {Promise<Record<string, any>>} */
const stateOf = (figure) => inFigure(figure, (one) => ({ ...one.state }));

/** @param {Locator} figure @param {string} name */
const tool = (figure, name) => figure.locator(`.tools .${name}`);

test('a figure starts with its defaults, and with those of its attribute', async ({ kit }) => {
  expect(await stateOf(kit.locator('#trial'))).toEqual({
    rate: 0.1,
    method: 'sgd',
    smooth: false,
    hidden: [16, 16],
    note: '',
    seed: 1,
    drawing: [],
  });
  expect(await stateOf(kit.locator('#preset'))).toMatchObject({ rate: 5, method: 'adam', seed: 1 });
});

test('its parts stand in the order of the contract', async ({ kit }) => {
  const order = await inFigure(kit.locator('#trial'), (figure) =>
    [...figure.renderRoot.querySelector('figure').children].map((part) => part.className || part.localName),
  );
  expect(order).toEqual(['title', 'picture', 'controls', 'figcaption', 'notes', 'tools', 'unseen']);
});

test('what a state writes into an address, it reads back', async ({ kit }) => {
  const trial = kit.locator('#trial');
  const changes = {
    rate: 0.25,
    method: 'adam',
    smooth: true,
    hidden: [32, 8],
    note: 'a&b=c ü',
    seed: 7,
    drawing: [
      [0.125, 0.25, 0.5, 0.75],
      [1, 0],
    ],
  };
  await inFigure(trial, (figure, patch) => figure.change(patch), changes);
  const query = await inFigure(trial, (figure) => figure.query);
  await inFigure(trial, (figure) => figure.reset());
  expect(await inFigure(trial, (figure) => figure.query)).toBe('');
  await inFigure(trial, (figure, text) => figure.applyQuery(text), query);
  expect(await stateOf(trial)).toEqual(changes);
});

const bad = /** @type {[string, string, unknown, string][]} */ ([
  ['rate=1e9', 'rate', 100, 'nearest that works. It goes from 0.001 to 100.'],
  ['rate=0', 'rate', 0.001, 'cannot be “0” here; 0.001 is the nearest'],
  ['rate=-3', 'rate', 0.001, 'nearest that works'],
  ['rate=NaN', 'rate', 0.1, 'is not a value'],
  ['rate=', 'rate', 0.1, 'is not a value'],
  ['rate=Infinity', 'rate', 0.1, 'is not a value'],
  ['method=magic', 'method', 'sgd', 'it stays at sgd. Possible are: sgd, '],
  ['smooth=perhaps', 'smooth', false, 'Possible are: 1, 0.'],
  ['hidden=16,x', 'hidden', [16, 16], 'is not a value'],
  ['hidden=16,9999', 'hidden', [16, 512], 'numbers from 1 to 512'],
  ['hidden=1,2,3,4,5,6', 'hidden', [1, 2, 3, 4], 'to 4 numbers'],
  ['note=far%20too%20long%20a%20note', 'note', 'far too lo', 'at most 10 characters'],
  ['seed=1.5', 'seed', 2, 'nearest that works'],
  ['drawing=!!', 'drawing', [], 'is not a value'],
  ['drawing=zzz', 'drawing', [], 'is not a value'],
  ['colour=red', 'rate', 0.1, 'no setting called “colour”'],
  ['__proto__=1&constructor=2', 'rate', 0.1, 'no setting called “__proto__”'],
]);
for (const [query, key, value, words] of bad) {
  test(`"${query}" is put right and said so`, async ({ kit }) => {
    const trial = kit.locator('#trial');
    await inFigure(trial, (figure, text) => figure.applyQuery(text), query);
    expect((await stateOf(trial))[key]).toEqual(value);
    await expect(trial.locator('.notes')).toContainText(words);
    await expect(trial.locator('figcaption')).toContainText('Half of it is');
  });
}

test('undo goes back change by change, through a reset too', async ({ kit }) => {
  const trial = kit.locator('#trial');
  await expect(tool(trial, 'undo')).toHaveAttribute('aria-disabled', 'true');
  await inFigure(trial, (figure) => figure.change({ rate: 2 }));
  await inFigure(trial, (figure) => figure.change({ method: 'adam' }));
  await inFigure(trial, (figure) => figure.change({ seed: 9 }, { undo: false }));
  await tool(trial, 'reset').click();
  expect(await stateOf(trial)).toMatchObject({ rate: 0.1, method: 'sgd', seed: 1 });
  await tool(trial, 'undo').click();
  expect(await stateOf(trial)).toMatchObject({ rate: 2, method: 'adam', seed: 9 });
  await tool(trial, 'undo').click();
  expect(await stateOf(trial)).toMatchObject({ rate: 2, method: 'sgd' });
  await trial.locator('dh-slider input[type=range]').focus();
  await kit.keyboard.press('Control+z');
  expect(await stateOf(trial)).toMatchObject({ rate: 0.1, method: 'sgd' });
  await expect(tool(trial, 'undo')).toHaveAttribute('aria-disabled', 'true');
  expect(await inFigure(trial, (figure) => figure.causes)).toEqual([
    'change',
    'change',
    'change',
    'reset',
    'undo',
    'undo',
    'undo',
  ]);
});

test('a drag of one control is one step back', async ({ kit }) => {
  const trial = kit.locator('#trial');
  await inFigure(trial, (figure) => [1, 2, 3, 4].forEach((rate) => figure.change({ rate })));
  await tool(trial, 'undo').click();
  expect((await stateOf(trial)).rate).toBe(0.1);
});

test('reset returns to the attribute, not to the defaults', async ({ kit }) => {
  const preset = kit.locator('#preset');
  await inFigure(preset, (figure) => figure.change({ rate: 1, seed: 3 }));
  await tool(preset, 'reset').click();
  expect(await stateOf(preset)).toMatchObject({ rate: 5, method: 'adam', seed: 1 });
  await preset.evaluate((figure) => figure.setAttribute('state', 'seed=12'));
  await expect.poll(() => stateOf(preset)).toMatchObject({ rate: 0.1, seed: 12 });
});

test('the controls move the state, and the caption follows', async ({ kit }) => {
  const trial = kit.locator('#trial');
  await trial.locator('dh-slider input[type=text]').fill('3');
  await kit.keyboard.press('Enter');
  await expect(trial.locator('figcaption b')).toHaveText('1.5');
  await trial.locator('dh-select select').selectOption('adam');
  await trial.locator('dh-toggle input').check();
  await trial.locator('dh-number[data-key=seed] input').fill('44');
  await kit.keyboard.press('Enter');
  expect(await stateOf(trial)).toMatchObject({ rate: 3, method: 'adam', smooth: true, seed: 44 });
  expect(await inFigure(trial, (figure) => figure.readings)).toMatchObject({ rate: 3, half: 1.5 });
});

test('the link leads to this state', async ({ kit }) => {
  const trial = kit.locator('#trial');
  await kit.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await inFigure(trial, (figure) => figure.change({ rate: 2, seed: 5 }));
  await tool(trial, 'link').click();
  await expect(trial.locator('.notes')).toHaveText('Link copied.');
  expect(await kit.evaluate(() => navigator.clipboard.readText())).toBe(
    `${new URL('./', kit.url()).href}#/tests/trial?rate=2&seed=5`,
  );
  await tool(trial, 'embed').click();
  await expect(trial.locator('.notes')).toHaveText('Embedding code copied.');
  expect(await kit.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^<iframe src="[^"]+embed\.html\?lang=en#\/tests\/trial\?rate=2&amp;seed=5" title="Trial"/,
  );
});

test('without a clipboard the link is there to be copied by hand', async ({ kit }) => {
  const trial = kit.locator('#trial');
  await kit.evaluate(() => Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined }));
  await tool(trial, 'link').click();
  await expect(trial.locator('.notes input')).toHaveValue(/#\/tests\/trial$/);
  await expect(trial.locator('.notes input')).toBeFocused();
  await kit.evaluate(() => Reflect.deleteProperty(navigator, 'clipboard'));
});

test('the data are saved as CSV', async ({ kit }) => {
  const trial = kit.locator('#trial');
  const [download] = await Promise.all([kit.waitForEvent('download'), tool(trial, 'csv').click()]);
  expect(download.suggestedFilename()).toBe('downhill-tests-trial.csv');
  expect(readFileSync(await download.path(), 'utf8')).toBe(
    'name,value\r\nrate,0.1\r\n"with, comma","and ""quotes"""\r\n',
  );
});

test('the picture is saved twice as fine, with canvas, drawing and words in it', async ({ kit }) => {
  const trial = kit.locator('#trial');
  await inFigure(trial, (figure) => figure.change({ rate: 100 }));
  const [download] = await Promise.all([kit.waitForEvent('download'), tool(trial, 'png').click()]);
  expect(download.suggestedFilename()).toBe('downhill-tests-trial.png');
  const data = readFileSync(await download.path()).toString('base64');
  const seen = await trial.evaluate(async (figure, encoded) => {
    const image = new Image();
    image.src = `data:image/png;base64,${encoded}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height).data;
    let [red, violet, dark] = [0, 0, 0];
    for (let i = 0; i < pixels.length; i += 4) {
      const [r, g, b] = pixels.subarray(i, i + 3);
      if (r > 180 && g < 90 && b < 90) red++;
      else if (b > 150 && r > 90 && g < 110) violet++;
      else if (r < 90 && g < 90 && b < 100) dark++;
    }
    return { width: image.width, red, violet, dark, shown: figure.getBoundingClientRect().width };
  }, data);
  expect(seen.width).toBeGreaterThan(2 * seen.shown - 10);
  expect(seen.red).toBeGreaterThan(80 * 80 - 200);
  expect(seen.violet).toBeGreaterThan(10_000);
  expect(seen.dark).toBeGreaterThan(500);
});

test('the source shows the file with the line highlighted, and says when a file is missing', async ({ kit }) => {
  const trial = kit.locator('#trial');
  await tool(trial, 'source').click();
  const dialog = trial.locator('dh-source dialog');
  await expect(dialog.locator('.now')).toContainText('class Random');
  await expect(dialog.locator('.now')).toBeInViewport();
  await expect(dialog.locator('.keyword').first()).toBeVisible();
  await dialog.getByRole('button', { name: 'src/nowhere.hpp' }).click();
  await expect(dialog.locator('.message')).toHaveText('This file is not in this build.');
  await kit.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('a figure that fails says why, the page lives on, a reset brings it back', async ({ kit, desk }) => {
  const trial = kit.locator('#trial');
  for (const [note, words] of [
    ['now', 'It failed while drawing.'],
    ['later', 'It failed after a while.'],
  ]) {
    await inFigure(trial, (figure, text) => figure.change({ note: text }), note);
    await expect(trial.locator('.failed')).toContainText(words);
    await expect(kit.locator('#preset figcaption')).toContainText('Half of it is');
    await trial.locator('.failed button').click();
    await expect(trial.locator('.failed')).toHaveCount(0);
    await expect(trial.locator('figcaption')).toContainText('Half of it is');
  }
  // What failed is in the console as well, for whoever looks for the reason.
  expect(desk.complaints.splice(0).join()).toMatch(/while drawing.*after a while/s);
});

test('a figure says what it waits for, and when it has come to rest', async ({ kit }) => {
  const seen = await inFigure(kit.locator('#trial'), async (figure) => {
    const before = figure.busyWith;
    figure.refresh();
    const asked = figure.busyWith;
    await figure.idle;
    figure.renderRoot.querySelector('dh-transport').dispatchEvent(new CustomEvent('dh-play'));
    await figure.updateComplete;
    const playing = figure.busyWith;
    await figure.idle;
    const { position, busyWith } = figure;
    /** @type {(value?: unknown) => void} */
    let end = () => {};
    figure.attempt(
      () =>
        new Promise((resolve) => {
          end = resolve;
        }),
    );
    const attempting = figure.busyWith;
    end();
    await figure.idle;
    const left = document.createElement('dh-trial');
    await /** @type {any} */ (left).idle; // in no page: nothing to wait for
    return { before, asked, playing, position, busyWith, attempting };
  });
  expect(seen).toMatchObject({
    before: [],
    asked: ['dh-trial: drawing'],
    position: 20,
    busyWith: [],
    attempting: ['dh-trial: an attempt'],
  });
  expect(seen.playing).toContain('dh-transport: playing');
});

test('language and theme change while the figure stays', async ({ kit }) => {
  const trial = kit.locator('#trial');
  await inFigure(trial, (figure) => figure.change({ rate: 8 }));
  await kit.evaluate(() => /** @type {any} */ (window).language.choose('zh'));
  await expect(trial.locator('figcaption')).toHaveText('它的一半是 4。');
  await expect(tool(trial, 'reset')).toHaveText('重置');
  await expect(trial.locator('dh-slider .label')).toHaveText('学习率');
  const draws = await inFigure(trial, (figure) => figure.draws);
  await kit.evaluate(() => /** @type {any} */ (window).theme.choose('dark'));
  await expect.poll(() => inFigure(trial, (figure) => figure.draws)).toBeGreaterThan(draws);
  expect((await stateOf(trial)).rate).toBe(8);
});

test('many refreshes in a frame are one drawing', async ({ kit }) => {
  const trial = kit.locator('#trial');
  const draws = await inFigure(trial, async (figure) => {
    await figure.updateComplete;
    const before = figure.draws;
    for (let i = 0; i < 50; i++) {
      figure.refresh();
      await Promise.resolve();
    }
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return figure.draws - before;
  });
  expect(draws).toBeGreaterThan(0);
  expect(draws).toBeLessThan(4);
});

test('space plays and pauses, arrows step both ways, the scrub goes anywhere', async ({ kit }) => {
  const trial = kit.locator('#trial');
  const position = () => inFigure(trial, (figure) => figure.position);
  await tool(trial, 'reset').focus();
  await kit.keyboard.press('ArrowRight');
  await kit.keyboard.press('ArrowRight');
  await kit.keyboard.press('ArrowLeft');
  expect(await position()).toBe(1);
  await trial.locator('dh-transport').getByRole('button', { name: 'play' }).click();
  await expect.poll(position).toBe(20);
  await trial.locator('dh-transport input[type=range]').fill('7');
  expect(await position()).toBe(7);
  await trial.locator('dh-transport input[type=range]').focus();
  await kit.keyboard.press(' ');
  await expect(trial.locator('dh-transport').getByRole('button', { name: 'pause' })).toBeVisible();
  await kit.keyboard.press(' ');
  expect(await position()).toBeLessThan(20);
});

test('the caption is read aloud once it rests, and only after the learner has acted', async ({ kit }) => {
  const trial = kit.locator('#trial');
  const spoken = trial.locator('figure > [aria-live=polite]');
  await inFigure(trial, (figure) => figure.change({ rate: 1 }));
  await inFigure(trial, (figure) => figure.idle);
  await expect(spoken).toHaveText('');
  await trial.locator('dh-slider input[type=range]').focus();
  for (let i = 0; i < 5; i++) await kit.keyboard.press('ArrowRight');
  await expect(spoken).toHaveText(/Half of it is 1\.5/);
});

test('a move within the page keeps a figure alive; leaving the page disposes of it', async ({ kit }) => {
  const outcome = await kit.evaluate(async () => {
    const figure = /** @type {any} */ (document.getElementById('trial'));
    const { lifetime } = figure;
    document.querySelector('main')?.append(figure);
    await new Promise((resolve) => setTimeout(resolve)); // when all that is under way now is done
    const moved = [lifetime.aborted, figure.disposals];
    figure.remove();
    await new Promise((resolve) => setTimeout(resolve));
    const left = [lifetime.aborted, figure.disposals];
    document.querySelector('main')?.append(figure);
    await figure.idle;
    figure.change({ rate: 4 });
    await figure.idle;
    return {
      moved,
      left,
      back: [figure.lifetime.aborted, figure.renderRoot.querySelector('figcaption b').textContent],
    };
  });
  expect(outcome).toEqual({ moved: [false, 0], left: [true, 1], back: [false, '2'] });
});

test.describe('all of it', () => {
  test.use({ parts: ['figures', 'elements', 'pictures'] });

  test('axe finds nothing, and nothing overflows, in either language and theme, wide and narrow', async ({ kit }) => {
    for (const [width, dark, chinese] of /** @type {[number, boolean, boolean][]} */ ([
      [1440, false, false],
      [768, true, false],
      [360, false, true],
      [360, true, false],
    ])) {
      await kit.setViewportSize({ width, height: 900 });
      await kit.evaluate(
        async ([isDark, isChinese]) => {
          const { theme, language } = /** @type {any} */ (window);
          theme.choose(isDark ? 'dark' : 'light');
          language.choose(isChinese ? 'zh' : 'en');
          for (const figure of document.querySelectorAll('dh-trial')) await /** @type {any} */ (figure).idle;
        },
        [dark, chinese],
      );
      const where = `${width} px ${dark ? 'dark' : 'light'} ${chinese ? 'zh' : 'en'}`;
      expect(await complaintsOf(kit), where).toEqual([]);
      expect(
        await kit.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        where,
      ).toBeLessThanOrEqual(0);
    }
  });
});
