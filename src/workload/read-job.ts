import { LIMITS } from './amounts.ts';
import { readJobRuns } from './job-runs.ts';
import type { KeyOf } from './keys.ts';
import { readFargateStrategy, readPlacementConstraints } from './placement.ts';
import { type FindTaskDefinition, readCommon, readUtilization, readWholeSeconds } from './read-common.ts';
import { readDurations } from './read-durations.ts';
import { type Field, type Fields, type Reading, readFields, readWholeNumber, reportMissing } from './reading.ts';
import type { Job } from './workload.ts';

/** Reads one of `jobs`. */
export function readJob(reading: Reading, field: Field, findTaskDefinition: FindTaskDefinition): Job | undefined {
  const fields = readFields(reading, field, 'job');
  if (!fields) return undefined;
  const common = readCommon(reading, fields, findTaskDefinition);
  const { stated, path } = fields;
  const tasksPerRun = stated.tasks ? readWholeNumber(reading, stated.tasks, { min: 1, max: LIMITS.tasks, what: 'a number of tasks' }) : 1;
  if (!stated.tasks) reading.assumptions.push({ path: `${path}.tasks`, value: '1', why: "not stated; ECS's default for RunTask" });
  const duration = stated.duration && readDurations(reading, stated.duration);
  if (!stated.duration) reportMissing(reading, fields, { key: 'duration', hint: 'write the useful time of one task, as "12m 30s"' });
  const runs = readJobRuns(reading, fields);
  const startupSeconds = readStartup(reading, stated.startup, path);
  const utilization = readUtilization(reading, stated.utilization);
  noteJobPlacement(reading, stated, common.name ?? path);
  const { name, task, interruptible, launchType, stopSeconds, beside } = common;
  if (name === undefined || task === undefined || tasksPerRun === undefined || duration === undefined) return undefined;
  if (runs === undefined || startupSeconds === undefined) return undefined;
  return {
    name,
    path: field.path,
    task,
    tasksPerRun,
    ...duration,
    startupSeconds,
    ...(stopSeconds === undefined ? {} : { stopSeconds }),
    runs,
    ...(launchType === undefined ? {} : { launchType }),
    interruptible,
    ...(stated.utilization === undefined ? {} : { utilization }),
    ...(beside === undefined ? {} : { beside }),
  };
}

function readStartup(reading: Reading, field: Field | undefined, path: string): number | undefined {
  if (field) return readWholeSeconds(reading, field);
  reading.assumptions.push({ path: `${path}.startup`, value: '0s', why: 'not stated; Fargate bills from the start of the image pull' });
  return 0;
}

/** Notes what a job states about its placement and only services follow. */
function noteJobPlacement(
  reading: Reading,
  { placementConstraints, capacityProviderStrategy }: Fields<KeyOf<'job'>>['stated'],
  of: string,
): void {
  const note = (what: string, why: string): void => void reading.unpriced.push({ what, of, why });
  if (capacityProviderStrategy && readFargateStrategy(reading, capacityProviderStrategy))
    note('capacityProviderStrategy', 'not modelled for jobs: all of their tasks run On-Demand, or on Spot in the options of Spot');
  if (placementConstraints && readPlacementConstraints(reading, placementConstraints).distinctInstance)
    note('placementConstraints distinctInstance', 'not modelled for jobs: tasks of one run may share an instance');
}
