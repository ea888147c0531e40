// @ts-check
// What lies upon a map, as data: arrows, paths, points, regions and words, in the map's own coordinates.
import { pathAbove, placed } from './contour-paths.js';
import { drawArrow, drawPath, drawPoint } from './marks.js';

/** @typedef {[number, number]} Place */
/** @typedef {import('./labels.js').Label} Label */
/** @typedef {import('./labels.js').Box} Box */
/**
 * Colours are tokens' names. A label stands beside what it names.
 * @typedef {{ kind: 'arrow', from: Place, to: Place, colour: string, width?: number, dash?: readonly number[], label?:
 *   string, labelColour?: string, gap?: number }} ArrowLayer gap: from its head to the label
 * @typedef {{ kind: 'path', points: readonly Place[], colour: string, width?: number, dash?: readonly number[],
 *   closed?: boolean, label?: string, labelColour?: string }} PathLayer
 * @typedef {{ kind: 'point', at: Place, colour?: string, radius?: number, label?: string, labelColour?: string }}
 *   PointLayer
 * @typedef {{ kind: 'note', at: Place, text: string, away?: number, colour?: string }} NoteLayer words beside a place;
 *   away: on which side, as an angle on the screen
 * @typedef {{ kind: 'region', points?: readonly Place[], grid?: import('./levels.js').Grid, above?: number, below?:
 *   number, colour: string, opacity?: number }} RegionLayer
 *   a polygon, or where a grid of the same window is above or below a value
 * @typedef {{ kind: 'arrows', at: ArrayLike<number>, by: ArrayLike<number>, colour: string, width?: number }}
 *   ArrowsLayer
 *   many: x y x y …, where they begin and, in pixels with y upwards, how far they reach
 * @typedef {{ kind: 'dots', at: ArrayLike<number>, colour: string, radius?: number, opacity?: number }} DotsLayer many:
 *   x y x y …
 * @typedef {ArrowLayer | PathLayer | PointLayer | NoteLayer | RegionLayer | ArrowsLayer | DotsLayer} Layer
 */
/**
 * @typedef {object} Map
 * @property {Box} box
 * @property {string} family of the labels' font
 * @property {(at: readonly number[]) => Place} toScreen
 * @property {(token: string) => string} colour
 */

/**
 * Draws all but the words, and hands these back: they come last, each where there is room.
 * @param {CanvasRenderingContext2D} context
 * @param {readonly Layer[]} layers
 * @param {Map & { grid: import('./levels.js').Grid }} map
 * @returns {Label[]}
 */
export function drawLayers(context, layers, map) {
  /** @type {Label[]} */
  const labels = [];
  for (const layer of layers) {
    switch (layer.kind) {
      case 'arrow':
        drawArrow(context, map.toScreen(layer.from), map.toScreen(layer.to), map.colour(layer.colour), layer);
        addLabel(labels, layer, map, layer.to, layer.from);
        break;
      case 'path':
        within(context, map.box, () =>
          drawPath(context, layer.points.map(map.toScreen), map.colour(layer.colour), layer),
        );
        if (layer.points.length > 1)
          addLabel(labels, layer, map, layer.points[layer.points.length - 1], layer.points[layer.points.length - 2]);
        break;
      case 'point':
        drawPoint(context, map.toScreen(layer.at), map.colour(layer.colour ?? 'ink'), { radius: layer.radius ?? 2.5 });
        addLabel(labels, { colour: 'soft', ...layer }, map, layer.at, null);
        break;
      case 'note': {
        const [x, y] = map.toScreen(layer.at);
        labels.push({
          text: layer.text,
          x,
          y,
          away: layer.away ?? -Math.PI / 4,
          gap: 5,
          colour: map.colour(layer.colour ?? 'soft'),
          font: `500 12.5px ${map.family}`,
        });
        break;
      }
      case 'region':
        within(context, map.box, () => drawRegion(context, layer, map));
        break;
      case 'arrows':
        within(context, map.box, () => drawArrows(context, layer, map));
        break;
      default:
        within(context, map.box, () => drawDots(context, layer, map));
    }
  }
  return labels;
}

/** @param {CanvasRenderingContext2D} context @param {Box} box @param {() => void} draw */
function within(context, { left, right, top, bottom }, draw) {
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  draw();
  context.restore();
}

/**
 * Ahead of an arrow's head or a path's end, below a point.
 * @param {Label[]} labels
 * @param {{ label?: string, labelColour?: string, colour?: string, gap?: number }} layer
 * @param {Map} map
 * @param {Place} at
 * @param {Place | null} from
 */
function addLabel(labels, { label, labelColour, colour = 'soft', gap }, { toScreen, family, ...map }, at, from) {
  if (!label) return;
  const [x, y] = toScreen(at);
  const [fromX, fromY] = from ? toScreen(from) : [x - 1, y - 1];
  if (!Number.isFinite(x + y)) return;
  labels.push({
    text: label,
    x,
    y,
    away: Math.atan2(y - fromY, x - fromX),
    gap: gap ?? (from ? 9 : 7),
    colour: map.colour(labelColour ?? colour),
    font: `${from ? 600 : 400} 13px ${family}`,
  });
}

/** @param {CanvasRenderingContext2D} context @param {RegionLayer} layer @param {Map} map */
function drawRegion(context, layer, { box, toScreen, colour }) {
  context.globalAlpha = layer.opacity ?? 0.16;
  context.fillStyle = colour(layer.colour);
  const path = new Path2D();
  layer.points?.map(toScreen).forEach(([x, y], i) => path[i ? 'lineTo' : 'moveTo'](x, y));
  if (layer.grid) {
    // Below a value is all that is not above it.
    if (layer.below !== undefined) path.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    path.addPath(placed(pathAbove(layer.grid, layer.below ?? layer.above ?? 0), box));
  }
  context.fill(path, 'evenodd');
}

/** @param {CanvasRenderingContext2D} context @param {ArrowsLayer} layer @param {Map} map */
function drawArrows(context, { at, by, colour, width = 1.4 }, map) {
  context.strokeStyle = context.fillStyle = map.colour(colour);
  context.lineWidth = width;
  const [shafts, heads] = [new Path2D(), new Path2D()];
  for (let i = 0; i < at.length; i += 2) {
    const [x, y] = map.toScreen([at[i], at[i + 1]]);
    const [dx, dy] = [by[i], -by[i + 1]];
    const length = Math.hypot(dx, dy);
    if (!(length > 0.5)) continue;
    const head = Math.min(6, length * 0.6) / length;
    shafts.moveTo(x, y);
    shafts.lineTo(x + dx * (1 - 0.7 * head), y + dy * (1 - 0.7 * head));
    heads.moveTo(x + dx, y + dy);
    heads.lineTo(x + dx - head * (dx - 0.42 * dy), y + dy - head * (dy + 0.42 * dx));
    heads.lineTo(x + dx - head * (dx + 0.42 * dy), y + dy - head * (dy - 0.42 * dx));
  }
  context.stroke(shafts);
  context.fill(heads);
}

/** @param {CanvasRenderingContext2D} context @param {DotsLayer} layer @param {Map} map */
function drawDots(context, { at, colour, radius = 2, opacity = 1 }, map) {
  context.globalAlpha = opacity;
  context.fillStyle = map.colour(colour);
  context.beginPath();
  for (let i = 0; i < at.length; i += 2) {
    const [x, y] = map.toScreen([at[i], at[i + 1]]);
    if (!Number.isFinite(x + y)) continue;
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fill();
}
