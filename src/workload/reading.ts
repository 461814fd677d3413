import { nearestWord } from '../units/nearest-word.ts';
import { type KeyOf, type MappingName, OTHER_WORDS, WORKLOAD_KEYS } from './keys.ts';
import type { Problems } from './problems.ts';
import { quoted, shortened } from './quoted.ts';
import type { Place, SourceNode } from './source-node.ts';
import type { Assumption } from './workload.ts';

/** What reading one workload file collects besides its values. */
export interface Reading {
  readonly problems: Problems;
  readonly assumptions: Assumption[];
  readonly unpriced: Unpriced[];
  /** Parts that services usually have beside their tasks and the file does not state; `of` as in {@link Unpriced}. */
  readonly notStated: { readonly key: string; readonly of?: string }[];
}

/** Something stated that has no amount in this version; `of` names the service or job it stands in. */
export interface Unpriced {
  readonly what: string;
  readonly of?: string;
  readonly why: string;
}

/** A value of the file with the path that messages call it by. */
export interface Field {
  readonly path: string;
  readonly node: SourceNode;
}

/** A mapping whose keys were checked. A key that is not stated is absent. */
export interface Fields<Key extends string> {
  readonly path: string;
  readonly place: Place;
  readonly stated: { readonly [name in Key]?: Field };
}

/** Reports what is wrong with a value: `"2 GBB" is not an amount of memory; write ...`. */
export function reportWrong(
  reading: Reading,
  field: Field,
  { expected, hint }: { expected: string; hint?: string | undefined },
): undefined {
  const { node } = field;
  const empty = node.kind === 'scalar' && node.value === null;
  return reportProblem(reading, field, { problem: empty ? 'has no value' : `${shown(node)} is not ${expected}`, hint });
}

/** Reports a problem of a value in words of its own. */
export function reportProblem(
  reading: Reading,
  field: Field,
  { problem, hint }: { problem: string; hint?: string | undefined },
): undefined {
  reading.problems.report(field.node.place, { path: field.path, problem, hint });
  return undefined;
}

/** Reports a key that has to be stated and is not. */
export function reportMissing<Key extends string>(
  reading: Reading,
  fields: Fields<Key>,
  { key, hint }: { key: Key; hint: string },
): undefined {
  reading.problems.report(fields.place, { path: childPath(fields.path, key), problem: 'is missing', hint });
  return undefined;
}

/** How a value is shown in a message: text in quotes and shortened, numbers as written, anything larger by its kind. */
export function shown(node: SourceNode): string {
  if (node.kind === 'mapping') return 'a mapping';
  if (node.kind === 'list') return 'a list';
  if (typeof node.value === 'string') return quoted(node.value);
  return shortened(node.source === '' ? String(node.value) : node.source);
}

/** The path of a key below a path; a key that is no plain word stands in brackets. */
export function childPath(path: string, key: string): string {
  if (!/^[\w$-]+$/.test(key)) return `${path}[${quoted(key)}]`;
  return path === '' ? shortened(key) : `${path}.${shortened(key)}`;
}

/** Reads a mapping with the keys of its kind; unknown keys are reported with the word that was meant. */
export function readFields<Name extends MappingName>(reading: Reading, field: Field, name: Name): Fields<KeyOf<Name>> | undefined {
  const keys: readonly string[] = WORKLOAD_KEYS[name];
  const fields = readAnyFields(reading, field, `write the keys of ${article(name)}, as ${keys.slice(0, 3).join(', ')}`);
  if (!fields) return undefined;
  if (field.node.kind !== 'mapping') return undefined;
  for (const [key, { keyPlace }] of field.node.entries) {
    if (keys.includes(key) || (name === 'workload' && key.startsWith('x-'))) continue;
    reading.problems.report(keyPlace, { path: childPath(field.path, key), problem: 'unknown key', hint: hintForKey(key, { name, keys }) });
  }
  return fields as Fields<KeyOf<Name>>;
}

