import { type Field, type Reading, readFields, readList, readOneOf, readText, reportMissing, reportWrong } from './reading.ts';
import type { PlacementStrategyItem } from './workload.ts';

const TYPES: readonly PlacementStrategyItem['type'][] = ['random', 'spread', 'binpack'];

const FIELDS: Readonly<Record<PlacementStrategyItem['type'], RegExp>> = {
  random: /^$/,
  spread: /^(instanceId|host|attribute:[A-Za-z0-9._/-]+)$/,
  binpack: /^(cpu|memory|CPU|MEMORY)$/,
};

const HINTS: Readonly<Record<PlacementStrategyItem['type'], string>> = {
  random: 'random has no field',
  spread: 'write instanceId or attribute:ecs.availability-zone',
  binpack: 'write cpu or memory',
};

/** Reads `placementStrategy` of a service, in ECS's words. */
export function readPlacementStrategy(reading: Reading, field: Field): PlacementStrategyItem[] {
  const items = readList(reading, field, 'write a list, as [{ type: binpack, field: memory }]') ?? [];
  return items.flatMap((item) => readStrategy(reading, item) ?? []);
}

function readStrategy(reading: Reading, item: Field): PlacementStrategyItem | undefined {
  const fields = readFields(reading, item, 'placementStrategy');
  if (!fields) return undefined;
  const { type, field } = fields.stated;
  if (!type) return reportMissing(reading, fields, { key: 'type', hint: 'write random, spread or binpack' });
  const named = readOneOf(reading, type, TYPES);
  if (named === undefined) return undefined;
  if (!field && named !== 'random') return reportMissing(reading, fields, { key: 'field', hint: HINTS[named] });
  if (!field) return { type: named };
  const expected = { expected: `a field of ${named}`, hint: HINTS[named] };
  const text = readText(reading, field, expected);
  if (text === undefined) return undefined;
  return FIELDS[named].test(text) ? { type: named, field: text } : reportWrong(reading, field, expected);
}
