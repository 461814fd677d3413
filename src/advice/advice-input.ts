import type { Catalog } from '../catalog/catalog.ts';
import type { Comparison, Option } from '../comparison/comparison.ts';
import type { Placements, Repricer } from '../comparison/repricer.ts';
import type { Demand } from '../demand/demand.ts';
import type { Assumption, Job, Service, Workload } from '../workload/workload.ts';

/** What advice is made from. */
export interface AdviceInput {
  readonly workload: Workload;
  readonly demand: Demand;
  readonly options: readonly Option[];
  readonly comparison: Comparison;
  readonly assumptions: readonly Assumption[];
  readonly repricer: Repricer;
  /** What AWS sells here: types and task sizes, for rules. */
  readonly catalog: Catalog;
  /** `full`: break-evens are solved, and rules may price variants of the workload. */
  readonly depth: 'brief' | 'full';
  /** `YYYY-MM-DD`, from which the age of prices counts; absent: ages are not judged. */
  readonly today?: string;
}

/** What advice is made from, and where everything is recommended to run. */
export interface Advised extends AdviceInput {
  readonly recommended: Option;
  readonly placements: Placements;
}

/** A service or a job. */
export type Owner = Service | Job;

/** Whether an owner is a job: its tasks run and end. */
export function isJob(owner: Owner): owner is Job {
  return 'runs' in owner;
}

/** The workload with one of its services or jobs in another form; everything else is shared. */
export function withOwner(workload: Workload, owner: Owner): Workload {
  const swap = <Each extends Owner>(all: readonly Each[]): readonly Each[] =>
    all.some(({ name }) => name === owner.name) ? all.map((each) => (each.name === owner.name ? (owner as Each) : each)) : all;
  return { ...workload, services: swap(workload.services), jobs: swap(workload.jobs) };
}
