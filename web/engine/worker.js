// @ts-check
import { serve } from './workshop.js';

serve(/** @type {any} */ (globalThis));
