// @ts-check
// What lies around a trained network: slices of its loss, lines, its way and its curvature, against sums written out
// here.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLaboratory } from '../../web/engine/training.js';
import { digits, engines } from './support/builds.mjs';
import { close, withHandles } from './support/numbers.mjs';
import { serveShards } from './support/shards.mjs';
import { serve } from '../../web/engine/training-service.js';
import { inProcess } from './support/workers.mjs';

/**
 * @typedef {import('../../web/engine/laboratory-engine.js').LaboratoryEngine} Engine
 * @typedef {import('../../web/engine/trainer.js').Dataset} Dataset
 */

const settings = { hidden: [6], batchSize: 20, learningRate: 0.05, seed: 2 };
const upTo = (/** @type {number} */ count) => Array.from({ length: count }, (_, i) => i);

/**
 * Asks a classifier about each sample by itself.
 * @param {Engine} engine
 * @param {ArrayLike<number>} parameters
 * @param {Dataset} data
 * @param {number} count
 */
function measured(engine, parameters, data, count, widths = [784, 6, 10]) {
  const classifier = engine.createClassifier({ widths, parameters });
  const { pixels, labels } = data.samples(upTo(count));
  let loss = 0,
    correct = 0;
  for (let i = 0; i < count; ++i) {
    const { probabilities, label } = classifier.classify(
      Float32Array.from(pixels.subarray(784 * i, 784 * (i + 1)), (byte) => byte / 255),
    );
    loss -= Math.log(probabilities[labels[i]]) / count;
    correct += Number(label === labels[i]);
  }
  classifier.delete();
  return { loss, accuracy: correct / count };
}

/** @template R @param {import('../../web/engine/work.js').Work<R>} work @returns {R} */
function finished(work) {
  for (let progress = work.run(1); progress.done < progress.total;) {
    const next = work.run(1);
    assert.ok(next.done > progress.done && next.total === progress.total);
    progress = next;
  }
  return work.result();
}

const dot = (/** @type {ArrayLike<number>} */ a, /** @type {ArrayLike<number>} */ b) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);

