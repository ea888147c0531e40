// @ts-check
// What is going on, how far it is, and how long it took: a line a step, and what the programs say in a file of its own.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { inProject, logged } from './project.mjs';

/** @param {number} milliseconds */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  return seconds < 60 ? `${Math.round(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

const lastLines = 200;

/** Whether the line of a step waits for its time. */
let open = false;

/** @param {string} file @returns {string} its end, for a reader who has to know why something failed */
function endOf(file) {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const cut = lines.length > lastLines ? [`      … (the whole of it: ${file.replace(inProject('/'), '')})`] : [];
  return [...cut, ...lines.slice(-lastLines)].join('\n');
}

/** Numbered steps, each with its time. What programs print in a step goes to build/logs/<its name>.log. */
export class Steps {
  #count;
  #begun = 0;

  /** @param {number} count how many there will be */
  constructor(count) {
    this.#count = count;
  }

  /**
   * A step that throws has the end of its log printed first.
   * @template T
   * @param {string} name of its log @param {string} title @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async take(name, title, work) {
    const began = performance.now();
    this.#begun += 1;
    process.stdout.write(`[${this.#begun}/${this.#count}] ${title} … `);
    open = true;
    mkdirSync(inProject('build/logs'), { recursive: true });
    const log = inProject('build/logs', `${name}.log`);
    rmSync(log, { force: true });
    try {
      const result = await logged.run(log, work);
      close(duration(performance.now() - began));
      return result;
    } catch (error) {
      close(`failed after ${duration(performance.now() - began)}`);
      if (existsSync(log)) console.error(endOf(log));
      throw error;
    }
  }
}

/** A word within a step, on a line of its own. @param {string} line */
export const say = (line) => close(`${open ? '\n' : ''}      ${line}`);

/** @param {string} words that end the line of a step */
function close(words) {
  console.log(words);
  open = false;
}
