import type { Field } from './reading.ts';

/** The value below a key, where there is one. */
export function childOf(field: Field | undefined, key: string): Field | undefined {
  if (field?.node.kind !== 'mapping') return undefined;
  const entry = field.node.entries.get(key);
  return entry && { path: `${field.path}.${key}`, node: entry.value };
}

/** The items of a list, where there is one. */
export function itemsOf(field: Field | undefined): Field[] | undefined {
  return field?.node.kind === 'list' ? field.node.items.map((node, index) => ({ path: `${field.path}[${index}]`, node })) : undefined;
}

/** The text of a value, where it is text. */
export function textOf(field: Field | undefined): string | undefined {
  return field?.node.kind === 'scalar' && typeof field.node.value === 'string' ? field.node.value : undefined;
}

/** Whether a value is `true`. */
export function isTrue(field: Field | undefined): boolean {
  return field?.node.kind === 'scalar' && field.node.value === true;
}
