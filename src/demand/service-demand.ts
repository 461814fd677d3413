import { multiplyQuantities, type Quantity, quantityFromText, quantityOf } from '../units/quantity.ts';
import type { Load } from '../workload/course.ts';
import type { Service } from '../workload/workload.ts';
import type { DemandLevel, DemandSegment, Horizon, ServiceDemand } from './demand.ts';
import { mapSteps, type Step } from './steps.ts';
import { stepsOfCourse } from './steps-of-course.ts';
import { type NeededTasks, trackTarget } from './target-tracking.ts';

/** The share of its target below which a metric lets tasks be removed. */
const SCALE_IN_SHARE = quantityOf(9, 10);

/** The task counts of a service over the horizon. */
export function serviceDemandOf(service: Service, horizon: Horizon, level: DemandLevel): ServiceDemand {
  const steps = stepsOf(service, horizon, level);
  const segments: DemandSegment[] = steps.map(({ fromMinute, value }, index) => ({
    fromMinute,
    toMinute: steps[index + 1]?.fromMinute ?? horizon.minutes,
    taskCount: value,
  }));
  const taskCount = segments.reduce((most, segment) => Math.max(most, segment.taskCount), 0);
  return { service: service.name, taskCount, segments };
}

function stepsOf({ name, desiredCount, demand, autoscaling }: Service, horizon: Horizon, level: DemandLevel): Step<number>[] {
  if (autoscaling) {
    const { load, target } = autoscaling;
    const needed = withAmounts(load, { horizon, level, seed: name }, (amount) => neededFor(amount, quantityFromText(target)));
    return trackTarget(needed, autoscaling, horizon);
  }
  // A part of a task is a task.
  if (demand) return withAmounts(demand, { horizon, level, seed: name }, (amount) => Number(ceilingOf(amount)));
  return [{ fromMinute: 0, value: desiredCount }];
}

/** The steps of a load with its factor, each different amount worked out once. */
function withAmounts<Value>(
  load: Load,
  { horizon, level, seed }: { horizon: Horizon; level: DemandLevel; seed: string },
  convert: (amount: Quantity) => Value,
): Step<Value>[] {
  const factor = quantityFromText(factorOf(load, level));
  const known = new Map<string, Value>();
  return mapSteps(stepsOfCourse(load.course, horizon, seed), (text) => {
    const value = known.get(text) ?? convert(multiplyQuantities(quantityFromText(text), factor));
    known.set(text, value);
    return value;
  });
}

function factorOf({ lowFactor = '1', highFactor = '1' }: Load, level: DemandLevel): string {
  if (level === 'expected') return '1';
  return level === 'low' ? lowFactor : highFactor;
}

/** With n tasks the metric reads load / n: above the target while n < load / target, below 90 % while n > load / (0.9 x target). */
function neededFor(load: Quantity, target: Quantity): NeededTasks {
  const calm = multiplyQuantities(target, SCALE_IN_SHARE);
  const atTarget = Number(ceilingOf({ numerator: load.numerator * target.denominator, denominator: load.denominator * target.numerator }));
  const withoutScaleIn = Number((load.numerator * calm.denominator) / (load.denominator * calm.numerator));
  return { atTarget, withoutScaleIn };
}

function ceilingOf({ numerator, denominator }: Quantity): bigint {
  return (numerator + denominator - 1n) / denominator;
}