/** Reads a mapping whose keys may be anything. */
export function readAnyFields(reading: Reading, field: Field, hint?: string): Fields<string> | undefined {
  const { node, path } = field;
  if (node.kind !== 'mapping') return reportWrong(reading, field, { expected: 'a mapping', hint });
  const stated = Object.fromEntries([...node.entries].map(([key, entry]) => [key, { path: childPath(path, key), node: entry.value }]));
  return { path, place: node.place, stated };
}

/** Reads a list; gives its items as fields. */
export function readList(reading: Reading, field: Field, hint?: string): Field[] | undefined {
  if (field.node.kind !== 'list') return reportWrong(reading, field, { expected: 'a list', hint });
  return field.node.items.map((node, index) => ({ path: `${field.path}[${index}]`, node }));
}

/** Reads `true` or `false`. */
export function readBoolean(reading: Reading, field: Field): boolean | undefined {
  const { node } = field;
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  return reportWrong(reading, field, { expected: 'true or false', hint: 'write true or false' });
}

/** Reads a whole number within limits. */
export function readWholeNumber(
  reading: Reading,
  field: Field,
  { min, max, what }: { min: number; max: number; what: string },
): number | undefined {
  const { node } = field;
  const value = node.kind === 'scalar' ? node.value : undefined;
  if (typeof value === 'number' && Number.isInteger(value)) {
    if (value >= min && value <= max) return value;
    return reportProblem(reading, field, {
      problem: `${shown(node)} is not from ${grouped(min)} to ${grouped(max)}`,
      hint: `write ${what}`,
    });
  }
  const quoted = typeof value === 'string' && /^\d+$/.test(value);
  return reportWrong(reading, field, {
    expected: 'a whole number',
    hint: quoted ? `write it without quotes: ${Number(value)}` : `write ${what}`,
  });
}

/** A number for people: 1,000,000. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Reads text that is not empty. */
export function readText(reading: Reading, field: Field, { expected, hint }: { expected: string; hint?: string }): string | undefined {
  const { node } = field;
  if (node.kind === 'scalar' && typeof node.value === 'string' && node.value !== '') return node.value;
  const number = node.kind === 'scalar' && (typeof node.value === 'number' || typeof node.value === 'boolean');
  return reportWrong(reading, field, { expected, hint: number ? `write it in quotes: "${shown(node)}"` : hint });
}

/** Reads one of the given words, spelled exactly as AWS spells it. */
export function readOneOf<Word extends string>(
  reading: Reading,
  field: Field,
  words: readonly Word[],
  meant: ReadonlyMap<string, string> = new Map(),
): Word | undefined {
  const { node } = field;
  const value = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
  const word = words.find((each) => each === value);
  if (word !== undefined) return word;
  const near = value === undefined ? undefined : (meant.get(value.toLowerCase()) ?? nearestWord(value, words));
  return reportWrong(reading, field, {
    expected: oneOf(words),
    hint: near === undefined ? undefined : `did you mean ${quoted(near)}?`,
  });
}

function oneOf(words: readonly string[]): string {
  return words.length === 1 ? String(words[0]) : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function hintForKey(key: string, { name, keys }: { name: MappingName; keys: readonly string[] }): string | undefined {
  const others = OTHER_WORDS[name];
  if (others && Object.hasOwn(others, key)) return others[key];
  const near = nearestWord(key, keys);
  if (near !== undefined) return `did you mean ${quoted(near)}?`;
  const top: readonly string[] = WORKLOAD_KEYS.workload;
  if (name !== 'workload' && top.includes(key)) return `${quoted(key)} stands at the top level of the file`;
  const inService: readonly string[] = WORKLOAD_KEYS.service;
  return name === 'workload' && inService.includes(key) ? `${quoted(key)} stands in a service or a job` : undefined;
}

function article(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return /^[aeiou]/.test(words) ? `an ${words}` : `a ${words}`;
}
