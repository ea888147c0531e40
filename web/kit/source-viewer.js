// @ts-check
// <dh-source>: the C++ behind a figure in a dialog, with the line that matters now highlighted.
import { css, html } from 'lit';
import { tokenizeLines } from './cpp.js';
import { KitElement } from './element.js';
import { icon } from './icons.js';
import { base, controls } from './shared-styles.js';
import { readSource } from './sources.js';

/** @typedef {import('./figure.js').Source} Source */

class SourceViewer extends KitElement {
  static properties = { sources: { attribute: false }, shown: { state: true }, lines: { state: true } };
  static styles = [
    base,
    controls,
    css`
      dialog {
        width: min(900px, 100vw - 24px);
        height: min(760px, 100dvh - 24px);
        max-width: none;
        max-height: none;
        padding: 0;
        border: 1px solid var(--edge);
        border-radius: 12px;
        background: var(--card);
        color: var(--ink);
        overflow: hidden;
        font: 500 14px/1.4 var(--sans);
      }
      dialog[open] {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
      }
      dialog::backdrop {
        background: oklch(0.2 0.02 265 / 0.45);
      }
      .head {
        display: flex;
        align-items: center;
        gap: 4px 10px;
        padding: 8px 10px 8px 18px;
        border-bottom: 1px solid var(--hair);
      }
      .files {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
        flex: 1;
        min-width: 0;
      }
      .file {
        min-height: var(--target);
        padding: 0;
        border: 0;
        background: none;
        color: var(--soft);
        font: 500 13px/1.3 var(--mono);
        cursor: pointer;
        overflow-wrap: anywhere;
        text-align: left;
      }
      .file[aria-pressed='true'] {
        color: var(--ink);
        box-shadow: 0 2px 0 var(--grip);
      }
      pre {
        margin: 0;
        padding: 12px 0 24px;
        overflow: auto;
        font: 400 13px/1.6 var(--mono);
        tab-size: 2;
        counter-reset: line;
      }
      code {
        display: block;
        width: max-content;
        min-width: 100%;
        padding: 0 18px 0 0;
        font: inherit;
        white-space: pre;
      }
      code::before {
        counter-increment: line;
        content: counter(line);
        display: inline-block;
        width: 3.6em;
        padding-right: 1.2em;
        text-align: right;
        color: var(--faint);
        user-select: none;
        -webkit-user-select: none;
      }
      .now {
        background: color-mix(in oklch, var(--grip) 20%, transparent);
        box-shadow: inset 3px 0 0 var(--grip);
      }
      .comment {
        color: var(--truth);
      }
      .string,
      .number {
        color: var(--grip-text);
        font-weight: 400;
      }
      .keyword,
      .directive {
        color: var(--downhill);
      }
      .type {
        color: var(--guess);
      }
      .message {
        padding: 20px 18px;
        color: var(--soft);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Source[]} */
    this.sources = [];
    this.shown = 0;
    /** undefined: on its way; null: not there. @type {ReturnType<typeof tokenizeLines> | null | undefined} */
    this.lines = undefined;
  }

  /** @param {number} index */
  async show(index) {
    this.shown = index;
    this.lines = undefined;
    const text = await readSource(this.sources[index].path).catch(() => null);
    if (this.shown !== index) return;
    this.lines = text === null ? null : tokenizeLines(text);
    await this.updateComplete;
    this.renderRoot.querySelector('.now')?.scrollIntoView({ block: 'center' });
  }

  firstUpdated() {
    this.#dialog.showModal();
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector('dialog'));
  }

  render() {
    const words = this.kitWords;
    const find = this.sources[this.shown]?.find;
    const now = find
      ? (this.lines ?? []).findIndex((line) =>
          line
            .map((piece) => piece.text)
            .join('')
            .includes(find),
        )
      : -1;
    return html`<dialog
      aria-label=${words.source(this.sources[this.shown]?.path ?? '')}
      @close=${() => this.remove()}
      @click=${this.#onClick}
    >
      <div class="head">
        <div class="files">
          ${this.sources.map((source, i) => html`<button class="file" aria-pressed=${i === this.shown} @click=${() => this.show(i)}>${source.path}</button>`)}
        </div>
        <button
          class="button icon plain"
          aria-label=${words.close}
          title=${words.close}
          @click=${() => this.#dialog.close()}
        >
          ${icon('clear')}
        </button>
      </div>
      ${
        this.lines
          ? html`<pre tabindex="0">
${this.lines.map(
                (line, i) =>
                  html`<code class=${i === now ? 'now' : ''} aria-current=${i === now ? 'step' : 'false'}
                    >${line.map((piece) => (piece.kind ? html`<span class=${piece.kind}>${piece.text}</span>` : piece.text))}</code
                  >`,
              )}</pre>`
          : html`<p class="message" role="status">
              ${this.lines === null ? words.sourceMissing : words.sourceWaiting}
            </p>`
      }
    </dialog>`;
  }

  /** A click beside the dialog closes it. @param {MouseEvent} event */
  #onClick(event) {
    if (event.target === this.#dialog && !isInside(event, this.#dialog.getBoundingClientRect())) this.#dialog.close();
  }
}

/** @param {MouseEvent} event @param {DOMRect} box */
const isInside = ({ clientX: x, clientY: y }, box) =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

customElements.define('dh-source', SourceViewer);

/** @param {Source[]} sources @param {ParentNode} parent */
export async function showSource(sources, parent) {
  const viewer = new SourceViewer();
  viewer.sources = sources;
  parent.append(viewer);
  await viewer.show(0);
}
