// @ts-check
// `npm start`: builds what has changed, serves the page as soon as it can be used, and prints where. The faster builds
// of the core are made behind it.
import { command, inProject } from './lib/project.mjs';
import { serve } from './lib/server.mjs';
import { buildSiteSoon } from './build.mjs';

await command(async () => {
  const { whole, finish } = await buildSiteSoon();
  const { port } = await serve(inProject('dist'), 5173);
  console.log(`\nDownhill is served at http://127.0.0.1:${port}/ (Ctrl+C ends it)`);
  if (whole) return;
  console.log('It computes already. Faster builds of its core are made meanwhile:');
  await finish();
  console.log('Load the page again to have them.');
});
