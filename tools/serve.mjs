// @ts-check
// node tools/serve.mjs [port]: serves dist/ as it is, on that port or the next free one.
import { command, Failure, inProject } from './lib/project.mjs';
import { serve } from './lib/server.mjs';

await command(async () => {
  const wanted = Number(process.argv[2] ?? 5173);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65535) throw new Failure(`'${process.argv[2]}' is no port.`);
  const { port } = await serve(inProject('dist'), wanted);
  console.log(`http://127.0.0.1:${port}/`);
});
