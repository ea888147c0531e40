// @ts-check
// The shaded surface itself, drawn by three into one canvas that all surfaces of a page share (a browser grants few
// WebGL contexts), from which each copies its picture. Loaded where the first surface is shown.
import {
  BufferAttribute,
  BufferGeometry,
  Camera,
  DoubleSide,
  GLSL3,
  Matrix4,
  Mesh,
  RawShaderMaterial,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import { bandColours } from './contour-paths.js';
import { heightsOf } from './levels.js';
import { token } from './theme.js';

/** @typedef {import('./levels.js').Grid} Grid */
/** @typedef {import('./camera.js').Size} Size */

const mostLevels = 32;

const vertexShader = `
  precision highp float;
  uniform mat4 view;
  uniform float tall;
  in vec3 position;
  in vec3 normal;
  in float wall;
  out float height;
  out float isWall;
  out vec3 facing;
  void main() {
    height = position.z;
    isWall = wall;
    facing = normal;
    gl_Position = view * vec4(position.xy, position.z * tall, 1.0);
  }`;

const fragmentShader = `
  precision highp float;
  uniform float levels[${mostLevels}];
  uniform vec3 bands[${mostLevels + 1}];
  uniform int count;
  uniform vec3 line;
  uniform vec3 side;
  uniform float lineShare;
  uniform float pixel;
  uniform vec3 light;
  in float height;
  in float isWall;
  in vec3 facing;
  out vec4 colour;
  void main() {
    float grain = max(fwidth(height), 1e-6);
    float nearest = 1e3;
    vec3 paint = bands[0];
    for (int i = 0; i < ${mostLevels}; ++i) {
      if (i >= count) break;
      paint = mix(paint, bands[i + 1], clamp((height - levels[i]) / grain + 0.5, 0.0, 1.0));
      nearest = min(nearest, abs(height - levels[i]) / grain);
    }
    float shade = 0.86 + 0.14 * dot(normalize(facing), light);
    // Where lines would lie on one another, they fade.
    float stroke = 1.0 - smoothstep(0.5 * pixel - 0.5, 0.5 * pixel + 0.5, nearest);
    paint = mix(paint * shade, line, stroke * lineShare);
    colour = vec4(isWall > 0.5 ? side * (0.94 + 0.08 * dot(normalize(facing), light)) : paint, 1.0);
  }`;

/** @type {{ renderer: WebGLRenderer, users: Set<SurfaceScene> } | null} */
let shared = null;

/** Whether this browser draws in three dimensions at all. Asked before three does, which would complain aloud. */
function makeRenderer() {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2', { antialias: true, alpha: true, premultipliedAlpha: true });
  if (!context) return null;
  const renderer = new WebGLRenderer({ canvas, context });
  renderer.setClearColor(0x000000, 0);
  return renderer;
}

export class SurfaceScene {
  /** @type {BufferGeometry | null} */ #geometry = null;
  /** @type {Grid | null} */ #grid = null;
  #scene = new Scene();
  #camera = new Camera();
  #material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader,
    fragmentShader,
    side: DoubleSide,
    uniforms: {
      view: { value: new Matrix4() },
      tall: { value: 1 },
      count: { value: 0 },
      pixel: { value: 1 },
      lineShare: { value: 1 },
      levels: { value: new Float32Array(mostLevels) },
      bands: { value: Array.from({ length: mostLevels + 1 }, () => new Vector3()) },
      line: { value: new Vector3() },
      side: { value: new Vector3() },
      light: { value: new Vector3(-0.45, -0.55, 0.7).normalize() },
    },
  });

  /** @returns {SurfaceScene | null} null: no WebGL here */
  static open(/** @type {() => void} */ redraw) {
    if (!shared) {
      const renderer = makeRenderer();
      if (!renderer) return null;
      shared = { renderer, users: new Set() };
      const { users } = shared;
      renderer.domElement.addEventListener('webglcontextrestored', () => users.forEach((user) => user.redraw()));
    }
    const scene = new SurfaceScene(redraw);
    shared.users.add(scene);
    return scene;
  }

  /** @param {() => void} redraw what was drawn has been lost */
  constructor(redraw) {
    this.redraw = redraw;
  }

  /**
   * @param {CanvasRenderingContext2D} target whose canvas has the picture's size in device pixels
   * @param {{ grid: Grid, size: Size, count: number, view: import('./camera.js').View }} what
   */
  paint(target, { grid, size, count, view }) {
    const renderer = shared?.renderer;
    if (!renderer || renderer.getContext().isContextLost()) return;
    if (grid !== this.#grid) this.#build(grid, size);
    const { canvas } = target;
    const { uniforms } = this.#material;
    this.#colour(grid, count);
    uniforms.tall.value = size.z;
    uniforms.pixel.value = canvas.width / view.width;
    /** @type {Matrix4} */ (uniforms.view.value).fromArray(view.matrix);
    renderer.setSize(canvas.width, canvas.height, false);
    renderer.render(this.#scene, this.#camera);
    target.setTransform(1, 0, 0, 1, 0, 0);
    target.clearRect(0, 0, canvas.width, canvas.height);
    target.drawImage(renderer.domElement, 0, 0);
  }

  /** @param {Grid} grid @param {number} count */
  #colour(grid, count) {
    const heights = heightsOf(grid, count);
    const levels = heights.levels.slice(0, mostLevels);
    const { uniforms } = this.#material;
    uniforms.count.value = levels.length;
    levels.forEach((level, i) => (uniforms.levels.value[i] = heights.spread(level)));
    const colours = rgb([
      ...bandColours(grid, count, token).slice(0, mostLevels + 1),
      token('contour-line'),
      token('hair'),
    ]);
    const [line, side] = colours.splice(-2);
    colours.forEach(([red, green, blue], i) => uniforms.bands.value[i].set(red, green, blue));
    uniforms.line.value.set(...line.slice(0, 3));
    uniforms.lineShare.value = line[3];
    uniforms.side.value.set(...side.slice(0, 3));
  }

  /** @param {Grid} grid @param {Size} size */
  #build(grid, size) {
    this.#geometry?.dispose();
    this.#scene.clear();
    this.#grid = grid;
    this.#geometry = meshOf(grid, size);
    const mesh = new Mesh(this.#geometry, this.#material);
    mesh.frustumCulled = false;
    this.#scene.add(mesh);
  }

  dispose() {
    this.#geometry?.dispose();
    this.#material.dispose();
    if (!shared?.users.delete(this) || shared.users.size) return;
    shared.renderer.dispose();
    shared.renderer.forceContextLoss();
    shared = null;
  }
}

