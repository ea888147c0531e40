// @ts-check
// The nearest images, and data sets that are altered while they come: against loops written out here.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadLaboratoryEngine } from '../../web/engine/laboratory-engine.js';
import { openLaboratory } from '../../web/engine/training.js';
import { digits, engines } from './support/builds.mjs';
import { closeAll, withHandles } from './support/numbers.mjs';
import { serveShards } from './support/shards.mjs';
import { inProcess } from './support/workers.mjs';

/** @param {number} count */
const upTo = (count) => Array.from({ length: count }, (_, i) => i);
/** @param {ArrayLike<number>} pixels @param {number} i */
const image = (pixels, i) => Array.from({ length: 784 }, (_, p) => pixels[784 * i + p]);
const small = { hidden: [8], batchSize: 16, seed: 3 };

/**
 * Every image with its distance from a drawing, nearest first, of equally near ones the earlier first.
 * @param {ArrayLike<number>} drawing
 * @param {Uint8Array} pixels
 */
function byDistance(drawing, pixels) {
  const ink = Array.from(drawing, (value) => Math.round(255 * value));
  return upTo(pixels.length / 784)
    .map((index) => ({ index, square: image(pixels, index).reduce((sum, value, p) => sum + (value - ink[p]) ** 2, 0) }))
    .sort((a, b) => a.square - b.square || a.index - b.index);
}

