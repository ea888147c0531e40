// @ts-check
import { serveCalculator } from './calculator.js';

serveCalculator(/** @type {import('comlink').Endpoint} */ (/** @type {unknown} */ (globalThis)));
