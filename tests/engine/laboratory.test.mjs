// @ts-check
// Training as the page sees it: the same protocol as with a browser's worker, the other end in this process.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadLaboratoryEngine } from '../../web/engine/laboratory-engine.js';
import { openLaboratory } from '../../web/engine/training.js';
import { replaceShard, serveShards } from './support/shards.mjs';
import { serve } from '../../web/engine/training-service.js';
import { inProcess, inThread } from './support/workers.mjs';

/** @typedef {import('../../web/engine/training.js').Laboratory} Laboratory */

/** @type {Awaited<ReturnType<typeof serveShards>>} */
let server;
before(async () => {
  server = await serveShards();
});
after(() => server.close());

/**
 * @param {import('node:test').TestContext} context
 * @param {Partial<Parameters<typeof openLaboratory>[0]> & { worker?: ReturnType<typeof inProcess> }} [options]
 */
async function open(context, { worker = inProcess(), ...options } = {}) {
  const laboratory = await openLaboratory({
    dataUrl: server.url,
    build: 'simd',
    createWorker: worker.createWorker,
    ...options,
  });
  context.after(() => laboratory.close());
  return { laboratory, worker };
}

/** @param {EventTarget} target @param {string} type @param {() => boolean} [when] */
function event(target, type, when = () => true) {
  return new Promise((resolve) => {
    const listen = () => {
      if (!when()) return;
      target.removeEventListener(type, listen);
      resolve(null);
    };
    if (type === 'data' && when()) resolve(null);
    else target.addEventListener(type, listen);
  });
}
const arrived = (/** @type {Laboratory} */ laboratory) =>
  event(laboratory, 'data', () => laboratory.data.phase === 'ready');

const small = { hidden: [8], batchSize: 16, seed: 3 };

test('a run trains to the step that was named, and shows the accuracy of that very step', async (context) => {
  const { laboratory } = await open(context);
  const run = await laboratory.createRun(small);
  assert.equal(run.settings.batchSize, 16);
  await run.start({ untilStep: 250 });
  assert.equal(run.status, 'paused');
  assert.equal(run.measures.step, 250);
  assert.equal(run.measures.samples, 250 * 16);
  assert.ok(run.measures.trainingSeconds > 0 && run.measures.samplesPerSecond > 0);
  assert.equal(run.history.lastStep, 250);
  assert.equal(run.history.losses.length, 250);
  assert.deepEqual(run.history.snapshots, [0, 100, 200]);
  assert.deepEqual(
    run.history.evaluations.map(({ step }) => step),
    [0, 2, 4, 10, 20, 40, 100, 200, 250],
  ); // on the way, and where it rests
  assert.equal(run.evaluation?.step, 250);
  assert.equal(run.evaluation?.count, 100);
  assert.equal(
    run.evaluation?.confusion.reduce((sum, count) => sum + count, 0),
    100,
  );
  assert.equal(laboratory.data.source, 'mnist');
});

test('the same settings show the same history as the trainer alone', async (context) => {
  const { laboratory } = await open(context);
  await arrived(laboratory);
  const run = await laboratory.createRun(small);
  await run.start({ untilStep: 120 });
  const again = await laboratory.createRun(small);
  const other = await laboratory.createRun({ ...small, seed: 4 });
  await Promise.all([again.start({ untilStep: 120 }), other.start({ untilStep: 120 })]);
  assert.deepEqual(again.history.losses, run.history.losses);
  assert.deepEqual(await again.parameters(), await run.parameters());
  assert.notDeepEqual(other.history.losses, run.history.losses);
  const seconds = (/** @type {any} */ { seconds: _, ...rest }) => rest;
  assert.deepEqual(again.history.evaluations.map(seconds), run.history.evaluations.map(seconds));
});

