import type { CapacityPlan } from '../../capacity/capacity.ts';
import type { Demand } from '../../demand/demand.ts';
import { SECONDS_PER_HOUR } from '../../units/duration.ts';
import { addQuantities, compareQuantities, multiplyQuantities, type Quantity, quantityFromText, quantityOf } from '../../units/quantity.ts';
import type { ContainerInsights } from '../../workload/beside.ts';
import type { Usage } from '../usage.ts';
import { clusterShare, ownerShare } from './active-share.ts';
import { environmentUsage } from './environment-usage.ts';
import type { TaskRuns } from './task-runs.ts';

const RESOURCE = 'Container Insights';

/** How many metrics one of each reports. */
interface MetricCounts {
  readonly cluster: number;
  readonly service: number;
  readonly taskDefinition: number;
  /** For the id of each task: of a service, and of a job, which is no service. */
  readonly serviceTask: number;
  readonly jobTask: number;
}

interface Counts extends MetricCounts {
  /** More on Fargate with Linux: ephemeral storage. */
  readonly onFargate: MetricCounts;
  /** More of the cluster on instances: how many there are. */
  readonly onInstances: number;
}

/**
 * A metric is billed for each set of dimensions it is reported with. Counted from AWS's lists: of the cluster, of a service,
 * of a task definition family and, with enhanced observability, of each task and its container. A container has seven
 * metrics of its own: enhanced counts hold them for one container a task. Metrics of EBS volumes, restart policies and
 * health checks, which only some tasks report, are left out.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-enhanced-observability-metrics-ECS.html
 */
const COUNTS: Readonly<Record<ContainerInsights['level'], Counts>> = {
  standard: {
    cluster: 10,
    service: 13,
    taskDefinition: 8,
    serviceTask: 0,
    jobTask: 0,
    onFargate: { cluster: 2, service: 2, taskDefinition: 2, serviceTask: 0, jobTask: 0 },
    onInstances: 1,
  },
  enhanced: {
    cluster: 22,
    service: 18 + 7,
    taskDefinition: 13 + 7,
    serviceTask: 2 * (13 + 7),
    jobTask: 13 + 7,
    onFargate: { cluster: 3, service: 3, taskDefinition: 3, serviceTask: 2 * 3, jobTask: 3 },
    onInstances: 1,
  },
};

/** Enhanced metrics have a rate of their own; standard ones bill as custom metrics. @see https://aws.amazon.com/cloudwatch/pricing/ */
const USAGE_TYPES: Readonly<Record<ContainerInsights['level'], string>> = {
  standard: 'CW:MetricMonitorUsage',
  enhanced: 'container_insights_enhanced_ecs_metric',
};

const ROW = { offer: 'AmazonCloudWatch', resource: RESOURCE } as const;

/** Of the cluster: metrics for the hours in which any task runs, or as many as the file says, and log events where it says how large. */
export function clusterInsightsUsage(
  { level, metrics, logsGB }: ContainerInsights,
  demand: Demand,
  others: { readonly hasDaemons: boolean },
): Usage[] {
  const quantity =
    metrics === undefined ? multiplyQuantities(clusterShare(demand, others), quantityOf(COUNTS[level].cluster)) : quantityOf(metrics);
  const logs = { ...ROW, usageType: 'DataProcessing-Bytes', unit: 'GB' } as const;
  return [
    environmentUsage({ ...ROW, usageType: USAGE_TYPES[level], unit: 'Metrics', quantity }),
    ...(logsGB === undefined ? [] : [environmentUsage({ ...logs, quantity: quantityFromText(logsGB) })]),
  ];
}

/** Of services, jobs and their tasks; nothing where the file says how many metrics there are in all. */
export function taskInsightsUsage(
  { level, metrics }: ContainerInsights,
  runs: readonly TaskRuns[],
  demand: Demand,
  plan: CapacityPlan,
): Usage[] {
  if (metrics !== undefined) return [];
  const { onFargate, onInstances, ...everywhere } = COUNTS[level];
  const row = { ...ROW, usageType: USAGE_TYPES[level], unit: 'Metrics' } as const;
  const ofOwner = (each: TaskRuns, counts: MetricCounts): Usage => {
    return { ...row, owner: each.owner.name, quantity: ownerMetrics(each, counts, demand), category: each.category };
  };
  const isFargate = plan.launchType === 'FARGATE';
  const linux = runs.filter(({ owner }) => owner.task.operatingSystem === 'LINUX');
  const share = largestShare(isFargate ? linux : runs, demand);
  const more = [
    environmentUsage({ ...row, quantity: multiplyQuantities(share, quantityOf(isFargate ? onFargate.cluster : onInstances)) }),
    ...(isFargate ? linux.map((each) => ofOwner(each, onFargate)) : []),
  ];
  return [
    ...runs.map((each) => ofOwner(each, everywhere)),
    ...more.map((usage) => ({ ...usage, category: 'beside-by-launch-type' }) as const),
  ];
}

/** The share of the month in which the cluster has a task of the option: that of the service or job that runs most of the time. */
function largestShare(runs: readonly TaskRuns[], demand: Demand): Quantity {
  return runs.map((each) => ownerShare(each, demand)).reduce((a, b) => (compareQuantities(a, b) < 0 ? b : a), quantityOf(0));
}

/** Of a service or job, its task definition and its tasks; metrics are prorated by the hour. */
function ownerMetrics(runs: TaskRuns, counts: MetricCounts, { horizon, month }: Demand): Quantity {
  const isService = 'schedulingStrategy' in runs.owner;
  const always = quantityOf(counts.taskDefinition + (isService ? counts.service : 0));
  const perTask = quantityOf(isService ? counts.serviceTask : counts.jobTask);
  const tasks = multiplyQuantities(taskHoursReported(runs, month.seconds), quantityOf(SECONDS_PER_HOUR, month.seconds));
  const share = ownerShare(runs, { horizon, month });
  const fixed = multiplyQuantities(share, always);
  const moving = multiplyQuantities(tasks, perTask);
  return addQuantities(fixed, moving);
}

/** Hours in which each task reports, begun hours counted whole, none longer than the month. */
function taskHoursReported({ batches }: TaskRuns, monthSeconds: number): Quantity {
  const month = quantityOf(monthSeconds, SECONDS_PER_HOUR);
  return batches
    .map(({ tasks, useful, startup, stop }) => {
      const seconds = addQuantities(useful, addQuantities(startup, stop));
      const divisor = seconds.denominator * BigInt(SECONDS_PER_HOUR);
      const hours = quantityOf((seconds.numerator + divisor - 1n) / divisor);
      return multiplyQuantities(tasks, compareQuantities(hours, month) < 0 ? hours : month);
    })
    .reduce(addQuantities, quantityOf(0));
}
