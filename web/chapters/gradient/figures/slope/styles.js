// @ts-check
import { css } from 'lit';

export const styles = css`
  .waiting {
    height: 420px;
  }
  .panels {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 28px;
  }
  svg {
    display: block;
    overflow: visible;
    touch-action: pan-y;
    user-select: none;
    -webkit-user-select: none;
  }
  svg.curve {
    cursor: pointer;
  }
  svg.errors {
    cursor: ew-resize;
  }
  text {
    font: 400 12px/1 var(--sans);
    fill: var(--faint);
  }
  .axis-name {
    fill: var(--soft);
  }
  .label {
    font: 600 12.5px/1 var(--sans);
    paint-order: stroke;
    stroke: var(--card);
    stroke-width: 4px;
    stroke-linejoin: round;
    font-variant-numeric: tabular-nums lining-nums;
    pointer-events: none;
  }
  .label.hand {
    fill: var(--grip-text);
    font-style: italic;
  }
  .label.soft,
  .label.level {
    fill: var(--soft);
    font-weight: 500;
  }
  .label.rises {
    fill: var(--uphill);
  }
  .label.falls,
  .down .label {
    fill: var(--downhill);
  }
  .label.forward {
    fill: var(--series-4);
  }
  .label.central {
    fill: var(--series-3);
  }
  path,
  line {
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .function {
    stroke: var(--ink);
    stroke-width: 2.2;
  }
  .axis {
    stroke: var(--edge);
    stroke-width: 1;
  }
  .grid {
    stroke: var(--hair);
  }
  .strip line:not(.axis) {
    stroke-width: 3;
    stroke-linecap: butt;
    opacity: 0.55;
  }
  line.rises {
    stroke: var(--uphill);
  }
  line.falls {
    stroke: var(--downhill);
  }
  .tangent {
    stroke-width: 2;
  }
  line.tangent.level {
    stroke: var(--soft);
  }
  .secant {
    stroke: var(--series-4);
    stroke-width: 1.8;
  }
  .chord {
    stroke: var(--series-3);
    stroke-width: 1.4;
  }
  .chord-end {
    fill: var(--series-3);
  }
  .legs {
    stroke: var(--series-4);
    stroke-width: 1;
    stroke-dasharray: 2 3;
    opacity: 0.8;
  }
  .foot {
    stroke: var(--faint);
    stroke-width: 1;
    stroke-dasharray: 2 4;
  }
  .down line {
    stroke: var(--downhill);
    stroke-width: 3;
  }
  .down path {
    fill: var(--downhill);
    stroke: none;
  }
  circle.hand {
    fill: var(--grip);
    stroke: var(--card);
    stroke-width: 2.5;
  }
  circle.second {
    stroke-width: 2;
  }
  circle.hollow {
    fill: var(--card);
    stroke: var(--grip);
  }
  .point {
    cursor: grab;
  }
  .point:focus-visible {
    outline: none;
  }
  .point:focus-visible circle.hand {
    stroke: var(--focus);
  }
  .reach {
    fill: transparent;
  }
  .glass {
    fill: var(--card);
    stroke: var(--edge);
    stroke-width: 1.5;
  }
  .ray {
    stroke: var(--edge);
    stroke-width: 1;
  }
  .lens .function {
    stroke-width: 7;
    stroke: var(--hair);
  }
  .lens .tangent {
    stroke-dasharray: 6 5;
  }
  .untried {
    fill: var(--wash);
  }
  .forward-curve {
    stroke: var(--series-4);
    stroke-width: 1.7;
  }
  .central-curve {
    stroke: var(--series-3);
    stroke-width: 1.7;
  }
  .law {
    stroke-width: 1;
    stroke-dasharray: 3 4;
    opacity: 0.75;
  }
  .forward-law {
    stroke: var(--series-4);
  }
  .central-law {
    stroke: var(--series-3);
  }
  .rounding-law {
    stroke: var(--soft);
  }
  .floor {
    stroke: var(--ink);
    stroke-width: 1.4;
  }
  .best {
    stroke-width: 1.2;
    stroke-dasharray: 1 4;
  }
  .best.forward {
    stroke: var(--series-4);
  }
  .best.central {
    stroke: var(--series-3);
  }
  .cursor line {
    stroke: var(--grip);
    stroke-width: 1.5;
  }
  .dot {
    stroke: var(--card);
    stroke-width: 1.5;
  }
  .dot.forward {
    fill: var(--series-4);
  }
  .dot.central {
    fill: var(--series-3);
  }
  .digits {
    width: 100%;
    margin: 10px 0 2px;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums lining-nums;
    font-size: 14px;
  }
  .digits th,
  .digits td {
    padding: 4px 14px 4px 0;
    text-align: left;
    font-weight: 400;
    white-space: nowrap;
  }
  .digits thead th {
    color: var(--faint);
    font-size: 12px;
    padding-bottom: 2px;
  }
  .digits tbody tr {
    border-top: 1px solid var(--hair);
  }
  .digits th span {
    color: var(--soft);
    margin-left: 8px;
  }
  .digits td {
    color: var(--faint);
  }
  .digits td b {
    color: var(--ink);
  }
  .digits .forward th b {
    color: var(--series-4);
  }
  .digits .central th b {
    color: color-mix(in oklch, var(--series-3) 85%, var(--ink));
  }
  .digits td:last-child,
  .digits th:last-child {
    padding-right: 0;
    text-align: right;
  }
  dh-slider {
    --slider-width: 300px;
  }
  .question {
    flex: 1 1 100%;
    margin: 2px 0 6px;
  }
  @container (max-width: 620px) {
    .digits th span {
      display: none;
    }
    .digits {
      font-size: 13px;
    }
    .digits th,
    .digits td {
      padding-right: 10px;
    }
  }
`;
