// @ts-check
// A contender outside of the browser: one of the programs of bench/native, asked by lines of text.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inProject } from '../../tools/lib/project.mjs';

/** @import { Task } from '../contenders/contract.js' */

export class NativeContender {
  kind = /** @type {const} */ ('native');
  library = false;
  #file;
  #data;
  /**
   * @type {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable,
   *   import('node:stream').Readable, null> | null}
   */
  #process = null;
  /** @type {AsyncIterator<string> | null} */
  #lines = null;

  /**
   * @param {string} name
   * @param {string} program below build/bench-native/bench
   * @param {string} data folder with the four files of MNIST
   */
  constructor(name, program, data) {
    this.name = name;
    this.#file = inProject('build/bench-native/bench', program);
    this.#data = data;
  }

  /** @param {Task} task */
  async create({ network, batch, optimizer, rate, seed }) {
    await this.#ask(`create ${network} ${batch} ${optimizer} ${rate} ${seed}`);
  }

  /** @param {number} steps @returns seconds */
  train = (steps) => this.#number(`train ${steps}`);
  /** @param {number} seconds @returns samples per second */
  window = (seconds) => this.#number(`window ${seconds}`);
  /** @param {number} count */
  accuracy = (count) => this.#number(`accuracy ${count}`);
  /** @param {number} seconds @returns milliseconds for a drawing */
  latency = (seconds) => this.#number(`latency ${seconds}`);

  async dispose() {}

  async close() {
    this.#process?.stdin.end();
    this.#process = null;
  }

  /** @param {string} request */
  async #number(request) {
    return Number(await this.#ask(request));
  }

  /** @param {string} request @returns {Promise<string>} */
  async #ask(request) {
    if (!this.#process) {
      this.#process = spawn(this.#file, [this.#data], { stdio: ['pipe', 'pipe', 'inherit'] });
      this.#process.on('error', (error) => console.error(`      ${this.name}: ${error.message}`));
      this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
    }
    this.#process.stdin.write(`${request}\n`);
    const answer = await /** @type {AsyncIterator<string>} */ (this.#lines).next();
    if (answer.done) throw new Error(`${this.name} ended`);
    if (answer.value.startsWith('failed ')) throw new Error(answer.value.slice(7));
    return answer.value;
  }
}