for (const engine of engines) {
  const named = (/** @type {string} */ name) => `${engine.build}: ${name}`;

  test(named('the nearest images are those that comparing every pixel finds'), () =>
    withHandles(engine, (keep) => {
      const data = keep(digits(engine, 300));
      const { pixels, labels } = data.samples(upTo(300));
      const drawing = engine.prepareDrawing(engine.synthesise(4, 99)).pixels;
      const expected = byDistance(drawing, pixels).slice(0, 25);
      const found = data.nearest(drawing, 25);
      assert.deepEqual(
        [...found.indices],
        expected.map(({ index }) => index),
      );
      closeAll(
        found.distances,
        expected.map(({ square }) => Math.sqrt(square) / 255),
        1e-12,
      );
      assert.deepEqual(
        [...found.labels],
        expected.map(({ index }) => labels[index]),
      );
      const itself = data.nearest(
        image(pixels, 17).map((value) => value / 255),
        1,
      );
      assert.deepEqual([itself.indices[0], itself.distances[0]], [17, 0]);
      assert.equal(data.nearest(drawing, 1000).indices.length, 300);
    }),
  );

  test(named('images that arrive between two searches are found by the second'), () =>
    withHandles(engine, (keep) => {
      const data = keep(engine.createDataset({ total: 200, blockSize: 100 }));
      const drawing = new Float32Array(784);
      assert.throws(() => data.nearest(drawing, 3), /no samples have arrived/);
      data.appendSynthetic(100, 1);
      assert.ok(data.nearest(drawing, 200).indices.length === 100);
      data.appendSynthetic(100, 2);
      const { pixels } = data.samples(upTo(200));
      assert.deepEqual(
        [...data.nearest(drawing, 200).indices],
        byDistance(drawing, pixels).map(({ index }) => index),
      );
    }),
  );

  test(named('a search refuses what is no drawing and no number of images'), () =>
    withHandles(engine, (keep) => {
      const data = keep(digits(engine, 20));
      assert.throws(() => data.nearest(new Float32Array(783), 1), /pixels has 783 numbers.*784/);
      assert.throws(() => data.nearest(new Float32Array(784).fill(1.5), 1), /pixels\[0\] is 1.5.*from 0 to 1/);
      assert.throws(() => data.nearest(new Float32Array(784), 0), /count is 0.*from 1 to 1000/);
      assert.throws(() => data.nearest(new Float32Array(784), 1001), /count is 1001/);
    }),
  );

  test(named('shuffled labels: as many as were asked for, the images untouched, more of them hold the fewer'), () =>
    withHandles(engine, (keep) => {
      const data = keep(digits(engine, 400));
      const all = upTo(400);
      const original = data.samples(all);
      const changed = (/** @type {number} */ share, seed = 5) => {
        const { pixels, labels } = keep(engine.alterDataset(data, { shuffledLabels: share, seed })).samples(all);
        assert.deepEqual(pixels, original.pixels);
        return all.filter((i) => labels[i] !== original.labels[i]);
      };
      assert.deepEqual(changed(0), []);
      const [few, many, every] = [changed(0.1), changed(0.5), changed(1)];
      // One in ten draws the label it had: n·0.9 differ, within five standard deviations of that binomial.
      for (const [found, drawn] of [
        [few, 40],
        [many, 200],
        [every, 400],
      ]) {
        const spread = 5 * Math.sqrt(Number(drawn) * 0.09);
        assert.ok(
          Math.abs(/** @type {number[]} */ (found).length - 0.9 * Number(drawn)) <= spread,
          `${/** @type {number[]} */ (found).length} of ${drawn}`,
        );
        assert.ok(/** @type {number[]} */ (found).length <= Number(drawn));
      }
      assert.ok(few.every((i) => many.includes(i)) && many.every((i) => every.includes(i)));
      assert.deepEqual(changed(0.5), many);
      assert.notDeepEqual(changed(0.5, 6), many);
    }),
  );

  test(named('a rare digit keeps its share, and the number of samples stays'), () =>
    withHandles(engine, (keep) => {
      const data = keep(digits(engine, 400));
      const count = (/** @type {Uint8Array} */ labels) => labels.reduce((sum, label) => sum + Number(label === 3), 0);
      const before = count(data.samples(upTo(400)).labels);
      const rare = keep(engine.alterDataset(data, { rareDigit: 3, rareShare: 0.25 }));
      assert.equal(rare.total, 400);
      assert.equal(rare.available, 400);
      assert.equal(count(rare.samples(upTo(400)).labels), Math.floor(0.25 * before + 0.5));
      const [original, altered] = [data.samples(upTo(400)), rare.samples(upTo(400))];
      const known = new Map(upTo(400).map((i) => [image(original.pixels, i).join(), original.labels[i]]));
      for (const i of upTo(400)) {
        if (original.labels[i] !== 3) assert.deepEqual(image(altered.pixels, i), image(original.pixels, i));
        assert.equal(altered.labels[i], known.get(image(altered.pixels, i).join()));
      }
    }),
  );

  test(named('permuted pixels are one bijection for all images; fewer samples are the first'), () =>
    withHandles(engine, (keep) => {
      const data = keep(digits(engine, 60));
      const sources = engine.pixelPermutation(8);
      assert.deepEqual(
        [...sources].sort((a, b) => a - b),
        upTo(784),
      );
      assert.notDeepEqual([...sources], upTo(784));
      assert.notDeepEqual(engine.pixelPermutation(9), sources);
      const altered = keep(engine.alterDataset(data, { permutedPixels: true, samples: 25, seed: 8 }));
      assert.deepEqual([altered.total, altered.available], [25, 25]);
      const [before, after] = [data.samples(upTo(25)), altered.samples(upTo(25))];
      for (const i of upTo(25))
        assert.deepEqual(
          image(after.pixels, i),
          Array.from(sources, (p) => image(before.pixels, i)[p]),
        );
      assert.deepEqual(after.labels, before.labels);
    }),
  );

  test(named('what comes late to the original comes out the same as if it had been there'), () =>
    withHandles(engine, (keep) => {
      const alterations = { rareDigit: 1, shuffledLabels: 0.3, permutedPixels: true, samples: 250, seed: 4 };
      const late = keep(engine.createDataset({ total: 300, blockSize: 100 }));
      const following = keep(engine.alterDataset(late, alterations));
      assert.equal(following.available, 0);
      const shown = [150, 100, 50].map((count, part) => {
        late.appendSynthetic(count, part);
        following.update();
        return following.available;
      });
      assert.deepEqual(shown, [100, 250, 250]); // with a rare digit in whole blocks
      const afterwards = keep(engine.alterDataset(late, alterations));
      assert.deepEqual(following.samples(upTo(250)), afterwards.samples(upTo(250)));
      assert.throws(() => following.appendSynthetic(1, 1), /altered/);
    }),
  );

  test(named('alterations are refused with words, and completed with defaults'), () =>
    withHandles(engine, (keep) => {
      const data = keep(digits(engine, 20));
      const alter = (/** @type {any} */ alterations) => () => engine.alterDataset(data, alterations);
      assert.throws(alter({ samples: 0 }), /samples is 0.*from 1/);
      assert.throws(alter({ samples: 2.5 }), /samples is 2.5.*whole/);
      assert.throws(alter({ rareDigit: 10 }), /rareDigit is 10.*from 0 to 9/);
      assert.throws(alter({ rareDigit: 1, rareShare: -0.1 }), /rareShare is -0.1.*from 0 to 1/);
      assert.throws(alter({ shuffledLabels: 1.01 }), /shuffledLabels is 1.01/);
      assert.throws(alter({ permutedPixels: 1 }), /permutedPixels is 1.*true or false/);
      assert.throws(alter({ shuffled: 0.5 }), /"shuffled".*shuffledLabels/);
      const complete = engine.completeAlterations({ rareDigit: 3 });
      assert.deepEqual(complete, {
        samples: null,
        rareDigit: 3,
        rareShare: engine.ranges.alterations.rareShare.default,
        shuffledLabels: 0,
        permutedPixels: false,
        seed: 1,
      });
      assert.deepEqual(engine.completeAlterations(complete), complete);
      for (const setting of Object.values(engine.ranges).flatMap((group) => Object.values(group))) {
        assert.ok(setting.min <= setting.default && setting.default <= setting.max, JSON.stringify(setting));
      }
    }),
  );

  test(named('recall and precision are those of the rows and columns of the confusion counts'), () => {
    const confusion = Uint32Array.from({ length: 100 }, (_, cell) => (cell * 7919) % 23);
    // no 4 was there, no 6 was guessed
    for (let i = 0; i < 10; ++i) [confusion[40 + i], confusion[10 * i + 6]] = [0, 0];
    const { recall, precision } = engine.digitRates(confusion);
    for (const digit of upTo(10)) {
      const truths = upTo(10).reduce((sum, guess) => sum + confusion[10 * digit + guess], 0);
      const guesses = upTo(10).reduce((sum, truth) => sum + confusion[10 * truth + digit], 0);
      const right = confusion[11 * digit];
      assert.equal(recall[digit], truths ? right / truths : NaN);
      assert.equal(precision[digit], guesses ? right / guesses : NaN);
    }
    assert.ok(Number.isNaN(recall[4]) && Number.isNaN(precision[6]));
    assert.throws(() => engine.digitRates(new Uint32Array(99)), /confusion has 99 numbers.*100/);
  });
}

