// @ts-check
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { core } from './web/build/core.mjs';
import { data } from './web/build/data.mjs';
import { fonts } from './web/build/fonts.mjs';
import { head } from './web/build/head.mjs';
import { prose } from './web/build/prose.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const web = resolve(here, 'web');

export default defineConfig({
  root: web,
  // Relative addresses: the site works from any path of any static host.
  base: './',
  publicDir: false,
  plugins: [
    core(),
    prose(),
    data(resolve(web, 'generated/mnist'), 'mnist'),
    fonts(web),
    head(/source-serif-4-latin-(400|600)-normal.*\.woff2$/),
  ],
  build: {
    outDir: resolve(here, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    // data: addresses would need holes in the security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rollupOptions: { input: { index: resolve(web, 'index.html'), embed: resolve(web, 'embed.html') } },
  },
  worker: { format: 'es', plugins: () => [core()] },
  server: { fs: { allow: [here] } },
});
