import type { Architecture, OperatingSystem } from '../units/capacity.ts';
import type { Task } from './workload.ts';

/** A mapped port, before the network mode decides whether it takes a port of the host. */
export interface PortMapping {
  readonly containerPort?: number;
  readonly hostPort?: number;
  readonly protocol: 'tcp' | 'udp';
}

/** What a file states about a task; what it leaves open is absent. */
export interface TaskDraft {
  readonly cpuUnits?: number | undefined;
  readonly memoryMiB?: number | undefined;
  readonly largestHardLimitMiB?: number | undefined;
  readonly architectures?: readonly Architecture[] | undefined;
  readonly operatingSystem?: OperatingSystem | undefined;
  readonly ephemeralStorageGiB?: number | undefined;
  readonly gpus?: number | undefined;
  readonly networkMode?: Task['networkMode'] | undefined;
  readonly ports?: readonly PortMapping[] | undefined;
  readonly privileged?: boolean | undefined;
  /** The task definition was registered for Fargate. */
  readonly requiresFargate?: boolean | undefined;
  /** Features that Fargate does not support, without privileged mode, GPUs and network mode, which are stated above. */
  readonly notOnFargate?: readonly string[] | undefined;
}
