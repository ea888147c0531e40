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
