import type { Cluster, Job, Service, Task, Workload } from '../../src/workload/workload.ts';

/** A task of one vCPU and 2 GB with nothing special; say only what matters to the fact. */
export function task(wanted: Partial<Task> = {}): Task {
  return {
    cpuUnits: 1024,
    memoryMiB: 2048,
    largestHardLimitMiB: 0,
    architectures: ['X86_64'],
    operatingSystem: 'LINUX',
    gpus: 0,
    networkMode: 'bridge',
    hostPorts: [],
    privileged: false,
    requires: [],
    notOnFargate: [],
    ...wanted,
  };
}

/** One task that runs all the time. */
export function service(wanted: Partial<Service> = {}): Service {
  return {
    name: 'api',
    path: 'services[0]',
    task: task(),
    desiredCount: 1,
    schedulingStrategy: 'REPLICA',
    distinctInstance: false,
    interruptible: false,
    utilization: {},
    startupSeconds: 0,
    ...wanted,
  };
}

/** One task of an hour, once a month. */
export function job(wanted: Partial<Job> = {}): Job {
  return {
    name: 'batch',
    path: 'jobs[0]',
    task: task(),
    tasksPerRun: 1,
    durationSeconds: '3600',
    startupSeconds: 0,
    runs: { kind: 'per-month', runsPerMonth: '1' },
    interruptible: false,
    ...wanted,
  };
}

/** A cluster in one zone without a minimum, so that a fact about packing is not one about zones. */
export function cluster(wanted: Partial<Cluster> = {}): Cluster {
  return {
    availabilityZones: 1,
    minimumInstances: 0,
    reservedMemoryMiB: 0,
    registeredMemoryMiB: {},
    eniTrunking: false,
    rootVolume: { sizeGiB: 30, volumeType: 'gp3' },
    instanceTypes: { include: [], exclude: [], previousGeneration: true },
    ...wanted,
  };
}

/** A workload in us-east-1. */
export function workload(wanted: Partial<Workload> = {}): Workload {
  return {
    version: 1,
    name: 'test',
    region: 'us-east-1',
    services: [],
    jobs: [],
    cluster: cluster(),
    rates: {},
    discounts: {},
    assumptions: [],
    notPriced: [],
    ...wanted,
  };
}
