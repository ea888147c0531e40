// @ts-check
import { ours } from './ours.js';

export default ours('relaxed', 'ours, relaxed SIMD');
