// @ts-check
// clang-tidy over the C++ that compiles natively, a room at a time, as it is compiled; .clang-tidy names the checks.
// A room that is as it was when it last passed is not read again.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { compile, configure } from './build.mjs';
import { fingerprint } from './lib/fingerprint.mjs';
import { findProgram, inProject, root, run } from './lib/project.mjs';
import { say } from './lib/steps.mjs';

const record = inProject('build/tidy/passed.json');

/** @returns {Record<string, string>} the file that stands for a room, and a sum of what has been written for it */
function sums() {
  /** @type {{ file: string }[]} */
  const commands = JSON.parse(readFileSync(inProject('build/tidy/compile_commands.json'), 'utf8'));
  return Object.fromEntries(
    commands.flatMap(({ file }) => {
      const sources = [...readFileSync(file, 'utf8').matchAll(/^#include "(.+\.cpp)"$/gm)];
      const folders = new Set(sources.map(([, source]) => path.relative(root, path.dirname(source))));
      folders.delete('build/tidy'); // the headers that are read once for all rooms
      return folders.size === 0 ? [] : [[file, fingerprint(['.clang-tidy', ...folders])]];
    }),
  );
}

/** Fails with what clang-tidy says, where there is one: other versions know other checks. */
export async function tidy() {
  const [compiler, runner] = [findProgram(['clang++-19']), findProgram(['run-clang-tidy-19'])];
  if (!compiler || !runner) return say('There is no clang-tidy 19 here: the C++ files are not looked through.');
  await configure('tidy', [
    `-DCMAKE_CXX_COMPILER=${compiler}`,
    '-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON',
    '-DDOWNHILL_TESTS=OFF',
  ]);
  await compile('tidy', ['build.ninja']);
  const passed = existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : {};
  const now = sums();
  const changed = Object.keys(now).filter((file) => now[file] !== passed[file]);
  if (changed.length > 0)
    await run(runner, ['-quiet', '-p', 'build/tidy', '-j', String(availableParallelism()), ...changed]);
  writeFileSync(record, JSON.stringify(now));
}
