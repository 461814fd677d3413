import { readSecondsText } from './amounts.ts';
import type { DurationShare } from './course.ts';
import { readNumber } from './read-load.ts';
import { type Field, type Reading, readFields, readList, reportMissing, reportProblem } from './reading.ts';
import type { Job } from './workload.ts';

/** Most durations that a job may have: enough for percentiles, few enough to price each. */
const DURATIONS_MAX = 100;

const HINT = 'write the useful time of one task, as "12m 30s"';

/** Reads the useful time of one task: one duration, or a list of durations with weights. */
export function readDurations(reading: Reading, field: Field): Pick<Job, 'durationSeconds' | 'durations'> | undefined {
  if (field.node.kind !== 'list') {
    const durationSeconds = readDuration(reading, field);
    return durationSeconds === undefined ? undefined : { durationSeconds };
  }
  const items = readList(reading, field) ?? [];
  if (items.length === 0) return reportProblem(reading, field, { problem: 'has no duration', hint: HINT });
  if (items.length > DURATIONS_MAX) {
    return reportProblem(reading, field, { problem: `has ${items.length} durations; at most ${DURATIONS_MAX} are read` });
  }
  const shares = items.map((item) => readShareOf(reading, item)).filter((share) => share !== undefined);
  if (shares.length < items.length) return undefined;
  const [longest] = shares.toSorted((a, b) => Number(b.seconds) - Number(a.seconds));
  return longest && { durationSeconds: longest.seconds, durations: shares };
}

function readShareOf(reading: Reading, field: Field): DurationShare | undefined {
  const fields = readFields(reading, field, 'durationShare');
  if (!fields) return undefined;
  const { duration, seconds, weight } = fields.stated;
  const length = readLength(reading, { field, duration, seconds });
  const share = weight
    ? readNumber(reading, weight, { min: 0, max: 1_000_000_000, expected: 'a weight', hint: 'write a number above 0' })
    : reportMissing(reading, fields, { key: 'weight', hint: 'write how often it occurs against the others, as weight: 9' });
  if (weight && share === '0')
    return reportProblem(reading, weight, { problem: 'a weight of 0 never occurs', hint: 'remove the duration' });
  return length === undefined || share === undefined ? undefined : { seconds: length, weight: share };
}

function readLength(
  reading: Reading,
  { field, duration, seconds }: { field: Field; duration: Field | undefined; seconds: Field | undefined },
): string | undefined {
  if (duration && seconds) return reportProblem(reading, seconds, { problem: 'stands beside duration', hint: 'keep one of both' });
  const stated = duration ?? seconds;
  if (stated) return readDuration(reading, stated);
  return reportProblem(reading, { path: `${field.path}.duration`, node: field.node }, { problem: 'is missing', hint: HINT });
}

function readDuration(reading: Reading, field: Field): string | undefined {
  const seconds = readSecondsText(reading, field);
  if (seconds !== '0') return seconds;
  return reportProblem(reading, field, { problem: 'a task that runs 0 seconds does nothing', hint: HINT });
}
