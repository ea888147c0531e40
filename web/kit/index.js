// @ts-check
// What a figure imports: the base class, the helpers and, as a side effect, the elements that nearly every figure uses.
// The others come by themselves: './pad.js' (<dh-pad>), './plot.js' (<dh-plot>), './bars.js', './image.js',
// './predict.js', './progress.js', './transport.js'.
export { Figure } from './figure.js';
export { defineStrings } from './strings.js';
export { fixed, percent, significant, whole, superscript } from './numbers.js';
export { Stepping } from './stepping.js';
export { language } from './language.js';
export { theme, token, tokenRgb } from './theme.js';
export { prepareCanvas, watchSize } from './canvas.js';
export { makeScale, linearTicks, logTicks } from './axes.js';
export { strokesField, formatStrokes, parseStrokes } from './strokes.js';
export { css, html, nothing, svg } from 'lit';
