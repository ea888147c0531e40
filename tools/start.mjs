// @ts-check
// `npm start`: builds what has changed, serves the page, and prints where.
import { command, inProject } from './lib/project.mjs';
import { serve } from './lib/server.mjs';
import { Steps } from './lib/steps.mjs';
import { buildSite } from './build.mjs';

await command(async () => {
  await buildSite(new Steps(5));
  const { port } = await serve(inProject('dist'), 5173);
  console.log(`\nDownhill is served at http://127.0.0.1:${port}/ (Ctrl+C ends it)`);
});
