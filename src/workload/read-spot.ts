import { plainDecimalText } from '../units/decimal-text.ts';
import { readSecondsText } from './amounts.ts';
import type { SpotExpectations } from './purchasing.ts';
import { type Field, type Reading, readFields, readOneOf, reportMissing, reportProblem, reportWrong, shown } from './reading.ts';

/** Bands of AWS's Spot advisor: how often capacity was reclaimed in the month before. @see https://aws.amazon.com/ec2/spot/instance-advisor/ */
const BANDS = ['<5%', '5-10%', '10-15%', '15-20%', '>20%'] as const;

/** Plain digits, few enough that nothing overflows: an instance is not interrupted more often than once an hour. */
const TIMES = /^\d{1,3}(\.\d{1,6})?$/;

/** Reads `purchasing.spot`: what is expected of interruptions, and what each costs. */
export function readSpotExpectations(reading: Reading, field: Field): SpotExpectations {
  const stated = readFields(reading, field, 'spot')?.stated;
  const interruptions = stated?.interruptions && readInterruptions(reading, stated.interruptions);
  const restart = stated?.restart && readSecondsText(reading, stated.restart);
  const workLost = stated?.workLost && readSecondsText(reading, stated.workLost);
  return {
    ...(interruptions === undefined ? {} : { interruptions }),
    ...(restart === undefined ? {} : { restartSeconds: restart }),
    ...(workLost === undefined ? {} : { workLostSeconds: workLost }),
  };
}

/** A band, a number a month, or a number with its low and high. */
function readInterruptions(reading: Reading, field: Field): SpotExpectations['interruptions'] | undefined {
  const { node } = field;
  if (node.kind === 'scalar' && typeof node.value === 'string' && !TIMES.test(node.value)) return readOneOf(reading, field, BANDS);
  if (node.kind !== 'mapping') {
    const expected = readTimes(reading, field);
    return expected === undefined ? undefined : { expected };
  }
  const fields = readFields(reading, field, 'interruptions');
  if (!fields) return undefined;
  const { low, expected, high } = fields.stated;
  if (!expected)
    return reportMissing(reading, fields, { key: 'expected', hint: 'write interruptions of one instance or task a month, as 0.1' });
  const read = { low: low && readTimes(reading, low), expected: readTimes(reading, expected), high: high && readTimes(reading, high) };
  if (read.expected === undefined) return undefined;
  const ends = [read.low ?? read.expected, read.expected, read.high ?? read.expected].map(Number);
  if (!ends.every((end, index) => index === 0 || end >= (ends[index - 1] ?? 0)))
    return reportProblem(reading, field, { problem: 'low, expected and high do not rise', hint: 'write low <= expected <= high' });
  return {
    expected: read.expected,
    ...(read.low === undefined ? {} : { low: read.low }),
    ...(read.high === undefined ? {} : { high: read.high }),
  };
}

function readTimes(reading: Reading, field: Field): string | undefined {
  const { node } = field;
  const written = node.kind === 'scalar' && (typeof node.value === 'string' || typeof node.value === 'number') ? node.source : '';
  if (TIMES.test(written)) {
    if (Number(written) <= 100) return plainDecimalText(written);
    return reportProblem(reading, field, {
      problem: `${shown(node)} is more than 100 a month`,
      hint: 'write interruptions a month, as 0.1',
    });
  }
  return reportWrong(reading, field, {
    expected: 'interruptions of one instance or task a month',
    hint: `write a number, as 0.1, or a band: ${BANDS.join(', ')}`,
  });
}
