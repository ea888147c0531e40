// @ts-check
// Which lines of src/ the tests have run: gcov's report of every object file, put together. A line of a header counts
// as run when any of those who include it has run it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Failure, root } from './project.mjs';

/** @typedef {{ file: string, lines: number, run: number, missed: number[] }} Covered missed: line numbers */

/**
 * @param {string} build folder of a build with DOWNHILL_COVERAGE whose tests have run
 * @returns {Covered[]} per file of src/, the least covered first
 */
export function coverageOf(build) {
  const notes = readdirSync(build, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.gcda'))
    .map((file) => path.join(build, file));
  if (notes.length === 0) throw new Failure(`There are no .gcda files in ${build}: no test has run there.`);
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'coverage-'));
  /** @type {Map<string, Map<number, boolean>>} */
  const files = new Map();
  try {
    const { status, stderr } = spawnSync('gcov', ['--json-format', '--hash-filenames', ...notes], {
      cwd: scratch,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Failure(`gcov failed: ${stderr}`);
    for (const report of readdirSync(scratch))
      merge(files, JSON.parse(gunzipSync(readFileSync(path.join(scratch, report))).toString('utf8')));
  } finally {
    rmSync(scratch, { recursive: true });
  }
  return [...files]
    .map(([file, lines]) => {
      const missed = [...lines]
        .filter(([, run]) => !run)
        .map(([line]) => line)
        .sort((a, b) => a - b);
      return { file, lines: lines.size, run: lines.size - missed.length, missed };
    })
    .sort((a, b) => a.run / a.lines - b.run / b.lines);
}

/**
 * @param {Map<string, Map<number, boolean>>} files
 * @param {{ current_working_directory: string, files: { file: string, lines: { line_number: number, count: number }[]
 *   }[] }} report
 */
function merge(files, report) {
  for (const { file, lines } of report.files) {
    const name = path.relative(root, path.resolve(report.current_working_directory, file));
    if (!name.startsWith(`src${path.sep}`)) continue;
    const known = files.get(name) ?? new Map();
    files.set(name, known);
    for (const { line_number: line, count } of lines) known.set(line, known.get(line) || count > 0);
  }
}

/** 3, 4, 5, 9 → "3–5, 9". @param {number[]} lines */
export function ranges(lines) {
  /** @type {[number, number][]} */
  const found = [];
  for (const line of lines) {
    const last = found[found.length - 1];
    if (last && line === last[1] + 1) last[1] = line;
    else found.push([line, line]);
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
