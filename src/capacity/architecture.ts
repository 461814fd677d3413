import type { Job, Service } from '../workload/workload.ts';
import type { ArchitectureChoice, Impossibility } from './capacity.ts';

/** Why a service or job cannot run on the option's architecture; empty when it can. */
export function architectureImpossibility({ name, task }: Service | Job, architecture: ArchitectureChoice): Impossibility[] {
  if (architecture === 'mixed' || task.architectures.includes(architecture)) return [];
  if (architecture === 'ARM64' && task.operatingSystem === 'WINDOWS') {
    return [{ owner: name, kind: 'architecture-unsupported', architecture, operatingSystem: task.operatingSystem }];
  }
  return [{ owner: name, kind: 'architecture-not-allowed', architecture, allowed: task.architectures }];
}
