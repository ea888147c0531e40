// @ts-check
// Small pictures for buttons, drawn on a 16 × 16 grid in the colour of the text.
import { svg, html } from 'lit';

const paths = {
  play: 'M4 2.5v11l9.5-5.5z',
  pause: 'M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z',
  forward: 'M3 2.5v11l7-5.5zM11 2.5h2.2v11H11z',
  back: 'M13 2.5v11L6 8zM2.8 2.5H5v11H2.8z',
  start: 'M2 2.5h2v11H2zM14 2.5v11L9.4 8zM8.9 2.5v11L4.3 8z',
  undo: 'M6.2 2.2 2 6l4.2 3.8V7.2h3.3a2.6 2.6 0 0 1 0 5.2H5.4v1.9h4.1a4.5 4.5 0 0 0 0-9H6.2z',
  clear: 'M3.2 4.6 4.6 3.2 8 6.6l3.4-3.4 1.4 1.4L9.4 8l3.4 3.4-1.4 1.4L8 9.4l-3.4 3.4-1.4-1.4L6.6 8z',
};

/** @param {keyof typeof paths} name */
export const icon = (name) => html`<svg viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${paths[name]} />`}</svg>`;
