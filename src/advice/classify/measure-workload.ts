import type { DemandSegment, Horizon, JobDemand, Month, ServiceDemand } from '../../demand/demand.ts';
import { CPU_UNITS_PER_VCPU, MIB_PER_GIB } from '../../units/capacity.ts';
import { approxQuantity } from '../../units/quantity.ts';
import type { Job, Service, Task } from '../../workload/workload.ts';
import { dailyRepetition } from './daily-repetition.ts';
import type { WorkloadMeasures } from './workload-class.ts';

const SECONDS_PER_MINUTE = 60;

/** The numbers that decide the class of a service. */
export function measureService(service: Service, demand: ServiceDemand, horizon: Horizon): WorkloadMeasures {
  const { segments } = demand;
  const isDaemon = service.schedulingStrategy === 'DAEMON';
  const peakTasks = isDaemon ? 1 : demand.taskCount;
  const [meanTasks, deviation] = isDaemon ? [1, 0] : momentsOf(segments, horizon.minutes);
  const fewest = segments.reduce((least, { taskCount }) => Math.min(least, taskCount), peakTasks);
  const halfWay = (fewest + peakTasks) / 2;
  const changes = segments.length > 1;
  const repetition = changes ? repetitionOf(service, segments, horizon) : undefined;
  return {
    peakTasks,
    meanTasks,
    peakToMean: meanTasks === 0 ? 1 : peakTasks / meanTasks,
    variation: meanTasks === 0 ? 0 : deviation / meanTasks,
    dutyCycle: isDaemon ? 1 : shareOfTime(segments, horizon.minutes, (count) => count > 0),
    busyShare: changes ? shareOfTime(segments, horizon.minutes, (count) => count > halfWay) : 1,
    ...(repetition === undefined ? {} : { repetition }),
    ...reservedBy(service.task, peakTasks),
    ...utilizationOf(service),
    ...needsOf(service),
  };
}

/** What a schedule says comes back by the clock; when a burst comes nobody knows; a trace has to show it. */
function repetitionOf({ demand, autoscaling }: Service, segments: readonly DemandSegment[], horizon: Horizon): number | undefined {
  const course = demand?.course ?? autoscaling?.load.course;
  if (course?.kind === 'bursts') return 0;
  return course?.kind === 'trace' ? dailyRepetition(segments, horizon) : 1;
}

/** The numbers of a job: its tasks spread over the month. */
export function measureJob(job: Job, demand: JobDemand, month: Month): WorkloadMeasures {
  const runSeconds = approxQuantity(demand.duration);
  const busySeconds = approxQuantity(demand.runs) * runSeconds;
  const dutyCycle = Math.min(1, busySeconds / month.seconds);
  const meanTasks = (busySeconds * demand.tasksPerRun) / month.seconds;
  return {
    peakTasks: demand.tasksPerRun,
    meanTasks,
    peakToMean: meanTasks === 0 ? 1 : Math.max(1, demand.tasksPerRun / meanTasks),
    variation: dutyCycle === 0 ? 0 : Math.sqrt((1 - dutyCycle) / dutyCycle),
    dutyCycle,
    busyShare: dutyCycle,
    ...reservedBy(job.task, demand.tasksPerRun),
    ...utilizationOf(job),
    runMinutes: runSeconds / SECONDS_PER_MINUTE,
    ...needsOf(job),
  };
}

/** Mean and standard deviation of the task count over the horizon. */
function momentsOf(segments: readonly DemandSegment[], minutes: number): [number, number] {
  let [sum, squares] = [0, 0];
  for (const { fromMinute, toMinute, taskCount } of segments) {
    sum += (toMinute - fromMinute) * taskCount;
    squares += (toMinute - fromMinute) * taskCount * taskCount;
  }
  const mean = sum / minutes;
  return [mean, Math.sqrt(Math.max(0, squares / minutes - mean * mean))];
}

function shareOfTime(segments: readonly DemandSegment[], minutes: number, holds: (taskCount: number) => boolean): number {
  let held = 0;
  for (const { fromMinute, toMinute, taskCount } of segments) if (holds(taskCount)) held += toMinute - fromMinute;
  return held / minutes;
}

function reservedBy(task: Task, tasks: number): Pick<WorkloadMeasures, 'peakVcpus' | 'peakMemoryGiB' | 'memoryGiBPerVcpu'> {
  const [vcpus, memoryGiB] = [task.cpuUnits / CPU_UNITS_PER_VCPU, task.memoryMiB / MIB_PER_GIB];
  return { peakVcpus: vcpus * tasks, peakMemoryGiB: memoryGiB * tasks, memoryGiBPerVcpu: vcpus === 0 ? 0 : memoryGiB / vcpus };
}

function utilizationOf({ utilization }: Service | Job): Pick<WorkloadMeasures, 'cpuUtilization' | 'memoryUtilization'> {
  return {
    ...(utilization?.cpu === undefined ? {} : { cpuUtilization: Number(utilization.cpu) }),
    ...(utilization?.memory === undefined ? {} : { memoryUtilization: Number(utilization.memory) }),
  };
}

/** Features of a task definition that name a volume of the host; the others name the host itself. */
const DOCKER_VOLUMES: readonly string[] = ['dockerVolumeConfiguration', 'fsxWindowsFileServerVolumeConfiguration'];

/** Features that Fargate lacks and that ask for no host: any instance will do, and so would another log driver. */
const HOST_FREE = /^(logDriver |placementConstraints|inferenceAccelerators|links$|extraHosts$|dns|disableNetworking$)/;

function needsOf(owner: Service | Job): Pick<WorkloadMeasures, 'gpus' | 'storage' | 'hostNeeds'> {
  const { task } = owner;
  const { requires, notOnFargate } = task;
  const isDaemon = ('schedulingStrategy' in owner && owner.schedulingStrategy === 'DAEMON') || requires.includes('daemon');
  const docker = notOnFargate.some((feature) => DOCKER_VOLUMES.includes(feature));
  const accelerators = notOnFargate.includes('inferenceAccelerators');
  return {
    gpus: Math.max(task.gpus, requires.includes('gpu') || accelerators ? 1 : 0),
    storage: [
      ...new Set((owner.beside?.volumes ?? []).map(({ type }) => type)),
      ...(requires.includes('instance-storage') ? ['instance-storage'] : []),
      ...(docker ? ['docker'] : []),
    ],
    hostNeeds: [
      ...new Set([
        ...(task.privileged || requires.includes('privileged') ? ['privileged'] : []),
        ...(isDaemon ? ['DAEMON'] : []),
        ...(task.networkMode === 'host' ? ['networkMode host'] : []),
        ...(requires.includes('host-access') ? ['host-access'] : []),
        ...(requires.includes('custom-ami') ? ['custom-ami'] : []),
        ...notOnFargate.filter((feature) => !DOCKER_VOLUMES.includes(feature) && !HOST_FREE.test(feature)),
      ]),
    ],
  };
}