/** @type {Awaited<ReturnType<typeof serveShards>>} */
let server;
before(async () => {
  server = await serveShards();
});
after(() => server.close());

/** @param {import('node:test').TestContext} context @param {Partial<Parameters<typeof openLaboratory>[0]>} [options] */
async function open(context, options = {}) {
  const worker = inProcess();
  const laboratory = await openLaboratory({
    dataUrl: server.url,
    build: 'simd',
    createWorker: worker.createWorker,
    ...options,
  });
  context.after(() => laboratory.close());
  const ready = new Promise((resolve) => {
    const look = () => laboratory.data.phase === 'ready' && resolve(null);
    laboratory.addEventListener('data', look);
    look();
  });
  return { laboratory, worker, ready };
}

test('the laboratory finds the nearest of its training images', async (context) => {
  const { laboratory, ready } = await open(context);
  await ready;
  const { pixels, labels } = await laboratory.samples('train', upTo(600));
  const drawing = Float32Array.from(image(pixels, 321), (value) => Math.min(1, value / 255 + 0.2));
  const { indices, distances, labels: found } = await laboratory.nearest(drawing, 12);
  const expected = byDistance(drawing, pixels).slice(0, 12);
  assert.deepEqual(
    [...indices],
    expected.map(({ index }) => index),
  );
  closeAll(
    distances,
    expected.map(({ square }) => Math.sqrt(square) / 255),
    1e-12,
  );
  assert.deepEqual(
    [...found],
    [...indices].map((i) => labels[i]),
  );
  assert.equal((await laboratory.nearest(drawing)).indices.length, laboratory.ranges?.nearest.count.default);
  await assert.rejects(laboratory.nearest(drawing, 0), /count is 0/);
  await assert.rejects(laboratory.nearest([1, 2], 1), /pixels has 2 numbers/);
});

