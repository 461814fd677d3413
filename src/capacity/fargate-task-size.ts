import type { FargateTaskSizes } from '../catalog/catalog.ts';
import type { OperatingSystem } from '../units/capacity.ts';

/** What a task needs of Fargate: CPU units, MiB and the operating system that decides which sizes there are. @public */
export interface FargateTaskNeed {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  readonly operatingSystem: OperatingSystem;
}

/** A legal Fargate size, or the largest there is when none holds the task. */
export type FargateTaskSizeChoice =
  | { readonly possible: true; readonly cpuUnits: number; readonly memoryMiB: number }
  | { readonly possible: false; readonly cpuUnitsMax: number; readonly memoryMiBMax: number };

/**
 * The cheapest legal Fargate size that holds the task: the smallest CPU size that has enough memory, at its smallest
 * memory that is enough. Wherever one GB costs less than a quarter of a vCPU, as in every table, more CPU never pays for
 * a finer memory step (a test proves it for all Regions).
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
export function chooseFargateTaskSize(sizes: readonly FargateTaskSizes[], need: FargateTaskNeed): FargateTaskSizeChoice {
  const legal = sizes
    .filter(({ operatingSystems }) => operatingSystems.includes(need.operatingSystem))
    .toSorted((a, b) => a.cpuUnits - b.cpuUnits);
  for (const { cpuUnits, memoryMiB } of legal) {
    if (cpuUnits < need.cpuUnits) continue;
    const enough = memoryMiB.filter((size) => size >= need.memoryMiB);
    if (enough.length > 0) return { possible: true, cpuUnits, memoryMiB: Math.min(...enough) };
  }
  return {
    possible: false,
    cpuUnitsMax: Math.max(0, ...legal.map(({ cpuUnits }) => cpuUnits)),
    memoryMiBMax: Math.max(0, ...legal.flatMap(({ memoryMiB }) => memoryMiB)),
  };
}