/** @param {string[]} colours as CSS writes them @returns {number[][]} red, green, blue, opacity: 0 … 1 */
function rgb(colours) {
  const canvas = Object.assign(document.createElement('canvas'), { width: colours.length, height: 1 });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
  colours.forEach((colour, i) => {
    context.fillStyle = colour;
    context.fillRect(i, 0, 1, 1);
  });
  const { data } = context.getImageData(0, 0, colours.length, 1);
  return colours.map((_, i) => Array.from(data.slice(4 * i, 4 * i + 4), (part) => part / 255));
}

/**
 * The surface, and walls from its rim down to the floor: a block cut out of a landscape.
 * @param {Grid} grid
 * @param {Size} size
 */
function meshOf(grid, size) {
  const { columns, rows, values } = grid;
  const { spread } = heightsOf(grid);
  const height = (/** @type {number} */ i, /** @type {number} */ k) => spread(values[k * columns + i]);
  const [stepX, stepY] = [(2 * size.x) / (columns - 1), (2 * size.y) / (rows - 1)];
  /** @type {number[]} */ const positions = [];
  /** @type {number[]} */ const normals = [];
  /** @type {number[]} */ const walls = [];
  /** @type {number[]} */ const faces = [];
  const add = (
    /** @type {number} */ i,
    /** @type {number} */ k,
    /** @type {number} */ z,
    /** @type {number[]} */ normal,
    /** @type {number} */ wall,
  ) => {
    positions.push(-size.x + i * stepX, -size.y + k * stepY, z);
    normals.push(...normal);
    walls.push(wall);
    return walls.length - 1;
  };
  const known = (/** @type {number} */ i, /** @type {number} */ k) => Number.isFinite(values[k * columns + i]);
  for (let k = 0; k < rows; k++) {
    for (let i = 0; i < columns; i++) {
      const [west, east, south, north] = [
        Math.max(0, i - 1),
        Math.min(columns - 1, i + 1),
        Math.max(0, k - 1),
        Math.min(rows - 1, k + 1),
      ];
      const normal = [
        (-size.z * (height(east, k) - height(west, k))) / ((east - west) * stepX),
        (-size.z * (height(i, north) - height(i, south))) / ((north - south) * stepY),
        1,
      ];
      add(i, k, known(i, k) ? height(i, k) : 0, normal.every(Number.isFinite) ? normal : [0, 0, 1], 0);
    }
  }
  const quad = (/** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ c, /** @type {number} */ d) =>
    faces.push(a, b, c, b, d, c);
  for (let k = 0; k + 1 < rows; k++) {
    for (let i = 0; i + 1 < columns; i++) {
      if (!(known(i, k) && known(i + 1, k) && known(i, k + 1) && known(i + 1, k + 1))) continue;
      const at = k * columns + i;
      quad(at, at + 1, at + columns, at + columns + 1);
    }
  }
  /** @param {number} length @param {(t: number) => [number, number]} along @param {number[]} normal */
  const wall = (length, along, normal) => {
    for (let t = 0; t + 1 < length; t++) {
      const [one, next] = [along(t), along(t + 1)];
      if (!known(...one) || !known(...next)) continue;
      quad(
        add(...one, 0, normal, 1),
        add(...next, 0, normal, 1),
        add(...one, height(...one), normal, 1),
        add(...next, height(...next), normal, 1),
      );
    }
  };
  wall(columns, (i) => [i, 0], [0, -1, 0]);
  wall(columns, (i) => [i, rows - 1], [0, 1, 0]);
  wall(rows, (k) => [0, k], [-1, 0, 0]);
  wall(rows, (k) => [columns - 1, k], [1, 0, 0]);
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setAttribute('normal', new BufferAttribute(new Float32Array(normals), 3));
  geometry.setAttribute('wall', new BufferAttribute(new Float32Array(walls), 1));
  geometry.setIndex(new BufferAttribute(new Uint32Array(faces), 1));
  return geometry;
}
