// @ts-check
import { relaxedSimd, simd } from 'wasm-feature-detect';
import { builds } from '../generated/builds.mjs';

/** @typedef {'simd' | 'relaxed'} Build */
/** @typedef {import('../generated/core-simd.mjs').MainModule} Core */
/** @typedef {import('../generated/laboratory-simd.mjs').MainModule} LaboratoryModule */
/** @typedef {import('../generated/mathematics.mjs').MainModule} MathematicsModule */
/** @typedef {import('../generated/descents.mjs').MainModule} DescentsModule */
/** @typedef {import('../generated/models.mjs').MainModule} ModelsModule */
/** @typedef {import('../generated/networks.mjs').MainModule} NetworksModule */

const unsupported = {
  'no-webassembly': 'This browser does not run WebAssembly, in which everything on this page is computed.',
  'no-simd': 'This browser runs WebAssembly, but without SIMD, which this page needs. Every current browser has it.',
  'webassembly-forbidden': 'This page is not allowed to compile WebAssembly, in which everything on it is computed.',
};

/** Thrown by loadEngine and its like where they cannot run; its message is meant for the reader of the page. */
export class EngineUnsupported extends Error {
  name = 'EngineUnsupported';

  /** @param {keyof typeof unsupported} reason */
  constructor(reason) {
    super(unsupported[reason]);
    this.reason = reason;
  }
}

/** The shortest module: its magic number and version. */
const emptyModule = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/** Rejects with EngineUnsupported where there is no WebAssembly with SIMD. */
export async function requireSimd() {
  if (typeof WebAssembly !== 'object') throw new EngineUnsupported('no-webassembly');
  if (!(await simd())) throw new EngineUnsupported('no-simd');
  // A Content-Security-Policy lets modules be validated, not compiled.
  await WebAssembly.compile(emptyModule).catch(() => {
    throw new EngineUnsupported('webassembly-forbidden');
  });
}

/**
 * The fastest build that was made and that this engine of JavaScript accepts. It has to be known before anything is
 * loaded: one unknown instruction makes a whole module invalid.
 * @returns {Promise<Build>}
 */
export async function supportedBuild() {
  await requireSimd();
  return builds.relaxed && (await relaxedSimd()) ? 'relaxed' : 'simd';
}

/**
 * The build that was asked for, or the fastest.
 * @param {Build} [build]
 * @returns {Promise<Build>}
 */
export async function chosenBuild(build) {
  if (build !== undefined && build !== 'simd' && build !== 'relaxed') {
    throw new Error(`there is no build "${build}"; there are simd and relaxed`);
  }
  const best = await supportedBuild();
  if (build === 'relaxed' && best !== 'relaxed') {
    throw new Error('the relaxed build needs relaxed SIMD, which is not to be had here; the simd build runs');
  }
  return build ?? best;
}

/** @param {Build} build @returns {Promise<Core>} */
export async function loadCore(build) {
  const { default: create } =
    build === 'relaxed' ? await import('../generated/core-relaxed.mjs') : await import('../generated/core-simd.mjs');
  return create();
}

/**
 * Whether this build of the laboratory may have threads here. Memory can be shared on pages that are cross-origin
 * isolated, which is for their server to say; and only the relaxed build is made with threads: browsers without relaxed
 * SIMD train on one core.
 * @param {Build} build
 */
export function mayHaveThreads(build) {
  return (
    builds.threads &&
    build === 'relaxed' &&
    globalThis.crossOriginIsolated === true &&
    typeof SharedArrayBuffer === 'function'
  );
}

/** @param {Build} build @param {boolean} threads @returns {Promise<LaboratoryModule>} */
export async function loadLaboratoryModule(build, threads) {
  if (threads && build !== 'relaxed')
    throw new Error('only the relaxed build has threads; the simd build trains on one core');
  const { default: create } = threads
    ? await import('../generated/laboratory-relaxed-threads.mjs')
    : build === 'relaxed'
      ? await import('../generated/laboratory-relaxed.mjs')
      : await import('../generated/laboratory-simd.mjs');
  return create();
}

/** @returns {Promise<MathematicsModule>} */
export async function loadMathematicsModule() {
  const { default: create } = await import('../generated/mathematics.mjs');
  return create();
}

/** @returns {Promise<DescentsModule>} */
export async function loadDescentsModule() {
  const { default: create } = await import('../generated/descents.mjs');
  return create();
}

/** @returns {Promise<ModelsModule>} */
export async function loadModelsModule() {
  const { default: create } = await import('../generated/models.mjs');
  return create();
}

/** @returns {Promise<NetworksModule>} */
export async function loadNetworksModule() {
  const { default: create } = await import('../generated/networks.mjs');
  return create();
}
