// @ts-check
// What the shadow roots of figures and kit elements have in common. Colours and sizes come from styles/tokens.css.
import { css } from 'lit';

export const base = css`
  :host {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    border: 0;
  }
  b,
  .number {
    font-variant-numeric: tabular-nums lining-nums;
    font-weight: 600;
  }
  math {
    font-family: var(--math);
  }
  msqrt > *,
  mroot > :first-child {
    padding-block-start: 0.1em;
  }
  /* Chromium keeps room behind a root for the widest sign that there is, also where the smallest is drawn. */
  @supports (-webkit-app-region: none) {
    :is(msqrt, mroot):not(:has(mfrac)) {
      margin-inline-end: -0.45em;
    }
  }
  .variable {
    font-family: 'Source Serif 4', var(--math);
    font-style: italic;
  }
  .unbroken {
    white-space: nowrap;
  }
`;

export const controls = css`
  button,
  select,
  input {
    font: inherit;
    color: inherit;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45em;
    min-height: var(--target);
    padding: 0 0.85em;
    border: 1px solid var(--edge);
    border-radius: 7px;
    background: var(--card);
    color: var(--ink);
    cursor: pointer;
    user-select: none;
    -webkit-user-select: none;
    touch-action: manipulation;
  }
  .button.icon {
    padding: 0;
    width: var(--target);
  }
  .button.strong {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--card);
  }
  .button.plain {
    border-color: transparent;
    background: transparent;
  }
  .button svg {
    width: 16px;
    height: 16px;
    fill: currentColor;
  }
  .button:active {
    translate: 0 1px;
  }
  .button[disabled] {
    opacity: 0.4;
    cursor: default;
  }
  @media (hover: hover) {
    .button:hover:not([disabled]) {
      border-color: var(--soft);
    }
  }
`;

// A native slider with our track and knob; `--filled` says how much of the track is behind the knob.
export const range = css`
  input[type='range'] {
    --knob: 18px;
    appearance: none;
    -webkit-appearance: none;
    height: var(--target);
    margin: 0;
    background: transparent;
    cursor: pointer;
    touch-action: pan-y;
  }
  input::-webkit-slider-runnable-track {
    height: 4px;
    border-radius: 2px;
    background: linear-gradient(var(--grip), var(--grip)) 0 / var(--filled, 0) 100% no-repeat var(--edge);
  }
  input::-moz-range-track {
    height: 4px;
    border-radius: 2px;
    background: var(--edge);
  }
  input::-moz-range-progress {
    height: 4px;
    border-radius: 2px;
    background: var(--grip);
  }
  input::-webkit-slider-thumb {
    -webkit-appearance: none;
    width: var(--knob);
    height: var(--knob);
    margin-top: calc(2px - var(--knob) / 2);
    border-radius: 50%;
    border: 2.5px solid var(--card);
    background: var(--grip);
    box-shadow: 0 0 0 1px var(--grip);
  }
  input::-moz-range-thumb {
    width: calc(var(--knob) - 5px);
    height: calc(var(--knob) - 5px);
    border-radius: 50%;
    border: 2.5px solid var(--card);
    background: var(--grip);
    box-shadow: 0 0 0 1px var(--grip);
  }
  input:focus-visible {
    outline-offset: -2px;
  }
  input[disabled] {
    opacity: 0.45;
    cursor: default;
  }
  @media (pointer: coarse) {
    input[type='range'] {
      --knob: 24px;
    }
  }
`;
