// @ts-check
import { naive } from './naive/network.js';

export default naive(true, 'naive JS, skipping zeros');
