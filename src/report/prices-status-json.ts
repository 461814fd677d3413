import type { PricesStatus } from '../catalog/cache/prices-status.ts';

/** The state of the price tables for programs. Shapes only grow within a `schemaVersion`. */
export function pricesStatusJson(status: PricesStatus): string {
  return `${JSON.stringify({ schemaVersion: 1, ...status }, undefined, 2)}\n`;
}
