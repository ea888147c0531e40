// @ts-check
// A figure's state as its schema describes it: defaults, reading from an address, cleaning, writing back.
// Pure functions: nothing here knows the page, and no input, however odd, makes them throw.
import { readNumber } from './read-number.js';
import { clamp } from './scale.js';

/**
 * One field of a figure's state.
 * @typedef {{ type: 'number', default: number, min: number, max: number, step?: number, scale?: 'linear' | 'log',
 *   integer?: boolean, label?: string }} NumberField
 * @typedef {{ type: 'choice', default: string, options: readonly string[], label?: string }} ChoiceField
 * @typedef {{ type: 'boolean', default: boolean, label?: string }} BooleanField
 * @typedef {{ type: 'text', default: string, maxLength?: number, label?: string }} TextField
 * @typedef {{ type: 'numbers', default: readonly number[], min: number, max: number, integer?: boolean, minLength?:
 *   number, maxLength: number, label?: string }} NumbersField
 * @typedef {{ type: 'custom', default: unknown, parse(text: string): unknown, format(value: unknown): string, options?:
 *   readonly string[], possible?: string, label?: string }} CustomField
 *   `parse` may throw: then the default stands and a note says so, with the options, or the figure's words called
 *   `possible`.
 * @typedef {NumberField | ChoiceField | BooleanField | TextField | NumbersField | CustomField} Field
 * @typedef {Readonly<Record<string, Field>>} Schema
 * @typedef {Readonly<Record<string, any>>} State
 * @typedef {{ key: string, kind: 'clamped' | 'invalid' | 'unknown', given: string, used?: string }} Note what was put
 *   right
 */

/**
 * The field of a number that the core describes (engine/menus.js).
 * @param {{ min: number, max: number, default: number, scale: 'linear' | 'logarithmic' | 'whole' }} setting
 * @param {Partial<Omit<NumberField, 'type' | 'integer'>>} [here] what a figure says otherwise; its range is a part of
 *   the core's
 * @returns {NumberField}
 * @throws {RangeError} where it is not
 */
export function numberField({ min, max, default: usual, scale }, here = {}) {
  const field = {
    type: /** @type {const} */ ('number'),
    default: usual,
    min,
    max,
    scale: /** @type {'linear' | 'log'} */ (scale === 'logarithmic' ? 'log' : 'linear'),
    integer: scale === 'whole',
    ...here,
  };
  if (field.min < min || field.max > max)
    throw new RangeError(`${field.min} … ${field.max} is no part of ${min} … ${max}`);
  return field;
}

/** @param {Schema} schema @returns {State} */
export function defaults(schema) {
  return Object.freeze(Object.fromEntries(Object.entries(schema).map(([key, field]) => [key, field.default])));
}

/** The whole state, or what the note says. @param {unknown} value @param {NumberField | NumbersField} field */
function cleanNumber(value, field) {
  const number = typeof value === 'number' ? value : Number.NaN;
  if (Number.isNaN(number)) return { invalid: true };
  const rounded = field.integer ? Math.round(number) : number;
  const clamped = clamp(rounded, field.min, field.max);
  return { value: clamped, clamped: clamped !== number };
}

/** @param {unknown} value @param {NumbersField} field */
function cleanNumbers(value, field) {
  if (!Array.isArray(value) || value.length < (field.minLength ?? 0)) return { invalid: true };
  const parts = value.slice(0, field.maxLength).map((part) => cleanNumber(part, field));
  if (parts.some((part) => part.invalid)) return { invalid: true };
  const clamped = value.length > field.maxLength || parts.some((part) => part.clamped);
  return { value: Object.freeze(parts.map((part) => part.value)), clamped };
}

/**
 * @param {unknown} value @param {Field} field
 * @returns {{ value?: unknown, clamped?: boolean, invalid?: boolean }}
 */
function cleanField(value, field) {
  switch (field.type) {
    case 'number':
      return cleanNumber(value, field);
    case 'numbers':
      return cleanNumbers(value, field);
    case 'choice':
      return field.options.includes(/** @type {string} */ (value)) ? { value } : { invalid: true };
    case 'boolean':
      return typeof value === 'boolean' ? { value } : { invalid: true };
    case 'text': {
      if (typeof value !== 'string') return { invalid: true };
      const limit = field.maxLength ?? 200;
      return { value: value.slice(0, limit), clamped: value.length > limit };
    }
    default:
      return value === undefined ? { invalid: true } : { value };
  }
}

