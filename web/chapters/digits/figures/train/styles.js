// @ts-check
import { css } from 'lit';

export const styles = css`
  .question {
    margin: 6px 0 14px;
  }
  figcaption b {
    white-space: nowrap;
  }
  .score {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 30px;
    margin: 6px 0 16px;
  }
  .accuracy {
    display: flex;
    align-items: center;
    gap: 12px;
    color: var(--soft);
    font-size: 13px;
  }
  .accuracy b {
    font-size: 40px;
    line-height: 1;
    letter-spacing: -0.01em;
    color: var(--ink);
    flex: none;
    white-space: nowrap;
    min-width: 3.15em;
  }
  .stats {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 22px;
    margin-left: auto;
  }
  .stat {
    display: flex;
    flex-direction: column;
    min-width: 4.6em;
    color: var(--faint);
    font-size: 12px;
  }
  .stat b {
    font-size: 17px;
    color: var(--ink);
  }
  .goal {
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .goal.kept {
    color: var(--truth);
    font-weight: 600;
  }
  .panels {
    display: flex;
    flex-direction: column;
    gap: 18px;
  }
  .panels.wide {
    flex-direction: row;
    gap: 28px;
  }
  canvas {
    display: block;
    flex: none;
  }
  canvas.curves {
    touch-action: pan-y;
    cursor: ew-resize;
    user-select: none;
    -webkit-user-select: none;
  }
  .gallery .heading {
    font-size: 13px;
    font-weight: 600;
    margin-bottom: 7px;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin-top: 8px;
    font-size: 12px;
    color: var(--faint);
  }
  .guess {
    color: var(--guess);
    font-weight: 600;
  }
  .truth {
    color: var(--truth);
    font-weight: 600;
  }
  .bar {
    display: inline-block;
    width: 22px;
    height: 3px;
    vertical-align: middle;
    background: var(--truth);
  }
  dh-progress {
    margin-top: 14px;
  }
  .synthetic {
    margin: 12px 0 0;
    font-size: 13px;
    color: var(--grip-text);
  }
  .broken {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    margin-top: 12px;
    padding: 10px 14px;
    border-left: 3px solid var(--uphill);
    background: var(--wash);
  }

  .rows {
    display: flex;
    flex-direction: column;
    gap: 12px;
    width: 100%;
    min-width: 0;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px 26px;
    min-width: 0;
  }
  .actions {
    gap: 8px 10px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 14px;
    margin: 0 0 0 8px;
    padding: 0;
    list-style: none;
    font-size: 13px;
  }
  .chips li {
    display: inline-flex;
    align-items: center;
    color: var(--run);
  }
  .chips li::before {
    content: '';
    width: 16px;
    height: 0;
    border-top: 2px solid var(--run);
    margin-right: 7px;
    opacity: 0.6;
  }
  .chips .present {
    font-weight: 600;
  }
  .chips .present::before {
    border-top-width: 3px;
    opacity: 1;
  }
  .chips button {
    background: none;
    border: 0;
    padding: 0 2px;
    color: inherit;
    cursor: pointer;
    min-height: var(--target);
  }
  .chips .name {
    text-decoration-color: color-mix(in oklch, var(--run) 40%, transparent);
  }
  .chips button.name {
    text-decoration-line: underline;
    text-underline-offset: 3px;
  }
  .chips .away {
    min-width: 26px;
    color: var(--faint);
  }
  .chips .away svg {
    width: 11px;
    height: 11px;
    fill: currentColor;
  }
  .knobs dh-slider {
    --slider-width: 190px;
    --number-width: 5.6em;
  }
  .network {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .hidden {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  .hidden input {
    width: 7em;
    min-height: var(--target);
    padding: 0 8px;
    border: 1px solid var(--edge);
    border-radius: 6px;
    background: transparent;
    color: var(--ink);
    font-weight: 600;
    font-variant-numeric: tabular-nums lining-nums;
  }
  .presets {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .presets .button {
    padding: 0 9px;
    font-size: 13px;
    color: var(--soft);
  }
  .presets .button[aria-pressed='true'] {
    border-color: var(--ink);
    color: var(--ink);
  }
  svg.layers {
    fill: var(--soft);
    flex: none;
  }
  svg.layers .weights {
    fill: var(--wash);
  }
  svg.layers text {
    font: 500 11px var(--sans);
    text-anchor: middle;
    fill: var(--faint);
    font-variant-numeric: tabular-nums;
  }
  .more summary {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: var(--target);
    cursor: pointer;
    list-style: none;
    color: var(--soft);
  }
  .more summary::-webkit-details-marker {
    display: none;
  }
  .more summary::before {
    content: '';
    width: 0;
    border: 5px solid transparent;
    border-left-color: currentColor;
    border-right: 0;
  }
  .more[open] summary::before {
    rotate: 90deg;
  }
  .more .row {
    padding-top: 4px;
  }
  @container (max-width: 560px) {
    .accuracy b {
      font-size: 34px;
      min-width: 0;
    }
    .stats {
      margin-left: 0;
      gap: 4px 16px;
    }
    .stat {
      min-width: 4.2em;
    }
    .chips {
      margin-left: 0;
    }
    .rows {
      gap: 10px;
    }
    .knobs dh-slider {
      width: 100%;
    }
  }
`;
