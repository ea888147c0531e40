// @ts-check
// `npm run format`: lines broken as everywhere in the project, and what a linter can mend by itself; clang-tidy only
// says what it has found.
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { bringLibraries, bringToolchain } from './build.mjs';
import { command, findProgram, inProject, run, runPackage } from './lib/project.mjs';
import { say, Steps } from './lib/steps.mjs';
import { tidy } from './tidy.mjs';

const scripts = ['*.mjs', '{bench,tests,tools,web}/**/*.{js,mjs,css}'];
const rooms = ['bench', 'src', 'tests', 'tools', 'wasm'];

/** Other versions of it break other lines. */
const clangFormat = findProgram(['clang-format-19']);

/** @returns {string[]} every C++ file of the project */
const sources = () =>
  rooms.flatMap((room) =>
    readdirSync(inProject(room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[ch]pp$/.test(file))
      .map((file) => `${room}/${file}`),
  );

/** @param {boolean} mend whether files are changed; else what would be changed is a failure */
export async function format(mend) {
  await runPackage('prettier/bin/prettier.cjs', [mend ? '--write' : '--check', '--log-level', 'warn', ...scripts]);
  await runPackage('eslint/bin/eslint.js', [...(mend ? ['--fix'] : []), '.']);
  if (clangFormat) await run(clangFormat, [...(mend ? ['-i'] : ['--dry-run', '-Werror']), ...sources()]);
  else say('There is no clang-format 19 here: the C++ files are left as they are.');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await command(async () => {
    const steps = new Steps(3);
    await steps.take('libraries', 'Libraries and toolchain', () =>
      Promise.all([bringLibraries(), bringToolchain('tests')]),
    );
    await steps.take('format', 'Format', () => format(true));
    await steps.take('tidy', 'Mistakes that compile', tidy);
  });
}
