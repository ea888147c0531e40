// @ts-check
// D_u f = f_x cos φ + f_y sin φ = ‖∇f‖ cos θ, each term over its number.
import { html } from 'lit';

/** In brackets where a sign would follow a sign. @param {string} number */
const bracketed = (number) => (number.startsWith('−') ? `(${number})` : number);

/** @param {unknown} symbol @param {string} number @param {string} [kind] */
const term = (symbol, number, kind = '') => html`<span class="term ${kind}"><i>${symbol}</i><b>${number}</b></span>`;

/** @param {string} sign */
const sign = (sign) => html`<span class="term sign"><i>${sign}</i><b>${sign}</b></span>`;

/** A product and, under it, what it comes to. @param {unknown} terms @param {string} result */
const product = (terms, result) =>
  html`<span class="product"><span class="row">${terms}</span><small>${result}</small></span>`;

/**
 * @param {import('./figure.js').Known} readings
 * @param {{ number: (value: number) => string, signed: (value: number) => string, share: (value: number) => string,
 *   unknown: string }} write
 */
export function renderEquation(
  { slope, fx, fy, cos, sin, alongX, alongY, norm, cosTheta, gradientShown },
  { number, signed, share, unknown },
) {
  const [norms, cosine] = gradientShown ? [number(norm), bracketed(share(cosTheta))] : [unknown, unknown];
  const spoken = `${signed(slope)} = ${number(fx)} · ${share(cos)} + ${number(fy)} · ${share(sin)}${gradientShown ? ` = ${norms} · ${cosine}` : ''}`;
  return html`<div class="equation" role="img" aria-label=${spoken}>
    <span class="part">${term(html`D<sub>u</sub> f`, signed(slope), slope >= 0 ? 'uphill' : 'downhill')}</span>
    <span class="part"
      >${sign('=')}
      ${product(html`${term(html`f<sub>x</sub>`, number(fx), 'uphill')}${sign('·')}${term('cos φ', bracketed(share(cos)), 'turned')}`, number(alongX))}
      ${sign('+')}
      ${product(html`${term(html`f<sub>y</sub>`, number(fy), 'uphill')}${sign('·')}${term('sin φ', bracketed(share(sin)), 'turned')}`, number(alongY))}</span
    >
    <span class="part"
      >${sign('=')}
      ${product(html`${term(html`<span class="symbol">‖∇f‖</span>`, norms, 'uphill')}${sign('·')}${term('cos θ', cosine)}`, gradientShown ? number(slope) : unknown)}</span
    >
  </div>`;
}
