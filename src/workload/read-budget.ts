import { plainDecimalText } from '../units/decimal-text.ts';
import { type Field, type Reading, readFields, reportWrong } from './reading.ts';
import type { Budget } from './workload.ts';

/** Plain digits, at most twelve before the point and ten behind it. */
const AMOUNT = /^\d{1,12}(\.\d{1,10})?$/;

/** Reads `budget`: amounts of USD a month, taken as written and never through a float. */
export function readBudget(reading: Reading, field: Field): Budget | undefined {
  const stated = readFields(reading, field, 'budget')?.stated;
  const monthlyUsd = stated?.monthly && readUsd(reading, stated.monthly);
  const increaseUsd = stated?.increase && readUsd(reading, stated.increase);
  return { ...(monthlyUsd === undefined ? {} : { monthlyUsd }), ...(increaseUsd === undefined ? {} : { increaseUsd }) };
}

function readUsd(reading: Reading, field: Field): string | undefined {
  const { node } = field;
  const written = node.kind === 'scalar' && (typeof node.value === 'string' || typeof node.value === 'number') ? node.source : '';
  if (AMOUNT.test(written)) return plainDecimalText(written);
  return reportWrong(reading, field, { expected: 'an amount of USD', hint: 'write a plain decimal, as 400 or "399.50"' });
}