for (const engine of engines) {
  const named = (/** @type {string} */ name) => `${engine.build}: ${name}`;

  test(named('a landscape is the loss of the moved network, point by point'), () =>
    withHandles(engine, (keep) => {
      const data = keep(digits(engine, 80));
      const trainer = keep(engine.createTrainer(settings, data));
      trainer.run(30);
      const theta = trainer.parameters();
      const work = keep(
        engine.createLandscape(settings, theta, data, { columns: 3, rows: 2, reach: 0.5, samples: 50, seed: 4 }),
      );
      assert.ok(work.result().losses.every(Number.isNaN));
      const { columns, rows, alpha, beta, losses, first, second } = finished(work);
      assert.deepEqual([columns, rows, alpha, beta], [3, 2, [-0.5, 0.5], [-0.5, 0.5]]);
      for (let row = 0; row < 2; ++row) {
        for (let column = 0; column < 3; ++column) {
          const [a, b] = [column / 2 - 0.5, row - 0.5];
          const moved = theta.map((value, i) => value + a * first[i] + b * second[i]);
          close(losses[3 * row + column], measured(engine, moved, data, 50).loss, 2e-5);
        }
      }
      // For each hidden unit a direction is as long as the unit's weights, and no bias is moved.
      for (let unit = 0; unit < 6; ++unit) {
        const column = (/** @type {ArrayLike<number>} */ of) => Math.hypot(...upTo(784).map((p) => of[6 * p + unit]));
        close(column(first), column(theta), 1e-5);
        assert.equal(first[784 * 6 + unit], 0);
      }
      const again = finished(
        keep(engine.createLandscape(settings, theta, data, { columns: 3, rows: 2, reach: 0.5, samples: 50, seed: 4 })),
      );
      assert.deepEqual(again, { columns, rows, alpha, beta, losses, first, second });
      const other = finished(
        keep(
          engine.createLandscape(settings, theta, data, {
            columns: 2,
            rows: 2,
            alpha: [0, 1],
            beta: [0, 2],
            first: second,
            second: first,
            samples: 50,
          }),
        ),
      );
      close(other.losses[0], measured(engine, theta, data, 50).loss, 2e-5);
      close(
        other.losses[3],
        measured(
          engine,
          theta.map((value, i) => value + second[i] + 2 * first[i]),
          data,
          50,
        ).loss,
        2e-5,
      );
    }),
  );

  test(named('a line measures both networks, the way between and beyond'), () =>
    withHandles(engine, (keep) => {
      const [data, test] = [keep(digits(engine, 60)), keep(digits(engine, 40, 11))];
      const [one, two] = [1, 2].map((seed) => {
        const trainer = keep(engine.createTrainer({ ...settings, seed }, data));
        trainer.run(40);
        return trainer.parameters();
      });
      const line = finished(
        keep(engine.createLine(settings, one, two, data, test, { points: 5, low: -0.5, high: 1.5, samples: 40 })),
      );
      assert.deepEqual([...line.t], [-0.5, 0, 0.5, 1, 1.5]);
      line.t.forEach((t, i) => {
        const theta = one.map((value, p) => (1 - t) * value + t * two[p]);
        const [own, unseen] = [measured(engine, theta, data, 40), measured(engine, theta, test, 40)];
        close(line.trainLoss[i], own.loss, 2e-5);
        close(line.testLoss[i], unseen.loss, 2e-5);
        close(line.trainAccuracy[i], own.accuracy, 0.0251); // a tie may be broken by rounding
        close(line.testAccuracy[i], unseen.accuracy, 0.0251);
      });
      close(line.distance, Math.hypot(...one.map((value, p) => value - two[p])), 1e-5);
    }),
  );

  test(named('curvature of a softmax regression is what its closed form says'), () =>
    withHandles(engine, (keep) => {
      const data = keep(digits(engine, 50));
      const plain = { ...settings, hidden: [] };
      const zero = new Float32Array(7850);
      const square = (/** @type {number} */ i) =>
        1 + data.samples([i]).pixels.reduce((sum, byte) => sum + (byte / 255) ** 2, 0);
      // One sample at θ = 0: H = x̃x̃ᵀ ⊗ (I/10 − 11ᵀ/100), whose largest eigenvalue is ‖x̃‖²/10.
      const single = finished(keep(engine.createCurvature(plain, zero, data, { samples: 1, steps: 12 })));
      close(single.eigenvalues[0] / (square(0) / 10), 1, 2e-3);
      close(single.largestStableRate * single.eigenvalues[0], 2, 1e-9);
      // At θ = 0: tr H = mean ‖x̃‖² · Σ p(1 − p) = 0.9 · mean ‖x̃‖².
      const { trace, traceError, probes } = finished(
        keep(engine.createCurvature(plain, zero, data, { samples: 50, steps: 1, probes: 24 })),
      );
      const expected = (0.9 * upTo(50).reduce((sum, i) => sum + square(i), 0)) / 50;
      assert.equal(probes, 24);
      assert.ok(
        Math.abs(trace - expected) < 4 * traceError && traceError < 0.3 * expected,
        `${trace} ± ${traceError}, ${expected}`,
      );
      // The largest eigenvalue is no less than the curvature along any direction, here by second differences of the
      // loss.
      const trainer = keep(engine.createTrainer(plain, data));
      trainer.run(20);
      const theta = trainer.parameters();
      const { eigenvalues, errors } = finished(
        keep(engine.createCurvature(plain, theta, data, { samples: 50, steps: 15 })),
      );
      const direction = Float32Array.from(theta, (value) => value / Math.hypot(...theta));
      const at = (/** @type {number} */ h) =>
        measured(
          engine,
          theta.map((value, i) => value + h * direction[i]),
          data,
          50,
          [784, 10],
        ).loss;
      assert.ok(eigenvalues[0] + errors[0] > at(0.5) / 0.25 - (2 * at(0)) / 0.25 + at(-0.5) / 0.25);
      assert.ok(eigenvalues.every((value, i) => i === 0 || value <= eigenvalues[i - 1]));
    }),
  );

  test(named("the principal plane is that of the snapshots' own sums"), () =>
    withHandles(engine, (keep) => {
      const data = keep(digits(engine, 80));
      const trainer = keep(engine.createTrainer(settings, data));
      /** @type {Uint8Array<ArrayBuffer>[]} */
      const snapshots = [];
      /** @type {Float32Array[]} */
      const path = [];
      for (let i = 0; i < 7; ++i) {
        snapshots.push(trainer.snapshot());
        path.push(trainer.parameters());
        trainer.run(15);
      }
      const plane = engine.principalPlane(snapshots);
      close(dot(plane.first, plane.first), 1, 1e-5);
      close(dot(plane.second, plane.second), 1, 1e-5);
      close(dot(plane.first, plane.second), 0, 1e-5);
      const last = path[6];
      path.forEach((theta, i) => {
        const step = theta.map((value, p) => value - last[p]);
        close(plane.path.first[i], dot(step, plane.first), 1e-4);
        close(plane.path.second[i], dot(step, plane.second), 1e-4);
        close(
          plane.path.beside[i],
          Math.sqrt(Math.max(0, dot(step, step) - plane.path.first[i] ** 2 - plane.path.second[i] ** 2)),
          2e-3,
        );
      });
      // The largest eigenvalue of the Gram matrix of the centred path, by power iteration, over its trace.
      const mean = last.map((_, p) => path.reduce((sum, theta) => sum + theta[p], 0) / 7);
      const centred = path.map((theta) => Float64Array.from(theta, (value, p) => value - mean[p]));
      const gram = centred.map((a) => centred.map((b) => dot(a, b)));
      let v = upTo(7).map((i) => i + 1);
      for (let i = 0; i < 500; ++i) {
        v = gram.map((row) => dot(row, v));
        const length = Math.hypot(...v);
        v = v.map((value) => value / length);
      }
      const total = upTo(7).reduce((sum, i) => sum + gram[i][i], 0);
      close(
        plane.explained[0],
        dot(
          gram.map((row) => dot(row, v)),
          v,
        ) / total,
        1e-4,
      );
      assert.ok(plane.explained[0] >= plane.explained[1] && plane.explained[0] + plane.explained[1] <= 1 + 1e-6);
      assert.ok(plane.alpha[0] <= Math.min(...plane.path.first) && plane.alpha[1] >= Math.max(...plane.path.first));
    }),
  );

  test(named('what makes no sense is refused with words'), () =>
    withHandles(engine, (keep) => {
      const data = keep(digits(engine, 30)),
        empty = keep(engine.createDataset({ total: 10, blockSize: 10 }));
      const theta = new Float32Array(784 * 6 + 6 + 6 * 10 + 10);
      const refused = /** @type {[() => unknown, RegExp][]} */ ([
        [() => engine.createLandscape(settings, theta.subarray(1), data), /parameters has 4779 numbers.*4780/],
        [
          () =>
            engine.createLandscape(
              settings,
              theta.map(() => NaN),
              data,
            ),
          /parameters\[0\] is NaN/,
        ],
        [() => engine.createLandscape(settings, theta, data, { columns: 1 }), /columns is 1.*from 2 to 401/],
        [() => engine.createLandscape(settings, theta, data, { alpha: [1, -1] }), /from 1 to -1/],
        [() => engine.createLandscape(settings, theta, data, { first: new Float32Array(3) }), /first has 3 numbers/],
        [() => engine.createLandscape(settings, theta, empty), /of the 0 that have arrived/],
        [() => engine.createLine(settings, theta, theta, data, data, { points: 1 }), /points is 1/],
        [() => engine.createLine(settings, theta, theta, data, data, { low: 2, high: 1 }), /t runs from 2 to 1/],
        [() => engine.createCurvature(settings, theta, data, { steps: 0 }), /steps is 0/],
        [() => engine.createCurvature(settings, theta, data, /** @type {any} */ ({ depth: 3 })), /no "depth"/],
        [() => engine.principalPlane([new Uint8Array(3)]), /snapshot/],
        [() => engine.principalPlane([]), /3/],
      ]);
      for (const [ask, words] of refused) assert.throws(ask, words);
    }),
  );
}

