// @ts-check
// The main thread's work for each frame, out of Chromium's own trace.

/**
 * @typedef {{ name: string, ph: string, ts: number, dur?: number, tdur?: number, pid: number, tid: number, args?: any
 *   }} TraceEvent
 *  ts, dur: microseconds of the clock; tdur: of the processor, for this thread */

/**
 * Milliseconds of processor time of the page's main thread between one frame's beginning and the next. What the thread
 * waits for, such as the drawing of another thread on the same core, is not its work.
 * @param {import('@playwright/test').Browser} browser
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<unknown>} action
 */
export async function workPerFrame(browser, page, action) {
  await browser.startTracing(page, {
    categories: [
      'devtools.timeline',
      'disabled-by-default-devtools.timeline',
      'disabled-by-default-devtools.timeline.frame',
      'blink.user_timing',
    ],
  });
  const mark = `measured ${Math.random()}`;
  await page.evaluate((name) => performance.mark(name), mark);
  await action();
  const { traceEvents } = /** @type {{ traceEvents: TraceEvent[] }} */ (
    JSON.parse((await browser.stopTracing()).toString('utf8'))
  );

  const own = traceEvents.find(({ name }) => name === mark);
  if (!own) throw new Error('the trace does not know the page');
  const mine = traceEvents.filter(({ pid, tid }) => pid === own.pid && tid === own.tid);
  const frames = mine
    .filter(({ name }) => name === 'BeginMainThreadFrame')
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const tasks = mine.filter(({ name, ph }) => name === 'RunTask' && ph === 'X');
  if (frames.length < 20) throw new Error(`the trace has only ${frames.length} frames`);
  const work = new Array(frames.length - 1).fill(0);
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    // A frame's work begins with the event that asked for it: what happens before its BeginMainThreadFrame belongs to
    // it.
    const frame = frames.findIndex((begin) => begin >= ts);
    if (frame > 0) work[frame - 1] += tdur / 1000;
  }
  return work;
}
