import { LIMITS, readSecondsText } from './amounts.ts';
import { readPlacementConstraints } from './beside-tasks.ts';
import { readJobRuns } from './job-runs.ts';
import { type FindTaskDefinition, readCommon, readUtilization, readWholeSeconds } from './read-common.ts';
import { type Field, type Reading, readFields, readWholeNumber, reportMissing, reportProblem } from './reading.ts';
import type { Job } from './workload.ts';

/** Reads one of `jobs`. */
export function readJob(reading: Reading, field: Field, findTaskDefinition: FindTaskDefinition): Job | undefined {
  const fields = readFields(reading, field, 'job');
  if (!fields) return undefined;
  const common = readCommon(reading, fields, findTaskDefinition);
  const { stated, path } = fields;
  const tasksPerRun = stated.tasks ? readWholeNumber(reading, stated.tasks, { min: 1, max: LIMITS.tasks, what: 'a number of tasks' }) : 1;
  if (!stated.tasks) reading.assumptions.push({ path: `${path}.tasks`, value: '1', why: "not stated; ECS's default for RunTask" });
  const durationSeconds = stated.duration ? readDuration(reading, stated.duration) : undefined;
  if (!stated.duration) reportMissing(reading, fields, { key: 'duration', hint: 'write the useful time of one task, as "12m 30s"' });
  const runs = readJobRuns(reading, fields);
  const startupSeconds = stated.startup ? readWholeSeconds(reading, stated.startup) : 0;
  if (!stated.startup) {
    reading.assumptions.push({ path: `${path}.startup`, value: '0s', why: 'not stated; Fargate bills from the start of the image pull' });
  }
  const utilization = readUtilization(reading, stated.utilization);
  if (stated.placementConstraints) noteDistinctInstance(reading, stated.placementConstraints, common.name ?? path);
  const { name, task, interruptible, launchType } = common;
  if (name === undefined || task === undefined || tasksPerRun === undefined || durationSeconds === undefined) return undefined;
  if (runs === undefined || startupSeconds === undefined) return undefined;
  return {
    name,
    path: field.path,
    task,
    tasksPerRun,
    durationSeconds,
    startupSeconds,
    runs,
    ...(launchType === undefined ? {} : { launchType }),
    interruptible,
    ...(stated.utilization === undefined ? {} : { utilization }),
  };
}

function noteDistinctInstance(reading: Reading, field: Field, of: string): void {
  if (!readPlacementConstraints(reading, field).distinctInstance) return;
  const why = 'not modelled for jobs: tasks of one run may share an instance';
  reading.unpriced.push({ what: 'placementConstraints distinctInstance', of, why });
}

function readDuration(reading: Reading, field: Field): string | undefined {
  const seconds = readSecondsText(reading, field);
  if (seconds !== '0') return seconds;
  return reportProblem(reading, field, {
    problem: 'a task that runs 0 seconds does nothing',
    hint: 'write the useful time of one task, as "12m 30s"',
  });
}