/** @type {Awaited<ReturnType<typeof serveShards>>} */
let server;
before(async () => {
  server = await serveShards();
});
after(() => server.close());

test('beside running training a study shows how far it is, can be stopped, and survives its worker', async (context) => {
  const worker = inProcess((endpoint) => serve(endpoint, { slice: 0, betweenReports: 0 })); // every part is told of
  const laboratory = await openLaboratory({ dataUrl: server.url, build: 'simd', createWorker: worker.createWorker });
  context.after(() => laboratory.close());
  const run = await laboratory.createRun({ hidden: [6], batchSize: 16, seed: 3 });
  await run.start({ untilStep: 220 });

  /** @type {{ done: number, total: number, known: number }[]} */
  const heard = [];
  const wide = { columns: 21, rows: 21, samples: 200 };
  const landscape = await laboratory.landscape(run, wide, {
    onProgress: (progress, soFar) => heard.push({ ...progress, known: soFar.losses.filter(Number.isFinite).length }),
  });
  assert.equal(landscape.losses.length, 21 * 21);
  assert.ok(landscape.losses.every(Number.isFinite));
  assert.ok(
    heard.length > 0 &&
      heard.every(
        ({ done, total, known }, i) =>
          total === 21 * 21 && done < total && known === done && (i === 0 || done > heard[i - 1].done),
      ),
  );

  const plane = await laboratory.principalPlane(run);
  assert.equal(plane.path.first.length, 4); // steps 0, 100, 200 and 220
  const { first, second, alpha, beta } = plane;
  const seen = await laboratory.landscape(run, { first, second, alpha, beta, columns: 3, rows: 3, samples: 50 });
  assert.deepEqual(seen.alpha, alpha);

  const curvature = await laboratory.curvature(run, { steps: 4, samples: 60 });
  assert.ok(curvature.steps === 4 && curvature.eigenvalues[0] > 0);
  const other = await laboratory.createRun({ hidden: [6], batchSize: 16, seed: 4 });
  const line = await laboratory.line(run, other, { points: 3, samples: 50 });
  assert.deepEqual([...line.t], [-0.5, 0.5, 1.5]);

  const stop = new AbortController();
  const stopped = laboratory.landscape(
    run,
    { ...wide, columns: 401, rows: 401 },
    { signal: stop.signal, onProgress: () => stop.abort() },
  );
  await assert.rejects(stopped, { name: 'AbortError' });
  await assert.rejects(laboratory.landscape(run, wide, { signal: stop.signal }), { name: 'AbortError' });
  await assert.rejects(laboratory.landscape(run, { columns: 0 }), /columns is 0/);

  const during = laboratory.landscape(run, wide);
  await run.start({ untilStep: 260 });
  assert.equal(run.measures.step, 260);
  assert.ok((await during).losses.every(Number.isFinite));

  const handles = await laboratory.call('handles');
  let killed = false;
  const surviving = laboratory.landscape(run, wide, {
    onProgress: () => {
      if (!killed) worker.kill();
      killed = true;
    },
  });
  assert.deepEqual((await surviving).losses.length, 21 * 21);
  assert.ok(killed);
  assert.equal(await laboratory.call('handles'), handles);
});
