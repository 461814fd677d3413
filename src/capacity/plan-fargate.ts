import type { Catalog } from '../catalog/catalog.ts';
import type { Demand, JobDemand } from '../demand/demand.ts';
import type { Architecture } from '../units/capacity.ts';
import { addQuantities, quantityOf } from '../units/quantity.ts';
import type { Job, Service, Task, Workload } from '../workload/workload.ts';
import { architectureImpossibility } from './architecture.ts';
import type { ArchitectureChoice, FargatePlan, FargateTasks, FargateVolumeRule, Impossibility } from './capacity.ts';
import { deploymentSeconds, jobBatches, meanSeconds, serviceBatches } from './fargate-batches.ts';
import { chooseFargateTaskSize } from './fargate-task-size.ts';
import { gpusOf } from './gpus-of.ts';

/** The most scratch space a Fargate task can have. @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html */
const EPHEMERAL_GIB_MAX = 200;

/** Which of its architectures a task runs on in a mixed option. */
export type ArchitecturePreference = (allowed: readonly Architecture[]) => Architecture;

/** Every task at a legal Fargate size, or why it cannot run there. Each scale-out of a service starts runs of its own. */
export function planFargate(
  workload: Workload,
  demand: Demand,
  catalog: Catalog,
  architecture: ArchitectureChoice,
  preference: ArchitecturePreference,
): FargatePlan {
  const tasks: FargateTasks[] = [];
  const impossible: Impossibility[] = [];
  const add = (owner: Service | Job, run: FargateUse): void => {
    const reasons = impossibilities(owner, architecture);
    const placed = sizeOf(owner, catalog);
    if ('reason' in placed) reasons.push(placed.reason);
    impossible.push(...reasons);
    if (reasons.length > 0 || 'reason' in placed) return;
    const chosen = architecture === 'mixed' ? preference(owner.task.architectures) : architecture;
    tasks.push({ owner: owner.name, architecture: chosen, operatingSystem: owner.task.operatingSystem, ...placed, ...run });
  };

  workload.services.forEach((service, index) => {
    add(service, serviceUse(service, index, demand));
  });
  workload.jobs.forEach((job, index) => {
    add(job, jobUse(demand.jobs[index]));
  });
  return { launchType: 'FARGATE', architecture, tasks, impossible };
}

type FargateUse = Pick<FargateTasks, 'kind' | 'taskCount' | 'runs' | 'duration' | 'batches' | 'deploymentSeconds'>;

function serviceUse(service: Service, index: number, { services, horizon, month }: Demand): FargateUse {
  const { taskCount = 0, segments = [] } = services[index] ?? {};
  const batches = serviceBatches(segments, service, { horizon, month });
  const replacing = deploymentSeconds(segments, service, horizon);
  return {
    kind: 'service',
    taskCount,
    runs: quantityOf(1),
    duration: taskCount === 0 ? quantityOf(month.seconds) : meanSeconds(batches, quantityOf(taskCount)),
    batches,
    ...(replacing ? { deploymentSeconds: replacing } : {}),
  };
}

function jobUse(run: JobDemand | undefined): FargateUse {
  const { tasksPerRun = 0, runs = quantityOf(0) } = run ?? {};
  const batches = run ? jobBatches(run) : [];
  const tasks = batches.map(({ tasks: started }) => started).reduce(addQuantities, quantityOf(0));
  const duration = tasks.numerator === 0n ? quantityOf(0) : meanSeconds(batches, tasks);
  return { kind: 'job', taskCount: tasksPerRun, runs, duration, batches };
}

type Sized = Pick<FargateTasks, 'neededCpuUnits' | 'neededMemoryMiB' | 'cpuUnits' | 'memoryMiB' | 'ephemeralGiB'>;

function sizeOf({ name, task }: Service | Job, catalog: Catalog): Sized | { readonly reason: Impossibility } {
  const { operatingSystem } = task;
  const neededMemoryMiB = Math.max(task.memoryMiB, task.largestHardLimitMiB);
  const size = chooseFargateTaskSize(catalog.fargateTaskSizes, { cpuUnits: task.cpuUnits, memoryMiB: neededMemoryMiB, operatingSystem });
  if (!size.possible) {
    const { cpuUnitsMax, memoryMiBMax } = size;
    return {
      reason: {
        owner: name,
        kind: 'fargate-size',
        cpuUnits: task.cpuUnits,
        memoryMiB: neededMemoryMiB,
        cpuUnitsMax,
        memoryMiBMax,
        operatingSystem,
      },
    };
  }
  const { cpuUnits, memoryMiB } = size;
  return { neededCpuUnits: task.cpuUnits, neededMemoryMiB, cpuUnits, memoryMiB, ephemeralGiB: task.ephemeralStorageGiB ?? 0 };
}

/** What Fargate cannot do. @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
function impossibilities(owner: Service | Job, architecture: ArchitectureChoice): Impossibility[] {
  const { name, task } = owner;
  const reasons = architectureImpossibility(owner, architecture);
  if (gpusOf(task) > 0) reasons.push({ owner: name, kind: 'fargate-no-gpu', gpus: gpusOf(task) });
  const isDaemon = 'schedulingStrategy' in owner && owner.schedulingStrategy === 'DAEMON';
  if (isDaemon || task.requires.includes('daemon')) reasons.push({ owner: name, kind: 'fargate-daemon' });
  reasons.push(...volumeReasons(owner));
  // A mode that only ECS's default chose is no wish: on Fargate the task would simply be registered with awsvpc.
  if (task.networkMode !== 'awsvpc' && task.networkModeAssumed !== true)
    reasons.push({ owner: name, kind: 'fargate-network-mode', networkMode: task.networkMode });
  const ephemeralGiB = task.ephemeralStorageGiB ?? 0;
  if (ephemeralGiB > EPHEMERAL_GIB_MAX) {
    reasons.push({ owner: name, kind: 'fargate-ephemeral-storage', ephemeralGiB, ephemeralGiBMax: EPHEMERAL_GIB_MAX });
  }
  const features = [
    ...new Set([...(task.privileged ? ['privileged'] : []), ...task.notOnFargate, ...placementOf(owner), ...hostNeeds(task)]),
  ];
  if (features.length > 0) reasons.push({ owner: name, kind: 'fargate-feature', features });
  return reasons;
}

/** One new EBS volume a task, Linux only; EFS, Linux only. @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html */
function volumeReasons({ name, task, beside }: Service | Job): Impossibility[] {
  const volumesOf = (kind: 'ebs' | 'efs'): number => (beside?.volumes ?? []).filter(({ type }) => type === kind).length;
  const [ebs, efs] = [volumesOf('ebs'), volumesOf('efs')];
  const isWindows = task.operatingSystem === 'WINDOWS';
  const reason = (rule: FargateVolumeRule, volumes: number): Impossibility => ({ owner: name, kind: 'fargate-volume', rule, volumes });
  return [
    ...(ebs > 0 && isWindows ? [reason('ebs-linux-only', ebs)] : []),
    ...(ebs > 1 ? [reason('ebs-one-only', ebs)] : []),
    ...(efs > 0 && isWindows ? [reason('efs-linux-only', efs)] : []),
  ];
}

/** Fargate takes no placement constraint, not even one that it would keep by itself. */
function placementOf(owner: Service | Job): string[] {
  return 'distinctInstance' in owner && owner.distinctInstance ? ['placementConstraints distinctInstance'] : [];
}

function hostNeeds(task: Task): string[] {
  return task.requires.filter((requirement) => requirement !== 'gpu' && requirement !== 'daemon');
}
