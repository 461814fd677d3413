import type { Ec2Note } from '../capacity/capacity.ts';
import { plansIn } from '../capacity/plans-in.ts';
import type { Demand } from '../demand/demand.ts';
import { compareText } from '../units/order.ts';
import { distinctUsageType } from '../workload/distinct-usage-type.ts';
import type { Assumption, Workload } from '../workload/workload.ts';
import type { Option } from './comparison.ts';
import { ownedAssumptions } from './owned-assumptions.ts';
import { spotAssumptions } from './spot-assumptions.ts';

/** Everything that moves the cost and was not stated: by the file's reader, by the month, and by the plans. */
export function assumptionsOf(workload: Workload, demand: Demand, options: readonly Option[], isMonthStated: boolean): Assumption[] {
  const possible = options.filter(({ impossible }) => impossible.length === 0);
  const notes = possible.flatMap(({ plan }) => plansIn(plan).flatMap((single) => (single.launchType === 'FARGATE' ? [] : single.notes)));
  const month: Assumption = { path: '--month', value: demand.month.label, why: "not stated; the month of AWS's own calculator" };
  const all = [
    ...(isMonthStated ? [] : [month]),
    // These first: long lists are cut.
    ...ownedAssumptions(workload, demand),
    ...spotAssumptions(workload, possible),
    ...workload.assumptions,
    ...notes.map(planAssumption),
    ...unusedRates(workload, options),
  ];
  return [...new Map(all.map((assumption) => [`${assumption.path} ${assumption.value}`, assumption])).values()];
}

function planAssumption(note: Ec2Note): Assumption {
  switch (note.kind) {
    case 'registered-memory':
      return {
        path: 'cluster.registeredMemory',
        value: '92.5 % of the advertised memory',
        why: 'not stated; Linux registers less than is advertised, measured values are used where known, Windows keeps all but 1 MiB',
      };
    case 'job-capacity':
      return {
        path: 'jobs',
        value: `${note.jobs.join(', ')}: instances of their own, from their start until scale-in ends them`,
        why: 'not in the room that services leave; runs at equal distances, and an instance goes on with the next run that comes before it ends',
      };
    case 'jobs-beside-services':
      return {
        path: 'jobs',
        value: `${note.jobs.join(', ')}: on the instances of the services, in whole minutes`,
        why: 'cheaper than instances of their own; a task waits for room, or for an instance that managed scaling starts for it',
      };
    case 'fixed-fleet-for-peak':
      return {
        path: 'services',
        value: `${note.services.join(', ')}: the fixed fleet is sized for the peak of each`,
        why: 'the option fixed-fleet holds the most tasks of every service at once, all month',
      };
    case 'deployments-without-room':
      return {
        path: 'deployment',
        value: `${note.services.join(', ')}: the fixed fleet has no instances for tasks that run twice`,
        why: 'it needs spare room for them during a deployment, or more instances',
      };
    case 'types-without-rate':
      return {
        path: 'cluster.instanceTypes.include',
        value: `without ${note.instanceTypes.join(', ')}`,
        why: 'no On-Demand rate in this Region',
      };
    case 'chosen-for-owned':
      return {
        path: 'cluster.instanceTypes',
        value: `instances of ${note.launchType === 'EC2' ? 'EC2' : 'Managed Instances'} chosen for what is owned`,
        why: 'that costs less in all than the instances that On-Demand rates choose',
      };
    case 'simulated-scaling':
      return {
        path: 'cluster',
        value: 'an instance takes tasks 2 minutes after it starts, alarms see 1 data point a minute',
        why: 'AWS does not state how long instances of an ECS-optimized image boot; the rest of managed scaling as ECS documents it',
      };
    case 'cpu-credits':
      return {
        path: 'cluster.cpuCredits',
        value: note.mode === 'unlimited' ? 'unlimited (T3, T3a, T4g)' : 'standard (T2)',
        why:
          note.mode === 'unlimited'
            ? 'not stated; as they start: CPU above the baseline that is not earned back is charged'
            : 'not stated; as they start: CPU above the baseline ends with the credits and is not charged',
      };
    case 'cpu-use-not-stated':
      return {
        path: 'utilization.cpu',
        value: `100 % (${note.services.join(', ')})`,
        why: 'not stated; the credits of burstable instances are counted as if tasks used all the CPU they reserve',
      };
    case 'cpu-credits-throttled':
      return {
        path: 'cluster.cpuCredits',
        value: `${note.instanceTypes.join(', ')}: ${note.vcpuHours} vCPU-hours a month too few`,
        why: 'standard mode: tasks ask for more CPU than the credits give and are slowed down; a larger or an unlimited type would not',
      };
    case 'managed-instances':
      return {
        path: 'cluster.managedInstances',
        value: `${note.availabilityZones} zones, ${note.storageGiB} GB gp3 on each instance, ready after 1 minute, tasks drain for 5`,
        why: "where not stated: ECS's default size of the volume, three subnets; AWS states neither volume type nor times",
      };
    case 'managed-scale-in':
      return {
        path: 'cluster.managedInstances.scaleInAfter',
        value: `${note.seconds}s`,
        why: 'not stated; ECS then decides by itself, AWS does not say when',
      };
    default:
      return note satisfies never;
  }
}

/** A rate that no line uses is most likely a slip, and the bill would look as if it counted. */
function unusedRates(workload: Workload, options: readonly Option[]): Assumption[] {
  const used = new Set(
    options.flatMap(({ bill }) =>
      bill.lines.filter(({ origin }) => origin.obtained === 'stated').flatMap((line) => [line.usageType, distinctUsageType(line)]),
    ),
  );
  return Object.keys(workload.rates)
    .filter((usageType) => !used.has(usageType))
    .sort(compareText)
    .map((usageType) => ({ path: `rates["${usageType}"]`, value: 'not used', why: 'no line of any option has this usage type' }));
}
