// @ts-check
// The page: which chapter an address means, its text and figures, and the way back.
import { html, render } from 'lit';
import { pageLink, readAddress, writeAddress } from '../kit/address.js';
import { language } from '../kit/language.js';
import { theme } from '../kit/theme.js';
import { Article } from './article.js';
import { chapters, findChapter, hasFigure, loadProse } from './chapters.js';
import { renderHeader } from './header.js';
import { ScrollMemory } from './scroll.js';
import { strings } from './strings.js';

/** @typedef {import('../kit/address.js').Place} Place */
/** @typedef {import('../kit/figure.js').Figure} Figure */

export class App {
  #header = document.getElementById('header');
  #main = /** @type {HTMLElement} */ (document.getElementById('main'));
  #alone = document.body.classList.contains('embed') || new URLSearchParams(location.search).has('embed');
  #scroll = new ScrollMemory();
  /** @type {{ chapter: string, article: Article } | null} */ #open = null;
  /** Counts visits, so that a slow one does not overwrite the next. */
  #turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #addressTimer;

  start() {
    document.body.classList.toggle('embed', this.#alone);
    window.addEventListener('hashchange', () => this.#go());
    document.addEventListener('click', (event) => this.#onClick(event));
    document.addEventListener('dh-state', (event) => this.#onState(/** @type {CustomEvent} */ (event)));
    language.subscribe(() => this.#go({ stay: true }));
    theme.subscribe(() => this.#showHeader());
    this.#go();
  }

  /** @param {{ stay?: boolean }} [how] stay: the same place in another language */
  async #go({ stay = false } = {}) {
    const turn = ++this.#turn;
    clearTimeout(this.#addressTimer);
    this.#scroll.forget();
    const visit = this.#scroll.visit;
    const place = readAddress(location.hash);
    if (!place.chapter && !this.#alone) return this.#showFront(turn, visit);
    const chapter = findChapter(place.chapter);
    if (!chapter || (place.figure && !hasFigure(chapter.name, place.figure))) return this.#showNotFound(place, chapter);
    if (this.#alone) return this.#showAlone(chapter.name, place);
    let prose;
    try {
      prose = this.#open?.chapter === chapter.name && !stay ? null : await loadProse(chapter.name, language.current);
    } catch (error) {
      console.error(error);
      if (turn === this.#turn) this.#showLoadFailure();
      return;
    }
    if (turn !== this.#turn) return;
    const isNew = this.#open?.chapter !== chapter.name;
    const first = !this.#main.hasChildNodes();
    if (prose) this.#showChapter(chapter.name, prose);
    this.#showHeader(chapter.name);
    if (stay) return;
    await this.#arrive(place, visit, isNew);
    if (turn !== this.#turn) return;
    if (isNew && !first) this.#main.focus({ preventScroll: true });
    this.#scroll.note();
  }

  /** @param {number} turn @param {import('./scroll.js').Visit | null} visit */
  async #showFront(turn, visit) {
    this.#showHeader('');
    document.title = 'Downhill 下山';
    if (!this.#main.querySelector('dh-front')) {
      try {
        await import('../front/front.js');
      } catch (error) {
        console.error(error);
        if (turn === this.#turn) this.#showLoadFailure();
        return;
      }
      if (turn !== this.#turn) return;
      this.#open?.article.dispose();
      this.#open = null;
      const front = Object.assign(document.createElement('dh-front'), { chapters: chapters.map(({ name }) => name) });
      this.#main.replaceChildren(front, document.createElement('footer'));
      window.scrollTo({ top: visit?.top ?? 0, behavior: 'instant' });
    }
    /** @type {HTMLElement} */ (this.#main.querySelector('footer')).textContent = strings[language.current].footer;
    this.#scroll.note();
  }

  /** @param {string} chapter @param {import('./chapters.js').Prose} prose */
  #showChapter(chapter, prose) {
    if (this.#open?.chapter !== chapter) {
      this.#open?.article.dispose();
      this.#open = { chapter, article: new Article(chapter) };
      const footer = document.createElement('footer');
      render(html``, this.#main);
      this.#main.replaceChildren(this.#open.article.element, footer);
    }
    this.#open.article.setText(prose.html);
    /** @type {HTMLElement} */ (this.#main.querySelector('footer')).textContent = strings[language.current].footer;
    const title = findChapter(chapter)?.title[language.current];
    document.title = `${title} · Downhill 下山`;
  }

  /**
   * Goes to the figure of an address, in its state; or back to where the reader was.
   * @param {Place} place
   * @param {import('./scroll.js').Visit | null} visit
   * @param {boolean} isNew
   */
  async #arrive(place, visit, isNew) {
    const figure = place.figure ? this.#open?.article.find(place.figure) : null;
    if (figure) await this.#setState(figure, place);
    if (visit) window.scrollTo({ top: visit.top, behavior: 'instant' });
    else if (figure) figure.scrollIntoView({ block: 'start', behavior: 'instant' });
    else if (isNew || !place.figure) window.scrollTo({ top: 0, behavior: 'instant' });
  }

  /** @param {HTMLElement} element @param {Place} place */
  async #setState(element, place) {
    const figure = /** @type {Figure} */ (element);
    const known = element.matches(':defined');
    if (!known && place.hasQuery) Object.assign(element, { initialQuery: place.query });
    await this.#open?.article.load(element);
    if (known) figure.applyQuery(place.query); // an address without a state means the figure's start
    await figure.updateComplete;
  }

  /** One figure and nothing else, for a page of somebody else's. @param {string} chapter @param {Place} place */
  async #showAlone(chapter, place) {
    const name = place.figure;
    if (!name) return this.#showNotFound(place, findChapter(chapter));
    const words = strings[language.current];
    const before = this.#open?.article.find(name);
    if (!before) {
      this.#open?.article.dispose();
      this.#open = {
        chapter,
        article: new Article(chapter).setText(`<dh-${name} class="figure" level="1"></dh-${name}>`),
      };
      this.#main.replaceChildren(this.#open.article.element, document.createElement('footer'));
    }
    const footer = /** @type {HTMLElement} */ (this.#main.querySelector('footer'));
    render(html`<a href=${pageLink(location.hash)} target="_blank" rel="noopener">${words.openPage}</a>`, footer);
    const figure = /** @type {HTMLElement} */ (this.#open?.article.find(name));
    await this.#setState(figure, place);
    document.title = `${/** @type {Figure} */ (figure).words?.title ?? name} · Downhill 下山`;
  }

  /** @param {Place} place @param {import('./chapters.js').Chapter | null} chapter */
  #showNotFound(place, chapter) {
    const words = strings[language.current];
    const offered = chapter ? [chapter] : chapters;
    this.#open?.article.dispose();
    this.#open = null;
    document.title = `${words.notFoundTitle} · Downhill 下山`;
    this.#main.replaceChildren();
    const page = document.createElement('article');
    this.#main.append(page);
    render(
      html`<h1>${words.notFoundTitle}</h1>
        <p>${chapter ? words.notFoundFigure(place.figure) : words.notFound}</p>
        <ul>
          ${offered.map(({ name, title }) => html`<li><a href=${pageLink(writeAddress(name))} target=${this.#alone ? '_blank' : '_self'}>${title[language.current]}</a></li>`)}
        </ul>`,
      page,
    );
    this.#showHeader('');
  }

  #showLoadFailure() {
    const words = strings[language.current];
    const page = document.createElement('article');
    this.#open?.article.dispose();
    this.#open = null;
    this.#main.replaceChildren(page);
    render(
      html`<p>${words.loadFailed} <button class="again" @click=${() => location.reload()}>${words.again}</button></p>`,
      page,
    );
    this.#showHeader('');
  }

  /** @param {string} [current] */
  #showHeader(current = this.#open?.chapter ?? '') {
    if (this.#header && !this.#alone) renderHeader(this.#header, { current, skip: () => this.#main.focus() });
  }

  /** A link to where we already are changes no address, and still means: go there. @param {MouseEvent} event */
  #onClick(event) {
    const link = /** @type {HTMLAnchorElement | undefined} */ (
      event.composedPath().find((target) => target instanceof HTMLAnchorElement)
    );
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.getAttribute('href')?.startsWith('#/') && link.hash === location.hash) {
      event.preventDefault();
      const place = readAddress(location.hash);
      this.#arrive(place, null, true);
    }
  }

  /**
   * The address follows what the learner does with a figure, without a new entry in the history.
   * @param {CustomEvent} event
   */
  #onState(event) {
    const figure = /** @type {Figure} */ (event.composedPath()[0]);
    if (event.detail.cause === 'address' || event.detail.quiet) return;
    clearTimeout(this.#addressTimer);
    const here = location.hash;
    this.#addressTimer = setTimeout(() => {
      // else somebody has opened another since, and it is on its way
      if (location.hash === here) this.#scroll.note(figure.address);
    }, 300);
  }
}
