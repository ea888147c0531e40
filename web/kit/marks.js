// @ts-check
// What figures draw upon their pictures, in pixels: arrows, lines, points.

/** @typedef {[number, number]} Pixel */
/** @typedef {{ width?: number, dash?: readonly number[] }} Stroke */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} from
 * @param {Pixel} to
 * @param {string} colour
 * @param {Stroke} [stroke]
 */
export function drawArrow(context, from, to, colour, { width = 2.4, dash = [] } = {}) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (!(length > 0.5)) return;
  const head = Math.min(4 + 2.5 * width, length * 0.7);
  const angle = Math.atan2(dy, dx);
  const at = (/** @type {number} */ turn, /** @type {number} */ back) =>
    /** @type {const} */ ([to[0] - back * Math.cos(angle + turn), to[1] - back * Math.sin(angle + turn)]);
  context.save();
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = width;
  context.lineCap = dash.length ? 'butt' : 'round';
  context.setLineDash([...dash]);
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...at(0, head * 0.75));
  context.stroke();
  context.beginPath();
  context.moveTo(...to);
  context.lineTo(...at(0.42, head));
  context.lineTo(...at(-0.42, head));
  context.closePath();
  context.fill();
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel[]} points
 * @param {string} colour
 * @param {Stroke & { closed?: boolean }} [stroke] a point that is not finite interrupts the line
 */
export function drawPath(context, points, colour, { width = 2, dash = [], closed = false } = {}) {
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineJoin = context.lineCap = 'round';
  context.setLineDash([...dash]);
  context.beginPath();
  let drawing = false;
  for (const [x, y] of points) {
    const finite = Number.isFinite(x) && Number.isFinite(y);
    if (finite) context[drawing ? 'lineTo' : 'moveTo'](x, y);
    drawing = finite;
  }
  if (closed) context.closePath();
  context.stroke();
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} at
 * @param {string} colour
 * @param {{ radius?: number, rim?: string }} [options]
 */
export function drawPoint(context, [x, y], colour, { radius = 3, rim = '' } = {}) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  if (!rim) return;
  context.lineWidth = 2.5;
  context.strokeStyle = rim;
  context.stroke();
}

/**
 * The one thing that can be moved: an orange dot, with a glow while it is held or has the keys.
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} at
 * @param {{ grip: string, card: string }} colours
 * @param {{ held?: boolean, small?: boolean }} [options]
 */
export function drawGrip(context, [x, y], { grip, card }, { held = false, small = false } = {}) {
  context.save();
  context.globalAlpha = held ? 0.32 : 0.16;
  drawPoint(context, [x, y], grip, { radius: held ? 18 : 15 });
  context.restore();
  drawPoint(context, [x, y], grip, { radius: small ? 6 : 7.5, rim: card });
}
