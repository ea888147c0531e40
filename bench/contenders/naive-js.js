// @ts-check
import { naive } from './naive/network.js';

export default naive(false, 'naive JS');
