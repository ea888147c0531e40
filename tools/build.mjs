// @ts-check
// `npm run build`: from a clone to the static site in dist/. Each step finds out by itself whether there is
// anything to do, so that building again with nothing changed takes a moment.
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { changedAt, command, Failure, inProject, run, runPackage } from './lib/project.mjs';
import { fingerprint } from './lib/fingerprint.mjs';
import { Steps } from './lib/steps.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
const nodeFits = major > 20 || (major === 20 && minor >= 19);

/** The libraries of package-lock.json, brought when they are missing or older than it. */
export async function bringLibraries() {
  if (!nodeFits) throw new Failure(`Node.js ${process.versions.node} is too old: 20.19 or newer is needed.`);
  if (changedAt(inProject('node_modules/.package-lock.json')) < changedAt(inProject('package-lock.json'))) {
    await run('npm', ['ci', '--no-audit', '--no-fund']);
  }
}

/** @param {'site' | 'tests'} wish what wasm/toolchain.sh is to bring */
export const bringToolchain = (wish) => run('bash', ['wasm/toolchain.sh', wish]);

/**
 * Configures a CMake build once, and again from nothing when the compiler is another one.
 * @param {string} folder below build/ @param {string[]} settings
 */
export async function configure(folder, settings) {
  const place = inProject('build', folder);
  const emscripten = inProject('.toolchain/emscripten');
  const compiler = existsSync(emscripten) ? [realpathSync(emscripten), fingerprint(['.toolchain/emscripten/emscripten-version.txt'])] : [];
  const key = JSON.stringify([settings, compiler]);
  const stamp = `${place}/configured.json`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  rmSync(place, { recursive: true, force: true });
  await run('cmake', ['-S', '.', '-B', `build/${folder}`, '-G', 'Ninja', ...settings]);
  writeFileSync(stamp, key);
}

/** @param {string} folder @param {string[]} [targets] all of them, if none is named */
export const compile = (folder, targets = []) =>
  run('cmake', ['--build', `build/${folder}`, ...(targets.length > 0 ? ['--target', ...targets] : [])], {
    NINJA_STATUS: '      [%f/%t, %es] ',
  });

const wasm = '-DCMAKE_TOOLCHAIN_FILE=wasm/toolchain.cmake';
const relaxed = '-DDOWNHILL_RELAXED_SIMD=ON';
const threads = '-DDOWNHILL_THREADS=ON';

/** Each build of the core with what is made in it: wasm/CMakeLists.txt says why. @type {[string, string[], string[]][]} */
const builds = [
  ['site-simd', [], ['site_core', 'site_laboratory', 'site_mathematics', 'site_models', 'site_networks']],
  ['site-relaxed', [relaxed], ['site_core', 'site_laboratory']],
  ['site-relaxed-threads', [relaxed, threads], ['site_laboratory']],
];

export async function buildCore() {
  for (const [folder, settings, targets] of builds) {
    await configure(folder, [wasm, ...settings, '-DDOWNHILL_TESTS=OFF']);
    await compile(folder, targets);
  }
}

/** The page: dist/ is made anew when anything that it is made from has changed. */
export async function buildPage() {
  const stamp = inProject('build/site-stamp');
  const key = fingerprint(['web', 'src', 'vite.config.mjs', 'package-lock.json', 'tools/build.mjs']);
  if (existsSync(inProject('dist/index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  rmSync(stamp, { force: true });
  await runPackage('vite/bin/vite.js', ['build']);
  writeFileSync(stamp, key);
}

/** @param {Steps} steps takes five of them @param {'site' | 'tests'} wish */
export async function buildSite(steps, wish = 'site') {
  mkdirSync(inProject('build'), { recursive: true });
  await steps.take('Libraries', bringLibraries);
  await steps.take('Toolchain', () => bringToolchain(wish));
  await steps.take('Core: C++ to WebAssembly, with SIMD, with relaxed SIMD, and that with threads', buildCore);
  await steps.take('Data', async () => (await import('./data.mjs')).prepareData());
  await steps.take('Page', buildPage);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await command(async () => {
    await buildSite(new Steps(5));
    console.log('\nThe site is in dist/: any static host can serve it, from any path.');
  });
}