test('single steps, pause and progress', async (context) => {
  const { laboratory } = await open(context);
  await arrived(laboratory);
  const run = await laboratory.createRun(small);
  await run.step();
  assert.equal(run.measures.step, 1);
  await run.step(9);
  assert.equal(run.measures.step, 10);
  assert.equal(run.evaluation?.step, 10);

  let heard = 0;
  run.addEventListener('progress', () => {
    heard += 1;
  });
  const over = run.start();
  await event(run, 'progress', () => heard >= 3 && run.measures.step > 10);
  await run.pause();
  await over;
  assert.equal(run.status, 'paused');
  const { step } = run.measures;
  for (let turn = 0; turn < 20; ++turn) await laboratory.call('beat');
  assert.equal(run.measures.step, step);
});

test('between two frames the page hears of nothing but evaluations and the end', async (context) => {
  const { laboratory } = await open(context, { worker: inProcess((endpoint) => serve(endpoint, { frame: 1e8 })) });
  const run = await laboratory.createRun(small);
  let heard = 0;
  run.addEventListener('progress', () => {
    heard += 1;
  });
  await run.start({ untilStep: 2000 });
  const { evaluations } = run.history;
  assert.ok(heard >= 1 && heard <= evaluations.length + 1, `${heard} reports of ${evaluations.length} evaluations`);
});

test('time travel, back and ahead, is exact and leaves the history as it is', async (context) => {
  const { laboratory } = await open(context);
  await arrived(laboratory);
  const run = await laboratory.createRun({ ...small, optimizer: 'adam', learningRate: 0.01, augmentation: true });
  await run.start({ untilStep: 137 });
  const then = await run.parameters();
  await run.start({ untilStep: 340 });
  const losses = run.history.losses.slice();
  const shares = /** @type {number[]} */ ([]);
  assert.deepEqual(await run.travel(137, { onProgress: (share) => shares.push(share) }), {
    step: 137,
    cancelled: false,
  });
  assert.deepEqual(await run.parameters(), then);
  assert.equal(run.measures.samples, 137 * 16);
  assert.equal(run.evaluation?.step, 137);
  assert.deepEqual(run.history.losses, losses);
  assert.ok(shares.every((share) => share >= 0 && share <= 1));
  await run.travel(0);
  assert.equal(run.measures.step, 0);
  await run.travel(400);
  assert.equal(run.history.lastStep, 400);
  assert.deepEqual(run.history.losses.slice(0, 340), losses);
});

test('a journey that is called off ends where it began', async (context) => {
  const { laboratory } = await open(context);
  await arrived(laboratory);
  const run = await laboratory.createRun(small);
  await run.start({ untilStep: 60 });
  const here = await run.parameters();
  const stop = new AbortController();
  const journey = run.travel(5_000_000, { signal: stop.signal });
  await event(run, 'progress', () => run.status === 'travelling' && run.measures.step > 60);
  stop.abort();
  assert.deepEqual(await journey, { step: 60, cancelled: true });
  assert.equal(run.measures.step, 60);
  assert.deepEqual(await run.parameters(), here);
  assert.deepEqual(await run.travel(10, { signal: AbortSignal.abort() }), { step: 60, cancelled: true });
});

test('a branch shares the way up to its fork and then goes its own', async (context) => {
  const { laboratory } = await open(context);
  await arrived(laboratory);
  const run = await laboratory.createRun(small);
  await run.start({ untilStep: 200 });
  const branch = await run.branch(150, { learningRate: 0.3 });
  assert.equal(branch.measures.step, 150);
  assert.equal(branch.settings.learningRate, 0.3);
  assert.equal(branch.settings.seed, 3);
  assert.deepEqual(branch.parent, { run, step: 150 });
  await run.travel(150);
  assert.deepEqual(await branch.parameters(), await run.parameters());
  await branch.start({ untilStep: 220 });
  assert.deepEqual(branch.history.losses.slice(0, 151), run.history.losses.slice(0, 151));
  assert.notDeepEqual(branch.history.losses.slice(151, 200), run.history.losses.slice(151, 200));

  // No line may be drawn across the fork: the branch is evaluated where it begins, by the very network of its parent.
  const atFork = branch.history.evaluations.find(({ step }) => step === 150);
  assert.equal(run.evaluation?.step, 150);
  assert.equal(atFork?.loss, run.evaluation?.loss);

  const end = await branch.parameters();
  await branch.travel(80);
  await branch.travel(220);
  assert.deepEqual(await branch.parameters(), end);
  const twig = await branch.branch(180, { optimizer: 'adam', batchSize: 8 });
  await twig.step(5);
  assert.equal(twig.measures.step, 185);
  await assert.rejects(run.branch(100, { hidden: [9] }), /layers.*hidden is \[8\] there and cannot become \[9\]/);
  await assert.rejects(run.branch(100, { filters: [2] }), /layers.*filters is \[\] there and cannot become \[2\]/);
  await assert.rejects(run.branch(100, { learningRate: -1 }), /learningRate is -1/);
});

