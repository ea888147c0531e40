// @ts-check
import { css } from 'lit';

export const styles = css`
  .waiting {
    height: 560px;
  }
  .nothing {
    height: 300px;
    background: var(--wash);
    border-radius: 6px;
  }
  .panels {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 292px;
    gap: 10px 28px;
    align-items: start;
  }
  .map {
    position: relative;
  }
  dh-contours {
    cursor: crosshair;
  }
  .particles {
    position: absolute;
    left: 0;
    top: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
    /* A layer of its own: a frame draws the particles and leaves the map under them as it is. */
    will-change: transform;
  }
  .side {
    display: flex;
    flex-direction: column;
    gap: 18px;
    padding-top: 8px;
    font-size: 13.5px;
    contain: layout paint style;
  }
  section {
    min-width: 0;
  }
  p {
    margin: 0 0 6px;
    font: 400 13px/1.4 var(--sans);
    color: var(--soft);
  }
  .count b {
    color: var(--ink);
  }
  dl {
    margin: 0;
  }
  dl div {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    padding: 4px 0;
    border-top: 1px solid var(--hair);
  }
  dd {
    margin: 0;
    font-weight: 600;
    font-variant-numeric: tabular-nums lining-nums;
  }
  dt {
    color: var(--soft);
  }
  .uphill dd {
    color: var(--uphill);
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    font-variant-numeric: tabular-nums lining-nums;
    color: var(--soft);
  }
  .key span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .shaft {
    stroke: var(--downhill);
    stroke-width: 1.5;
    stroke-linecap: round;
  }
  .head {
    fill: var(--downhill);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums lining-nums;
  }
  th,
  td {
    padding: 4px 0;
    text-align: left;
    font-weight: 400;
    white-space: nowrap;
  }
  thead th {
    font-size: 12px;
    color: var(--faint);
  }
  tbody tr {
    border-top: 1px solid var(--hair);
  }
  tbody th {
    color: var(--soft);
    width: 9.5em;
    padding-right: 10px;
  }
  td {
    position: relative;
    text-align: right;
  }
  thead th:last-child {
    text-align: right;
  }
  .bar {
    position: absolute;
    left: 0;
    top: 6px;
    bottom: 6px;
    background: var(--ink);
    opacity: 0.16;
    border-radius: 2px;
  }
  td b {
    position: relative;
  }
  .buttons {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  dh-transport {
    flex: 0 0 auto;
  }
  @container (max-width: 799px) {
    .panels {
      grid-template-columns: minmax(0, 1fr);
    }
    .side {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
      gap: 16px 28px;
    }
  }
`;
