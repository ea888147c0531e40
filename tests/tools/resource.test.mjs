// @ts-check
// What a figure opens is there while it stands in the page, and nothing is left of it afterwards.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Resource } from '../../web/kit/resource.js';

/** A resource whose opening is decided by hand, and how often it was followed. */
function opening() {
  /** @type {{ deleted: number, delete(): void }[]} */
  const opened = [];
  /** @type {(() => void)[]} */
  const open = [];
  let followed = 0;
  const resource = new Resource(
    () =>
      new Promise((resolve) =>
        open.push(() => {
          const one = { deleted: 0, delete: () => void ++one.deleted };
          opened.push(one);
          resolve(one);
        }),
      ),
    () => void ++followed,
  );
  return { resource, opened, open, followed: () => followed };
}

test('it is there from when it was opened until its figure leaves, and anew when the figure comes back', async () => {
  const { resource, opened, open, followed } = opening();
  for (let round = 0; round < 2; ++round) {
    const stay = new AbortController();
    const begun = resource.begin(stay.signal);
    assert.equal(resource.now, null);
    open[round]();
    await begun;
    assert.equal(resource.now, opened[round]);
    assert.equal(followed(), round + 1);
    stay.abort();
    assert.equal(resource.now, null);
    assert.equal(opened[round].deleted, 1);
  }
});

test('what is opened when its figure has left already is deleted, and nobody hears of it', async () => {
  const { resource, opened, open, followed } = opening();
  const [gone, back] = [new AbortController(), new AbortController()];
  const late = resource.begin(gone.signal);
  gone.abort();
  const begun = resource.begin(back.signal);
  open[1]();
  await begun;
  open[0]();
  await late;
  assert.equal(resource.now, opened[0]);
  assert.deepEqual([opened[0].deleted, opened[1].deleted, followed()], [0, 1, 1]);
});

test('a failure to open is the figure’s to tell, and leaves nothing', async () => {
  const resource = new Resource(
    () => Promise.reject(new Error('no engine')),
    () => assert.fail('followed'),
  );
  await assert.rejects(resource.begin(new AbortController().signal), /no engine/);
  assert.equal(resource.now, null);
});