test('divergence is a state with a step, and one can travel back before it', async (context) => {
  const { laboratory } = await open(context);
  await arrived(laboratory);
  const run = await laboratory.createRun({ learningRate: 1e6 });
  await run.start();
  assert.equal(run.status, 'diverged');
  assert.match(run.message, /step \d+/);
  await run.travel(0);
  assert.equal(run.status, 'paused');
  assert.equal(run.measures.step, 0);
});

test('refused settings reject with words, and the next run is fine', async (context) => {
  const { laboratory } = await open(context);
  await assert.rejects(laboratory.createRun({ batchSize: 0 }), /batchSize is 0/);
  await assert.rejects(laboratory.createRun(/** @type {any} */ ({ optimizer: 'magic' })), /"magic"/);
  const run = await laboratory.createRun(small);
  await assert.rejects(run.start({ untilStep: 1.5 }), /untilStep is 1.5/);
  await assert.rejects(run.step(-1), /-1/);
  await assert.rejects(run.travel(NaN), /NaN/);
  await run.step(3);
  assert.equal(run.measures.step, 3);
});

test('a run is completed and created in one call, and a refused one leaves nothing behind', async (context) => {
  const { laboratory } = await open(context);
  await arrived(laboratory);
  const calls = context.mock.method(laboratory, 'call');
  const made = (/** @type {number} */ from) => calls.mock.calls.slice(from).map((call) => call.arguments[0]);
  const run = await laboratory.createRun(small, { alterations: { rareDigit: 7 } });
  assert.deepEqual(made(0), ['createRun']);
  assert.equal(run.settings.learningRate, 0.1);
  assert.ok(run.settings.workers >= 1);
  assert.equal(run.alterations?.rareDigit, 7);
  assert.equal(typeof run.alterations?.rareShare, 'number');

  await run.step(20);
  const before = calls.mock.callCount();
  const branch = await run.branch(10, { learningRate: 0.3 });
  assert.deepEqual(made(before), ['createRun', 'pursue']);
  assert.deepEqual(
    branch.recipe.map(({ fromStep, settings }) => [fromStep, settings.learningRate]),
    [
      [0, 0.1],
      [10, 0.3],
    ],
  );

  const refused = calls.mock.callCount();
  await assert.rejects(run.branch(10, { hidden: [9] }), /hidden is \[8\] there and cannot become \[9\]/);
  await assert.rejects(laboratory.createRun({ batchSize: 0 }), /batchSize is 0/);
  assert.deepEqual(made(refused), ['createRun', 'createRun']);
  const { id } = /** @type {{ id: string }} */ (calls.mock.calls[refused].arguments[1]);
  await assert.rejects(laboratory.call('parameters', id), /disposed/);
});

test('training begins with the first block and waits for the next', async (context) => {
  const { file } = server.manifest.train.shards[1].images;
  /** @type {() => void} */
  let release = () => {};
  server.faults.set(`/${file}`, (body, response) => {
    release = () => response.end(body);
  });
  context.after(() => server.faults.clear());
  const { laboratory } = await open(context);
  const run = await laboratory.createRun(small);
  const finished = run.start({ untilStep: 30 });
  await event(run, 'progress', () => run.status === 'waiting' && run.measures.step > 0);
  assert.equal(run.measures.step, Math.floor(200 / 16));
  assert.equal(laboratory.data.train.available, 200);
  assert.ok(laboratory.data.loaded > 0 && laboratory.data.loaded < laboratory.data.total);
  release();
  await finished;
  assert.equal(run.measures.step, 30);
});

