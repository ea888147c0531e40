// @ts-check
// The small pictures on the doors: one true thing from each chapter, computed like everything else.
import { bandColours, pathAbove, placed } from '../kit/contour-paths.js';
import { heightsOf } from '../kit/levels.js';
import { drawArrow, drawPath, drawPoint } from '../kit/marks.js';
import { parseStrokes } from '../kit/strokes.js';
import { token } from '../kit/theme.js';

/** @typedef {import('../engine/mathematics.js').Mathematics} Mathematics */
/** @typedef {import('../engine/models.js').Models} Models */
/** @typedef {(context: CanvasRenderingContext2D, width: number, height: number) => void} Picture draws in CSS pixels */
/** @typedef {[number, number]} Place */

/**
 * The doors whose pictures need no more than the landscape does.
 * @param {Mathematics} mathematics
 * @returns {Record<string, Picture>}
 */
export const firstPictures = (mathematics) => ({
  gradient: gradientPicture(mathematics),
  descent: descentPicture(mathematics),
  loss: lossPicture(mathematics),
  digits: digitPicture(),
});

/** And those that need models. @param {Models} models @returns {Record<string, Picture>} */
export const laterPictures = (models) => ({ regression: regressionPicture(models), backprop: backpropPicture(models) });

export const doorNames = /** @type {const} */ (['gradient', 'descent', 'regression', 'loss', 'backprop', 'digits']);

/**
 * Maps a window of x and y into a box.
 * @param {readonly [Place, Place]} window
 * @param {number} width
 * @param {number} height
 * @param {number} [edge]
 */
function scaled([[left, right], [bottom, top]], width, height, edge = 0) {
  return (/** @type {ArrayLike<number>} */ at) =>
    /** @type {Place} */ ([
      edge + ((at[0] - left) / (right - left)) * (width - 2 * edge),
      height - edge - ((at[1] - bottom) / (top - bottom)) * (height - 2 * edge),
    ]);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import('../kit/levels.js').Grid} grid
 * @param {number} width
 * @param {number} height
 * @param {number} count of contour lines
 */
function drawMap(context, grid, width, height, count) {
  const box = { left: 0, right: width, top: 0, bottom: height };
  const colours = bandColours(grid, count, token);
  context.fillStyle = colours[0];
  context.fillRect(0, 0, width, height);
  context.strokeStyle = token('contour-line');
  context.lineWidth = 1;
  heightsOf(grid, count).levels.forEach((level, i) => {
    const path = placed(pathAbove(grid, level), box);
    context.fillStyle = colours[i + 1];
    context.fill(path, 'evenodd');
    context.stroke(path);
  });
}

/**
 * A surface's grid in a window of the door's shape.
 * @param {import('../engine/problem.js').Problem} problem
 * @param {readonly [Place, Place]} window
 * @returns {import('../kit/levels.js').Grid}
 */
function gridOf(problem, window) {
  const { columns, rows, values } = problem.grid({ columns: 64, rows: 40, window: [[...window[0]], [...window[1]]] });
  return { columns, rows, values, window };
}

/** A point, the gradient there, and the way down. @param {Mathematics} mathematics @returns {Picture} */
function gradientPicture(mathematics) {
  const problem = mathematics.createFormula('x^2/2 + y^2 + x*y/2');
  /** @type {readonly [Place, Place]} */
  const window = [
    [-3.2, 3.2],
    [-2, 2],
  ];
  const grid = gridOf(problem, window);
  const at = [-1.3, -0.75];
  const { gradient } = problem.at(at, 1);
  problem.delete();
  return (context, width, height) => {
    const place = scaled(window, width, height);
    drawMap(context, grid, width, height, 9);
    const size = 0.62 / Math.hypot(gradient[0], gradient[1]);
    const reach = (/** @type {number} */ way) =>
      place([at[0] + way * size * gradient[0], at[1] + way * size * gradient[1]]);
    drawArrow(context, place(at), reach(1.6), token('uphill'));
    drawArrow(context, place(at), reach(-1.6), token('downhill'));
    drawPoint(context, place(at), token('ink'), { radius: 3.5 });
  };
}

/** Momentum down the curved valley of Rosenbrock. @param {Mathematics} mathematics @returns {Picture} */
function descentPicture(mathematics) {
  const problem = mathematics.createProblem({ name: 'rosenbrock' });
  /** @type {readonly [Place, Place]} */
  const window = [
    [-2, 2],
    [-0.9, 1.6],
  ];
  const grid = gridOf(problem, window);
  const walks = [
    ['gradientDescent', 'series-1'],
    ['momentum', 'series-2'],
  ].map(([name, colour]) => {
    const { points } = problem.descend({
      optimizer: { name, parameters: { rate: name === 'momentum' ? 0.0006 : 0.0015 } },
      start: [-1.4, 1.35],
      rule: { iterations: 400 },
    });
    return { points, colour };
  });
  problem.delete();
  return (context, width, height) => {
    const place = scaled(window, width, height);
    drawMap(context, grid, width, height, 9);
    for (const { points, colour } of walks) drawPath(context, pairs(points).map(place), token(colour), { width: 2 });
    drawPoint(context, place(walks[0].points), token('ink'), { radius: 3.5 });
  };
}

