// @ts-check
// The network as a small drawing: a bar for each layer, as tall as it has neurons (on a logarithmic scale).
import { html, svg } from 'lit';

const height = 44;
const gap = 26;
const bar = 7;

/** @param {readonly number[]} widths @param {string} label */
export function drawLayers(widths, label) {
  const tall = (/** @type {number} */ width) => 8 + (height - 8) * (Math.log2(1 + width) / Math.log2(1 + 1024));
  const x = (/** @type {number} */ index) => 10 + index * gap;
  const middle = height / 2 + 1;
  return html`<svg
    class="layers"
    viewBox="0 0 ${x(widths.length - 1) + 20} ${height + 18}"
    width=${x(widths.length - 1) + 20}
    height=${height + 18}
    role="img"
    aria-label=${label}
  >
    ${widths.slice(1).map(
      (width, index) => svg`<path class="weights" d="M${x(index) + bar / 2} ${middle - tall(widths[index]) / 2}
      L${x(index + 1) - bar / 2} ${middle - tall(width) / 2} V${middle + tall(width) / 2} L${x(index) + bar / 2} ${middle + tall(widths[index]) / 2}Z" />`,
    )}
    ${widths.map(
      (
        width,
        index,
      ) => svg`<rect x=${x(index) - bar / 2} y=${middle - tall(width) / 2} width=${bar} height=${tall(width)} rx="2" />
      <text x=${x(index)} y=${height + 14}>${width}</text>`,
    )}
  </svg>`;
}
