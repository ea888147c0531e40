// @ts-check
// The narrowest map of dh-direction, with u in every direction from every corner and side: arrows, grips and words stay
// on it, and words keep off each other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endOfU, onMap } from '../../web/chapters/gradient/figures/direction/layers.js';
import { strings } from '../../web/chapters/gradient/figures/direction/strings.js';
import { drawLabels, boxesAlong } from '../../web/kit/labels.js';
import { drawLayers } from '../../web/kit/layers.js';

/** @typedef {[number, number]} Place */

// As at 360 pixels: the domain from −4 to 4, and the rim about it.
const canvas = { width: 334, height: 266 };
const box = { left: 34, right: 322, top: 10, bottom: 240 };
const window = /** @type {const} */ ([
  [-6.25, 6.25],
  [-5, 5],
]);
const scale = (box.right - box.left) / 12.5;
const toScreen = (/** @type {readonly number[]} */ [x, y]) =>
  /** @type {Place} */ ([box.left + (x + 6.25) * scale, box.bottom - (y + 5) * scale]);

/** A tilted bowl, as the survey tells of it. @param {Place} at @param {number} angle in radians */
function surveyAt([x, y], angle) {
  const gradient = [x + y / 2, 2 * y + x / 2];
  return {
    at: [x, y],
    known: true,
    here: { gradient },
    reach: 3.2,
    grid: { window },
    facts: { stationary: [{ at: [0, 0], kind: 'minimum' }] },
    direction: {
      u: [Math.cos(angle), Math.sin(angle)],
      norm: Math.hypot(...gradient),
      slope: gradient[0] * Math.cos(angle) + gradient[1] * Math.sin(angle),
    },
  };
}

/** A context that measures letters and notes where words are written; each word's runs are one. */
function witness() {
  /** @type {{ text: string, left: number, right: number, top: number, bottom: number }[]} */
  const words = [];
  const known = {
    measureText: (/** @type {string} */ text) => ({
      width: 7.4 * text.length,
      actualBoundingBoxAscent: 10,
      actualBoundingBoxDescent: 3,
    }),
    fillText: (/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y) => {
      const last = words.at(-1);
      const place = { text, left: x, right: x + 7.4 * text.length, top: y - 10, bottom: y + 3 };
      if (last && Math.abs(last.right - x) < 0.1 && Math.abs(last.bottom - place.bottom) < 4)
        Object.assign(last, { text: last.text + text, right: place.right });
      else words.push(place);
    },
  };
  const context = new Proxy(known, {
    get: (target, name) => /** @type {any} */ (target)[name] ?? (() => {}),
    set: () => true,
  });
  return { words, context: /** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (context)) };
}

for (const language of /** @type {const} */ (['en', 'zh'])) {
  test(`in every corner and direction the map keeps its arrows and words (${language})`, () => {
    const say = {
      words: strings[language],
      slope: (/** @type {number} */ value) => `+${Math.abs(value).toFixed(2)}`,
      number: (/** @type {number} */ value) => value.toFixed(2),
    };
    for (const x of [-4, 0.3, 4])
      for (const y of [-4, 0.5, 4])
        for (let degrees = 0; degrees < 360; degrees += 5)
          for (const gradient of [false, true]) {
            const angle = (degrees * Math.PI) / 180;
            const survey = /** @type {any} */ (surveyAt([x, y], angle));
            const where = `at (${x}, ${y}), ${degrees}°`;
            const [u, point] = [toScreen(endOfU(survey)), toScreen([x, y])];
            assert.ok(
              u[0] > 9 && u[0] < canvas.width - 8 && u[1] > 6 && u[1] < canvas.height - 9,
              `u ${where} ends at ${u}`,
            );
            assert.ok(Math.hypot(u[0] - point[0], u[1] - point[1]) > 24, `u keeps off the point ${where}`);

            const { words, context } = witness();
            const layers = onMap(survey, { angle: degrees, gradient }, say);
            const labels = drawLayers(
              context,
              layers,
              /** @type {any} */ ({ box, family: 'sans', toScreen, colour: String, grid: survey.grid }),
            );
            const arrows = layers.flatMap((layer) =>
              layer.kind === 'arrow' ? [[toScreen(layer.from), toScreen(layer.to)]] : [],
            );
            for (const [, to] of arrows)
              assert.ok(
                to[0] > 0 && to[0] < canvas.width && to[1] > 0 && to[1] < canvas.height,
                `an arrow ${where} ends at ${to}`,
              );
            const grips = [u, point].map(([left, top]) => ({
              left: left - 9,
              right: left + 9,
              top: top - 9,
              bottom: top + 9,
            }));
            drawLabels(
              context,
              labels,
              { left: box.left - 2, right: canvas.width, top: 0, bottom: box.bottom },
              { halo: '', taken: [...arrows.flatMap(([from, to]) => boxesAlong(from, to)), ...grips] },
            );
            assert.ok(words.some(({ text }) => text.startsWith('u +')));
            for (const [i, a] of words.entries()) {
              assert.ok(
                a.left >= 0 && a.right <= canvas.width && a.top >= 0 && a.bottom <= canvas.height,
                `“${a.text}” leaves the map ${where}`,
              );
              for (const b of words.slice(i + 1)) {
                assert.ok(
                  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top,
                  `“${a.text}” and “${b.text}” overlap ${where}`,
                );
              }
            }
          }
  });
}