/** @param {ArrayLike<number>} numbers x y x y … @returns {Place[]} */
const pairs = (numbers) => Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i], numbers[2 * i + 1]]);

const measured = [
  [0.5, 1.3],
  [1.2, 1.1],
  [1.9, 2.3],
  [2.7, 2.0],
  [3.4, 3.4],
  [4.1, 2.9],
  [5, 4.4],
  [5.6, 3.9],
  [6.4, 5.2],
  [7.1, 4.7],
];

/** Points, the line that fits them best, and what it leaves over. @param {Models} models @returns {Picture} */
function regressionPicture(models) {
  const { slope, intercept } = models.regression.fitLine({
    x: measured.map(([x]) => x),
    y: measured.map(([, y]) => y),
  }).line;
  /** @type {readonly [Place, Place]} */
  const window = [
    [0, 7.6],
    [0.4, 5.6],
  ];
  const line = (/** @type {number} */ x) => [x, slope * x + intercept];
  return (context, width, height) => {
    const place = scaled(window, width, height, 8);
    for (const [x, y] of measured)
      drawPath(context, [place([x, y]), place(line(x))], token(y > line(x)[1] ? 'positive' : 'negative'), {
        width: 1.6,
      });
    drawPath(context, [place(line(0)), place(line(7.6))], token('ink'), { width: 2 });
    for (const at of measured) drawPoint(context, place(at), token('truth'), { radius: 3.2 });
  };
}

/** What a wrong answer costs: cross-entropy, and squared error. @param {Mathematics} mathematics @returns {Picture} */
function lossPicture(mathematics) {
  /** @type {readonly [Place, Place]} */
  const window = [
    [0, 1],
    [0, 4],
  ];
  const curves = [
    ['-ln(x)', 'ink'],
    ['(1 - x)^2', 'soft'],
  ].map(([formula, colour]) => {
    const problem = mathematics.createFormula(formula, ['x'], [[0.01, 1]]);
    const { columns, values } = problem.grid({ columns: 120 });
    problem.delete();
    return { colour, points: Array.from(values, (y, i) => [0.01 + (0.99 * i) / (columns - 1), y]) };
  });
  return (context, width, height) => {
    const place = scaled(window, width, height, 10);
    drawPath(context, [place([0, 4]), place([0, 0]), place([1, 0])], token('edge'), { width: 1 });
    for (const { points, colour } of curves)
      drawPath(context, points.filter(([, y]) => y <= 4.2).map(place), token(colour), { width: 2.2 });
  };
}

/**
 * A small network: edges as wide as their weights, in the colour of their slopes.
 * @param {Models} models
 * @returns {Picture}
 */
function backpropPicture(models) {
  const widths = [3, 4, 4, 2];
  const parameters = Array.from({ length: 3 * 4 + 4 + 4 * 4 + 4 + 4 * 2 + 2 }, (_, i) => Math.sin(7.3 * i + 1.1));
  const probe = models.createProbe({
    widths,
    activation: 'tanh',
    parameters,
    inputs: [0.9, -0.4, 0.6],
    labels: new Uint8Array([1]),
  });
  const { gradient } = probe.gradient();
  probe.delete();
  return (context, width, height) => {
    const place = (/** @type {number} */ layer, /** @type {number} */ unit) =>
      /** @type {Place} */ ([
        18 + ((width - 36) * layer) / 3,
        height / 2 + (unit - (widths[layer] - 1) / 2) * Math.min(28, height / 4.6),
      ]);
    let at = 0;
    for (let layer = 0; layer < 3; layer++) {
      for (let from = 0; from < widths[layer]; from++) {
        for (let to = 0; to < widths[layer + 1]; to++, at++) {
          context.globalAlpha = 0.25 + 0.75 * Math.min(1, Math.abs(gradient[at]) / 0.25);
          drawPath(
            context,
            [place(layer, from), place(layer + 1, to)],
            token(gradient[at] > 0 ? 'uphill' : 'downhill'),
            { width: 0.5 + 2.6 * Math.abs(parameters[at]) },
          );
        }
      }
      at += widths[layer + 1];
    }
    context.globalAlpha = 1;
    widths.forEach((units, layer) => {
      for (let unit = 0; unit < units; unit++)
        drawPoint(context, place(layer, unit), token('card'), { radius: 6, rim: token('soft') });
    });
  };
}

/** A digit as the pad holds it. @returns {Picture} */
function digitPicture() {
  const strokes = parseStrokes('ziwz5iz3t0z436dz2wdz38z2mz0zz3amz2gz2gmz3oz1fz3gz37z28z3n7z2fz1z');
  return (context, width, height) => {
    const side = height * 0.86;
    const place = scaled(
      [
        [0, 1],
        [1, 0],
      ],
      side,
      side,
    );
    context.save();
    context.translate((width - side) / 2, (height - side) / 2);
    for (const stroke of strokes) drawPath(context, pairs(stroke).map(place), token('ink'), { width: 0.075 * side });
    context.restore();
  };
}
