// @ts-check
// What goes wrong on the way to the learner: each is said in words, and the rest of the page lives on.
// (Rates that explode stand with the training figure, in digits/train.spec.mjs; broken downloads and dying workers in
// digits/interrupted.spec.mjs.)
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { settled } from './support/figures.mjs';

/** @typedef {import('@playwright/test').Page} Page @typedef {Record<string, any>} Readings */

test.use({ locale: 'en-GB' });

const drawing = 'strokes=z22z1iz101z100u2fz0yfz12fz16dz18'; // a 7

/** @param {Page} page @param {string} address */
async function visit(page, address, language = 'en') {
  /** @type {string[]} */
  const uncaught = [];
  page.on('pageerror', (error) => uncaught.push(error.message));
  await page.goto(`./?lang=${language}${address}`);
  await page.locator('h1').waitFor();
  return uncaught;
}

/** @param {Page} page @param {string} tag @param {(readings: Readings) => boolean} condition */
async function until(page, tag, condition) {
  await page.locator(tag).evaluate((figure) => figure.scrollIntoView());
  /** @type {Readings} */
  let readings = {};
  await expect
    .poll(
      async () => {
        readings = await page
          .locator(tag)
          .evaluate((figure) => JSON.parse(JSON.stringify(/** @type {any} */ (figure).readings ?? {})));
        return condition(readings);
      },
      { message: `${tag}: ${condition}`, timeout: 30_000 },
    )
    .toBe(true);
  return readings;
}

/** The pad reads a 7. @param {Page} page */
const padAnswers = async (page) =>
  expect((await until(page, 'dh-draw', ({ label }) => label !== null && label !== undefined)).label).toBe(7);

/** The page goes on being a page: other languages, other places. @param {Page} page */
async function pageLives(page) {
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('nav a[aria-current=page]')).toHaveText('手写数字');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('nav a[aria-current=page]')).toHaveText('Digits');
}

// ---------- digits that arrive in a bad way ----------

