// @ts-check
// Play, pause, one step, and the way through time: right under the curves, on their own axis of steps.
import { html } from 'lit';
import '../../../../kit/transport.js';
import { whole } from '../../../../kit/numbers.js';

/** @typedef {import('./figure.js').TrainFigure} TrainFigure @typedef {import('./look.js').Look} Look */

/**
 * @param {TrainFigure} figure
 * @param {Look} look
 * @param {import('../../../../kit/transport.js').Rail} rail
 * @param {number} lastStep
 */
export function viewTransport(figure, look, rail, lastStep) {
  const { session } = figure;
  const { step, reach, status } = look;
  const longest = Math.max(reach, step);
  const label = longest > step ? `${whole(step)} / ${whole(longest)}` : whole(step);
  const stuck =
    (status === 'diverged' && step >= reach) || status === 'failed' || status === 'refused' || step >= lastStep;
  return html`<dh-transport
    .playing=${session.playing}
    .position=${step}
    .length=${longest}
    .label=${label}
    .canBack=${step > 0}
    .canForward=${!stuck}
    .rail=${rail}
    @dh-play=${() => figure.play()}
    @dh-pause=${() => figure.pause()}
    @dh-step=${(/** @type {CustomEvent} */ event) => figure.seek(figure.look.step + event.detail.by)}
    @dh-seek=${(/** @type {CustomEvent} */ event) => figure.seek(event.detail.position)}
    >${figure.control('pace')}</dh-transport
  >`;
}
