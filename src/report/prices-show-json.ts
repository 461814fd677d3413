import type { FoundRate } from '../catalog/cache/find-rates.ts';

/** Rates with their origins for programs; amounts are decimal texts. */
export function pricesShowJson(query: string, rates: readonly FoundRate[]): string {
  return `${JSON.stringify({ schemaVersion: 1, query, rates }, undefined, 2)}\n`;
}
