// @ts-check
// The line at the top: name, chapters, language, colours.
import { html, render, svg } from 'lit';
import { writeAddress } from '../kit/address.js';
import { language } from '../kit/language.js';
import { theme, themes } from '../kit/theme.js';
import { chapters } from './chapters.js';
import { strings } from './strings.js';

const themePictures = {
  system: svg`<path d="M10 3a7 7 0 1 0 0 14z"/><circle cx="10" cy="10" r="6.3" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  light: svg`<circle cx="10" cy="10" r="3.6"/><path d="M10 1.6v2.6M10 15.8v2.6M1.6 10h2.6M15.8 10h2.6M4.1 4.1l1.8 1.8M14.1 14.1l1.8 1.8M4.1 15.9l1.8-1.8M14.1 5.9l1.8-1.8" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>`,
  dark: svg`<path d="M16.6 12.2A7 7 0 0 1 7.8 3.4a7 7 0 1 0 8.8 8.8z"/>`,
};

/** @param {HTMLElement} place @param {{ current: string, skip: () => void }} page */
export function renderHeader(place, { current, skip }) {
  const words = strings[language.current];
  const other = language.current === 'en' ? 'zh' : 'en';
  const themeName = { system: words.themeSystem, light: words.themeLight, dark: words.themeDark }[theme.chosen];
  const nextTheme = themes[(themes.indexOf(theme.chosen) + 1) % themes.length];
  /** @param {Event} event */
  const onSkip = (event) => {
    event.preventDefault();
    skip();
  };
  render(
    html`<a class="skip" href="#main" @click=${onSkip}>${words.skip}</a>
      <header>
        <a class="brand" href="#/">Downhill<span lang="zh-Hans">下山</span></a>
        <nav aria-label=${words.chapters}>
          ${chapters.map(({ name, title }) => html`<a href=${writeAddress(name)} aria-current=${name === current ? 'page' : 'false'}>${title[language.current]}</a>`)}
        </nav>
        <div class="switches">
          <button class="language" lang=${other === 'zh' ? 'zh-Hans' : 'en'} @click=${() => language.choose(other)}>
            ${other === 'zh' ? words.toChinese : words.toEnglish}
          </button>
          <button
            class="theme"
            title=${words.theme(themeName)}
            aria-label=${words.theme(themeName)}
            @click=${() => theme.choose(nextTheme)}
          >
            <svg viewBox="0 0 20 20" aria-hidden="true">${themePictures[theme.chosen]}</svg>
          </button>
        </div>
      </header>`,
    place,
  );
}
