// @ts-check
import { serveCalculator } from './calculator.js';

serveCalculator(/** @type {any} */ (globalThis));
