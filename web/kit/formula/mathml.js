// @ts-check
// MathML as browsers draw it best. It has no styles of its own: the page's security policy allows none.

const strut = '<mspace height="0.72em"></mspace>';

/**
 * Lines of fractions are one pixel: the font's own thickness, 1.3, is drawn as one in one place and as two in another.
 * Roots have a strut, as in TeX: without it the line would lie on a low x, and the sign hang below. Bars keep off the
 * letters.
 * @param {string} mathml
 */
export const finished = (mathml) =>
  mathml
    .replaceAll('<mfrac>', '<mfrac linethickness="1px">')
    .replaceAll('<msqrt>', `<msqrt>${strut}`)
    .replace(/<mroot>(<(\w+)>[^<]*<\/\2>)/g, `<mroot><mrow>${strut}$1</mrow>`)
    .replaceAll('<mrow><mo>|</mo>', '<mrow><mo rspace="0.06em">|</mo>')
    .replaceAll('<mo>|</mo></mrow>', '<mo lspace="0.06em">|</mo></mrow>');
