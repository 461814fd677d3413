import { plainDecimalText } from '../units/decimal-text.ts';
import { LIMITS, numberText } from './amounts.ts';
import { cronProblem } from './cron-fields.ts';
import type { KeyOf } from './keys.ts';
import { type Field, type Fields, type Reading, reportMissing, reportProblem, reportWrong, shown } from './reading.ts';
import type { JobRuns } from './workload.ts';

const RATE_UNIT_SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

/** Reads how often a job runs: exactly one of `runsPerMonth` and `schedule`. */
export function readJobRuns(reading: Reading, { path, place, stated }: Fields<KeyOf<'job'>>): JobRuns | undefined {
  const { runsPerMonth, schedule } = stated;
  if (runsPerMonth && schedule) {
    return reportProblem(reading, schedule, { problem: 'stands beside runsPerMonth', hint: 'keep one of both' });
  }
  if (runsPerMonth) return readRunsPerMonth(reading, runsPerMonth);
  if (schedule) return readSchedule(reading, schedule);
  return reportMissing(reading, { path, place, stated }, { key: 'runsPerMonth', hint: 'write a number, or schedule: rate(1 day)' });
}

function readRunsPerMonth(reading: Reading, field: Field): JobRuns | undefined {
  const value = field.node.kind === 'scalar' ? field.node.value : undefined;
  const runs = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? plainDecimalText(value) : numberText(field);
  if (runs === undefined) return reportWrong(reading, field, { expected: 'a number of runs', hint: 'write 30, or schedule: rate(1 day)' });
  if (Number(runs) > LIMITS.runsPerMonth)
    return reportProblem(reading, field, { problem: `${shown(field.node)} is more than 100,000,000 runs`, hint: undefined });
  return { kind: 'per-month', runsPerMonth: runs };
}

/**
 * Reads a schedule as EventBridge writes it: `rate(5 minutes)` or `cron(0 1 * * ? *)`.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
function readSchedule(reading: Reading, field: Field): JobRuns | undefined {
  const { node } = field;
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
  const hint = 'write cron(0 1 * * ? *) or rate(5 minutes)';
  if (text === undefined) return reportWrong(reading, field, { expected: 'a schedule', hint });
  const rate = /^rate\(([^()]*)\)$/.exec(text);
  if (rate) return readRate(reading, field, rate[1] ?? '');
  const cron = /^cron\(([^()]*)\)$/.exec(text);
  if (cron) return readCron(reading, field, cron[1] ?? '');
  if (/^at\(/.test(text))
    return reportProblem(reading, field, { problem: `${shown(node)} runs once`, hint: 'write runsPerMonth: 1 instead' });
  const fields = text.split(/\s+/);
  return reportWrong(reading, field, { expected: 'a schedule', hint: cronProblem(fields) ? hint : `write cron(${fields.join(' ')})` });
}

function readRate(reading: Reading, field: Field, inside: string): JobRuns | undefined {
  const [, digits = '', word = '', plural = ''] = /^\s*([1-9]\d{0,8})\s+(minute|hour|day)(s?)\s*$/.exec(inside) ?? [];
  const count = Number(digits);
  const seconds = count * (RATE_UNIT_SECONDS[word] ?? 0);
  const hint = 'write rate(1 hour), rate(5 minutes) or rate(7 days)';
  if (seconds === 0) return reportWrong(reading, field, { expected: 'a rate', hint });
  if ((count === 1) !== (plural === '')) {
    const right = `rate(${count} ${word}${count === 1 ? '' : 's'})`;
    return reportProblem(reading, field, { problem: `${shown(field.node)} is refused by EventBridge`, hint: `write ${right}` });
  }
  if (!Number.isSafeInteger(seconds) || seconds > 10 * LIMITS.seconds)
    return reportProblem(reading, field, { problem: `${shown(field.node)} is longer than 10 years`, hint });
  return { kind: 'rate', expression: `rate(${count} ${word}${plural})`, everySeconds: seconds };
}

function readCron(reading: Reading, field: Field, inside: string): JobRuns | undefined {
  const fields = inside.trim().split(/\s+/);
  const problem = cronProblem(fields);
  if (problem) return reportProblem(reading, field, { problem: `${shown(field.node)}: ${problem.problem}`, hint: problem.hint });
  // The last day of the week has a name, which every reader of cron expressions knows.
  const [minutes, hours, dayOfMonth, month, dayOfWeek, year] = fields;
  return {
    kind: 'cron',
    expression: `cron(${[minutes, hours, dayOfMonth, month, dayOfWeek?.toUpperCase() === 'L' ? 'SAT' : dayOfWeek, year].join(' ')})`,
  };
}
