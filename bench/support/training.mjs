// @ts-check
// The training figure on the built site, with all of its data there.

/** @param {import('./context.mjs').Context} context @param {string} state */
export async function openTraining({ browser, address }, state) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(`${address}?lang=en#/digits/train?${state}`);
  const element = page.locator('dh-train');
  await element.evaluate((figure) => figure.scrollIntoView());
  await page.waitForFunction(
    () => {
      const { data, accuracy } = /** @type {any} */ (document.querySelector('dh-train'))?.readings ?? {};
      return data?.phase === 'ready' && typeof accuracy === 'number';
    },
    null,
    { timeout: 120_000 },
  );
  return { page, element };
}

/** @param {import('@playwright/test').Locator} element @param {string} name */
export const press = (element, name) => element.getByRole('button', { name, exact: true }).click();
