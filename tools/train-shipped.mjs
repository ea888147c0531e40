// @ts-check
// `npm run train-shipped`: trains web/shipped/digits.bin anew. What follows `--` goes to the program, such as
// `npm run train-shipped -- seed=2 epochs=10`; its options stand at the top of tools/train_shipped.cpp.
import { bringToolchain, compile, configure } from './build.mjs';
import { command, inProject, run } from './lib/project.mjs';
import { unpacked, unpackMnist } from './unpack-mnist.mjs';

await command(async () => {
  await bringToolchain('tests');
  await unpackMnist();
  await configure('train', ['-DDOWNHILL_NATIVE_ARCH=ON', '-DDOWNHILL_TESTS=OFF']);
  await compile('train', ['train_shipped']);
  await run(inProject('build/train/tools/train_shipped'), [
    unpacked,
    inProject('web/shipped/digits.bin'),
    ...process.argv.slice(2),
  ]);
});
