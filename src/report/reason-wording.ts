import type { FargateVolumeRule, Impossibility } from '../capacity/capacity.ts';
import { taskSizeText } from './numbers.ts';
import { DIMENSIONS, listText, OPERATING_SYSTEMS } from './wording.ts';

/** Why an option is not possible: each reason once, with the services and jobs it holds for. */
export function reasonTexts(impossible: readonly Impossibility[]): string[] {
  const ownersByReason = gather(impossible.map((reason) => [reasonText(reason), reason.owner]));
  const reasonsByOwners = gather([...ownersByReason].map(([why, owners]) => [JSON.stringify(owners.filter((owner) => owner !== '')), why]));
  return [...reasonsByOwners].map(([key, reasons]) => {
    const owners = listText(JSON.parse(key) as string[]);
    return owners === '' ? reasons.join('; ') : `${owners}: ${reasons.join('; ')}`;
  });
}

/** The different values of each key, both in order of appearance. */
function gather(pairs: readonly (readonly [string, string])[]): [string, string[]][] {
  const gathered = new Map<string, Set<string>>();
  for (const [key, value] of pairs) {
    const values = gathered.get(key);
    if (values) values.add(value);
    else gathered.set(key, new Set([value]));
  }
  return [...gathered].map(([key, values]) => [key, [...values]]);
}

/** Why an option cannot run one service or job, without its name. */
export function reasonText(reason: Impossibility): string {
  switch (reason.kind) {
    case 'architecture-not-allowed':
      return `runs on ${reason.allowed.join(' or ')} only`;
    case 'architecture-unsupported':
      return `there is no ${reason.architecture} for ${OPERATING_SYSTEMS[reason.operatingSystem]} tasks`;
    case 'fargate-no-gpu':
      return `needs ${reason.gpus === 1 ? 'a GPU' : `${reason.gpus} GPUs`}, Fargate has none`;
    case 'fargate-size':
      return `needs ${taskSizeText(reason.cpuUnits, reason.memoryMiB)}, the largest ${OPERATING_SYSTEMS[reason.operatingSystem]} task on Fargate has ${taskSizeText(reason.cpuUnitsMax, reason.memoryMiBMax)}`;
    case 'fargate-ephemeral-storage':
      return `needs ${reason.ephemeralGiB} GB of ephemeral storage, a Fargate task has at most ${reason.ephemeralGiBMax} GB`;
    case 'fargate-network-mode':
      return `has network mode ${reason.networkMode}, Fargate runs awsvpc only`;
    case 'fargate-feature':
      return `uses ${reason.features.join(', ')}, which Fargate does not support`;
    case 'fargate-volume':
      return VOLUME_RULES[reason.rule](reason.volumes);
    case 'not-interruptible':
      return 'is not interruptible';
    case 'fargate-spot-linux-only':
      return 'runs on Windows, Fargate Spot on Linux only';
    case 'strategy-refused':
      return `ECS refuses its capacityProviderStrategy: ${reason.problems.join('; ')}`;
    case 'spot-never-done':
      return 'loses more to interruptions than it does between them';
    case 'fargate-daemon':
      return 'has scheduling strategy DAEMON, which Fargate does not support';
    case 'ec2-no-instance-type':
      return `no instance type that may be used has enough ${reason.dimensions.length === 0 ? 'room' : reason.dimensions.map((dimension) => DIMENSIONS[dimension]).join(' and ')}`;
    case 'ec2-no-candidates':
      return `no ${OPERATING_SYSTEMS[reason.operatingSystem]} ${reason.architecture === 'mixed' ? '' : `${reason.architecture} `}instance type with a rate is allowed`;
    case 'ec2-too-few-types':
      return `no ${reason.maxTypes} instance types hold every task of the fleet together (cluster.instanceTypes.maxTypes)`;
    case 'given-fleet-too-small':
      return `cluster.instances is too small: ${reason.waitingTasks} tasks wait while every instance that may run does`;
    case 'given-fleet-types':
      return `cluster.instances names ${listText(reason.instanceTypes)}, which cannot be used here: not sold in this Region, without an On-Demand rate, or too small for the daemon tasks`;
    case 'given-fleet-two-systems':
      return 'cluster.instances are of one operating system, and services run on Linux and on Windows';
    case 'managed-operating-system':
      return `runs on ${OPERATING_SYSTEMS[reason.operatingSystem]}, Managed Instances run Linux only`;
    case 'managed-network-mode':
      return `has network mode ${reason.networkMode}, Managed Instances run awsvpc and host only`;
    case 'managed-requirement':
      return `requires ${reason.requirements.join(', ')}, which Managed Instances do not allow`;
    case 'no-rate':
      return noRateText(reason);
    default:
      return reason satisfies never;
  }
}

const VOLUME_RULES: Readonly<Record<FargateVolumeRule, (volumes: number) => string>> = {
  'ebs-linux-only': () => 'has an EBS volume, which Fargate attaches to Linux tasks only',
  'ebs-one-only': (volumes) => `has ${volumes} EBS volumes, Fargate attaches one new volume to a task`,
  'efs-linux-only': () => 'has an EFS file system, which Fargate mounts for Linux tasks only',
};

/** The lookup's own words name the first usage type, as a rule; the others are added. */
function noRateText({ usageTypes, region, why, remedy }: Extract<Impossibility, { kind: 'no-rate' }>): string {
  const [first = '', ...others] = usageTypes;
  if (!why.includes(first)) return `no rate for ${listText(usageTypes)} in ${region}: ${why}; ${remedy}`;
  return `${why}${others.length === 0 ? '' : `, nor for ${listText(others)}`}; ${remedy}`;
}