/** @param {string} text @param {Field} field @returns {unknown} a raw value, cleaned later */
function parseField(text, field) {
  switch (field.type) {
    case 'number':
      return readNumber(text)?.value ?? Number.NaN;
    case 'numbers':
      return text === '' ? [] : text.split(',').map((part) => readNumber(part)?.value ?? Number.NaN);
    case 'boolean':
      return { 1: true, true: true, 0: false, false: false }[text];
    case 'custom':
      try {
        return field.parse(text);
      } catch {
        return undefined;
      }
    default:
      return text;
  }
}

/** @param {unknown} value one that fits @param {Field} field */
function formatField(value, field) {
  switch (field.type) {
    case 'boolean':
      return value ? '1' : '0';
    case 'numbers':
      return /** @type {number[]} */ (value).join(',');
    case 'custom':
      return field.format(value);
    default:
      return String(value);
  }
}

/**
 * Puts right whatever does not fit the schema, starting from `base`, and tells what was put right.
 * @param {Schema} schema @param {Record<string, unknown>} patch @param {State} [base]
 * @returns {{ state: State, notes: Note[] }}
 */
export function clean(schema, patch, base = defaults(schema)) {
  /** @type {Record<string, unknown>} */
  const state = { ...base };
  /** @type {Note[]} */
  const notes = [];
  for (const [key, given] of Object.entries(patch)) {
    const field = Object.hasOwn(schema, key) ? schema[key] : null;
    const shown = String(given).slice(0, 40);
    if (!field) {
      notes.push({ key, kind: 'unknown', given: shown });
      continue;
    }
    const result = cleanField(given, field);
    if (!result.invalid) state[key] = result.value;
    if (result.invalid || result.clamped) {
      const kind = result.invalid ? 'invalid' : 'clamped';
      notes.push({ key, kind, given: shown, used: formatField(state[key], field).slice(0, 40) });
    }
  }
  return { state: Object.freeze(state), notes };
}

/**
 * A plus stands for itself, as a hand writes x^2+1: the page writes a space as %20. Only beside a %2B is it a space, as
 * in links that forms have made.
 * @param {string} query
 */
function settingsIn(query) {
  const plain = query.split('&').map((setting) => (/%2B/i.test(setting) ? setting : setting.replaceAll('+', '%2B')));
  return new URLSearchParams(plain.join('&'));
}

/**
 * Reads `learningRate=0.2&seed=3`; fields that are not named take their value from `base`.
 * @param {Schema} schema @param {string} query @param {State} [base]
 */
export function parseQuery(schema, query, base) {
  // Without a prototype: an address may name anything, `__proto__` too.
  /** @type {Record<string, unknown>} */
  const patch = Object.create(null);
  /** @type {Note[]} */
  const unread = [];
  for (const [key, text] of settingsIn(query)) {
    const field = Object.hasOwn(schema, key) ? schema[key] : null;
    const raw = field ? parseField(text, field) : text;
    const plain = typeof raw === 'number' && Number.isNaN(raw);
    if (field && (raw === undefined || plain)) {
      const used = formatField((base ?? defaults(schema))[key], field).slice(0, 40);
      unread.push({ key, kind: 'invalid', given: text.slice(0, 40), used });
    } else {
      patch[key] = raw;
    }
  }
  const { state, notes } = clean(schema, patch, base);
  return { state, notes: [...unread, ...notes] };
}

/** Writes what differs from the defaults, in the schema's order. @param {Schema} schema @param {State} state */
export function formatQuery(schema, state) {
  const query = new URLSearchParams();
  for (const [key, field] of Object.entries(schema)) {
    const text = formatField(state[key], field);
    if (text !== formatField(field.default, field)) query.set(key, text);
  }
  return query.toString().replaceAll('%2C', ',').replaceAll('+', '%20');
}

/** @param {Schema} schema @param {State} a @param {State} b */
export function equalStates(schema, a, b) {
  return Object.entries(schema).every(([key, field]) => formatField(a[key], field) === formatField(b[key], field));
}

/** The states to step back through. Moves of one control in quick succession count as one step. */
export class UndoStack {
  /** @type {{ state: State, keys: string, time: number }[]} */
  #steps = [];

  get size() {
    return this.#steps.length;
  }

  /** @param {State} before @param {string[]} keys @param {number} [now] */
  push(before, keys, now = performance.now()) {
    const name = keys.join();
    const last = this.#steps.at(-1);
    if (last && last.keys === name && now - last.time < 700) {
      last.time = now;
      return;
    }
    this.#steps.push({ state: before, keys: name, time: now });
    if (this.#steps.length > 200) this.#steps.shift();
  }

  /** @returns {State | null} */
  pop() {
    return this.#steps.pop()?.state ?? null;
  }

  clear() {
    this.#steps.length = 0;
  }
}
