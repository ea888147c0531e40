// @ts-check
// The step between core and page: what can be chosen by name, with ranges, scales and defaults, as the registries of
// the built core list it. The page reads it from web/generated/menus.mjs before any module of the core is loaded, since
// an address is read at once.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inProject } from './lib/project.mjs';

/**
 * The modules that have registries, by what web/generated/ calls them.
 * @typedef {object} Modules
 * @property {import('../web/generated/laboratory-simd.mjs').MainModule} laboratory
 * @property {import('../web/generated/mathematics.mjs').MainModule} mathematics
 * @property {import('../web/generated/models.mjs').MainModule} models
 */

/** @template T @param {string} file @returns {Promise<T>} */
const load = async (file) => (await import(pathToFileURL(file).href)).default();

/**
 * Another laboratory than the site's is for tests.
 * @param {string} [laboratory]
 * @returns {Promise<Modules>}
 */
export async function loadModules(laboratory = inProject('web/generated/laboratory-simd.mjs')) {
  return {
    laboratory: await load(laboratory),
    mathematics: await load(inProject('web/generated/mathematics.mjs')),
    models: await load(inProject('web/generated/models.mjs')),
  };
}

/** @template {{ name: string }} Entry @param {Entry[]} entries */
const names = (entries) => entries.map(({ name }) => name);

/** @template {{ name: string }} Entry @param {Entry[]} entries */
const byName = (entries) => Object.fromEntries(entries.map(({ name, ...rest }) => [name, rest]));

/** @param {{ name: string, parameters: { name: string }[] }[]} entries the numbers of each, by its name and theirs */
const settingsOf = (entries) => Object.fromEntries(entries.map(({ name, parameters }) => [name, byName(parameters)]));

/**
 * Every menu by the name under which the page imports it.
 * @param {Modules} modules
 * @returns {Record<string, unknown>}
 */
export function menusOf({ laboratory, mathematics, models }) {
  const { optimizers, trainer, ...lists } = laboratory.registry();
  const problems = mathematics.problems();
  const walks = mathematics.walkMenus();
  const losses = models.losses();
  return {
    // of the networks that learn digits
    ...lists,
    optimizers: names(optimizers),
    optimizerSettings: settingsOf(optimizers),
    trainer: Object.fromEntries(Object.entries(trainer).map(([key, { name, ...setting }]) => [key, setting])),
    trainerDefaults: laboratory.completeTrainerSettings({}),
    // of surfaces, and of the ways down
    curves: names(problems.filter(({ dimension }) => dimension === 1)),
    surfaces: names(problems.filter(({ dimension }) => dimension === 2)),
    problemSettings: settingsOf(problems),
    methods: names(walks.optimizers),
    methodSettings: settingsOf(walks.optimizers),
    schedules: walks.schedules,
    scheduleSettings: byName(walks.scheduleParameters),
    stopRule: byName(walks.stopRule),
    // of losses by themselves
    lossCurves: names(losses),
    lossSettings: settingsOf(losses),
  };
}

/**
 * @param {Record<string, unknown>} menus
 * @returns {string} a module; each menu is one export, and costs a page only if used
 */
export const written = (menus) =>
  [
    "// The core's menus: names, ranges, scales and defaults. Written by tools/menus.mjs.",
    ...Object.entries(menus).map(
      ([name, menu]) => `export const ${name} = /** @type {const} */ (${JSON.stringify(menu)});`,
    ),
    '',
  ].join('\n');

/** Writes web/generated/menus.mjs, unless it says the same already: then the page need not be made anew. */
export async function writeMenus() {
  const file = inProject('web/generated/menus.mjs');
  const text = written(menusOf(await loadModules()));
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}
