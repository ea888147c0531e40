// @ts-check
// What the training figure writes and where: numbers side by side, and labels clear of curves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alike, writeCaption } from '../../web/chapters/digits/figures/train/caption.js';
import { drawCurves, stepScale } from '../../web/chapters/digits/figures/train/curves.js';
import { placeLabels } from '../../web/chapters/digits/figures/train/end-labels.js';
import { defaultSettings } from '../../web/chapters/digits/figures/train/experiment.js';
import { observe } from '../../web/chapters/digits/figures/train/look.js';
import { lossAxis } from '../../web/chapters/digits/figures/train/losses.js';
import { strings } from '../../web/chapters/digits/figures/train/strings.js';
import { logTicks, tickTexts } from '../../web/kit/axes.js';

test('two losses have as many digits as each other, and as many as it takes to tell them apart', () => {
  assert.deepEqual(alike(2.4239, 2.2961), ['2.42', '2.30']);
  assert.deepEqual(alike(2.4239, 0.187), ['2.42', '0.19']);
  assert.deepEqual(alike(2.4239, 2.4201), ['2.424', '2.420']);
  assert.deepEqual(alike(2.42, 2.42), ['2.42', '2.42']);
  assert.deepEqual(alike(2.4239, 512_934), ['2.42', '513,000']);
  assert.deepEqual(alike(2.4239, 3.1e9), ['2.42', '3.1·10⁹']);
  assert.deepEqual(alike(2.4239, NaN), ['2.42', 'NaN']);
});

