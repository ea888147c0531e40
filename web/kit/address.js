// @ts-check
// Addresses: `#/digits/train?learningRate=0.2`. The part before `?` says where, the part after it in what state.

/** @typedef {{ chapter: string, figure: string, query: string, hasQuery: boolean }} Place */

/** @param {string} hash @returns {Place} */
export function readAddress(hash) {
  const [path, ...rest] = hash.replace(/^#?\/?/, '').split('?');
  const [chapter = '', figure = ''] = path.split('/').map(safelyDecoded);
  return { chapter, figure, query: rest.join('?'), hasQuery: rest.length > 0 };
}

/** @param {string} text */
function safelyDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {string} chapter @param {string} [figure] @param {string} [query] */
export function writeAddress(chapter, figure, query) {
  return `#/${chapter}${figure ? `/${figure}` : ''}${query ? `?${query}` : ''}`;
}

/** The page on which a figure stands among its prose. @param {string} hash */
export function pageLink(hash) {
  const page = new URL('./', location.href);
  if (location.pathname.endsWith('/index.html') || page.protocol === 'file:') page.pathname += 'index.html';
  page.hash = hash;
  return page.href;
}

/** The page that shows one figure alone. @param {string} hash @param {string} language */
export function embedLink(hash, language) {
  const page = new URL('./embed.html', location.href);
  page.searchParams.set('lang', language);
  page.hash = hash;
  return page.href;
}

/** What a teacher pastes into a page of their own. @param {string} link @param {string} title @param {number} height of the figure now */
export function embedCode(link, title, height) {
  const quoted = (/** @type {string} */ text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const room = Math.ceil(height / 20) * 20 + 20;
  return `<iframe src="${quoted(link)}" title="${quoted(title)}" width="100%" height="${room}" style="border:0" loading="lazy"></iframe>`;
}
