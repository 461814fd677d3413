import { LIMITS } from './amounts.ts';
import type { Autoscaling } from './course.ts';
import type { FindTrace } from './load-fields.ts';
import { readWholeSeconds } from './read-common.ts';
import { readLoad, readNumber } from './read-load.ts';
import { type Field, type Reading, readFields, readText, readWholeNumber, reportMissing, reportProblem } from './reading.ts';

/** Application Auto Scaling's default for ECS services. @see https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TargetTrackingScalingPolicyConfiguration.html */
const SCALE_IN_COOLDOWN_SECONDS = 300;

/** Reads `autoscaling`: a task count that follows a metric by target tracking. */
export function readAutoscaling(reading: Reading, field: Field, findTrace: FindTrace): Autoscaling | undefined {
  const fields = readFields(reading, field, 'autoscaling');
  if (!fields) return undefined;
  const { min, max, metric, target, load, scaleInCooldown, scaleOutCooldown } = fields.stated;
  const missing = (key: 'min' | 'max' | 'metric' | 'target' | 'load', hint: string): undefined =>
    reportMissing(reading, fields, { key, hint });
  const tasks = { min: 0, max: LIMITS.tasks, what: 'a number of tasks' };
  const fewest = min ? readWholeNumber(reading, min, tasks) : missing('min', 'write the fewest tasks, as min: 2');
  const most = max ? readWholeNumber(reading, max, tasks) : missing('max', 'write the most tasks, as max: 20');
  const name = metric
    ? readText(reading, metric, { expected: 'the name of a metric', hint: 'write ECSServiceAverageCPUUtilization' })
    : missing('metric', 'write its name, as ECSServiceAverageCPUUtilization');
  const wanted = target ? readTarget(reading, target) : missing('target', 'write what one task should carry, as target: 60');
  const carried = load
    ? readLoad(reading, load, { counts: 'metric', findTrace })
    : missing('load', 'write what all tasks together carry, in the unit of the metric, as load: { hourly: [...] }');
  const cooldown = scaleInCooldown ? readWholeSeconds(reading, scaleInCooldown) : SCALE_IN_COOLDOWN_SECONDS;
  if (scaleOutCooldown) readWholeSeconds(reading, scaleOutCooldown);
  if (max && fewest !== undefined && most !== undefined && most < fewest)
    return reportProblem(reading, max, { problem: `${most} is below min (${fewest})`, hint: 'the maximum is the larger of both' });
  noteModel(reading, fields.path, { isCooldownStated: scaleInCooldown !== undefined });
  if (fewest === undefined || most === undefined || name === undefined || cooldown === undefined) return undefined;
  if (wanted === undefined || carried === undefined) return undefined;
  return { min: fewest, max: most, metric: name, target: wanted, load: carried, scaleInCooldownSeconds: cooldown };
}

function readTarget(reading: Reading, field: Field): string | undefined {
  const hint = 'write what one task should carry, as target: 60';
  const target = readNumber(reading, field, { min: 0, max: 1e12, expected: 'a target', hint });
  return target === '0' ? reportProblem(reading, field, { problem: 'a target of 0 is never met', hint }) : target;
}

function noteModel(reading: Reading, path: string, { isCooldownStated }: { isCooldownStated: boolean }): void {
  reading.assumptions.push({
    path,
    value: 'out after 3 minutes above the target, in after 15 minutes below 90 % of it',
    why: 'the alarms that target tracking sets up; new tasks count at once',
  });
  if (isCooldownStated) return;
  reading.assumptions.push({
    path: `${path}.scaleInCooldown`,
    value: `${SCALE_IN_COOLDOWN_SECONDS}s`,
    why: "not stated; Application Auto Scaling's default for ECS services",
  });
}