/** A canvas context that remembers what is written and to where lines may reach. */
function witness() {
  /** @type {{ text: string, x: number, y: number }[]} */
  const texts = [];
  /** @type {number[]} the upper edges of what is clipped */
  const tops = [];
  let edge = 0;
  /** @type {Record<string | symbol, (...values: any[]) => unknown>} */
  const known = {
    fillText: (text, x, y) => texts.push({ text, x, y }),
    measureText: (text) => ({ width: text.length * 7 }),
    rect: (_, y) => {
      edge = y;
    },
    clip: () => tops.push(edge),
  };
  const context = new Proxy(known, { get: (target, name) => target[name] ?? (() => {}), set: () => true });
  return { texts, tops, context: /** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (context)) };
}

/** @param {number} exploded @param {'linear' | 'logLoss' | 'logBoth'} axes */
function drawn(exploded, axes) {
  const evaluations = [0, 1, 2, 5, 50, 100].map((step) => ({ step, loss: step < exploded ? 2.4 : 4e5, accuracy: 0.1 }));
  const words = {
    loss: 'loss',
    logLoss: 'loss (log)',
    testLoss: 'test loss',
    batchLoss: 'mini-batches',
    accuracy: 'accuracy',
    stepZero: 'step 0',
    pass: () => '1 pass',
    guess: 'guess',
    exploded: 'loss explodes',
  };
  const palette = new Proxy({}, { get: () => 'black' });
  const curve = { steps: [1, 2, 100], losses: [2.4, 4e5, 4e5], evaluations };
  const { texts, tops, context } = witness();
  globalThis.Path2D ??= /** @type {any} */ (
    class {
      moveTo() {}
      lineTo() {}
    }
  );
  const plan = {
    width: 560,
    height: 340,
    axes,
    cursor: 100,
    end: 100,
    stepsPerEpoch: 1875,
    guess: null,
    snapshots: [0, 100],
    palette,
    words,
    compact: false,
    formatStep: String,
    runs: [{ curve, reach: 100, colour: 'black', label: 'η', present: true, latest: null, exploded }],
  };
  drawCurves(context, /** @type {any} */ (plan));
  return { texts, tops, plan };
}

test('"loss explodes" is written above the field in which curves run, wherever the explosion is', () => {
  for (const axes of /** @type {const} */ (['linear', 'logLoss', 'logBoth'])) {
    for (const exploded of [2, 50, 99]) {
      const { texts, tops, plan } = drawn(exploded, axes);
      const label = texts.find(({ text }) => text === 'loss explodes');
      assert.ok(label);
      assert.ok(tops.length > 2);
      assert.ok(
        label.y + 6 <= Math.min(...tops),
        `${axes}, ${exploded}: the label at ${label.y}, curves from ${Math.min(...tops)}`,
      );
      const heading = texts.find(({ text }) => text === 'loss (log)');
      assert.ok(heading && label.y - heading.y > 12, 'the label has a line of its own');
      assert.ok(Math.abs(label.x - stepScale(/** @type {any} */ (plan)).x(exploded)) < 20);
    }
  }
});

test('what an axis says stays short, whatever the loss', () => {
  const { texts } = drawn(2, 'linear');
  for (const { text } of texts) assert.ok(!/\d{5}/.test(text), text);
  assert.ok(texts.some(({ text }) => text.includes('·10⁵')));
});

test('a loss that exploded stands on a logarithmic axis, as long as no run beside it learns', () => {
  // η = 100: from 2.42 to 1.1·10¹⁴ at its worst, then back to 50.
  assert.deepEqual(lossAxis([[2.42, 1.1e14, 49.6]], false), { log: true, low: 1, high: 1.1e14 * 1.12 });
  assert.deepEqual(
    lossAxis(
      [
        [2.42, 1.1e14, 49.6],
        [2.42, 0.4],
      ],
      false,
    ),
    { log: false, low: 0, high: 10 },
  );
  assert.deepEqual(lossAxis([[2.42, 5, 4]], false), { log: false, low: 0, high: 5.2 });
  assert.deepEqual(lossAxis([[2, 0.25]], true), { log: true, low: 0.25 / 1.12, high: 2 * 1.12 });
  for (const asked of [true, false]) {
    const { low, high } = lossAxis([], asked);
    assert.ok(low >= 0 && high > low && Number.isFinite(high));
  }
});

test('beside the axis stands that it is logarithmic, and only then', () => {
  assert.ok(drawn(2, 'linear').texts.some(({ text }) => text === 'loss (log)'));
  assert.ok(drawn(2, 'logLoss').texts.some(({ text }) => text === 'loss (log)'));
  const { texts } = drawn(Infinity, 'linear');
  assert.ok(texts.some(({ text }) => text === 'loss') && !texts.some(({ text }) => text === 'loss (log)'));
});

test('the ticks of an axis are written in one style, and 1 is among those of a logarithmic one', () => {
  assert.deepEqual(tickTexts(logTicks(1, 1.2e14, 5)), ['1', '10³', '10⁶', '10⁹', '10¹²']);
  assert.deepEqual(tickTexts(logTicks(1e-7, 20, 5)), ['10⁻⁶', '10⁻⁴', '10⁻²', '1']);
  assert.deepEqual(tickTexts(logTicks(0.4, 300, 5)), ['1', '10', '100']);
  assert.deepEqual(tickTexts([0, 5000, 10000]), ['0', '5·10³', '10⁴']);
  assert.deepEqual(tickTexts([-0.0002, 0, 0.0002]), ['−2·10⁻⁴', '0', '2·10⁻⁴']);
  assert.deepEqual(tickTexts([0, 0.5, 1]), ['0', '0.5', '1']);
  const { texts } = drawn(2, 'linear');
  const ticks = texts.map(({ text }) => text).filter((text) => /^[\d·⁰¹²³⁴-⁹]+$/.test(text));
  for (const tick of ['1', '10²', '10⁴']) assert.ok(ticks.includes(tick), `${tick} among ${ticks}`);
});

test('the caption of an explosion names the peak, where the loss has come down from one', () => {
  const evaluations = [
    [0, 2.42],
    [100, 1.1e14],
    [200, 49.6],
  ].map(([step, loss]) => ({ step, loss, accuracy: 0.1, samples: 32 * step }));
  const run = {
    history: { evaluations, steps: [1, 3], losses: [2, 9], lastStep: 200 },
    measures: {},
    status: 'paused',
  };
  const look = (/** @type {number} */ i) => ({
    run,
    step: evaluations[i].step,
    reach: evaluations[i].step,
    from: 0,
    start: evaluations[0],
    evaluation: evaluations[i],
    status: 'paused',
    lines: [],
    samples: 0,
    trainTotal: 60000,
  });
  const words = (/** @type {number} */ i, /** @type {'en' | 'zh'} */ language) =>
    said(
      writeCaption(
        /** @type {any} */ ({ ...defaultSettings, learningRate: 100 }),
        /** @type {any} */ (look(i)),
        strings[language],
        { travelled: null, playing: false },
      ),
    );
  assert.match(
    words(2, 'en'),
    /exploded at step 3 and went from 2\.42 up to 1\.1·10¹⁴, then back to 49\.60: with η = 100/,
  );
  assert.match(words(2, 'zh'), /在第 3 步爆炸，从 2\.42 升到 1\.1·10¹⁴，又回落到 49\.60：/);
  assert.match(words(1, 'en'), /went from 2\.42 to 1\.1·10¹⁴: with/);
});

test('a link with a step says nothing of it before the run has come there', () => {
  const evaluation = { step: 0, loss: 2.4, accuracy: 0.04, samples: 0, seconds: 0 };
  const run = {
    history: { evaluations: [evaluation], steps: [], losses: [], snapshots: [0], lastStep: 0 },
    measures: { step: 0, samples: 0 },
    status: 'waiting',
    evaluation,
  };
  const session = (/** @type {any} */ run) =>
    /** @type {any} */ ({
      shows: () => true,
      run,
      moving: false,
      like: () => null,
      find: () => null,
      passed: new Map(),
      laboratory: null,
      opened: true,
      travelled: null,
      playing: false,
      refused: '',
    });
  const state = /** @type {any} */ ({ ...defaultSettings, lineage: null, compare: [], step: 400, reach: 0 });
  const before = observe(state, session(run));
  assert.deepEqual([before.arrived, before.evaluation, before.batchLoss, before.goal], [false, null, null, null]);
  const there = observe(state, session({ ...run, history: { ...run.history, lastStep: 400 } }));
  assert.deepEqual([there.arrived, there.evaluation], [true, evaluation]);
  for (const language of /** @type {const} */ (['en', 'zh']))
    assert.match(said(writeCaption(state, { ...before, status: 'paused' }, strings[language], session(run))), /400/);
});

/** @typedef {import('../../web/chapters/digits/figures/train/end-labels.js').EndLabel} EndLabel */

test('labels at the ends of three runs that exploded lie on no line and on no other label', () => {
  const box = { left: 0, right: 600, top: 20, bottom: 120 };
  // Two ended early, at the height at which the third goes on; its jump lies where the words of the first would stand.
  const third = /** @type {[number, number][]} */ ([
    [0, 100],
    [210, 104],
    [240, 50],
    [260, 102],
    [600, 104],
  ]);
  const lines = [
    third,
    /** @type {[number, number][]} */ ([
      [0, 100],
      [200, 102],
    ]),
    /** @type {[number, number][]} */ ([
      [0, 104],
      [400, 104],
    ]),
  ];
  /** @type {EndLabel[]} */
  const labels = [
    [609, 104],
    [209, 102],
    [409, 104],
    [609, 105],
  ].map(([left, y]) => ({ left, y, width: 90, wanted: NaN }));
  placeLabels(labels, lines, box, 15);
  const boxes = labels.map(({ left, width, wanted }) => ({
    left,
    right: left + width,
    top: wanted - 7.5,
    bottom: wanted + 7.5,
  }));
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(i + 1))
      assert.ok(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top);
    for (const line of lines) {
      for (const [k, [x2, y2]] of line.slice(1).entries()) {
        const [x1, y1] = line[k];
        for (let t = 0; t <= 1; t += 1 / 512) {
          const [x, y] = [x1 + t * (x2 - x1), y1 + t * (y2 - y1)];
          assert.ok(!(x > a.left && x < a.right && y > a.top && y < a.bottom), `label ${i} at ${a.top} lies on a line`);
        }
      }
    }
  }
  assert.ok(Math.abs(labels[2].wanted - 104) < 15, 'as near to its end as can be');
});

