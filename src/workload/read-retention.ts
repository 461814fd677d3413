import { plainDecimalText, timesDecimalText } from '../units/decimal-text.ts';
import { numberText } from './amounts.ts';
import type { Retention } from './beside.ts';
import { type Field, type Reading, reportProblem, reportWrong, shown } from './reading.ts';

const UNITS: readonly (readonly [pattern: RegExp, unit: Retention['unit'], factor: number])[] = [
  [/^(d|days?)$/i, 'days', 1],
  [/^(w|weeks?)$/i, 'days', 7],
  [/^(mo|months?)$/i, 'months', 1],
  [/^(y|years?)$/i, 'months', 12],
];

/** The longest that CloudWatch Logs offers. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const DAYS_MAX = 3653;
const DAYS_PER_MONTH = 31;

/** Reads how long logs are kept: `30 days`, `30d`, `3 months`, `1 year`, `30` (days, as CloudWatch counts), or `never` (deleted). */
export function readRetention(reading: Reading, field: Field): Retention | 'never' | undefined {
  const { node } = field;
  const hint = 'write "30 days", "3 months" or never';
  const value = node.kind === 'scalar' ? node.value : undefined;
  if (value === 'never') return 'never';
  const retention = typeof value === 'number' ? daysOf(numberText(field)) : writtenRetention(value);
  if (!retention) return reportWrong(reading, field, { expected: 'a time to keep logs', hint });
  const days = Number(retention.amount) * (retention.unit === 'days' ? 1 : DAYS_PER_MONTH);
  if (days > DAYS_MAX + 100 || days === 0)
    return reportProblem(reading, field, { problem: `${shown(node)} is not from 1 day to 10 years`, hint });
  return retention;
}

function daysOf(amount: string | undefined): Retention | undefined {
  return amount === undefined ? undefined : { unit: 'days', amount };
}

function writtenRetention(value: unknown): Retention | undefined {
  if (typeof value !== 'string') return undefined;
  const [, digits = '', word = ''] = /^(\d+(?:\.\d+)?) *([a-z]*)$/i.exec(value) ?? [];
  if (digits === '') return undefined;
  if (word === '') return daysOf(plainDecimalText(digits));
  const found = UNITS.find(([pattern]) => pattern.test(word));
  const amount = found && timesDecimalText(digits, found[2]);
  return found && amount !== undefined ? { unit: found[1], amount } : undefined;
}
