// @ts-check
import { expect, test } from './support.mjs';

/** @param {import('@playwright/test').Locator} element */
const valueOf = (element) => element.evaluate((one) => /** @type {any} */ (one).value);

test('keys walk a logarithmic slider in rungs within a decade, page keys in decades', async ({ kit }) => {
  const slider = kit.locator('#log');
  await slider.locator('input[type=range]').focus();
  await kit.keyboard.press('ArrowRight');
  expect(await valueOf(slider)).toBe(0.012);
  await kit.keyboard.press('ArrowRight');
  expect(await valueOf(slider)).toBe(0.015);
  await kit.keyboard.press('PageUp');
  expect(await valueOf(slider)).toBe(0.15);
  await kit.keyboard.press('Home');
  expect(await valueOf(slider)).toBe(1e-4);
  await kit.keyboard.press('ArrowLeft');
  expect(await valueOf(slider)).toBe(1e-4);
  await kit.keyboard.press('End');
  expect(await valueOf(slider)).toBe(1e4);
  await expect(slider.locator('input[type=range]')).toHaveAttribute('aria-valuetext', '10000');
});

test('the middle of a logarithmic slider is the geometric mean of its ends', async ({ kit }) => {
  const slider = kit.locator('#log');
  const track = slider.locator('input[type=range]');
  await track.scrollIntoViewIfNeeded();
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (await track.boundingBox());
  await kit.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const value = await valueOf(slider);
  expect(Math.abs(Math.log10(value))).toBeLessThan(0.15);
  expect(Number(value.toPrecision(2))).toBe(value);
});

test('whole numbers stay whole and between the ends', async ({ kit }) => {
  const slider = kit.locator('#whole');
  await slider.locator('input[type=range]').focus();
  for (let i = 0; i < 7; i++) await kit.keyboard.press('ArrowUp');
  expect(await valueOf(slider)).toBe(9);
  for (let i = 0; i < 3; i++) await kit.keyboard.press('ArrowDown');
  expect(await valueOf(slider)).toBe(6);
});

test('a slider tells of each move, and of its end, with the new value already there', async ({ kit }) => {
  const slider = kit.locator('#free');
  await slider.evaluate((element) => {
    /** @type {any} */ (window).heard = [];
    for (const type of ['input', 'change']) {
      element.addEventListener(type, () =>
        /** @type {any} */ (window).heard.push([type, /** @type {any} */ (element).value]),
      );
    }
  });
  await slider.locator('input[type=range]').focus();
  await kit.keyboard.press('ArrowRight');
  const heard = await kit.evaluate(() => /** @type {any} */ (window).heard);
  expect(heard).toEqual([
    ['input', 0.04],
    ['change', 0.04],
  ]);
});

for (const [typed, value] of /** @type {[string, number][]} */ ([
  ['2,5', 2.5],
  ['1e-3', 0.001],
  ['10^2', 100],
  ['−4', 1e-4],
  ['99999999', 1e4],
  ['1 000', 1000],
  ['1,000', 1000],
  ['1.000,5', 1000.5],
  ['０．５', 0.5],
  ['10⁻³', 1e-3],
])) {
  test(`"${typed}" typed beside the slider is read as ${value}`, async ({ kit }) => {
    const slider = kit.locator('#log');
    await slider.locator('input[type=text]').fill(typed);
    await kit.keyboard.press('Enter');
    expect(await valueOf(slider)).toBe(value);
  });
}

test('a number that can mean two things says how it was taken, also after Tab; one that cannot says nothing', async ({
  kit,
}) => {
  const slider = kit.locator('#log');
  const input = slider.locator('input[type=text]');
  for (const [typed, taken] of [
    ['1,000', '“1,000” was taken as 1000, not as 1.'],
    ['1.000', '“1.000” was taken as 1, not as 1000.'],
  ]) {
    await input.fill(typed);
    await kit.keyboard.press('Tab');
    await expect(slider.locator('.note')).toHaveText(taken);
    await expect(input).toHaveAttribute('aria-invalid', 'false');
  }
  await input.fill('0,5');
  await kit.keyboard.press('Tab');
  await expect(slider.locator('.note')).toHaveText('');
});

test('what is not a number is refused in words, and the value stays', async ({ kit }) => {
  const slider = kit.locator('#log');
  const input = slider.locator('input[type=text]');
  await input.fill('many');
  await kit.keyboard.press('Enter');
  await expect(slider.locator('.problem')).toContainText('“many” is not a number');
  await expect(input).toHaveAttribute('aria-invalid', 'true');
  expect(await valueOf(slider)).toBe(0.01);
  await kit.keyboard.press('Escape');
  await expect(input).toHaveValue('0.01');
  await expect(slider.locator('.note')).toHaveText('');

  await input.fill('many');
  await kit.keyboard.press('Tab');
  await expect(slider.locator('.note')).toContainText('“many” is not a number');
  await expect(input).toHaveValue('0.01');
  await expect(input).toHaveAttribute('aria-invalid', 'false');

  await input.fill(' ');
  await kit.keyboard.press('Enter');
  await expect(slider.locator('.problem')).toHaveText('A number is missing, such as 0.01.');
  await input.fill('zwei');
  await kit.keyboard.press('Enter');
  await expect(slider.locator('.problem')).toHaveText('“zwei” is not a number, as 0.01 is.');
});

test('a fraction where only whole numbers are says how it was taken', async ({ kit }) => {
  const slider = kit.locator('#whole');
  const input = slider.locator('input[type=text]');
  for (const [typed, taken, value] of [
    ['6,5', 'Only whole numbers here: “6,5” was taken as 7.', 7],
    ['6', '', 6],
  ]) {
    await input.fill(String(typed));
    await kit.keyboard.press('Tab');
    await expect(slider.locator('.note')).toHaveText(String(taken));
    expect(await valueOf(slider)).toBe(value);
  }
});

test('the largest share stands out among the bars', async ({ kit }) => {
  await expect(kit.locator('#bars li.top .name')).toHaveText('b');
  await expect(kit.locator('#bars li.top .value')).toHaveText('70.0 %');
});

test('a prediction shows the guess beside the answer', async ({ kit }) => {
  const predict = kit.locator('#predict');
  await predict.locator('input[type=range]').focus();
  await kit.keyboard.press('ArrowLeft');
  await predict.getByRole('button', { name: 'show' }).click();
  await expect(predict.locator('.guess')).toHaveText('4');
  await expect(predict.locator('.truth')).toHaveText('7');
});

test('a prediction can be skipped', async ({ kit }) => {
  const predict = kit.locator('#predict');
  await predict.getByRole('button', { name: 'skip' }).click();
  await expect(predict).toBeHidden();
});

test('the cursor of a plot follows the pointer and the keys', async ({ kit }) => {
  const canvas = kit.locator('#plot canvas');
  await canvas.scrollIntoViewIfNeeded();
  await canvas.focus();
  await kit.keyboard.press('Home');
  expect(await kit.locator('#plot').evaluate((plot) => /** @type {any} */ (plot).cursor)).toBe(0);
  await kit.keyboard.press('PageUp');
  expect(await kit.locator('#plot').evaluate((plot) => /** @type {any} */ (plot).cursor)).toBeCloseTo(9.9, 5);
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (await canvas.boundingBox());
  await kit.mouse.click(box.x + box.width - 2, box.y + 60);
  expect(await kit.locator('#plot').evaluate((plot) => /** @type {any} */ (plot).cursor)).toBe(99);
});
