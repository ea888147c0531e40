// @ts-check
import { serve } from './training-service.js';

serve(/** @type {import('comlink').Endpoint} */ (/** @type {unknown} */ (globalThis)));
