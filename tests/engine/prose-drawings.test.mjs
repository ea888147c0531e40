// @ts-check
// The drawings that the prose links to, read out of both languages' texts: each is what the sentence around it says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compileProse } from '../../web/build/prose.mjs';
import { parseStrokes } from '../../web/kit/strokes.js';
import { centreOfMass } from '../browser/digits/weights.mjs';
import { engines } from './support/builds.mjs';

const chapter = new URL('../../web/chapters/digits/', import.meta.url);
const shipped = readFileSync(new URL('../../web/shipped/digits.bin', import.meta.url));
const pad = { left: 0, top: 0, right: 1, bottom: 1 };

/** @param {string} language @returns {{ strokes: number[][], raw: boolean }[]} */
const drawingsIn = (language) =>
  compileProse(readFileSync(new URL(`${language}.md`, chapter), 'utf8'))
    .links.filter((link) => link.startsWith('#/digits/draw?'))
    .map((link) => new URLSearchParams(link.split('?')[1]))
    .map((state) => ({ strokes: parseStrokes(state.get('strokes') ?? ''), raw: state.get('raw') === '1' }));

for (const engine of engines) {
  for (const language of ['en', 'zh']) {
    test(`${engine.build}, ${language}: a drawing linked as a failure is misread raw, and read when it is prepared`, () => {
      const classifier = engine.loadShipped(new Uint8Array(shipped).buffer);
      const read = (/** @type {number[][]} */ strokes, raw = false) => {
        const drawing = engine.prepareDrawing(strokes, { raw, pad, penWidth: 2.2 });
        return { ...drawing, label: classifier.classify(drawing.pixels).label };
      };
      const drawings = drawingsIn(language);
      assert.ok(
        drawings.every(({ strokes }) => strokes.length > 0),
        'a link to an empty pad shows nothing',
      );
      const [corner, aside] = drawings
        .filter(({ raw }) => raw)
        .map(({ strokes }) => ({ raw: read(strokes, true), prepared: read(strokes), points: strokes.flat() }));

      assert.deepEqual([corner.prepared.label, corner.raw.label], [3, 1]);
      assert.ok(Math.max(...corner.points) < 0.6, 'small, and in the corner');

      assert.deepEqual([aside.prepared.label, aside.raw.label], [3, 5]);
      // As large as a training digit, and five pixels too aside.
      assert.ok(Math.abs(aside.prepared.scale - 28) < 0.5, `scaled by ${aside.prepared.scale} from the pad to pixels`);
      const moved = [0, 1].map(
        (axis) => centreOfMass([...aside.prepared.pixels])[axis] - centreOfMass([...aside.raw.pixels])[axis],
      );
      assert.deepEqual(
        moved.map((by) => Math.round(by * 10) / 10 + 0),
        [5, 0],
      );
      classifier.delete();
    });
  }

  test(`${engine.build}: while it is drawn, a digit is another one: a dot is a 1, a bar a 7, a ring a 0`, () => {
    const classifier = engine.loadShipped(new Uint8Array(shipped).buffer);
    const answer = (/** @type {number[]} */ stroke) =>
      classifier.classify(engine.prepareDrawing([stroke], { pad, penWidth: 2.2 }).pixels).label;
    const ring = Array.from({ length: 25 }, (_, i) => (2 * Math.PI * i) / 24).flatMap((angle) => [
      0.5 - 0.15 * Math.sin(angle),
      0.35 - 0.17 * Math.cos(angle),
    ]);
    assert.deepEqual([answer([0.4, 0.3]), answer([0.25, 0.25, 0.45, 0.24, 0.7, 0.25]), answer(ring)], [1, 7, 0]);
    classifier.delete();
  });
}
