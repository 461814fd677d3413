import { LIMITS } from './amounts.ts';
import type { Autoscaling, Course, Load } from './course.ts';
import type { KeyOf } from './keys.ts';
import type { FindTrace } from './load-fields.ts';
import { readAutoscaling } from './read-autoscaling.ts';
import { readLoad } from './read-load.ts';
import { type Field, type Fields, type Reading, readWholeNumber, reportMissing, reportProblem } from './reading.ts';
import type { Service } from './workload.ts';

/** How many tasks of a service run: all the time, by a demand, or by autoscaling. */
export type Count = Pick<Service, 'desiredCount' | 'demand' | 'autoscaling'>;

/** Reads exactly one of `desiredCount`, `demand` and `autoscaling`; a DAEMON service has none of them. */
export function readCount(
  reading: Reading,
  fields: Fields<KeyOf<'service'>>,
  { schedulingStrategy, findTrace }: { schedulingStrategy: Service['schedulingStrategy']; findTrace: FindTrace },
): Count | undefined {
  const { desiredCount, demand, autoscaling } = fields.stated;
  const load = demand && readLoad(reading, demand, { counts: 'tasks', findTrace });
  const scaled = autoscaling && readAutoscaling(reading, autoscaling, findTrace);
  const [first, second] = [desiredCount, demand, autoscaling].filter((field) => field !== undefined);
  if (schedulingStrategy === 'DAEMON') return first ? reportDaemonCount(reading, first) : { desiredCount: 0 };
  if (second) {
    const beside = first === desiredCount ? 'desiredCount' : 'demand';
    return reportProblem(reading, second, { problem: `stands beside ${beside}`, hint: 'keep one of both' });
  }
  if (desiredCount) {
    const count = readWholeNumber(reading, desiredCount, { min: 0, max: LIMITS.tasks, what: 'a number of tasks' });
    return count === undefined ? undefined : { desiredCount: count };
  }
  if (demand) return load && countOfLoad(load);
  if (autoscaling) return scaled && countOfAutoscaling(scaled);
  return reportMissing(reading, fields, { key: 'desiredCount', hint: 'write the number of tasks that run' });
}

function reportDaemonCount(reading: Reading, field: Field): undefined {
  return reportProblem(reading, field, {
    problem: 'a DAEMON service has no count of its own',
    hint: 'remove it: ECS runs one task on each instance',
  });
}

/** A demand that never changes is a desired count. */
function countOfLoad(load: Load): Count {
  const { course, lowFactor, highFactor } = load;
  const desiredCount = Math.ceil(largestAmount(course));
  const isFlat = course.kind === 'constant' && lowFactor === undefined && highFactor === undefined;
  return isFlat ? { desiredCount } : { desiredCount, demand: load };
}

function countOfAutoscaling(autoscaling: Autoscaling): Count {
  return { desiredCount: autoscaling.max, autoscaling };
}

function largestAmount(course: Course): number {
  switch (course.kind) {
    case 'constant':
      return Number(course.amount);
    case 'schedule':
      return Math.max(Number(course.otherwise), ...course.windows.map(({ amount }) => Number(amount)));
    case 'hourly':
      return Math.max(...course.amounts.map(Number));
    case 'bursts':
      return Number(course.peak);
    case 'trace':
      return course.amounts.reduce((largest, amount) => Math.max(largest, Number(amount)), 0);
    default:
      return course satisfies never;
  }
}
