// @ts-check
// The training figure, driven as a learner would, on real MNIST where the site has it; what it shows is compared with
// numbers that this file computes by itself.
import { gunzipSync } from 'node:zlib';
import { expect, test } from '../support/figures.mjs';
import { caption, open, press, read, trainUntil, until } from './training.mjs';

/** @typedef {import('@playwright/test').Page} Page */

// ---------- an independent network ----------

/** The test images as the site serves them. @param {Page} page */
async function testImages(page) {
  const base = new URL('mnist/', page.url().split(/[?#]/)[0]);
  const manifest = await (await page.request.get(new URL('manifest.json', base).href)).json();
  const parts = [];
  for (const { images, labels } of manifest.test.shards) {
    const [pixels, answers] = await Promise.all(
      [images, labels].map(async ({ file }) => {
        const body = await (await page.request.get(new URL(file, base).href)).body();
        return body[0] === 0x1f ? gunzipSync(body) : body;
      }),
    );
    parts.push({ pixels: pixels.subarray(16), labels: answers.subarray(8) });
  }
  return {
    pixels: Buffer.concat(parts.map(({ pixels }) => pixels)),
    labels: Buffer.concat(parts.map(({ labels }) => labels)),
  };
}

/**
 * Accuracy and mean cross-entropy, in double precision with nothing but loops.
 * @param {number[]} widths
 * @param {number[]} theta
 * @param {{ pixels: Buffer, labels: Buffer }} data
 */
function examine(widths, theta, { pixels, labels }) {
  let right = 0;
  let loss = 0;
  for (let sample = 0; sample < labels.length; ++sample) {
    let signal = Array.from(pixels.subarray(sample * 784, (sample + 1) * 784), (value) => value / 255);
    let offset = 0;
    for (let layer = 1; layer < widths.length; ++layer) {
      const [inputs, outputs] = [widths[layer - 1], widths[layer]];
      const next = theta.slice(offset + inputs * outputs, offset + (inputs + 1) * outputs);
      for (let i = 0; i < inputs; ++i) {
        if (signal[i] === 0) continue;
        for (let o = 0; o < outputs; ++o) next[o] += signal[i] * theta[offset + i * outputs + o];
      }
      signal = layer < widths.length - 1 ? next.map((value) => Math.max(0, value)) : next;
      offset += (inputs + 1) * outputs;
    }
    const top = Math.max(...signal);
    const total = signal.reduce((sum, value) => sum + Math.exp(value - top), 0);
    loss += Math.log(total) + top - signal[labels[sample]];
    if (signal.indexOf(top) === labels[sample]) ++right;
  }
  return { accuracy: right / labels.length, loss: loss / labels.length };
}

/** @param {Page} page @returns {Promise<number[]>} */
const parameters = (page) =>
  page.evaluate(async () => [
    ...(await /** @type {any} */ (document.querySelector('dh-train')).session.run.parameters()),
  ]);

// ---------- tests ----------

test('trains to 95 % of the real test digits, and counts as an independent network does', async ({ page }) => {
  await open(page);
  const before = await until(page, (r) => r.accuracy !== null);
  expect(before.step).toBe(0);
  expect(before.accuracy).toBeLessThan(0.3);
  await expect
    .poll(() => caption(page))
    .toContain('of the 13,002 weights and biases the weights are random numbers, the biases 0');

  // Training goes on until it is paused; the claim is about the step at which the goal was passed.
  const { goal } = await trainUntil(page, (r) => r.goal !== null);
  await page.evaluate((step) => /** @type {any} */ (document.querySelector('dh-train')).seek(step), goal.step);
  const after = await until(page, (r) => r.step === goal.step && r.evaluatedAt === goal.step && r.status === 'paused');
  expect(after.accuracy).toBeGreaterThanOrEqual(0.95);
  expect(after.data.source).toBe('mnist');
  expect(after.goal.seconds).toBeGreaterThan(0);
  const own = examine(after.widths, await parameters(page), await testImages(page));
  expect(after.accuracy).toBeCloseTo(own.accuracy, 3);
  expect(after.correct).toBe(Math.round(after.accuracy * 10000));
  expect(after.testLoss).toBeCloseTo(own.loss, 3);
  expect(await page.locator('dh-train .accuracy b').innerText()).toBe(`${(after.accuracy * 100).toFixed(1)} %`);
  expect(await page.locator('dh-train .goal').innerText()).toContain('95 % after');
  const answered = after.gallery.guesses.filter(
    (/** @type {number} */ guess, /** @type {number} */ i) => guess === after.gallery.labels[i],
  ).length;
  expect(after.gallery.right).toBe(answered);
  expect(answered).toBeGreaterThan(33);
});

test('time travel gives back the very network, and replays the very future', async ({ page }) => {
  await open(page, 'pace=full');
  const end = await trainUntil(page, (r) => r.step > 400);
  const last = await parameters(page);
  await page.evaluate(() => /** @type {any} */ (document.querySelector('dh-train')).seek(317));
  expect(end.step).toBeGreaterThan(400);
  const past = await until(page, (r) => r.step === 317 && r.evaluatedAt === 317 && r.status === 'paused');
  const then = await parameters(page);
  expect(past.reach).toBe(end.step);
  expect(past.accuracy).not.toBe(end.accuracy);
  await expect.poll(() => caption(page)).toContain('Back at step 317');
  await page.evaluate((step) => /** @type {any} */ (document.querySelector('dh-train')).seek(step), end.step);
  const again = await until(page, (r) => r.step === end.step && r.evaluatedAt === end.step && r.status === 'paused');
  expect(await parameters(page)).toEqual(last);
  expect(again.accuracy).toBe(end.accuracy);

  // A link to the step trains there by itself and gives the same numbers.
  await open(page, 'step=317');
  const linked = await until(page, (r) => r.step === 317 && r.evaluatedAt === 317);
  expect(linked.accuracy).toBe(past.accuracy);
  expect(linked.testLoss).toBe(past.testLoss);
  expect(await parameters(page)).toEqual(then);
});

test('the curves can be dragged back to an earlier step', async ({ page }) => {
  await open(page, 'step=600');
  await until(page, (r) => r.step === 600 && r.evaluatedAt === 600);
  const curves = page.locator('dh-train canvas.curves');
  await curves.scrollIntoViewIfNeeded();
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (await curves.boundingBox());
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.5);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.35, box.y + box.height * 0.5, { steps: 6 });
  await page.mouse.up();
  const past = await until(page, (r) => r.step < 400 && r.evaluatedAt === r.step && r.status === 'paused');
  expect(past.step).toBeGreaterThan(50);
  await expect(page).toHaveURL(new RegExp(`step=${past.step}`));
});

test('a knob turned in the past is a branch; the old run stays beside it, and undo leads back', async ({ page }) => {
  const figure = await open(page, 'step=400&pace=full');
  await until(page, (r) => r.step === 400 && r.evaluatedAt === 400);
  const shared = await parameters(page);
  await figure.locator('dh-slider[data-key=learningRate] input[type=text]').fill('0.2');
  await page.keyboard.press('Enter');
  const forked = await until(
    page,
    (r) =>
      r.branchedAt === 400 && r.status === 'paused' && r.runs.every((/** @type {any} */ run) => run.trained >= 400),
  );
  expect(await parameters(page)).toEqual(shared);
  expect(forked.runs.map((/** @type {any} */ run) => run.label)).toEqual(['η = 0.1', 'η = 0.2']);
  await expect.poll(() => caption(page)).toMatch(/From step 400 on: learning rate η 0\.1 → 0\.2/);
  const branched = await trainUntil(page, (r) => r.step > 600);
  const link = await figure.evaluate((element) => /** @type {any} */ (element).address);

  await press(page, 'undo');
  const back = await until(page, (r) => r.learningRate === 0.1 && r.step === 400 && r.branchedAt === null);
  expect(back.runs).toHaveLength(1);

  // The link makes both runs again: those of the figure have gone with it.
  await open(page, link.split('?')[1]);
  const linked = await until(
    page,
    (r) => r.branchedAt === 400 && r.evaluatedAt === branched.step && r.runs[0].trained === 400,
  );
  expect(linked.accuracy).toBe(branched.accuracy);
});

test('another seed starts a new network and keeps the old curve', async ({ page }) => {
  const figure = await open(page, 'step=300');
  await until(page, (r) => r.evaluatedAt === 300);
  await figure.locator('summary').click();
  await figure.locator('dh-number[data-key=seed] input').fill('7');
  await page.keyboard.press('Enter');
  const fresh = await until(page, (r) => r.step === 0 && r.runs.length === 2 && r.evaluatedAt === 0);
  expect(fresh.runs.map((/** @type {any} */ run) => [run.label, run.reach])).toEqual([
    ['seed 1', 300],
    ['seed 7', 0],
  ]);
});

test('a learning rate of a million explodes in words, and buttons lead back to one that learns', async ({ page }) => {
  await open(page, 'learningRate=1000000&pace=full');
  await until(page, (r) => r.accuracy !== null);
  await press(page, 'play');
  const exploded = await until(page, (r) => r.health === 'wrecked' && r.step > 20);
  expect(exploded.explodedAt).toBeGreaterThan(0);
  expect(exploded.explodedAt).toBeLessThan(10);
  expect(exploded.testLoss).toBeGreaterThan(100);
  await expect.poll(() => caption(page)).toContain(`The loss exploded at step ${exploded.explodedAt}`);
  // While it trains on, a loss may come back from its explosion, and the button goes under the very pointer.
  const back = () =>
    page.locator('dh-train button').evaluateAll((all) => {
      const button = /** @type {HTMLElement | undefined} */ (
        all.find(({ textContent }) => /Go back before it/.test(textContent ?? ''))
      );
      button?.click();
      return Boolean(button);
    });
  for (let rate = 1e5; rate > 0.05;) {
    const state = await until(page, (r) => r.explodedAt !== null || r.accuracy > 0.5 || r.health === 'dead');
    if (state.explodedAt === null) break;
    if (!(await back())) continue;
    const wanted = rate;
    rate /= 10;
    const next = await until(page, (r) => Math.abs(r.learningRate / wanted - 1) < 1e-6);
    expect(next.runs.length).toBeLessThanOrEqual(4);
  }
  expect((await read(page)).learningRate).toBeLessThan(50);
  expect(await page.locator('dh-train .failed').count()).toBe(0);
});

test('the axis of a loss that exploded is logarithmic, and says so in both languages', async ({ page }) => {
  for (const [language, words] of [
    ['en', 'The axis of the loss is logarithmic.'],
    ['zh', '损失用对数坐标。'],
  ]) {
    const figure = await open(page, 'learningRate=100&step=60', language);
    const { lossAxis } = await until(page, (r) => r.status === 'paused' && r.evaluatedAt === 60);
    expect(lossAxis.log).toBe(true);
    expect(lossAxis.low).toBeLessThan(2.5);
    expect(lossAxis.high).toBeGreaterThan(1e6);
    await expect(figure.locator('canvas.curves')).toHaveAccessibleName(new RegExp(words));
  }
  const tame = await open(page, 'step=60');
  expect((await until(page, (r) => r.status === 'paused' && r.evaluatedAt === 60)).lossAxis.log).toBe(false);
  await expect(tame.locator('canvas.curves')).not.toHaveAccessibleName(/logarithmic/);
});

test('with another method come its usual rate and decay, and a notice names them', async ({ page }) => {
  for (const [language, adamW, back] of [
    [
      'en',
      'Set along with it, as is usual with AdamW: learning rate η = 0.001 and weight decay λ = 0.01.',
      'Set along with it, as is usual with gradient descent: learning rate η = 0.1 and weight decay λ = 0.',
    ],
    [
      'zh',
      '已随之设为 AdamW 的常用值：学习率 η = 0.001，权重衰减 λ = 0.01。',
      '已随之设为梯度下降的常用值：学习率 η = 0.1，权重衰减 λ = 0。',
    ],
  ]) {
    const figure = await open(page, '', language);
    const method = figure
      .locator('dh-select')
      .filter({ hasText: language === 'en' ? 'optimizer' : '优化器' })
      .locator('select');
    await method.selectOption('adamW');
    await expect(figure.locator('.notes')).toHaveText(adamW);
    await method.selectOption('gradientDescent');
    await expect(figure.locator('.notes')).toHaveText(back);
    // A rate of the learner's own stays, and nothing is said of it.
    await figure.evaluate((node) => /** @type {any} */ (node).change({ learningRate: 0.3 }));
    await method.selectOption('adam');
    await expect(figure.locator('.notes')).not.toContainText('η');
  }
});

test('a loss that is no number any more stops the run, in words', async ({ page }) => {
  await open(page, 'hidden=16-16-16-16-16-16&learningRate=1000000');
  await until(page, (r) => r.accuracy !== null);
  await press(page, 'play');
  const diverged = await until(page, (r) => r.status === 'diverged' && !r.playing);
  expect(diverged.explodedAt).toBeLessThan(6);
  await expect.poll(() => caption(page)).toContain(`The loss exploded at step ${diverged.explodedAt}: with η = 10⁶`);
  await press(page, /Go back before it and try η = 100000/);
  await until(page, (r) => r.learningRate === 100000 && r.runs.length === 2);
});

test('guess first: the guess stays and is compared after one pass', async ({ page }) => {
  const figure = await open(page, 'pace=full');
  await figure.locator('dh-predict dh-slider input[type=text]').fill('60');
  await page.keyboard.press('Enter');
  await figure.locator('dh-predict').getByRole('button', { name: 'train and see' }).click();
  const told = await until(page, (r) => r.firstPass !== null);
  expect(told.firstPass.step).toBe(1875);
  await expect(figure.locator('dh-predict')).toContainText(
    `your guess 60 · after one pass ${(told.firstPass.accuracy * 100).toFixed(1)} of 100 are right`,
  );
  await expect(page).toHaveURL(/guess=60/);
});

test('words that name no network are answered with words, and nothing changes', async ({ page }) => {
  const figure = await open(page);
  const hidden = figure.locator('.hidden input');
  await hidden.fill('16-0');
  await hidden.press('Enter');
  await expect(figure.locator('.notes')).toContainText('at least one neuron');
  await hidden.fill('20 × 12');
  await hidden.press('Enter');
  expect((await until(page, (r) => r.widths.length === 4 && r.widths[1] === 20)).widths).toEqual([784, 20, 12, 10]);
  await figure.getByRole('button', { name: 'none', exact: true }).click();
  expect((await until(page, (r) => r.widths.length === 2)).parameters).toBe(7850);
});

test('what the address does not say rightly is put right in words', async ({ page }) => {
  const figure = await open(page, 'hidden=x&learningRate=1e9&lineage=abc&nonsense=1');
  await expect(figure.locator('.notes')).toContainText('nonsense');
  const readings = await read(page);
  expect(readings.widths).toEqual([784, 16, 16, 10]);
  expect(readings.learningRate).toBe(1e6);
});

test('the keyboard alone trains, pauses, travels and turns a knob', async ({ page }) => {
  const figure = await open(page);
  await until(page, (r) => r.accuracy !== null);
  await figure.locator('.tools .reset').focus();
  await figure.locator('dh-transport').getByRole('button', { name: 'play' }).focus();
  await page.keyboard.press('Enter');
  await until(page, (r) => r.step > 5);
  await figure.locator('dh-transport').getByRole('button', { name: 'pause' }).focus();
  await page.keyboard.press('Enter');
  const paused = await until(page, (r) => r.status === 'paused' && !r.playing && r.evaluatedAt === r.step);
  await figure.locator('dh-transport').getByRole('button', { name: 'one step back' }).focus();
  await page.keyboard.press('Enter');
  await until(page, (r) => r.step === paused.step - 1);
  await figure.locator('dh-slider[data-key=learningRate] input[type=range]').focus();
  await page.keyboard.press('ArrowRight');
  const turned = await until(page, (r) => r.learningRate > 0.1);
  expect(turned.branchedAt).toBe(paused.step - 1);
});

test('the history as CSV holds the evaluations shown', async ({ page }) => {
  await open(page, 'step=500');
  await until(page, (r) => r.evaluatedAt === 500);
  const rows = await page.evaluate(() => /** @type {any} */ (document.querySelector('dh-train')).csv());
  expect(rows[0]).toEqual(['run', 'step', 'mini_batch_loss', 'test_loss', 'test_accuracy', 'training_seconds']);
  const steps = rows.slice(1).map((/** @type {any[]} */ row) => row[1]);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(steps.at(-1)).toBe(500);
  expect(rows.filter((/** @type {any[]} */ row) => row[4] !== '').length).toBeGreaterThan(5);
});

test('Chinese words for every state', async ({ page }) => {
  const figure = await open(page, '', 'zh');
  await until(page, (r) => r.accuracy !== null);
  await expect.poll(() => caption(page)).toContain('还什么都没学');
  await expect(figure.locator('dh-slider[data-key=learningRate]')).toContainText('学习率');
  await page.evaluate(() => /** @type {any} */ (document.querySelector('dh-train')).change({ pace: 'full' }));
  await figure.locator('dh-transport').getByRole('button', { name: '播放' }).click();
  await until(page, (r) => r.goal !== null);
  await expect.poll(() => caption(page)).toMatch(/准确率超过了 95%/);
});
