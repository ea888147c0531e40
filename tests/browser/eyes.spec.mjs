// @ts-check
// What looks at every layout (support/eyes.mjs) is looked at itself.
import { installEyes } from './support/eyes.mjs';
import { expect, test } from './support/page.mjs';

test('the eyes see what they are there for', async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 400, height: 400 } });
  await page.addInitScript(installEyes);
  await page.goto('./');
  await page.evaluate(() => {
    document.body.innerHTML = '';
    const add = (/** @type {string} */ text, /** @type {Partial<CSSStyleDeclaration>} */ style) => {
      const box = Object.assign(document.createElement('div'), { textContent: text });
      Object.assign(box.style, { position: 'absolute', font: '16px monospace', whiteSpace: 'nowrap', ...style });
      document.body.append(box);
      return box;
    };
    add('below', { left: '10px', top: '10px' });
    add('above', { left: '20px', top: '12px' });
    add('a long sentence', { left: '10px', top: '60px', width: '40px', overflow: 'hidden' });
    add('far away', { left: '380px', top: '100px' });
    add('fine', { left: '10px', top: '200px' });
    const canvas = document.createElement('canvas');
    canvas.style.marginLeft = '40px';
    document.body.append(canvas);
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    pen.fillText('gone', 5, 50);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.fillText('half', -5, 140);
  });
  const seen = (await page.evaluate(() => /** @type {any} */ (window).eyes.layout())).join('\n');
  for (const complaint of [
    '"below" lies on "above"',
    '"a long sentence" is cut off',
    '"far away" leaves the page',
    '"half" is cut off',
    'px wide, the window 400',
  ])
    expect(seen).toContain(complaint);
  expect(seen).not.toContain('"fine"');
  expect(seen).not.toContain('"gone"');
  await page.close();
});
