// @ts-check
// `npm run look`: contact sheets of every figure, in look/ which git ignores.
import { command, runPackage } from './lib/project.mjs';
import { Steps } from './lib/steps.mjs';
import { buildSite } from './build.mjs';

await command(async () => {
  const steps = new Steps(7);
  await buildSite(steps, 'tests');
  await steps.take('look', 'Contact sheets, into look/', () =>
    runPackage('@playwright/test/cli.js', ['test', '--project=look', ...process.argv.slice(2)]),
  );
});
