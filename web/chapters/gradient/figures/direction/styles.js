// @ts-check
import { css } from 'lit';

export const styles = css`
  .waiting {
    height: 700px;
  }
  .panels {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 6px 26px;
  }
  .panel {
    position: relative;
    min-width: 0;
    contain: layout style;
  }
  .panel > .name {
    position: absolute;
    left: 0;
    top: 0;
    color: var(--soft);
    font-weight: 400;
    font-size: 13px;
    pointer-events: none;
  }
  .panel > .aside {
    margin: 0;
    color: var(--soft);
    font-weight: 400;
    font-size: 13px;
  }
  .equation {
    grid-column: 1 / -1;
    contain: layout style;
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 6px 14px;
    padding: 6px 0 4px;
    font: 400 17px/1.35 var(--serif);
  }
  .part,
  .row {
    display: inline-flex;
    gap: 0 10px;
  }
  .product {
    display: inline-flex;
    flex-direction: column;
    align-items: stretch;
  }
  .product small {
    margin-top: 2px;
    border-top: 1px solid var(--edge);
    font: 500 13px/1.5 var(--sans);
    font-variant-numeric: tabular-nums lining-nums;
    color: var(--soft);
    text-align: center;
  }
  .term {
    display: inline-flex;
    flex: 1 0 auto;
    flex-direction: column;
    align-items: center;
    text-align: center;
    min-width: 2.6em;
    white-space: nowrap;
  }
  .term i {
    font-style: italic;
  }
  .term sub {
    font-size: 0.72em;
    line-height: 0;
  }
  .term b {
    font-size: 16px;
  }
  .sign {
    flex: none;
    min-width: 0;
    color: var(--soft);
  }
  .sign i,
  .sign b {
    font-style: normal;
    font-weight: 400;
  }
  .symbol {
    font: 500 0.88em/1 var(--sans);
  }
  .uphill {
    color: var(--uphill);
  }
  .downhill {
    color: var(--downhill);
  }
  .turned {
    color: var(--grip-text);
  }
  .finds {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 18px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .read {
    color: var(--ink);
  }
  .finding {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 18px;
  }
  .finds li {
    display: inline-flex;
    align-items: center;
    gap: 7px;
  }
  .finds li::before {
    content: '';
    width: 11px;
    height: 11px;
    border: 1.5px solid var(--faint);
    border-radius: 50%;
  }
  .finds li.found {
    color: var(--ink);
  }
  .finds li.found::before {
    border-color: var(--ink);
    background: var(--ink);
  }
  @container (max-width: 690px) {
    .panels {
      grid-template-columns: minmax(0, 1fr);
      gap: 12px;
    }
    .controls > dh-slider {
      flex: 1 1 100%;
    }
  }
  @container (max-width: 420px) {
    .equation {
      font-size: 15.5px;
    }
    .equation .term b {
      font-size: 14.5px;
    }
    .term {
      min-width: 0;
    }
    .part,
    .row {
      gap: 0 6px;
    }
  }
`;
