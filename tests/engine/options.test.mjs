// @ts-check
// What the door checks is what its types say: for every function that takes an object with options, the keys that
// TypeScript sees are those that the door knows, one by one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';
import { inProject } from '../../tools/lib/project.mjs';

/**
 * @typedef {{ owner: string, name: string, parameters: readonly ts.ParameterDeclaration[], place: number, keys:
 *   string[] }} Door
 */

/** @param {string} file @returns {Promise<any>} the module behind the facades, for its own refusals */
const load = async (file) => {
  const { default: create } = await import(inProject('web/generated', `${file}.mjs`));
  return create({ wasmBinary: readFileSync(inProject('web/generated', `${file}.wasm`)) });
};

/** @param {string} file @returns {Door[]} every method with a parameter that is an object of options */
function doorsOf(file) {
  const source = ts.createSourceFile(
    file,
    readFileSync(inProject('web/generated', `${file}.d.mts`), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  /** @type {Door[]} */
  const doors = [];
  for (const statement of source.statements) {
    if (!ts.isInterfaceDeclaration(statement)) continue;
    for (const member of statement.members) {
      if (!ts.isMethodSignature(member)) continue;
      member.parameters.forEach(({ type }, place) => {
        if (!type || !ts.isTypeLiteralNode(type)) return;
        const keys = type.members.map((key) => /** @type {ts.PropertySignature} */ (key).name.getText());
        doors.push({
          owner: statement.name.text,
          name: member.name.getText(),
          parameters: member.parameters,
          place,
          keys,
        });
      });
    }
  }
  return doors;
}

/** Handles that some doors ask for before they look at the options. @type {Record<string, (module: any) => any>} */
const makers = {
  Problem: (module) => module.createProblem({ name: 'quadratic' }),
  Dataset: (module) => module.createDataset({ total: 1, blockSize: 1 }),
  Playground: (module) => module.createPlayground({ points: { places: [0, 0], labels: new Uint8Array(1) } }),
};

/**
 * What stands before the options, as the door takes it.
 * @param {any} module
 * @param {ts.ParameterDeclaration} parameter
 */
function before(module, { type }) {
  const text = type?.getText() ?? '';
  if (makers[text]) return makers[text](module);
  return text.startsWith('{') ? {} : [];
}

let seen = 0;
for (const file of ['core-simd', 'laboratory-simd', 'mathematics', 'descents', 'models', 'networks']) {
  test(`${file}: every object of options has the keys that its type says`, async () => {
    const module = await load(file);
    for (const { owner, name, parameters, place, keys } of doorsOf(file)) {
      const target = makers[owner] ? makers[owner](module) : module;
      const rest = parameters.map((parameter) => before(module, parameter));
      rest[place] = { nonsense: 1 };
      /** @type {string} */
      let words = '';
      try {
        target[name](...rest);
      } catch (error) {
        words = /** @type {Error} */ (error).message;
      }
      assert.match(words, /no "nonsense"; known are/, `${owner}.${name}: ${words}`);
      assert.deepEqual(words.split('known are ')[1].split(', '), keys, `${owner}.${name}`);
      ++seen;
    }
  });
}

test('all of them were met', () => assert.ok(seen > 45, `${seen} objects of options`));
