// @ts-check
// The house rules that a compiler does not see: which room may include which, and that src/ stays pure.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inProject } from '../../tools/lib/project.mjs';

/** @param {string} folder @param {RegExp} name @returns {{ file: string, text: string }[]} */
const filesIn = (folder, name) =>
  readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .map((file) => ({ file, text: readFileSync(inProject(folder, file), 'utf8') }));

/** @param {string} text @returns {string[]} what it includes */
const includes = (text) => [...text.matchAll(/^\s*#\s*include\s*[<"]([^>"]+)[>"]/gm)].map((match) => match[1]);

/** The rooms of CMakeLists.txt, each with those that it is allowed to include. */
const rooms = new Map(
  [
    ...readFileSync(inProject('CMakeLists.txt'), 'utf8').matchAll(/^downhill_room\((\w+)(?: DEPENDS ([a-z_ ]+))?/gm),
  ].map(([, room, depends]) => [room, new Set(depends?.trim().split(' ') ?? [])]),
);

/** @param {string} room @returns {Set<string>} itself, what it depends on, and what that depends on */
function reachable(room) {
  const found = new Set([room]);
  for (const other of found) for (const next of rooms.get(other) ?? []) found.add(next);
  return found;
}

const sources = filesIn('src', /\.[ch]pp$/);

test('every folder of src is a room, and every dependency is a room declared before', () => {
  const folders = new Set(sources.map(({ file }) => file.split('/')[0]));
  assert.deepEqual(
    [...folders].filter((folder) => !rooms.has(folder)),
    [],
  );
  const declared = new Set();
  for (const [room, depends] of rooms) {
    for (const other of depends)
      assert.ok(declared.has(other), `${room} depends on ${other}, which is declared after it`);
    declared.add(room);
  }
});

test('a room includes only rooms that it depends on', () => {
  const wrong = sources.flatMap(({ file, text }) => {
    const allowed = reachable(file.split('/')[0]);
    return includes(text)
      .filter((name) => rooms.has(name.split('/')[0]) && !allowed.has(name.split('/')[0]))
      .map((name) => `src/${file} includes ${name}`);
  });
  assert.deepEqual(wrong, []);
});

test('src knows neither Emscripten nor the folders around it', () => {
  const wrong = sources.flatMap(({ file, text }) =>
    includes(text)
      .filter((name) => /^(emscripten|wasm|tests)\/|^\.\./.test(name))
      .map((name) => `src/${file} includes ${name}`),
  );
  assert.deepEqual(wrong, []);
});

/** @param {string} text @returns {string[]} what a module imports, by its own path or by a package's name */
const imports = (text) => [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g)].map((match) => match[1]);

test('the kit imports neither engine nor chapters, and no chapter imports another', () => {
  const wrong = filesIn('web', /\.js$/).flatMap(({ file, text }) => {
    const [area, chapter] = file.split('/');
    return imports(text)
      .filter((name) => name.startsWith('.'))
      .flatMap((name) => {
        const target = new URL(name, `file:///${file}`).pathname.slice(1).split('/');
        const bad =
          area === 'kit'
            ? ['engine', 'chapters', 'generated'].includes(target[0])
            : area === 'chapters'
              ? target[0] === 'generated' || (target[0] === 'chapters' && target[1] !== chapter)
              : false;
        return bad ? [`web/${file} imports ${target.join('/')}`] : [];
      });
  });
  assert.deepEqual(wrong, []);
});
