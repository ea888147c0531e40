// @ts-check
// What is going on, how far it is, and how long it took: a line a step, and what the programs say in a file of its own.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { inProject, manner } from './project.mjs';

/** @param {number} milliseconds */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  return seconds < 60 ? `${Math.round(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

const lastLines = 200;

/** The step whose line waits for its time. @type {string | null} */
let open = null;

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
   * @param {boolean} [beside] another step runs meanwhile, and has the machine first: this one's line is written when
   *   it has ended
   * @returns {Promise<T>}
   */
  async take(name, title, work, beside = false) {
    const began = performance.now();
    this.#begun += 1;
    const line = `[${this.#begun}/${this.#count}] ${title} … `;
    if (!beside) begin(line);
    mkdirSync(inProject('build/logs'), { recursive: true });
    const log = inProject('build/logs', `${name}.log`);
    rmSync(log, { force: true });
    try {
      const result = await manner.run({ log, beside }, work);
      end(line, duration(performance.now() - began));
      return result;
    } catch (error) {
      end(line, `failed after ${duration(performance.now() - began)}`);
      if (existsSync(log)) console.error(endOf(log));
      throw error;
    }
  }
}

/** A word within a step, on a line of its own. @param {string} words */
export function say(words) {
  leave();
  console.log(`      ${words}`);
}

/** @param {string} line of a step that takes its time */
function begin(line) {
  leave();
  process.stdout.write(line);
  open = line;
}

/** @param {string} line @param {string} words that end it; where others have written meanwhile it is written again */
function end(line, words) {
  if (open !== line) {
    leave();
    process.stdout.write(line);
  }
  console.log(words);
  open = null;
}

/** What is written next has a line of its own. */
function leave() {
  if (open !== null) console.log();
  open = null;
}
