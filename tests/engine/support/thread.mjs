// @ts-check
// What web/engine/worker.js is in a browser: Node's threads have another kind of endpoint.
import { parentPort } from 'node:worker_threads';
// @ts-expect-error Comlink ships no types for this file
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { serve } from '../../../web/engine/training-service.js';

serve(nodeEndpoint(/** @type {any} */ (parentPort)));
