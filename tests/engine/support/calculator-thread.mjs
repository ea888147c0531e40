// @ts-check
// What web/engine/calculator-worker.js is in a browser: Node's threads have another kind of endpoint.
import { parentPort } from 'node:worker_threads';
// @ts-expect-error Comlink ships no types for this file
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { serveCalculator } from '../../../web/engine/calculator.js';

serveCalculator(nodeEndpoint(/** @type {any} */ (parentPort)));
