import type { Fleet } from '../../capacity/capacity.ts';
import type { Option } from '../../comparison/comparison.ts';
import { isComplete } from '../../comparison/mixed-options.ts';
import { comparableCost } from '../../comparison/subtotals.ts';
import { compareUsd, exactText, minusUsd, NO_USD, type Usd } from '../../units/money.ts';
import type { Workload } from '../../workload/workload.ts';
import type { Finding } from '../advice.ts';
import type { Advised, Owner } from '../advice-input.ts';

/** A finding of one rule: about one service or job, or about all of them together. */
export interface RuleResult {
  /** Name of the service or job; absent: all together. */
  readonly service?: string;
  readonly severity: Finding['severity'];
  readonly evidence: Finding['evidence'];
}

/** A rule looks at the estimate and where everything is recommended to run, and gives evidence, never prose. */
export type Rule = (advised: Advised) => readonly RuleResult[];

/** All services and jobs. */
export function ownersOf({ workload }: Advised): readonly Owner[] {
  return [...workload.services, ...workload.jobs];
}

/** Services and jobs that are recommended to run on Fargate. */
export function onFargate(advised: Advised): readonly Owner[] {
  return ownersOf(advised).filter(({ name }) => advised.placements.get(name)?.startsWith('fargate:') === true);
}

/** The option of one service or job alone, under the option that is recommended for it. */
export function aloneOption(advised: Advised, { name }: Owner): Option {
  const { placements, repricer, workload } = advised;
  return repricer.price(new Map([...placements].filter(([placed]) => placed === name)), workload);
}

/**
 * What a change of the workload saves a month with everything where it is recommended, packed and priced anew; nothing in
 * a brief estimate, where it saves nothing, or where the change is not possible.
 */
export function savingOf(advised: Advised, variant: Workload, placements: Advised['placements'] = advised.placements): Usd | undefined {
  if (advised.depth !== 'full') return undefined;
  const priced = advised.repricer.price(placements, variant);
  if (!isComplete(priced)) return undefined;
  const saved = minusUsd(advised.recommended.bill.total, priced.bill.total);
  return compareUsd(saved, NO_USD) > 0 ? saved : undefined;
}

/** What an option costs without what is the same everywhere: what shares are taken of. */
export function comparableOf({ bill }: Option): Usd {
  return comparableCost(bill.total, bill);
}

/** An amount as evidence carries it: all digits. */
export function amount(usd: Usd): string {
  return exactText(usd);
}

/** How full a fleet is in CPU and memory, as approximate shares of what tasks may reserve. */
export function fillOf({ groups }: Fleet): { readonly cpu: number; readonly memory: number; readonly instances: number } {
  let [cpu, memory, cpuMax, memoryMax, instances] = [0, 0, 0, 0, 0];
  for (const { count, allocatableCpuUnits, allocatableMemoryMiB, tasks } of groups) {
    instances += count;
    cpuMax += count * allocatableCpuUnits;
    memoryMax += count * allocatableMemoryMiB;
    for (const task of tasks) {
      cpu += count * task.count * task.cpuUnits;
      memory += count * task.count * task.memoryMiB;
    }
  }
  return { cpu: cpuMax === 0 ? 0 : cpu / cpuMax, memory: memoryMax === 0 ? 0 : memory / memoryMax, instances };
}

/** A share as evidence carries it: rounded to four decimals, so that no float noise is printed. */
export function share(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
