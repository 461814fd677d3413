import type { Demand } from '../../demand/demand.ts';
import type { Step } from '../../demand/steps.ts';
import { stepsOfCourse } from '../../demand/steps-of-course.ts';
import { SECONDS_PER_HOUR } from '../../units/duration.ts';
import {
  addQuantities,
  compareQuantities,
  divideQuantities,
  multiplyQuantities,
  NO_QUANTITY,
  type Quantity,
  quantityFromText,
  quantityOf,
} from '../../units/quantity.ts';
import type { CapacityDimension, LoadBalancer } from '../../workload/beside.ts';
import { taskMinutesByHour } from './task-minutes.ts';

const MINUTES_PER_HOUR = 60;

type Units = Readonly<Partial<Record<CapacityDimension, number>>>;

/**
 * What one capacity unit holds, by dimension: new connections a second, active connections (a minute), GB an hour, rule
 * evaluations a second beyond the first ten rules.
 *
 * @see https://aws.amazon.com/elasticloadbalancing/pricing/
 */
const APPLICATION_UNIT: Units = { newConnectionsPerSecond: 25, activeConnections: 3000, processed: 1, ruleEvaluationsPerSecond: 1000 };
const NETWORK_UNITS: Readonly<Record<LoadBalancer['protocol'], Units>> = {
  tcp: { newConnectionsPerSecond: 800, activeConnections: 100_000, processed: 1 },
  udp: { newConnectionsPerSecond: 400, activeConnections: 50_000, processed: 1 },
  tls: { newConnectionsPerSecond: 50, activeConnections: 3000, processed: 1 },
};

/** Capacity units of one dimension over the hours of the horizon: one value for all where it never changes. */
type HourlyUnits =
  | { readonly kind: 'with-tasks'; readonly mean: Quantity }
  | { readonly kind: 'by-hour'; readonly units: readonly Quantity[] };

/**
 * Capacity-unit-hours in the month: in each hour the dimension that uses most. A figure that is the mean of the month
 * follows the number of running tasks, so that several of them bind alike in every hour; a course has its own hours, and
 * another dimension may bind in each.
 */
export function capacityUnitHours(balancer: Pick<LoadBalancer, 'type' | 'protocol' | 'traffic' | 'name'>, demand: Demand): Quantity {
  const { horizon, month } = demand;
  const dimensions = dimensionsOf(balancer, demand);
  const means = dimensions.flatMap((each) => (each.kind === 'with-tasks' ? [each.mean] : []));
  const courses = dimensions.flatMap((each) => (each.kind === 'by-hour' ? [each.units] : []));
  const mean = largest(means);
  if (courses.length === 0) return multiplyQuantities(mean, quantityOf(month.seconds, SECONDS_PER_HOUR));
  const shape = shapeOfTasks(demand);
  let unitMinutes = NO_QUANTITY;
  for (let hour = 0; hour * MINUTES_PER_HOUR < horizon.minutes; hour += 1) {
    const minutes = Math.min(MINUTES_PER_HOUR, horizon.minutes - hour * MINUTES_PER_HOUR);
    const followed = multiplyQuantities(mean, shape[hour] ?? quantityOf(1));
    const units = largest([followed, ...courses.map((course) => course[hour] ?? NO_QUANTITY)]);
    unitMinutes = addQuantities(unitMinutes, multiplyQuantities(units, quantityOf(minutes)));
  }
  return multiplyQuantities(multiplyQuantities(unitMinutes, horizon.perMonth), quantityOf(1, MINUTES_PER_HOUR));
}

function dimensionsOf(
  { type, protocol, traffic, name }: Pick<LoadBalancer, 'type' | 'protocol' | 'traffic' | 'name'>,
  demand: Demand,
): HourlyUnits[] {
  const unit = type === 'application' ? APPLICATION_UNIT : NETWORK_UNITS[protocol];
  return (Object.keys(unit) as CapacityDimension[]).flatMap((dimension): HourlyUnits[] => {
    const figure = traffic[dimension];
    if (!figure) return [];
    const ofOne = quantityOf(1, unit[dimension] ?? 1);
    if (figure.kind === 'course') {
      const hourly = meansByHour(stepsOfCourse(figure.course, demand.horizon, name), demand.horizon.minutes);
      return [{ kind: 'by-hour', units: hourly.map((amount) => multiplyQuantities(amount, ofOne)) }];
    }
    const amount = quantityFromText(figure.amount);
    // A plain amount of data is that of the whole month.
    const rate = dimension === 'processed' ? divideQuantities(amount, quantityOf(demand.month.seconds, SECONDS_PER_HOUR)) : amount;
    return [{ kind: 'with-tasks', mean: multiplyQuantities(rate, ofOne) }];
  });
}

/** The mean of a course in each hour of the horizon; a last part of an hour counts as one. */
function meansByHour(steps: readonly Step<string>[], minutes: number): Quantity[] {
  const means: Quantity[] = [];
  let next = 0;
  for (let from = 0; from < minutes; from += MINUTES_PER_HOUR) {
    const to = Math.min(minutes, from + MINUTES_PER_HOUR);
    let sum = NO_QUANTITY;
    for (let minute = from; minute < to; ) {
      while ((steps[next + 1]?.fromMinute ?? minutes) <= minute) next += 1;
      const end = Math.min(to, steps[next + 1]?.fromMinute ?? minutes);
      sum = addQuantities(sum, multiplyQuantities(quantityFromText(steps[next]?.value ?? '0'), quantityOf(end - minute)));
      minute = end;
    }
    means.push(divideQuantities(sum, quantityOf(to - from)));
  }
  return means;
}

/** How much more or less than in the mean runs in each hour; all the same where no task runs at all. */
function shapeOfTasks({ services, horizon }: Demand): Quantity[] {
  const hours = taskMinutesByHour(services, horizon.minutes);
  const sum = hours.reduce((total, { taskMinutes }) => total + taskMinutes, 0);
  return hours.map(({ taskMinutes, minutes }) =>
    sum === 0 ? quantityOf(1) : quantityOf(BigInt(taskMinutes) * BigInt(horizon.minutes), BigInt(sum) * BigInt(minutes)),
  );
}

function largest(quantities: readonly Quantity[]): Quantity {
  return quantities.reduce((a, b) => (compareQuantities(a, b) < 0 ? b : a), NO_QUANTITY);
}
