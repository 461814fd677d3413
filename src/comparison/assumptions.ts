import type { Ec2Note } from '../capacity/capacity.ts';
import { plansIn } from '../capacity/plans-in.ts';
import type { Demand } from '../demand/demand.ts';
import { compareText } from '../units/order.ts';
import { distinctUsageType } from '../workload/distinct-usage-type.ts';
import type { Assumption, Workload } from '../workload/workload.ts';
import type { Option } from './comparison.ts';

/** Everything that moves the cost and was not stated: by the file's reader, by the month, and by the plans. */
export function assumptionsOf(workload: Workload, demand: Demand, options: readonly Option[], isMonthStated: boolean): Assumption[] {
  const possible = options.filter(({ impossible }) => impossible.length === 0);
  const notes = possible.flatMap(({ plan }) => plansIn(plan).flatMap((single) => (single.launchType === 'EC2' ? single.notes : [])));
  const month: Assumption = { path: '--month', value: demand.month.label, why: "not stated; the month of AWS's own calculator" };
  const all = [...(isMonthStated ? [] : [month]), ...workload.assumptions, ...notes.map(planAssumption), ...unusedRates(workload, options)];
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
        value: `${note.jobs.join(', ')}: instances of their own for the time they run`,
        why: 'on EC2 options jobs are not placed in the spare room of the services, and instance start and scale-in time is not billed',
      };
    case 'fixed-fleet-for-peak':
      return {
        path: 'services',
        value: `${note.services.join(', ')}: on EC2 a fixed fleet for the peak of each`,
        why: 'EC2 options hold the most tasks of every service at once, all month; scaling the fleet with demand is not planned',
      };
    case 'deployments-without-room':
      return {
        path: 'deployment',
        value: `${note.services.join(', ')}: on EC2 no instances for tasks that run twice`,
        why: 'EC2 options need spare room for them during a deployment, or a larger fleet',
      };
    case 'types-without-rate':
      return {
        path: 'cluster.instanceTypes.include',
        value: `without ${note.instanceTypes.join(', ')}`,
        why: 'no On-Demand rate in this Region',
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
