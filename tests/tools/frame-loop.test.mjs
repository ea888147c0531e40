// @ts-check
// A loop over frames that are handed out here, by a clock of the test's own.
import assert from 'node:assert/strict';
import { test } from 'node:test';

let still = false;
let now = 0;
/** @type {Map<number, (now: number) => void>} */
const waiting = new Map();
let last = 0;
Object.assign(globalThis, {
  matchMedia: () => ({
    get matches() {
      return still;
    },
  }),
  requestAnimationFrame: (/** @type {(now: number) => void} */ frame) => {
    waiting.set(++last, frame);
    return last;
  },
  cancelAnimationFrame: (/** @type {number} */ frame) => waiting.delete(frame),
});
Object.defineProperty(globalThis, 'performance', { value: { now: () => now } });
const { FrameLoop } = await import('../../web/kit/frame-loop.js');

/** The next frame, so many milliseconds after the last. @param {number} elapsed */
function pass(elapsed) {
  now += elapsed;
  const frames = [...waiting.values()];
  waiting.clear();
  for (const frame of frames) frame(now);
}

function begin() {
  const life = new AbortController();
  const host = { lifetime: life.signal, updates: 0, requestUpdate: () => void ++host.updates };
  const loop = new FrameLoop(/** @type {any} */ (host));
  return { loop, host, life };
}

test('each frame is told how long the one before stood, a rest counting a tenth of a second at most', () => {
  const { loop, host } = begin();
  /** @type {number[]} */
  const told = [];
  loop.start((elapsed) => told.push(elapsed) < 4);
  assert.equal(host.updates, 1);
  for (const elapsed of [16, 17, 60_000, 16, 16]) pass(elapsed);
  assert.deepEqual(told, [16, 17, 100, 16]);
  assert.equal(loop.running, false);
  assert.equal(host.updates, 2);
});

test('it ends when it is stopped, from within too, when it is begun anew, and with its element', () => {
  const { loop, host, life } = begin();
  let frames = 0;
  loop.start(() => ++frames > 0);
  pass(16);
  loop.stop();
  pass(16);
  assert.deepEqual([frames, loop.running, host.updates], [1, false, 2]);
  loop.start(() => {
    loop.stop();
    return ++frames > 0;
  });
  pass(16);
  pass(16);
  assert.deepEqual([frames, loop.running], [2, false]);

  loop.start(() => assert.fail('the loop before goes on'));
  loop.start(() => ++frames > 0);
  pass(16);
  assert.equal(frames, 3);
  life.abort();
  pass(16);
  pass(16);
  assert.deepEqual([frames, loop.running, waiting.size], [3, false, 0]);
});

test('where little motion is wanted the end is shown at once; without an end to show the loop runs', () => {
  const { loop } = begin();
  still = true;
  let shown = 0;
  loop.start(
    () => assert.fail('it moves'),
    () => void ++shown,
  );
  assert.deepEqual([shown, loop.running], [1, false]);
  loop.start(() => false);
  assert.equal(loop.running, true);
  pass(16);
  assert.equal(loop.running, false);
  still = false;
});
