import { type Alias, type Document, isAlias, isCollection, isMap, isScalar, isSeq, type Pair, type Scalar } from 'yaml';
import { quoted } from './quoted.ts';
import type { MappingEntry, Place, SourceNode } from './source-node.ts';

/** Values that anchors and aliases may expand a file to, so that a few lines cannot become billions of values. */
const EXPANDED_VALUES_MAX = 100_000;

/** How the conversion tells places and problems. */
export interface ConvertOptions {
  readonly placeOf: (offset: number) => Place;
  readonly report: (offset: number, problem: string, hint?: string) => void;
}

interface Conversion extends ConvertOptions {
  /** The anchored values so far, by anchor; nothing yet for those that are being converted. */
  readonly anchored: Map<string, Converted | undefined>;
}

interface Converted {
  readonly node: SourceNode;
  /** Values in it, aliases counted in full. */
  readonly size: number;
  /** How many of them come from aliases. */
  readonly repeated: number;
}

/**
 * Turns a YAML document into plain data with places: aliases resolved, merge keys (`<<`) applied, every key once. It does
 * this itself because the library looks through all keys for each key and through the whole document for each alias.
 */
export function convertDocument(document: Document.Parsed, options: ConvertOptions): SourceNode {
  const root = convertNode({ ...options, anchored: new Map() }, document.contents, 0);
  const written = root.size - root.repeated;
  if (root.repeated > EXPANDED_VALUES_MAX) {
    options.report(0, `anchors and aliases expand ${written} values to ${root.size}`, 'at most 100,000 may come from aliases');
  }
  return root.node;
}

/** `keyOffset` is where the key of the value stands: the place of a value that is not written. */
function convertNode(conversion: Conversion, node: unknown, keyOffset: number): Converted {
  if (isAlias(node)) return convertAlias(conversion, node, keyOffset);
  const anchor = isScalar(node) || isCollection(node) ? node.anchor : undefined;
  if (anchor === undefined) return convertOwn(conversion, node, keyOffset);
  conversion.anchored.set(anchor, undefined);
  const converted = convertOwn(conversion, node, keyOffset);
  conversion.anchored.set(anchor, converted);
  return converted;
}

/** An alias stands for the nearest value above it that has the anchor. */
function convertAlias(conversion: Conversion, alias: Alias, keyOffset: number): Converted {
  const { anchored, report } = conversion;
  const offset = alias.range?.[0] ?? keyOffset;
  const target = anchored.get(alias.source);
  if (target) return { node: target.node, size: target.size, repeated: target.size };
  const isInside = anchored.has(alias.source);
  report(
    offset,
    isInside
      ? `${quoted(`*${alias.source}`)} stands inside its own anchor`
      : `no anchor ${quoted(`&${alias.source}`)} stands before ${quoted(`*${alias.source}`)}`,
  );
  return noValue(conversion, offset);
}

function convertOwn(conversion: Conversion, node: unknown, keyOffset: number): Converted {
  if (isScalar(node)) return convertScalar(conversion, node, keyOffset);
  if (isMap(node)) return convertMapping(conversion, node.items, node.range?.[0] ?? keyOffset);
  if (!isSeq(node)) return noValue(conversion, keyOffset);
  const offset = node.range?.[0] ?? keyOffset;
  const items = node.items.map((item) => convertNode(conversion, item, offset));
  return { node: { kind: 'list', place: conversion.placeOf(offset), items: items.map((item) => item.node) }, ...sizeOf(items) };
}

function convertScalar({ placeOf }: Conversion, scalar: Scalar, keyOffset: number): Converted {
  const source = scalar.source ?? '';
  const { value } = scalar;
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  const isWritten = source !== '' || plain !== null;
  const place = placeOf(isWritten ? (scalar.range?.[0] ?? keyOffset) : keyOffset);
  return { node: { kind: 'scalar', place, value: plain, source }, size: 1, repeated: 0 };
}

function convertMapping(conversion: Conversion, pairs: readonly Pair[], offset: number): Converted {
  const own = new Map<string, MappingEntry>();
  const merged = new Map<string, MappingEntry>();
  const values = pairs.map(({ key, value }) => {
    const keyOffset = rangeStart(key) ?? offset;
    // A key may carry an anchor, and then it is the text of the key that an alias repeats.
    if (isScalar(key)) convertNode(conversion, key, keyOffset);
    const converted = convertNode(conversion, value, keyOffset);
    if (!isScalar(key)) conversion.report(keyOffset, 'a key must be plain text');
    else if (key.value === '<<' && key.type === 'PLAIN') mergeInto(merged, converted.node, { conversion, keyOffset });
    else addOwn(own, converted.node, { conversion, keyOffset, name: typeof key.value === 'string' ? key.value : (key.source ?? '') });
    return converted;
  });
  const entries = new Map([...own, ...[...merged].filter(([name]) => !own.has(name))]);
  return { node: { kind: 'mapping', place: conversion.placeOf(offset), entries }, ...sizeOf(values) };
}

interface KeyAt {
  readonly conversion: Conversion;
  readonly keyOffset: number;
}

function addOwn(own: Map<string, MappingEntry>, value: SourceNode, { conversion, keyOffset, name }: KeyAt & { name: string }): void {
  const first = own.get(name);
  if (!first) own.set(name, { keyPlace: conversion.placeOf(keyOffset), value });
  else conversion.report(keyOffset, `the key ${quoted(name)} stands twice in one mapping`, `it is already on line ${first.keyPlace.line}`);
}

/** `<<: *a` and `<<: [*a, *b]`: of several, what stands first wins; the mapping's own keys win over all. */
function mergeInto(merged: Map<string, MappingEntry>, value: SourceNode, { conversion, keyOffset }: KeyAt): void {
  for (const source of value.kind === 'list' ? value.items : [value]) {
    if (source.kind !== 'mapping') {
      conversion.report(keyOffset, '"<<" merges mappings only', 'write <<: *anchor or <<: [*one, *two]');
      continue;
    }
    for (const [name, entry] of source.entries) if (!merged.has(name)) merged.set(name, entry);
  }
}

function noValue({ placeOf }: Conversion, offset: number): Converted {
  return { node: { kind: 'scalar', place: placeOf(offset), value: null, source: '' }, size: 1, repeated: 0 };
}

function rangeStart(node: unknown): number | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) ? Number(range[0]) : undefined;
}

function sizeOf(parts: readonly Converted[]): { size: number; repeated: number } {
  let [size, repeated] = [1, 0];
  for (const part of parts) [size, repeated] = [size + part.size, repeated + part.repeated];
  return { size, repeated };
}
