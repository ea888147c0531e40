// @ts-check
// Why a surface has no gradient at a place, for the figures that ask for one there.
import { language } from '../../kit/language.js';
import { defineStrings } from '../../kit/strings.js';

/** @typedef {import('../../engine/problem.js').Place['name']} Behaviour what the surface does there */

const strings = defineStrings({
  en: {
    none: (/** @type {string} */ reason) => `there is no gradient: ${reason}`,
    unruly: 'the rules of differentiation give no gradient: they meet a jump, 0/0 or 0·∞ on their way',
    nothing: 'This formula has no value anywhere on the map, so there is no slope to find. Write another one.',
    corner: 'the ground has a corner there, and its slopes on the two sides differ',
    cusp: 'the ground has a cusp there, and its slopes on the two sides go to −∞ and ∞',
    upright: 'the ground stands upright there',
    jump: 'the ground jumps there',
    hole: 'the ground has a hole there',
    pole: 'the ground goes to ∞ or −∞ on either side of it',
    asymptote: 'the ground goes to ∞ or −∞ beside it',
    edge: 'the ground ends there, and beyond it there is no value',
    isolated: 'it is a single point, and around it there is no value',
    nowhere: 'near it the formula has no value',
    unsettled: 'the nearer to it, the more the ground swings',
    unclear: 'nobody can tell from the values near by what the ground tends to',
  },
  zh: {
    none: (reason) => `没有梯度：${reason}`,
    unruly: '求导法则给不出梯度：途中遇到了跳跃、0/0 或 0·∞',
    nothing: '在整张图上，这个公式处处没有值，也就没有斜率可找。请另写一个公式。',
    corner: '地面在这里有一个角点，两侧的斜率不同',
    cusp: '地面在这里有一个尖点，两侧的斜率分别趋于 −∞ 和 ∞',
    upright: '地面在这里是竖直的',
    jump: '地面在这里跳跃',
    hole: '地面在这里缺一点',
    pole: '地面在它的两侧趋于 ∞ 或 −∞',
    asymptote: '地面在它旁边趋于 ∞ 或 −∞',
    edge: '地面到这里为止，再往外就没有值',
    isolated: '它是孤立的一点，周围都没有值',
    nowhere: '这里和附近，公式都没有值',
    unsettled: '越靠近这里，地面摆动得越厉害',
    unclear: '从附近的值看不出地面趋于什么',
  },
});

/** Half a sentence. @param {Exclude<Behaviour, 'smooth'>} behaviour */
export const reasonFor = (behaviour) => strings[language.current][behaviour];

/** Half a sentence. @param {Behaviour | null} behaviour null: the surface has no value anywhere */
export function noGradient(behaviour) {
  const words = strings[language.current];
  if (behaviour === null) return words.nothing;
  return behaviour === 'smooth' ? words.unruly : words.none(words[behaviour]);
}

/** What is said where the surface has no value at all. */
export const noGround = () => strings[language.current].nothing;
