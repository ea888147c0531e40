// @ts-check
import { serve } from './training-service.js';

serve(/** @type {any} */ (globalThis));