/** @type {[string, (body: Buffer, response: import('node:http').ServerResponse) => void, RegExp, string][]} */
const breakages = [
  [
    'breaks off',
    (body, response) => {
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.subarray(0, 99), () => response.destroy());
    },
    /broke off/,
    'brokeOff',
  ],
  [
    'is refused by the server',
    (_, response) => {
      response.writeHead(503).end();
    },
    /answered 503/,
    'refused',
  ],
  [
    'arrives cut',
    (body, response) => {
      response.end(body.subarray(0, body.length - 50));
    },
    /incomplete or damaged/,
    'incomplete',
  ],
  [
    'arrives changed',
    (_, response) => {
      response.end(Buffer.from('no digits here'));
    },
    /SHA-256/,
    'damaged',
  ],
];
for (const [what, fault, words, code] of breakages) {
  test(`a download that ${what} is told, what has come stays usable, and a retry goes on`, async (context) => {
    const { file } = server.manifest.train.shards[2].images;
    server.faults.set(`/${file}`, fault);
    context.after(() => server.faults.clear());
    const { laboratory } = await open(context);
    await event(laboratory, 'data', () => laboratory.data.phase === 'failed');
    assert.match(laboratory.data.error ?? '', words);
    assert.match(laboratory.data.error ?? '', new RegExp(file));
    assert.equal(laboratory.data.problem?.code, code);
    assert.equal(laboratory.data.problem?.file, file);
    assert.equal(laboratory.data.train.available, 400);
    const run = await laboratory.createRun(small);
    await run.step(20);
    assert.equal(run.measures.step, 20);
    server.faults.clear();
    await laboratory.retryData();
    assert.equal(laboratory.data.phase, 'ready');
    assert.equal(laboratory.data.error, null);
    assert.equal(laboratory.data.problem, null);
    assert.equal(laboratory.data.loaded, laboratory.data.total);
    await run.step(20);
    assert.equal(run.measures.step, 40);
  });
}

/** @typedef {{ images: Buffer, labels: Buffer }} Shard */

/** @param {Buffer} bytes @param {(copy: Buffer) => void} edit */
function edited(bytes, edit) {
  const copy = Buffer.from(bytes);
  edit(copy);
  return copy;
}

/** @type {[string, (shard: Shard) => Shard, RegExp][]} */
const wrongShards = [
  [
    'cut short',
    ({ images, labels }) => ({ images: images.subarray(0, images.length - 1000), labels }),
    /images.*155816.*156816|images.*156816.*155816/,
  ],
  [
    'too long',
    ({ images, labels }) => ({ images: Buffer.concat([images, Buffer.alloc(7)]), labels }),
    /images.*156823/,
  ],
  [
    'no IDX at all',
    ({ images, labels }) => ({ images: edited(images, (copy) => copy.writeUInt8(0x0d, 2)), labels }),
    /begins with 00000d03; .* 00000803/,
  ],
  [
    'short of labels',
    ({ images, labels }) => ({
      images,
      labels: edited(labels.subarray(0, labels.length - 5), (copy) => copy.writeUInt32BE(195, 4)),
    }),
    /200.*195|195.*200/,
  ],
  [
    'labelled 10',
    ({ images, labels }) => ({ images, labels: edited(labels, (copy) => copy.writeUInt8(10, 100)) }),
    /label.*92.*10|label.*10.*92/,
  ],
];
for (const [what, change, words] of wrongShards) {
  test(`a shard that is ${what}, as its sum says, is refused in words, and what came before it stays`, async (context) => {
    const own = await serveShards();
    context.after(() => own.close());
    replaceShard(own, 2, change);
    const { laboratory } = await open(context, { dataUrl: own.url });
    await event(laboratory, 'data', () => laboratory.data.phase === 'failed');
    assert.match(laboratory.data.error ?? '', words);
    assert.equal(laboratory.data.train.available, 400);
    const run = await laboratory.createRun(small);
    await run.step(20);
    assert.equal(run.measures.step, 20);
  });
}

