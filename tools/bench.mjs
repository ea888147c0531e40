// @ts-check
// `npm run bench`: builds the site, and what it is measured against and with, then measures.
import { changedAt, command, inProject, relaxedSimdFlags, run } from './lib/project.mjs';
import { Steps } from './lib/steps.mjs';
import { buildSite, compile, configure } from './build.mjs';
import { unpackMnist } from './unpack-mnist.mjs';

/** The libraries of others, in a folder of their own: the site knows nothing of them. */
async function bringRivals() {
  if (changedAt(inProject('bench/node_modules/.package-lock.json')) >= changedAt(inProject('bench/package-lock.json')))
    return;
  await run('npm', ['ci', '--prefix', 'bench', '--ignore-scripts', '--no-audit', '--no-fund']);
}

/** The products of matrices alone, in the trees of the core and with its flags. */
async function buildKernels() {
  for (const folder of ['wasm', 'wasm-relaxed']) await compile(folder, ['bench_kernels']);
}

/**
 * The same core, and plain Eigen, with every instruction of this machine, and the digits for them. Warnings are told by
 * other builds.
 */
async function buildNative() {
  await unpackMnist();
  await configure('bench-native', ['-DDOWNHILL_TESTS=OFF', '-DDOWNHILL_NATIVE_ARCH=ON', '-DCMAKE_CXX_FLAGS=-w']);
  await compile('bench-native', ['bench_core', 'bench_eigen']);
}

await command(async () => {
  const steps = new Steps(9);
  await buildSite(steps, 'tests');
  await steps.take('rivals', "The rivals' libraries", bringRivals);
  await steps.take('kernels', 'Kernels: C++ to WebAssembly', buildKernels);
  await steps.take('bench-native', 'The core and plain Eigen, natively', buildNative);
  console.log();
  await run(process.execPath, [...relaxedSimdFlags, 'bench/run.mjs', ...process.argv.slice(2)]);
});