// What else can be wrong with a shard, and its words: tests/engine/laboratory.test.mjs.
test('a shard that is cut short, as its sum says, is refused, and what came before it stays', async ({ page }) => {
  const manifest = await (await page.request.get('./mnist/manifest.json')).json();
  const { images } = manifest.train.shards[2];
  const whole = gunzipSync(await (await page.request.get(`./mnist/${images.file}`)).body());
  const bytes = whole.subarray(0, whole.length - 1000);
  const body = gzipSync(bytes);
  Object.assign(images, { bytes: body.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  await page.context().route(`**/${images.file}`, (route) => route.fulfill({ body, contentType: 'application/gzip' }));
  await page.context().route('**/mnist/manifest.json', (route) => route.fulfill({ json: manifest }));
  const uncaught = await visit(page, `#/digits/draw?${drawing}`);
  const { data } = await until(page, 'dh-train', (readings) => readings.data?.phase === 'failed');
  expect(data.error).toMatch(/images.*bytes/);
  expect(data.available).toBe(12000);
  const alert = page.locator('dh-train').getByRole('alert');
  await expect(alert).toContainText('12,000');
  await expect(alert.getByRole('button')).toBeVisible();
  await padAnswers(page);
  await pageLives(page);
  expect(uncaught).toEqual([]);
});

test('a shard whose sum is wrong is refused, and fetched again when asked', async ({ page }) => {
  let damaged = true;
  const pattern = '**/mnist/train-02-images*';
  const original = gunzipSync(await (await page.request.get('./mnist/train-02-images-idx3-ubyte.gz')).body());
  const changed = Buffer.from(original);
  changed[5000] ^= 1;
  const body = gzipSync(changed);
  await page.context().route(pattern, (route) => (damaged ? route.fulfill({ body }) : route.continue()));
  await visit(page, '#/digits/train');
  const { data } = await until(page, 'dh-train', (readings) => readings.data?.phase === 'failed');
  expect(data.error).toContain('SHA-256');
  damaged = false;
  await page.locator('dh-train').getByRole('alert').getByRole('button').click();
  const after = await until(page, 'dh-train', (readings) => readings.data?.phase === 'ready');
  expect(after.data.available).toBe(60000);
});

test('a packed file that was cut off on the way is refused', async ({ page }) => {
  const body = (await (await page.request.get('./mnist/train-00-images-idx3-ubyte.gz')).body()).subarray(0, 300_000);
  await page.context().route('**/mnist/train-00-images*', (route) => route.fulfill({ body }));
  await visit(page, `#/digits/draw?${drawing}`);
  const { data } = await until(page, 'dh-train', (readings) => readings.data?.phase === 'failed');
  expect(data.error).toContain('incomplete or damaged');
  expect(data.available).toBe(0);
  await padAnswers(page);
});

for (const [name, answer] of /** @type {[string, (route: import('@playwright/test').Route) => Promise<void>][]} */ ([
  ['no manifest', (route) => route.fulfill({ status: 404, body: 'There is no such file.' })],
  [
    'a manifest that is none',
    (route) => route.fulfill({ contentType: 'application/json', body: '{"source": "mnist", "train": 7' }),
  ],
])) {
  test(`with ${name} the digits are synthetic, and the page says so`, async ({ page }) => {
    await page.context().route('**/mnist/manifest.json', answer);
    const uncaught = await visit(page, '#/digits/train');
    const { data } = await until(
      page,
      'dh-train',
      (readings) => readings.data?.source === 'synthetic' && readings.data.available >= 1000,
    );
    expect(data.error).toBe(null);
    await expect(page.locator('dh-train')).toContainText(/No MNIST here|synthetic/);
    await page.locator('dh-train').evaluate((figure) => /** @type {any} */ (figure).change({ pace: 'full' }));
    await page.locator('dh-train').getByRole('button', { name: 'play', exact: true }).click();
    const trained = await until(page, 'dh-train', (readings) => readings.accuracy > 0.6);
    expect(trained.step).toBeGreaterThan(0);
    await until(page, 'dh-train', (readings) => readings.data.phase === 'ready');
    await expect(page.locator('dh-train .synthetic')).toBeVisible();
    expect(uncaught).toEqual([]);
  });
}

// ---------- a browser or a server that lacks something ----------

const withoutSimd = () => {
  WebAssembly.validate = () => false;
};
const withoutWebAssembly = () => {
  Reflect.deleteProperty(globalThis, 'WebAssembly');
};

for (const [name, script, words] of /** @type {const} */ ([
  ['SIMD', withoutSimd, { en: /SIMD/, zh: /SIMD/ }],
  ['WebAssembly', withoutWebAssembly, { en: /WebAssembly/, zh: /WebAssembly/ }],
])) {
  test(`a browser without ${name} is told so by every figure, in its language, and can read the page`, async ({
    page,
  }) => {
    await page.addInitScript(script);
    const uncaught = await visit(page, '#/digits', 'zh');
    for (const language of /** @type {const} */ (['zh', 'en'])) {
      for (const tag of ['dh-draw', 'dh-train']) {
        await page.locator(tag).evaluate((figure) => figure.scrollIntoView());
        const alert = page.locator(tag).getByRole('alert');
        await expect(alert).toContainText(words[language]);
        const sentence = await alert.innerText();
        expect(/[\u4e00-\u9fff]/.test(sentence), sentence).toBe(language === 'zh');
        expect(/This browser/.test(sentence), sentence).toBe(language === 'en');
      }
      await page.locator('button.language').click();
    }
    expect(uncaught).toEqual([]);
  });
}

for (const [name, forbid, words] of /** @type {[string, (page: Page) => Promise<unknown>, RegExp[]][]} */ ([
  [
    'a Content-Security-Policy forbids it',
    (page) =>
      page.route('**/*', async (route) => {
        // It is the document's to forbid; it has come before anything is looked at.
        if (route.request().resourceType() !== 'document') return route.continue();
        const response = await route.fetch();
        const headers = { ...response.headers(), 'content-security-policy': "script-src 'self' 'unsafe-inline'" };
        await route.fulfill({ response, headers });
      }),
    [/Content-Security-Policy.*'wasm-unsafe-eval'/, /Lockdown Mode.*Edge/],
  ],
  ['the browser has none', (page) => page.addInitScript(withoutWebAssembly), [/Lockdown Mode.*Edge.*update/]],
])) {
  test(`where WebAssembly is forbidden since ${name}, figures say what helps, and offer no reset that cannot`, async ({
    page,
  }) => {
    await forbid(page);
    await page.goto('./?lang=en#/gradient/slope');
    const figure = page.locator('dh-slope');
    const alert = figure.getByRole('alert');
    for (const word of words) await expect(alert).toContainText(word);
    await expect(alert.getByRole('button')).toHaveCount(0);
    await expect(figure.locator('.tools .reset')).toHaveAttribute('aria-disabled', 'true');
    await page.locator('button.language').click();
    await expect(alert).toContainText(/锁定模式.*Edge.*增强安全模式/);
  });
}

test('in a sandboxed frame without allow-same-origin an embedded figure says what the frame must allow; with it, it stands', async ({
  page,
}) => {
  await page.goto('./');
  for (const [language, words] of /** @type {const} */ ([
    ['en', /sandboxed frame.*allow-scripts allow-same-origin/],
    ['zh', /框架.*allow-scripts allow-same-origin/],
  ])) {
    await page.evaluate((source) => {
      const frame = Object.assign(document.createElement('iframe'), { src: source });
      frame.setAttribute('sandbox', 'allow-scripts');
      document.body.replaceChildren(frame);
    }, `./embed.html?lang=${language}#/gradient/slope`);
    await expect(page.frameLocator('iframe').locator('#main')).toHaveText(words);
  }
  await page.locator('iframe').evaluate((frame) => {
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
    frame.replaceWith(frame.cloneNode());
  });
  await expect(page.frameLocator('iframe').locator('dh-slope figcaption')).not.toBeEmpty();
});

test('a core that cannot be fetched is told by the figures, and the text stays', async ({ page }) => {
  await page.context().route('**/*.wasm', (route) => route.fulfill({ status: 503, body: '' }));
  await visit(page, '#/digits');
  await expect(page.locator('dh-draw').getByRole('alert')).toBeVisible();
  await pageLives(page);
});

for (const [name, answer] of /** @type {[string, (route: import('@playwright/test').Route) => Promise<void>][]} */ ([
  ['missing', (route) => route.fulfill({ status: 404, body: '' })],
  ['cut off', async (route) => route.fulfill({ body: (await (await route.fetch()).body()).subarray(0, 9000) })],
])) {
  test(`a weights file that is ${name} is told by the pad, and training goes on`, async ({ page }) => {
    await page.context().route(/digits-[^/]*\.bin/, answer);
    const uncaught = await visit(page, `#/digits/draw?${drawing}`);
    const alert = page.locator('dh-draw').getByRole('alert');
    await expect(alert).toBeVisible();
    await expect(alert).toContainText('The network trained beforehand could not be loaded');
    const training = await until(page, 'dh-train', ({ accuracy }) => typeof accuracy === 'number');
    expect(training.accuracy).toBeGreaterThan(0);
    await pageLives(page);
    expect(uncaught).toEqual([]);
  });
}

// ---------- an engine that stops ----------

/**
 * Lets the next call into WebAssembly trap once `trapNext` is set: what Embind calls, it takes from the module's table.
 */
const trapOnDemand = () => {
  // (module (func (export "trap") unreachable))
  const bytes = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 116, 114, 97, 112, 0, 0, 10, 5, 1, 3, 0, 0,
    11,
  ];
  const { trap } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports;
  const { get } = WebAssembly.Table.prototype;
  WebAssembly.Table.prototype.get = function (/** @type {number} */ index) {
    const found = get.call(this, index);
    return (
      found &&
      ((/** @type {unknown[]} */ ...args) => {
        if (!(/** @type {any} */ (window).trapNext)) return found(...args);
        Object.assign(window, { trapNext: false });
        return /** @type {() => void} */ (trap)();
      })
    );
  };
};

for (const [tag, address, patch] of /** @type {const} */ ([
  ['dh-slope', '#/gradient/slope', { x: 0.5 }],
  ['dh-direction', '#/gradient/direction', { angle: 33 }],
  ['dh-draw', `#/digits/draw?${drawing}`, { raw: true }],
])) {
  test(`${tag}: an engine that has trapped is told, and a reset brings another that works`, async ({ page }) => {
    await page.addInitScript(trapOnDemand);
    await page.goto(`./?lang=en${address}`);
    const figure = page.locator(tag);
    const told = () =>
      figure.evaluate((node) => JSON.stringify({ .../** @type {any} */ (node).readings, milliseconds: 0 }));
    await settled(figure);
    await figure.evaluate((node) => /** @type {any} */ (node).reset());
    await settled(figure);
    const atStart = await told();
    await figure.evaluate((node, change) => {
      Object.assign(window, { trapNext: true });
      /** @type {any} */ (node).change(change);
    }, patch);
    await expect(figure.locator('.failed')).toContainText('the engine stopped unexpectedly');
    await figure.locator('.failed button').click();
    await settled(figure);
    await expect(figure.locator('.failed')).toHaveCount(0);
    expect(await told()).toBe(atStart);
  });
}
