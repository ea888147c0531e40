// @ts-check
// From a place in a small world to its pixel, and back along a ray. The world is a box: x and y around 0, z from 0 up;
// it is seen from a direction that can be turned, in gentle perspective.
import { radians } from './angles.js';

/** @typedef {readonly [number, number, number]} Point */
/** @typedef {{ x: number, y: number, z: number }} Size half of the box's sides in x and y, and its height */

const distance = 7;

/** @param {Point} a @param {Point} b */
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export class View {
  /**
   * @param {{ azimuth: number, elevation: number }} turned in degrees; azimuth 0 has x to the right and y away from us
   * @param {{ width: number, height: number }} picture
   * @param {Size} size
   */
  constructor({ azimuth, elevation }, { width, height }, size) {
    const [turn, tilt] = [radians(azimuth), radians(elevation)];
    const [ca, sa] = [Math.cos(turn), Math.sin(turn)];
    const [ce, se] = [Math.cos(tilt), Math.sin(tilt)];
    /** @type {Point} */
    this.right = [ca, sa, 0];
    /** @type {Point} */
    this.up = [-sa * se, ca * se, ce];
    /** Towards us. @type {Point} */
    this.toward = [sa * ce, -ca * ce, se];
    this.lift = size.z / 2;
    this.width = width;
    this.height = height;
    // A turn must not make it grow and shrink: what counts is the circle in which the box turns.
    const radius = Math.hypot(size.x, size.y) * 0.97;
    const reach = radius * se + (size.z / 2) * ce;
    const depth = radius * ce - (size.z / 2) * se;
    const [below, above] = [reach / (1 - depth / distance), reach / (1 + depth / distance)];
    this.scale = Math.min((width / 2 - 22) / radius, (height - 30) / (below + above));
    this.middle = height / 2 - ((below - above) / 2) * this.scale;
  }

  /** @param {Point} point @returns {[number, number]} */
  project([x, y, z]) {
    /** @type {Point} */
    const point = [x, y, z - this.lift];
    const near = (distance / (distance - dot(point, this.toward))) * this.scale;
    return [this.width / 2 + dot(point, this.right) * near, this.middle - dot(point, this.up) * near];
  }

  /**
   * Where the ray through a pixel meets the level plane at height z; null: behind the horizon.
   * @param {readonly [number, number]} pixel
   * @param {number} z
   * @returns {[number, number] | null}
   */
  meet([left, top], z) {
    const [across, upward] = [(left - this.width / 2) / this.scale, (this.middle - top) / this.scale];
    const eye = this.toward.map((part) => part * distance);
    const ray = [0, 1, 2].map((i) => (across * this.right[i] + upward * this.up[i]) / distance - this.toward[i]);
    const far = (z - this.lift - eye[2]) / ray[2];
    if (!(far > 0 && far < 4 * distance)) return null;
    return [eye[0] + far * ray[0], eye[1] + far * ray[1]];
  }

  /** From a place towards the eye. @param {Point} point @returns {Point} of length 1 */
  sight([x, y, z]) {
    const way = [
      distance * this.toward[0] - x,
      distance * this.toward[1] - y,
      distance * this.toward[2] - (z - this.lift),
    ];
    const length = Math.hypot(...way);
    return [way[0] / length, way[1] / length, way[2] / length];
  }

  /** The same projection for the graphics processor, column after column. */
  get matrix() {
    const { right, up, toward, lift, scale, width, height, middle } = this;
    const shift = 1 - (2 * middle) / height;
    // w = 1 − toward·p / distance; depth runs from −1 at w = 0.6 to 1 at w = 1.4.
    const [a, b] = [2.5, -2.1];
    const rows = [
      right.map((part) => (part * scale * 2) / width),
      up.map((part, i) => (part * scale * 2) / height - (toward[i] * shift) / distance),
      toward.map((part) => (-part * a) / distance),
      toward.map((part) => -part / distance),
    ];
    const constants = [0, shift, a + b, 1].map((constant, row) => constant - rows[row][2] * lift);
    return [0, 1, 2].flatMap((column) => rows.map((row) => row[column])).concat(constants);
  }
}
