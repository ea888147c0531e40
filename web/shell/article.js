// @ts-check
// A chapter's text with its figures. Text is replaced when the language changes; figures stay the elements they
// are, with all that runs in them. Their code is loaded when they come near the screen.
import { language } from '../kit/language.js';
import { hasFigure, loadFigure } from './chapters.js';
import { strings } from './strings.js';

/** @typedef {import('../kit/figure.js').Figure} Figure */

export class Article {
  /** @type {HTMLElement} */ element;
  #chapter;
  /** @type {IntersectionObserver} */ #nearby;

  /** @param {string} chapter */
  constructor(chapter) {
    this.#chapter = chapter;
    this.element = document.createElement('article');
    this.#nearby = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries)
          if (isIntersecting) this.load(/** @type {HTMLElement} */ (target));
      },
      { rootMargin: '600px 0px' },
    );
  }

  /** Puts a text in place of the one before; figures of the same name are moved over. @param {string} html */
  setText(html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    const content = document.importNode(template.content, true);
    const before = this.figures;
    for (const place of content.querySelectorAll('.figure')) {
      const index = before.findIndex((figure) => figure.localName === place.localName);
      if (index >= 0) place.replaceWith(...before.splice(index, 1));
    }
    this.element.replaceChildren(content);
    for (const figure of this.figures) {
      if (figure.matches(':defined')) continue;
      if (figure.hasAttribute('eager')) this.load(figure);
      else this.#nearby.observe(figure);
    }
    return this;
  }

  get figures() {
    return /** @type {HTMLElement[]} */ ([...this.element.querySelectorAll('.figure')]);
  }

  dispose() {
    this.#nearby.disconnect();
    this.element.remove();
  }

  /** @param {string} name @returns {HTMLElement | null} */
  find(name) {
    return this.figures.find((figure) => figure.localName === `dh-${name}`) ?? null;
  }

  /** @param {HTMLElement} element */
  async load(element) {
    const name = element.localName.slice(3);
    this.#nearby.unobserve(element);
    if (!hasFigure(this.#chapter, name)) return;
    try {
      await loadFigure(this.#chapter, name);
      await /** @type {Figure} */ (element).updateComplete;
    } catch (error) {
      console.error(error);
      this.#offerAgain(element);
    }
  }

  /** Before its class is known, an element shows what it contains. @param {HTMLElement} element */
  #offerAgain(element) {
    const words = strings[language.current];
    const button = Object.assign(document.createElement('button'), { textContent: words.again });
    button.addEventListener('click', () => location.reload());
    const message = Object.assign(document.createElement('p'), {
      textContent: words.loadFailed,
      className: 'load-failed',
    });
    message.append(' ', button);
    element.replaceChildren(message);
  }
}
