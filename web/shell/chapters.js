// @ts-check
// The chapters that exist, found by their folders: chapter.js names one, en.md and zh.md hold its text,
// figures/<name>/figure.js its figures.

/** @typedef {import('../kit/language.js').Language} Language */
/** @typedef {{ name: string, order: number, title: Record<Language, string> }} Chapter */
/** @typedef {{ html: string, title: string }} Prose */

/** @type {Record<string, { order: number, title: Record<Language, string> }>} */
const descriptions = import.meta.glob('../chapters/*/chapter.js', { eager: true, import: 'default' });
const texts = import.meta.glob('../chapters/*/*.md');
const figures = import.meta.glob('../chapters/*/figures/*/figure.js');

/** @type {Chapter[]} */
export const chapters = Object.entries(descriptions)
  .map(([path, description]) => ({ name: path.split('/')[2], ...description }))
  .sort((a, b) => a.order - b.order);

/** @param {string} name */
export const findChapter = (name) => chapters.find((chapter) => chapter.name === name) ?? null;

/** @param {string} chapter @param {Language} language @returns {Promise<Prose>} */
export function loadProse(chapter, language) {
  return /** @type {Promise<Prose>} */ (texts[`../chapters/${chapter}/${language}.md`]());
}

/** @param {string} chapter @param {string} figure */
export const hasFigure = (chapter, figure) => `../chapters/${chapter}/figures/${figure}/figure.js` in figures;

/** Defines the element `dh-<figure>`. @param {string} chapter @param {string} figure */
export async function loadFigure(chapter, figure) {
  await figures[`../chapters/${chapter}/figures/${figure}/figure.js`]?.();
}
