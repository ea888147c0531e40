// @ts-check
import { css } from 'lit';

export const figureStyles = css`
  :host {
    display: block;
    position: relative;
    container-type: inline-size;
    font: 500 14px/1.35 var(--sans);
    color: var(--ink);
    scroll-margin-top: 20px;
  }
  figure {
    margin: 0;
    background: var(--card);
    border: 1px solid var(--hair);
    border-radius: 10px;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 12px;
    padding: 16px 20px 8px;
    font: 600 16px/1.3 var(--sans);
  }
  .title small {
    font-weight: 400;
    font-size: 14px;
    color: var(--soft);
  }
  .picture {
    padding: 0 20px;
    position: relative;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 26px;
    align-items: center;
    padding: 10px 20px 14px;
    color: var(--soft);
  }
  .controls:empty {
    display: none;
  }
  figcaption {
    border-top: 1px solid var(--hair);
    padding: 13px 20px 14px;
    font: 400 16.5px/1.55 var(--serif);
    text-wrap: pretty;
  }
  .notes {
    margin: 0;
    padding: 0 20px 10px;
    font-size: 13px;
    color: var(--soft);
    overflow-wrap: anywhere;
  }
  .notes:empty {
    display: none;
  }
  .notes input {
    width: 100%;
    font: 400 12px/1.4 var(--mono);
    color: var(--ink);
    background: var(--wash);
    border: 1px solid var(--edge);
    border-radius: 5px;
    padding: 6px 8px;
    margin-top: 4px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 4px;
    padding: 0 12px 8px;
  }
  .tools button {
    font: 500 13px/1 var(--sans);
    color: var(--faint);
    background: none;
    border: 0;
    border-radius: 6px;
    min-height: var(--target);
    min-width: var(--target);
    padding: 0 8px;
    cursor: pointer;
    touch-action: manipulation;
  }
  .tools button[aria-disabled='true'] {
    opacity: 0.5;
    cursor: default;
  }
  .tools .source {
    margin-left: auto;
    overflow-wrap: anywhere;
    text-align: right;
  }
  @media (hover: hover) {
    .tools button:hover:not([aria-disabled='true']) {
      color: var(--ink);
    }
  }
  .failed {
    margin: 4px 0 12px;
    padding: 14px 16px;
    border-left: 3px solid var(--uphill);
    background: var(--wash);
  }
  .failed p {
    margin: 4px 0 10px;
    color: var(--soft);
    overflow-wrap: anywhere;
  }
  @container (max-width: 560px) {
    .title,
    figcaption {
      padding-inline: 16px;
    }
    .picture {
      padding-inline: 12px;
    }
    .controls {
      padding-inline: 16px;
    }
    .controls > dh-slider,
    .controls > dh-transport {
      flex: 1 1 100%;
    }
    .tools {
      padding-inline: 8px;
    }
    .tools .source {
      margin-left: 0;
      text-align: left;
    }
  }
  @media (max-width: 640px) {
    figure {
      border-radius: var(--figure-phone-radius, 0);
      border-inline-width: var(--figure-phone-edge, 0);
    }
  }
`;
