// @ts-check
// What only the finished pages have in their heads: the security policy, and early word of the fonts.
import { createHash } from 'node:crypto';

/** @param {string} html */
function scriptHashes(html) {
  const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)];
  return inline.map(([, code]) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`);
}

/** @param {string} html */
function policy(html) {
  return [
    `default-src 'self'`,
    `script-src 'self' 'wasm-unsafe-eval' ${scriptHashes(html).join(' ')}`,
    `style-src 'self'`,
    `img-src 'self' data: blob:`,
    `worker-src 'self' blob:`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

/** @param {RegExp} fonts those that the first screen needs */
export function head(fonts) {
  return {
    name: 'downhill-head',
    apply: /** @type {const} */ ('build'),
    transformIndexHtml: {
      order: /** @type {const} */ ('post'),
      /** @param {string} html @param {{ bundle?: Record<string, unknown> }} context */
      handler(html, { bundle = {} }) {
        const files = Object.keys(bundle).filter((file) => fonts.test(file));
        const preloads = files.map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', href: `./${file}`, as: 'font', type: 'font/woff2', crossorigin: '' },
          injectTo: /** @type {const} */ ('head'),
        }));
        const meta = {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: policy(html) },
          injectTo: /** @type {const} */ ('head-prepend'),
        };
        return { html, tags: [meta, ...preloads] };
      },
    },
  };
}
