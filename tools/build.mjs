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

/** @param {'site' | 'tests'} purpose what wasm/toolchain.sh is to bring */
export const bringToolchain = (purpose) => run('bash', ['wasm/toolchain.sh', purpose]);

/**
 * Configures a CMake build once, again when it is asked for otherwise, and from nothing when the compiler is another
 * one.
 * @param {string} folder below build/ @param {string[]} settings
 */
export async function configure(folder, settings) {
  const place = inProject('build', folder);
  const emscripten = inProject('.toolchain/emscripten');
  const compiler = existsSync(emscripten)
    ? [realpathSync(emscripten), fingerprint(['.toolchain/emscripten/emscripten-version.txt'])].join()
    : '';
  const stamp = `${place}/configured.json`;
  const before = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : null;
  if (before?.compiler === compiler && before.settings.join() === settings.join()) return;
  if (before?.compiler !== compiler) rmSync(place, { recursive: true, force: true });
  await run('cmake', ['-S', '.', '-B', `build/${folder}`, '-G', 'Ninja', ...settings]);
  writeFileSync(stamp, JSON.stringify({ compiler, settings }));
}

/** @param {string} folder @param {string[]} targets */
export const compile = (folder, targets) => run('cmake', ['--build', `build/${folder}`, '--target', ...targets]);

/**
 * The trees of the core as WebAssembly, the one that every browser runs first: wasm/CMakeLists.txt says why.
 * The tests of the core as WebAssembly are built in it as well, where Catch2 is there for them.
 * @returns {{ folder: string, settings: string[] }[]}
 */
function trees() {
  const wasm = '-DCMAKE_TOOLCHAIN_FILE=wasm/toolchain.cmake';
  const relaxed = '-DDOWNHILL_RELAXED_SIMD=ON';
  const tests = existsSync(inProject('.toolchain/catch2')) ? 'ON' : 'OFF';
  return [
    { folder: 'wasm', settings: [wasm, `-DDOWNHILL_TESTS=${tests}`] },
    { folder: 'wasm-relaxed', settings: [wasm, relaxed, '-DDOWNHILL_TESTS=OFF'] },
    { folder: 'wasm-relaxed-threads', settings: [wasm, relaxed, '-DDOWNHILL_THREADS=ON', '-DDOWNHILL_TESTS=OFF'] },
  ];
}

/** @param {{ folder: string, settings: string[] }} tree @param {string[]} [targets] */
async function buildTree({ folder, settings }, targets = ['site']) {
  await configure(folder, settings);
  await compile(folder, targets);
}

const fasterStamp = inProject('build/faster-stamp');
const fasterModules = ['core-relaxed', 'laboratory-relaxed', 'laboratory-relaxed-threads'];
const coreSources = () => fingerprint(['src', 'wasm', 'cmake', 'CMakeLists.txt', 'tools/build.mjs']);

/** Whether the faster builds are there, made from the core as it stands. */
const fasterStands = () =>
  fasterModules.every((name) => existsSync(inProject('web/generated', `${name}.wasm`))) &&
  existsSync(fasterStamp) &&
  readFileSync(fasterStamp, 'utf8') === coreSources();

async function fasterCores() {
  const sources = coreSources();
  for (const tree of trees().slice(1)) await buildTree(tree);
  writeFileSync(fasterStamp, sources);
}

/**
 * The page, in dist/: made anew when anything that it is made from has changed.
 * @param {{ faster: boolean, beside?: boolean, tidy?: boolean }} options faster: with the faster builds of the core,
 *   which the
 *   page asks for by web/generated/builds.mjs; beside: what is in dist/ stays there too, for a page that is open and
 *   has not
 *   fetched all of it yet; tidy: nothing of that is to be left
 */
async function buildPage({ faster, beside = false, tidy = false }) {
  const builds = inProject('web/generated/builds.mjs');
  const text = `// Which builds of the core there are besides the strict one. Written by tools/build.mjs.\nexport const builds = { relaxed: ${faster}, threads: ${faster} };\n`;
  mkdirSync(inProject('web/generated'), { recursive: true });
  if (!existsSync(builds) || readFileSync(builds, 'utf8') !== text) writeFileSync(builds, text);

  const stamp = inProject('build/site-stamp');
  const key = fingerprint(['web', 'src', 'vite.config.mjs', 'package-lock.json', 'tools/build.mjs']);
  const made = existsSync(inProject('dist/index.html')) && existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  const crowded = `${key} and what was there before`;
  if (made === key || (!tidy && made === crowded)) return;
  rmSync(stamp, { force: true });
  await runPackage('vite/bin/vite.js', ['build', ...(beside ? ['--emptyOutDir', 'false'] : [])]);
  writeFileSync(stamp, beside ? crowded : key);
}

const menusStamp = inProject('build/menus-stamp');

/** The menus of the core as it stands. */
async function prepareMenus() {
  const key = fingerprint(['src', 'wasm', 'cmake', 'CMakeLists.txt', 'tools/menus.mjs']);
  const stands = existsSync(inProject('web/generated/menus.mjs')) && existsSync(menusStamp);
  if (stands && readFileSync(menusStamp, 'utf8') === key) return;
  await (await import('./menus.mjs')).writeMenus();
  writeFileSync(menusStamp, key);
}

/** @param {'site' | 'tests'} purpose @param {Steps} steps takes three of them */
async function prepare(steps, purpose) {
  mkdirSync(inProject('build'), { recursive: true });
  await steps.take('libraries', 'Libraries and toolchain', () =>
    Promise.all([bringLibraries(), bringToolchain(purpose)]),
  );
  await steps.take('core', 'Core: C++ to WebAssembly with SIMD', () =>
    buildTree(trees()[0], purpose === 'tests' ? ['site', 'types', 'fixtures'] : ['site']),
  );
  await steps.take('menus', 'Menus: names, ranges and defaults, from core to page', prepareMenus);
}

const prepareData = async () => (await import('./data.mjs')).prepareData();

/** The whole site. @param {Steps} steps takes six of them @param {'site' | 'tests'} purpose */
export async function buildSite(steps, purpose = 'site') {
  await prepare(steps, purpose);
  await steps.take('faster-core', 'Core, faster: with relaxed SIMD, and that with threads', fasterCores);
  await steps.take('data', 'Data', prepareData);
  await steps.take('page', 'Page', () => buildPage({ faster: true, tidy: true }));
}

/**
 * The site with what stands of the core: with its strict build alone where the faster ones would have to be made first.
 * @returns {Promise<{ whole: boolean, finish: () => Promise<void> }>} finish: makes the rest, which the page has when
 *   it is loaded again
 */
export async function buildSiteSoon() {
  const steps = new Steps(5);
  await prepare(steps, 'site');
  const whole = fasterStands();
  await steps.take('data', 'Data', prepareData);
  await steps.take('page', 'Page', () => buildPage({ faster: whole }));
  return {
    whole,
    async finish() {
      const rest = new Steps(2);
      await rest.take('faster-core', 'Core, faster: with relaxed SIMD, and that with threads', fasterCores);
      await rest.take('page', 'Page with them', () => buildPage({ faster: true, beside: true }));
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await command(async () => {
    await buildSite(new Steps(6));
    console.log('\nThe site is in dist/: any static host can serve it, from any path.');
  });
}
