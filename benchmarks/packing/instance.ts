import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PackingProblem } from '../../src/packing/problem.ts';

/** A packing problem with what is known about it. */
export interface Instance extends PackingProblem {
  readonly id: string;
  readonly family: string;
  readonly source: string;
  /** The cheapest solution known. */
  readonly best: { readonly value: number; readonly proven: boolean };
  /** Public sets only: the best of about 350 published heuristics. */
  readonly ref?: { readonly bestOfPublishedHeuristics: number };
}

/** Every instance below a folder, by id. */
export function readInstances(folder: string): Instance[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name): Instance[] => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return readInstances(path);
      if (!name.endsWith('.json') || name === 'index.json') return [];
      return [JSON.parse(readFileSync(path, 'utf8')) as Instance];
    });
}