test('a run learns from altered data as they come; another beside it from the data as they are', async (context) => {
  const { laboratory, worker, ready } = await open(context, {
    alterations: { permutedPixels: true, shuffledLabels: 0.5, seed: 2 },
  });
  const [altered, again, plain] = await Promise.all([
    laboratory.createRun(small),
    laboratory.createRun(small),
    laboratory.createRun(small, { alterations: null }),
  ]);
  assert.equal(altered.alterations?.rareDigit, null);
  assert.equal(plain.alterations, null);
  // more than has arrived at first
  await Promise.all([altered, again, plain].map((run) => run.start({ untilStep: 60 })));
  await ready;
  assert.deepEqual(again.history.losses, altered.history.losses);
  assert.notDeepEqual(plain.history.losses, altered.history.losses);

  const engine = await loadLaboratoryEngine({ build: 'simd' });
  const sources = engine.pixelPermutation(2);
  for (const part of /** @type {const} */ (['train', 'test'])) {
    const before = await laboratory.samples(part, upTo(100));
    const after = await altered.samples(part, upTo(100));
    assert.deepEqual(
      image(after.pixels, 42),
      Array.from(sources, (p) => image(before.pixels, 42)[p]),
    );
    assert.equal(`${after.labels}` === `${before.labels}`, part === 'test');
    assert.deepEqual(await plain.samples(part, upTo(100)), before);
  }

  worker.kill();
  await laboratory.ready;
  const here = await altered.parameters();
  assert.deepEqual(here, await again.parameters());
  await altered.start({ untilStep: 90 });
  await again.travel(90);
  assert.deepEqual(await altered.parameters(), await again.parameters());
  const branch = await altered.branch(30, { learningRate: 0.3 });
  assert.deepEqual(branch.alterations, altered.alterations);
});

test('an evaluation tells how each digit was read; alterations that are refused make no run', async (context) => {
  const { laboratory, ready } = await open(context);
  await ready;
  const run = await laboratory.createRun(small, { alterations: { rareDigit: 7, rareShare: 0 } });
  await run.start({ untilStep: 200 });
  const { confusion, recall, precision } = /** @type {NonNullable<typeof run.evaluation>} */ (run.evaluation);
  const sevens = upTo(10).reduce((sum, guess) => sum + confusion[70 + guess], 0);
  assert.ok(sevens > 0);
  assert.equal(recall[7], confusion[77] / sevens);
  assert.equal(recall[7], 0); // never seen, never said
  assert.equal(recall.length + precision.length, 20);
  const samples = await run.samples('train', upTo(600));
  assert.ok(!samples.labels.includes(7));
  await assert.rejects(laboratory.createRun(small, { alterations: { rareDigit: 12 } }), /rareDigit is 12/);
});

test('a branch of a run with convolutions keeps their size and pooling', async (context) => {
  const { laboratory, ready } = await open(context);
  await ready;
  const run = await laboratory.createRun({ ...small, filters: [2], filterSize: 3 });
  await run.step(2);
  await assert.rejects(run.branch(1, { filterSize: 5 }), /filterSize is 3 there and cannot become 5/);
  await assert.rejects(run.branch(1, { pooling: 'average' }), /pooling is max there and cannot become average/);
  await assert.rejects(run.branch(1, { filters: [2, 2] }), /filters is \[2\] there and cannot become \[2, 2\]/);
  assert.equal((await run.branch(1, { learningRate: 0.01 })).measures.step, 1);
});

test('altered data are deleted with the last run that learns from them', async (context) => {
  const engine = await loadLaboratoryEngine({ build: 'simd' });
  const before = engine.handles();
  const { laboratory, ready } = await open(context, { alterations: { permutedPixels: true } });
  await ready;
  const [one, other] = [await laboratory.createRun(small), await laboratory.createRun(small)];
  await Promise.all([one.step(2), other.step(2)]);
  assert.equal(engine.handles(), before + 2 + 2 + 2); // the data, the same altered, two trainers
  one.dispose();
  await laboratory.samples('test', [0]);
  assert.equal(engine.handles(), before + 2 + 2 + 1);
  other.dispose();
  await laboratory.samples('test', [0]);
  assert.equal(engine.handles(), before + 2);
  laboratory.close();
  assert.equal(engine.handles(), before);
});
