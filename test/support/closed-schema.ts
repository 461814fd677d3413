import { readFileSync } from 'node:fs';

/** The schema of the JSON report with nothing allowed that it does not describe: what the program prints has to stand in it. */
export function closedReportSchema(): Record<string, unknown> {
  const text = readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8');
  return closed(JSON.parse(text)) as Record<string, unknown>;
}

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in copy && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy;
}
