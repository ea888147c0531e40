// @ts-check
// The toolchain script where an Emscripten is already there: a stand-in that answers as emcc and em-config do.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { inProject } from '../../tools/lib/project.mjs';

const home = mkdtempSync(path.join(tmpdir(), 'downhill-toolchain-'));
after(() => rmSync(home, { recursive: true, force: true }));

let project = '';
beforeEach(() => {
  project = mkdtempSync(path.join(home, 'project-'));
  cpSync(inProject('wasm/toolchain.sh'), path.join(project, 'wasm/toolchain.sh'));
});

/** @param {string} folder @param {string} version */
function installEmscripten(folder, version) {
  mkdirSync(folder, { recursive: true });
  const programs = {
    emcc: `echo "emcc (Emscripten gcc/clang-like replacement) ${version} (0123abc)"`,
    'em++': 'echo "compiled by the stand-in with $*"',
    'em-config': `echo "${folder}"`,
  };
  for (const [name, line] of Object.entries(programs)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${line}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
  return folder;
}

/** @param {string} purpose @param {NodeJS.ProcessEnv} environment */
function toolchain(purpose, environment) {
  const { status, stdout, stderr } = spawnSync('bash', [path.join(project, 'wasm/toolchain.sh'), purpose], {
    encoding: 'utf8',
    env: { ...process.env, EMSDK: '', ...environment },
  });
  return { status, words: stdout + stderr };
}

/** @param {string} folder */
const onPath = (folder) => ({ PATH: `${folder}:${process.env.PATH}` });

test('an Emscripten on the PATH is used as it is, and the second run does nothing', () => {
  const emscripten = installEmscripten(path.join(home, 'new'), '4.0.3');
  const first = toolchain('site', onPath(emscripten));
  assert.equal(first.status, 0, first.words);
  assert.match(first.words, /Emscripten 4\.0\.3 found/);
  const compiler = path.join(project, '.toolchain/bin/em++');
  assert.equal(execFileSync(compiler, ['-O3'], { encoding: 'utf8' }), 'compiled by the stand-in with -O3\n');

  assert.deepEqual(toolchain('site', onPath(emscripten)), { status: 0, words: '' });
});

test('an Emscripten in $EMSDK is used as it is', () => {
  const emsdk = path.join(home, 'emsdk');
  installEmscripten(path.join(emsdk, 'upstream/emscripten'), '3.1.60');
  const { status, words } = toolchain('site', { EMSDK: emsdk });
  assert.equal(status, 0, words);
  assert.match(words, /Emscripten 3\.1\.60 found: .*emsdk\/upstream\/emscripten\/emcc/);
});

test('one that is too old is passed over for one that is not', () => {
  const old = installEmscripten(path.join(home, 'old'), '3.1.6');
  const emscripten = installEmscripten(path.join(home, 'newer'), '3.1.100');
  const { status, words } = toolchain('site', { PATH: `${old}:${emscripten}:${process.env.PATH}` });
  assert.equal(status, 0, words);
  assert.match(words, /Emscripten 3\.1\.6 at .*\/old\/emcc is not used: 3\.1\.60 or newer is needed/);
  assert.match(words, /Emscripten 3\.1\.100 found/);
});

test('another Emscripten than last time is noticed', () => {
  toolchain('site', onPath(installEmscripten(path.join(home, 'first'), '3.1.70')));
  const { words } = toolchain('site', onPath(installEmscripten(path.join(home, 'second'), '3.1.71')));
  assert.match(words, /Emscripten 3\.1\.71 found/);
  assert.match(readFileSync(path.join(project, '.toolchain/bin/emcc'), 'utf8'), /second\/emcc/);
});

test('a purpose that it does not know is refused, and nothing is made', () => {
  const { status, words } = toolchain('everything', {});
  assert.equal(status, 1);
  assert.match(words, /unknown purpose 'everything'; it must be site, native or tests/);
  assert.equal(existsSync(path.join(project, '.toolchain')), false);
});
