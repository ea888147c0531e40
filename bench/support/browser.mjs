// @ts-check
// A contender in the browser: a page of its own, in a context and so a process of its own, which may fail alone.

/** @import { Task } from '../contenders/contract.js' */
/** @import { Page } from '@playwright/test' */

/** Longer than any honest answer takes, in milliseconds. */
const patience = 240_000;

export class BrowserContender {
  /** @type {Page | null} */
  #page = null;
  #context;

  /**
   * @param {string} file its name among bench/contenders
   * @param {{ browser: import('@playwright/test').Browser, benchAddress: string }} context
   */
  constructor(file, context) {
    this.file = file;
    this.name = file;
    this.library = false;
    this.kind = /** @type {'ours' | 'browser'} */ (file.startsWith('ours') ? 'ours' : 'browser');
    this.#context = context;
  }

  /** @param {Task} task */
  async create(task) {
    if (!this.#page) {
      const page = await (await this.#context.browser.newContext()).newPage();
      this.#page = page;
      await page.goto(this.#context.benchAddress);
      await page.waitForFunction(() => 'contest' in window);
      Object.assign(this, await this.#ask('open', this.file));
    }
    await this.#ask('create', task);
  }

  /** @param {number} steps @returns {Promise<number>} seconds */
  train = (steps) => this.#ask('train', steps);
  /** @param {number} seconds @returns {Promise<number>} samples per second */
  window = (seconds) => this.#ask('window', seconds);
  /** @param {number} count @returns {Promise<number>} */
  accuracy = (count) => this.#ask('accuracy', count);
  /** @param {number} seconds @returns {Promise<number>} milliseconds for a drawing */
  latency = (seconds) => this.#ask('latency', seconds);
  dispose = () => (this.#page ? this.#ask('dispose', null) : Promise.resolve());

  async close() {
    const page = this.#page;
    this.#page = null;
    await page
      ?.context()
      .close()
      .catch(() => {});
  }

  /**
   * After a failure the page is gone, and with it whatever the contender had left in it.
   * @param {string} method
   * @param {unknown} argument
   * @returns {Promise<any>}
   */
  async #ask(method, argument) {
    const page = /** @type {Page} */ (this.#page);
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${patience / 1000} s`)), patience);
    });
    try {
      return await Promise.race([
        page.evaluate(
          ([name, value]) => /** @type {any} */ (window).contest[/** @type {string} */ (name)](value),
          [method, argument],
        ),
        late,
      ]);
    } catch (error) {
      await this.close();
      throw new Error(wordsOf(error), { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The first line of what went wrong, without what Playwright writes around it. @param {unknown} error */
export function wordsOf(error) {
  const text = error instanceof Error ? error.message : String(error);
  if (/crashed/i.test(text)) return 'the tab crashed (out of memory)';
  return text
    .replace(/^(page\.evaluate|Error|TypeError|RangeError|RuntimeError): /g, '')
    .replace(/^(Error|TypeError|RangeError|RuntimeError): /, '')
    .split('\n')[0];
}
