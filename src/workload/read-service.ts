import { LIMITS } from './amounts.ts';
import { noteDeployment, readPlacementConstraints } from './beside-tasks.ts';
import type { KeyOf } from './keys.ts';
import { type FindTaskDefinition, readCommon, readUtilization, readWholeSeconds, reportUnsupported } from './read-common.ts';
import { type Field, type Fields, type Reading, readFields, readOneOf, readWholeNumber, reportMissing, reportProblem } from './reading.ts';
import type { Service } from './workload.ts';

const SCHEDULING_STRATEGIES: readonly Service['schedulingStrategy'][] = ['REPLICA', 'DAEMON'];

/** Reads one of `services`. */
export function readService(reading: Reading, field: Field, findTaskDefinition: FindTaskDefinition): Service | undefined {
  const fields = readFields(reading, field, 'service');
  if (!fields) return undefined;
  const common = readCommon(reading, fields, findTaskDefinition);
  const { stated } = fields;
  const schedulingStrategy =
    (stated.schedulingStrategy && readOneOf(reading, stated.schedulingStrategy, SCHEDULING_STRATEGIES)) ?? 'REPLICA';
  const desiredCount = readDesiredCount(reading, fields, schedulingStrategy);
  if (stated.autoscaling) {
    reportUnsupported(reading, stated.autoscaling, 'write desiredCount with the number of tasks that run on average');
  }
  if (stated.deployment) noteDeployment(reading, stated.deployment, common.name ?? field.path);
  const startupSeconds = stated.startup ? readWholeSeconds(reading, stated.startup) : 0;
  const utilization = readUtilization(reading, stated.utilization);
  const distinctInstance = stated.placementConstraints
    ? readPlacementConstraints(reading, stated.placementConstraints).distinctInstance
    : false;
  const { name, task, interruptible, launchType } = common;
  if (name === undefined || task === undefined || desiredCount === undefined || startupSeconds === undefined) return undefined;
  return {
    name,
    path: field.path,
    task,
    desiredCount,
    schedulingStrategy,
    distinctInstance,
    ...(launchType === undefined ? {} : { launchType }),
    interruptible,
    utilization,
    startupSeconds,
  };
}

function readDesiredCount(
  reading: Reading,
  fields: Fields<KeyOf<'service'>>,
  schedulingStrategy: Service['schedulingStrategy'],
): number | undefined {
  const { stated } = fields;
  const demanded = stated.demand && readDemandTasks(reading, stated.demand);
  if (schedulingStrategy === 'DAEMON') {
    const given = stated.desiredCount ?? stated.demand;
    if (given)
      return reportProblem(reading, given, {
        problem: 'a DAEMON service has no count of its own',
        hint: 'remove it: ECS runs one task on each instance',
      });
    return 0;
  }
  if (stated.desiredCount && stated.demand)
    return reportProblem(reading, stated.demand, { problem: 'stands beside desiredCount', hint: 'keep one of both' });
  if (stated.desiredCount) return readWholeNumber(reading, stated.desiredCount, { min: 0, max: LIMITS.tasks, what: 'a number of tasks' });
  if (stated.demand) return demanded;
  // With autoscaling alone, the message about that key says what to write.
  return stated.autoscaling
    ? undefined
    : reportMissing(reading, fields, { key: 'desiredCount', hint: 'write the number of tasks that run' });
}

function readDemandTasks(reading: Reading, field: Field): number | undefined {
  const fields = readFields(reading, field, 'demand');
  if (!fields) return undefined;
  const { tasks, ...others } = fields.stated;
  for (const other of Object.values(others)) reportUnsupported(reading, other, 'write desiredCount, or demand: { tasks: 6 }');
  if (tasks) return readWholeNumber(reading, tasks, { min: 0, max: LIMITS.tasks, what: 'a number of tasks' });
  if (Object.keys(others).length > 0) return undefined;
  return reportMissing(reading, fields, { key: 'tasks', hint: 'write demand: { tasks: 6 }, or desiredCount' });
}
