/** A member of a JSON value, whatever that is. */
export function fieldOf(value: unknown, ...path: readonly string[]): unknown {
  let inner = value;
  for (const key of path) inner = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined;
  return inner;
}

/** A member as text: texts and numbers, which ids are. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const inner = fieldOf(value, ...path);
  return typeof inner === 'string' ? inner : typeof inner === 'number' ? String(inner) : '';
}

/** A JSON value as a list; empty where it is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const inner = fieldOf(value, ...path);
  return Array.isArray(inner) ? inner : [];
}
