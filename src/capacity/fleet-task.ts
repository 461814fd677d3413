import type { Effort } from '../packing/problem.ts';
import type { OperatingSystem } from '../units/capacity.ts';
import type { Cluster, Service } from '../workload/workload.ts';
import type { Candidate } from './ec2-candidates.ts';
import type { TaskGroup } from './ec2-problem.ts';

/** What one fleet has to hold, and under which rules. */
export interface FleetTask {
  readonly groups: readonly TaskGroup[];
  readonly daemons: readonly Service[];
  readonly candidates: readonly Candidate[];
  readonly cluster: Cluster;
  readonly operatingSystem: OperatingSystem;
  readonly burstable: boolean;
  readonly zones: number;
  readonly minimumInstances: number;
  readonly rootVolumeTicksPerHour: number;
  readonly effort: Effort;
}