test('without a manifest the digits are synthetic, and that is said', async (context) => {
  const phases = new Set();
  const { laboratory } = await open(context, {
    dataUrl: server.url.replace('manifest', 'nothing'),
    onData: ({ phase, source }) => phases.add(`${phase} ${source}`),
  });
  const run = await laboratory.createRun(small);
  await run.start({ untilStep: 10 });
  assert.equal(laboratory.data.source, 'synthetic');
  assert.ok(phases.has('generating synthetic'));
  const { pixels, labels } = await laboratory.samples('train', [0, 5]);
  assert.equal(pixels.length, 2 * 784);
  assert.equal(labels.length, 2);
});

test('a worker that dies is replaced; the state is kept and the goal pursued', async (context) => {
  const { laboratory, worker } = await open(context);
  await arrived(laboratory);
  const run = await laboratory.createRun(small);
  await run.start({ untilStep: 180 });
  const here = await run.parameters();
  const losses = run.history.losses.slice();

  let [restarted, restored] = [0, 0];
  laboratory.addEventListener('restarted', () => {
    restarted += 1;
  });
  run.addEventListener('restored', () => {
    restored += 1;
  });
  worker.kill();
  assert.deepEqual(await run.parameters(), here);
  assert.deepEqual([restarted, restored], [1, 1]);
  assert.equal(run.measures.step, 180);
  assert.deepEqual(run.history.losses, losses);

  const finished = run.start({ untilStep: 400 });
  worker.kill();
  await finished;
  assert.equal(run.measures.step, 400);
  const end = await run.parameters();
  await run.travel(100);
  await run.travel(400);
  assert.deepEqual(await run.parameters(), end);
  assert.equal(worker.services.length, 3);
});

test('a worker that stays silent is taken for dead after twelve beats without an answer, and no sooner', async (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] });
  const worker = inProcess();
  let silent = false;
  const createWorker = () => {
    const made = worker.createWorker();
    if (worker.services.length > 1) return made;
    const post = made.postMessage;
    return Object.assign(made, { postMessage: (/** @type {[any, any]} */ ...message) => silent || post(...message) });
  };
  const { laboratory } = await open(context, { createWorker });
  await arrived(laboratory);
  const run = await laboratory.createRun(small);
  await run.start({ untilStep: 60 });
  const here = await run.parameters();

  silent = true;
  context.mock.timers.tick(12_000);
  assert.equal(worker.services.length, 1);
  const restarted = event(laboratory, 'restarted');
  context.mock.timers.tick(1000);
  await restarted;
  assert.equal(worker.services.length, 2);
  assert.deepEqual(await run.parameters(), here);
});

test('a worker that dies again and again is given up with words', async (context) => {
  const { laboratory, worker } = await open(context);
  const run = await laboratory.createRun(small);
  for (let i = 0; i < 4; ++i) {
    await laboratory.ready;
    worker.kill('out of memory');
  }
  assert.equal(run.status, 'failed');
  assert.match(run.message, /out of memory/);
  assert.match(laboratory.data.error ?? '', /reload/);
  assert.equal(laboratory.data.problem?.code, 'stopped');
});

test('what is disposed of leaves no handle behind', async (context) => {
  const engine = await loadLaboratoryEngine({ build: 'simd' });
  const before = engine.handles();
  const { laboratory } = await open(context);
  await arrived(laboratory);
  const run = await laboratory.createRun(small);
  const branch = await run.step(5).then(() => run.branch(3, {}));
  assert.equal(engine.handles(), before + 2 + 2);
  branch.dispose();
  run.dispose();
  await laboratory.samples('test', [0]);
  assert.equal(engine.handles(), before + 2);
  await assert.rejects(run.start(), /disposed/);
  laboratory.close();
  assert.equal(engine.handles(), before);
});

test('the same protocol runs across a real thread', async (context) => {
  const laboratory = await openLaboratory({
    dataUrl: server.url,
    build: 'simd',
    createWorker: inThread().createWorker,
  });
  context.after(() => laboratory.close());
  const run = await laboratory.createRun(small);
  await run.start({ untilStep: 150 });
  const here = await run.parameters();
  await run.travel(40);
  await run.travel(150);
  assert.deepEqual(await run.parameters(), here);
  assert.equal(run.history.losses.length, 150);
});
