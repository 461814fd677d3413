import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPlan } from '../../src/packing/check.ts';
import type { PackingPlan } from '../../src/packing/problem.ts';
import type { Instance } from './instance.ts';

/** A plan as it is kept on disk: `[bin type, count, [item, copies, item, copies, ...]]`. */
type StoredBin = readonly [bin: number, count: number, content: readonly number[]];

const directory = join(import.meta.dirname, 'plans');

/** The cheapest cost on record: the instance's own, or that of a plan kept here, which is checked first. */
export function bestKnown(instance: Instance): number {
  return Math.min(instance.best.value, storedCost(instance));
}

function storedCost(instance: Instance): number {
  const file = join(directory, `${instance.id}.json`);
  if (!existsSync(file)) return Number.POSITIVE_INFINITY;
  const bins = (JSON.parse(readFileSync(file, 'utf8')) as readonly StoredBin[]).map(([bin, count, content]) => ({
    bin,
    count,
    items: pairsOf(content),
  }));
  let cost = 0;
  for (const { bin, count } of bins) cost += (instance.bins[bin]?.cost ?? 0) * count;
  const faults = checkPlan(instance, { cost, lowerBound: cost, gap: 0, bins, unplaced: [] });
  if (faults.length > 0) throw new Error(`${file}: ${faults.slice(0, 3).join('; ')}`);
  return cost;
}

function pairsOf(content: readonly number[]): [number, number][] {
  return Array.from({ length: content.length / 2 }, (_, index) => [content[2 * index] as number, content[2 * index + 1] as number]);
}

/** Keeps a plan that beats the record. */
export function keepPlan(instance: Instance, plan: PackingPlan): void {
  mkdirSync(directory, { recursive: true });
  const stored: readonly StoredBin[] = plan.bins.map(({ bin, count, items }) => [bin, count, items.flat()]);
  writeFileSync(join(directory, `${instance.id}.json`), `${JSON.stringify(stored)}\n`);
}
