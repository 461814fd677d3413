import type { DemandLevel } from '../demand/demand.ts';
import type { Workload } from '../workload/workload.ts';
import type { Option } from './comparison.ts';

/** Where services and jobs run: option ids (never of a mixed option) by name. */
export type Placements = ReadonlyMap<string, string>;

/**
 * Prices a workload, or a variant of it, through the same stages as the estimate. Services under different options share
 * the instances of their own option only; a service without a placement is left out.
 */
export interface Repricer {
  readonly price: (placements: Placements, workload: Workload, level?: DemandLevel) => Option;
}

/** All services and jobs of a workload under one option. */
export function allUnder(id: string, { services, jobs }: Workload): Placements {
  return new Map([...services, ...jobs].map(({ name }) => [name, id]));
}
