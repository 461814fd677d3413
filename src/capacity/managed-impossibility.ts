import type { Job, Requirement, Service } from '../workload/workload.ts';
import type { Impossibility } from './capacity.ts';

/** Needs that an instance nobody may log in to, of an image that ECS chooses, cannot meet. */
const NOT_MET: readonly Requirement[] = ['custom-ami', 'host-access'];

/**
 * Why ECS Managed Instances cannot run a service or job; empty when they can: they run Linux (Bottlerocket) only, in the network
 * modes awsvpc and host. A network mode that is assumed may be another one here.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html
 */
export function managedImpossibility({ name, task }: Service | Job): Impossibility[] {
  const reasons: Impossibility[] = [];
  const { operatingSystem, networkMode, networkModeAssumed = false, requires } = task;
  if (operatingSystem !== 'LINUX') reasons.push({ owner: name, kind: 'managed-operating-system', operatingSystem });
  else if (!networkModeAssumed && networkMode !== 'awsvpc' && networkMode !== 'host')
    reasons.push({ owner: name, kind: 'managed-network-mode', networkMode });
  const requirements = requires.filter((requirement) => NOT_MET.includes(requirement));
  if (requirements.length > 0) reasons.push({ owner: name, kind: 'managed-requirement', requirements });
  return reasons;
}
