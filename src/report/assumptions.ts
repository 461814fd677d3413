import type { Assumption } from '../workload/workload.ts';
import type { Estimate } from './report.ts';

/** The same assumption for several services and jobs. */
export interface AssumptionGroup {
  /** The key that was not stated, as it stands below a service or job, or its whole path. */
  readonly key: string;
  readonly value: string;
  readonly why: string;
  /** Names of the services and jobs it was made for; empty when it is about none of them. */
  readonly owners: readonly string[];
}

/** Assumptions that differ only in the service or job they are made for, put together in order of appearance. */
export function groupAssumptions({ assumptions, workload }: Estimate): AssumptionGroup[] {
  const nameByPath = new Map([...workload.services, ...workload.jobs].map(({ path, name }) => [path, name]));
  const groups = new Map<string, { key: string; value: string; why: string; owners: string[] }>();
  for (const assumption of assumptions) {
    const { key, owner } = placeOf(assumption, nameByPath);
    const { value, why } = assumption;
    const id = JSON.stringify([key, value, why, owner === undefined]);
    const group = groups.get(id) ?? { key, value, why, owners: [] };
    if (owner !== undefined) group.owners.push(owner);
    groups.set(id, group);
  }
  return [...groups.values()];
}

function placeOf({ path }: Assumption, nameByPath: ReadonlyMap<string, string>): { key: string; owner?: string } {
  const match = /^((?:services|jobs)\[\d+\])\.(.+)$/.exec(path);
  const owner = nameByPath.get(match?.[1] ?? '');
  return match?.[2] === undefined || owner === undefined ? { key: path } : { key: match[2], owner };
}
