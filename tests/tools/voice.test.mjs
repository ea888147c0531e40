// @ts-check
// When a caption is read aloud, by a clock that the test moves.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { language } from '../../web/kit/language.js';
import { CaptionVoice } from '../../web/kit/voice.js';

afterEach(() => language.choose('en'));

/** A voice, and a clock that stands until it is moved. */
function opened() {
  let time = 0;
  /** @type {{ at: number, action: () => void }[]} */
  let waiting = [];
  /** @type {[number, string][]} */
  const told = [];
  const voice = new CaptionVoice(() => told.push([time, voice.words]), {
    now: () => time,
    wait: (action, milliseconds) => {
      const timer = { at: time + milliseconds, action };
      waiting.push(timer);
      return timer;
    },
    cancel: (timer) => {
      waiting = waiting.filter((other) => other !== timer);
    },
  });
  const pass = (/** @type {number} */ milliseconds) => {
    for (const end = time + milliseconds; ;) {
      const [next] = waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      time = next?.at ?? end;
      if (!next) return;
      waiting = waiting.filter((other) => other !== next);
      next.action();
    }
  };
  return { voice, told, pass };
}

test('nothing is read before the learner has acted', () => {
  const { voice, told, pass } = opened();
  voice.hear('the slope is 1');
  pass(60_000);
  assert.deepEqual(told, []);
});

test('what has come to rest is read once, and not while it moves', () => {
  const { voice, told, pass } = opened();
  voice.wake();
  for (let i = 0; i < 6; i++) {
    voice.hear(`the slope is ${i}`);
    pass(100);
  }
  voice.hear('the  slope\n is 6');
  pass(10_000);
  assert.equal(told.at(-1)?.[1], 'the slope is 6');
  assert.ok(told.length <= 2, `${told.length} times in one movement`);
  voice.hear('the slope is 6');
  pass(10_000);
  assert.equal(told.at(-1)?.[1], 'the slope is 6');
});

test('while it runs on, it is read as it begins and every eight seconds', () => {
  const { voice, told, pass } = opened();
  voice.wake();
  pass(10_000);
  for (let i = 0; i < 300; i++) {
    voice.hear(`${i} steps`);
    pass(100);
  }
  const times = told.map(([time]) => time - 10_000);
  assert.equal(times[0], 700);
  times.slice(1).forEach((time, k) => assert.equal(time - times[k], 8000));
});

test('words in the other language do not stay for a moment', () => {
  const { voice, told, pass } = opened();
  voice.wake();
  voice.hear('the slope is 1');
  pass(1000);
  language.choose('zh');
  voice.hear('斜率是 1');
  pass(0);
  assert.deepEqual(told.at(-1), [1000, '斜率是 1']);
});
