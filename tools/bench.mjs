// @ts-check
// `npm run bench`: builds the site, then measures it.
import { command, relaxedSimdFlags, run } from './lib/project.mjs';
import { Steps } from './lib/steps.mjs';
import { buildSite } from './build.mjs';

await command(async () => {
  const steps = new Steps(6);
  await buildSite(steps, 'tests');
  await steps.take('Measuring', () =>
    run(process.execPath, [...relaxedSimdFlags, 'bench/run.mjs', ...process.argv.slice(2)]));
});
