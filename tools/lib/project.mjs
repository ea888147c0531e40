// @ts-check
// Where things lie, and how the programs of others are started. Node alone: this runs before `npm ci`.
import { AsyncLocalStorage } from 'node:async_hooks';
import { spawn } from 'node:child_process';
import { accessSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs';
import { constants as system, setPriority } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

/** @param {...string} parts @returns {string} a path inside the project */
export const inProject = (...parts) => path.join(root, ...parts);

/** A failure whose words are all that its reader needs: no stack is printed for it. */
export class Failure extends Error {}

/**
 * How the programs of a step run: the file that they write to (outside of steps what they print goes through), and
 * whether they have only the time that others leave.
 * @type {AsyncLocalStorage<{ log: string, beside: boolean }>}
 */
export const manner = new AsyncLocalStorage();

/**
 * Runs a program in the project's folder.
 * @param {string} command @param {string[]} [args] @param {NodeJS.ProcessEnv} [environment] added to ours
 * @returns {Promise<void>}
 */
export function run(command, args = [], environment = {}) {
  const { log, beside } = manner.getStore() ?? {};
  const output = log ? openSync(log, 'a') : 'inherit';
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...environment },
    });
    if (typeof output === 'number') closeSync(output);
    if (beside && child.pid) setPriority(child.pid, system.priority.PRIORITY_LOW);
    child.on('error', (error) => reject(new Failure(`${command} could not be started: ${error.message}`)));
    child.on('exit', (code, signal) => {
      if (code === 0) return resolve();
      const words = args.length > 12 ? [...args.slice(0, 12), '…'] : args;
      const line = [command, ...words].join(' ').replaceAll(`${root}/`, '');
      reject(new Failure(`\`${line}\` ended with ${signal ? `signal ${signal}` : `code ${code}`}`));
    });
  });
}

/**
 * Runs the program of an npm package under this Node, with no shell and no npx between.
 * @param {string} script path below node_modules @param {string[]} args @param {NodeJS.ProcessEnv} [environment]
 */
export const runPackage = (script, args, environment) =>
  run(process.execPath, [inProject('node_modules', script), ...args], environment);

/** @param {string} file */
function mayRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {readonly string[]} names
 * @returns {string | undefined} the first of these programs on the PATH, and where it is
 */
export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(mayRun);
}

/** @param {string} file @returns {number} when it was last changed; 0 where there is none */
export const changedAt = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

/** Node before 21 has relaxed SIMD behind a flag, which later ones do not know. */
export const relaxedSimdFlags =
  Number(process.versions.node.split('.')[0]) < 21 ? ['--experimental-wasm-relaxed-simd'] : [];

/** @param {() => Promise<unknown>} main the whole of a command: a Failure is told in words and ends it with code 1 */
export async function command(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
