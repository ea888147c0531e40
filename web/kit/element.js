// @ts-check
// The root of every element of the kit: it redraws when language or theme change and ends what it began.
import { LitElement } from 'lit';
import { language } from './language.js';
import { strings } from './strings.js';
import { theme } from './theme.js';

export class KitElement extends LitElement {
  /** @type {AbortController | null} */
  #lifetime = null;

  /** Ends with the element: hand it to addEventListener, fetch and whatever takes a signal. */
  get lifetime() {
    this.#lifetime ??= new AbortController();
    return this.#lifetime.signal;
  }

  /** The kit's words in the current language. */
  get kitWords() {
    return strings[language.current];
  }

  /** Hook: what it is waiting for, by name; nothing when it has come to rest. See rest.js. @returns {string[]} */
  get pending() {
    return this.isUpdatePending ? ['drawing'] : [];
  }

  connectedCallback() {
    super.connectedCallback();
    if (!this.#lifetime) this.#begin();
  }

  #begin() {
    language.subscribe(() => this.requestUpdate(), this.lifetime);
    theme.subscribe(() => this.themeChanged(), this.lifetime);
    this.begun();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    // A move within the page (the prose changes its language around a figure) is not an end.
    queueMicrotask(() => {
      if (!this.isConnected && this.#lifetime) this.#end();
    });
  }

  #end() {
    this.#lifetime?.abort();
    this.#lifetime = null;
    this.disposed();
  }

  /** As if it had left the page and come back: for what it has opened and cannot use any more. */
  beginAnew() {
    this.#end();
    this.#begin();
  }

  /** Hook: the element stands in the page; connect what needs `lifetime`. */
  begun() {}

  /** Hook: the element has left the page; free what no signal frees. */
  disposed() {}

  /** Hook: other colours are in force. */
  themeChanged() {
    this.requestUpdate();
  }
}

/** Draws an element and those within it again. @param {Element} element @returns {Promise<unknown>} */
export async function redrawAll(element) {
  if (element instanceof KitElement) {
    element.requestUpdate();
    await element.updateComplete;
  }
  return Promise.all([...(element.shadowRoot ?? element).children].map(redrawAll));
}