/** What a caption says, without its tags. @param {any} part @returns {string} */
const said = (part) =>
  Array.isArray(part)
    ? part.map(said).join('')
    : part?.strings
      ? part.strings
          .map((/** @type {string} */ text, /** @type {number} */ i) => text + said(part.values[i] ?? ''))
          .join('')
          .replace(/<[^>]*>/g, '')
          .replace(/\s+/g, ' ')
      : String(part);

test("what the engine refuses is told in the language of the page, not in the engine's words", () => {
  const state = { ...defaultSettings, learningRate: 3, batchSize: 5, lineage: null, compare: [], step: 7, reach: 7 };
  const message = 'rate is 3; it must be smaller';
  const caption = (/** @type {'en' | 'zh'} */ language, /** @type {object} */ settings, /** @type {string} */ status) =>
    said(
      writeCaption(
        /** @type {any} */ (settings),
        /** @type {any} */ ({ status, step: 1700, run: { message } }),
        strings[language],
        /** @type {any} */ ({ refused: message, travelled: null, playing: false }),
      ),
    );
  assert.equal(
    caption('en', state, 'refused'),
    'The engine cannot train with learning rate η = 3 (it goes from 10⁻⁶ to 10⁶), batch size = 5 (it goes from 1 to 10000). Undo or reset brings the last good settings back.',
  );
  assert.equal(
    caption('zh', state, 'refused'),
    '引擎无法用以下设置训练：学习率 η = 3（范围 10⁻⁶ 到 10⁶），小批量大小 = 5（范围 1 到 10000）。撤销或重置可以回到原来的设置。',
  );
  assert.equal(
    caption('en', defaultSettings, 'refused'),
    'The engine cannot train with the default settings. Undo or reset brings the last good settings back.',
  );
  assert.equal(
    caption('zh', defaultSettings, 'refused'),
    '引擎无法用以下设置训练：默认设置。撤销或重置可以回到原来的设置。',
  );
  assert.equal(
    caption('en', state, 'failed'),
    'The part of the page that trains failed after step 1,700. Reload the page to train on.',
  );
  assert.equal(caption('zh', state, 'failed'), '走完第 1,700 步，负责训练的部分出了故障。刷新页面后可以继续训练。');
});
