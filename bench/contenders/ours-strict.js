// @ts-check
import { ours } from './ours.js';

export default ours('simd', 'ours, strict SIMD');
