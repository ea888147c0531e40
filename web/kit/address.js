// @ts-check
// Addresses: `#/digits/train?learningRate=0.2`. The part before `?` says where, the part after it in what state.

/** @typedef {{ chapter: string, figure: string, query: string, hasQuery: boolean }} Place */

/**
 * Also what hands, chats and Chinese keyboards have made of an address: its signs encoded (%23, %2F, %3F, %26) or
 * full-width (＃／？＆＝), &amp; between settings, the full stop of the sentence behind it, spaces that do not show,
 * capital letters in its path.
 * @param {string} hash @returns {Place}
 */
export function readAddress(hash) {
  const text = withoutEnd(
    hash
      .replace(/(?:%[89a-f][0-9a-f])+/gi, safelyDecoded)
      .replace(/^[\s\u200b\ufeff]*(?:#|%23|＃)*(?:\/|%2F|／)?/i, ''),
  );
  // A setting may stand behind & from the first.
  const sign = /\?|%3F|？|(?:&|%26)(?:amp;|amp%3B|#38;)*(?=\w+(?:=|%3D))/i.exec(text);
  const path = sign ? text.slice(0, sign.index) : text;
  const [chapter = '', figure = ''] = path
    .split(/\/|%2F|／/i)
    .map((part) => withoutEnd(safelyDecoded(part)).toLowerCase());
  return {
    chapter,
    figure,
    query: sign ? settingsOf(text.slice(sign.index + sign[0].length)) : '',
    hasQuery: sign !== null,
  };
}

/**
 * The page's whole address with what chats have encoded before the sign # set right: ?lang=zh%23/gradient/slope,
 * lang=zh&amp;theme=dark.
 * Of a path nothing can be set right here: a server would have to know it.
 * @param {string} href @returns {string}
 */
export function mendedLink(href) {
  const [, page, query, hash] = /** @type {RegExpExecArray} */ (/^([^?#]*)((?:\?[^#]*)?)(.*)$/s.exec(href));
  const [settings, ...place] = query.split(/%(?:25)*23|%EF%BC%83|＃/i);
  const plain = settings.replace(/(?:&|%26)(?:amp;|amp%3B|#38;)*(?=\w+(?:=|%3D))/gi, '&').replace(/%3D/gi, '=');
  return page + plain + (place.length && hash.length < 2 ? `#${place.join('%23')}` : hash);
}

/**
 * Without what a sentence leaves behind a link. A bracket stays where it closes one.
 * @param {string} text
 * @returns {string}
 */
function withoutEnd(text) {
  const end = text.replace(/(?:[\s\u200b\ufeff.,;:!>"'。，；：！、…”’」』】》]|%20)+$/, '');
  const opened = end.split(/[(（]|%28/).length,
    closed = end.split(/[)）]|%29/).length;
  return closed > opened && /[)）]$/.test(end) ? withoutEnd(end.slice(0, -1)) : end;
}

/**
 * Settings parted by & and = alone. What the page writes has one = a setting, and encodes all others in its values: an
 * encoded sign parts settings only where that cannot be.
 * @param {string} query
 */
function settingsOf(query) {
  const plain = query.includes('=') ? query : query.replace(/%3D|＝/gi, '=').replace(/%26/g, '&');
  return plain
    .replace(/(?:&|%26)(?:amp;|amp%3B|#38;)+/gi, '&')
    .replace(/(?:%26|＆)(?=\w+[=＝])/g, '&')
    .split('&')
    .map((setting) => (setting.includes('=') ? setting : setting.replace(/＝|%3D/i, '=')).replace(/^(?:\s|%20)+/, ''))
    .join('&');
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

/**
 * What a teacher pastes into a page of their own.
 * @param {string} link
 * @param {string} title
 * @param {number} height of the figure now
 */
export function embedCode(link, title, height) {
  const quoted = (/** @type {string} */ text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const room = Math.ceil(height / 20) * 20 + 20;
  return `<iframe src="${quoted(link)}" title="${quoted(title)}" width="100%" height="${room}" style="border:0" loading="lazy"></iframe>`;
}
