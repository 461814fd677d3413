import type { Deployment } from './course.ts';
import { type Field, type Reading, readFields, readWholeNumber, reportProblem } from './reading.ts';

/** ECS's defaults for a REPLICA service. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
const MINIMUM_HEALTHY_PERCENT = 100;
const MAXIMUM_PERCENT = 200;

/** Minutes in a month of 31 days: deployments that fill more would overlap. */
const MINUTES_PER_MONTH = 31 * 1440;

/** Reads `deployment`; without how many there are and how long each takes, what they cost is not known. */
export function readDeployment(reading: Reading, field: Field, of: string): Deployment | undefined {
  const fields = readFields(reading, field, 'deployment');
  if (!fields) return undefined;
  const { minimumHealthyPercent, maximumPercent, perMonth, minutes } = fields.stated;
  const read = (each: Field): number | undefined => readWholeNumber(reading, each, { min: 0, max: 1_000_000, what: 'a whole number' });
  const deployments = perMonth && read(perMonth);
  const overlapMinutes = minutes && read(minutes);
  const minimum = minimumHealthyPercent ? read(minimumHealthyPercent) : MINIMUM_HEALTHY_PERCENT;
  const maximum = maximumPercent ? read(maximumPercent) : MAXIMUM_PERCENT;
  const unknown = [...(perMonth ? [] : ['perMonth']), ...(minutes ? [] : ['minutes'])];
  if (unknown.length > 0) reading.unpriced.push({ what: 'deployment', of, why: `${unknown.join(' and ')} not stated` });
  if (deployments === undefined || overlapMinutes === undefined || minimum === undefined || maximum === undefined) return undefined;
  if (deployments * overlapMinutes > MINUTES_PER_MONTH) {
    const problem = `${deployments} deployments of ${overlapMinutes} minutes are longer than a month`;
    return reportProblem(reading, field, { problem, hint: 'minutes is how long old and new tasks run side by side in one' });
  }
  if (!maximumPercent && deployments * overlapMinutes > 0) {
    const path = `${fields.path}.maximumPercent`;
    reading.assumptions.push({ path, value: String(MAXIMUM_PERCENT), why: "not stated; ECS's default" });
  }
  return { perMonth: deployments, minutes: overlapMinutes, minimumHealthyPercent: minimum, maximumPercent: maximum };
}
