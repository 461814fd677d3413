import { plainDecimalText } from '../units/decimal-text.ts';
import { type Field, type Reading, readFields, reportMissing, reportWrong } from './reading.ts';
import type { Operations } from './workload.ts';

/** Plain digits, at most six before the point and ten behind it. */
const AMOUNT = /^\d{1,6}(\.\d{1,10})?$/;

/** Reads `operations`: both of its keys are needed, since neither says anything alone. */
export function readOperations(reading: Reading, field: Field): Operations | undefined {
  const fields = readFields(reading, field, 'operations');
  if (!fields) return undefined;
  const { hoursPerInstanceMonth, usdPerHour } = fields.stated;
  if (!hoursPerInstanceMonth) reportMissing(reading, fields, { key: 'hoursPerInstanceMonth', hint: 'write hours of work, as 0.5' });
  if (!usdPerHour) reportMissing(reading, fields, { key: 'usdPerHour', hint: 'write USD for an hour of work, as 80' });
  const hours = hoursPerInstanceMonth && readAmount(reading, hoursPerInstanceMonth, 'a number of hours');
  const usd = usdPerHour && readAmount(reading, usdPerHour, 'an amount of USD');
  return hours === undefined || usd === undefined ? undefined : { hoursPerInstanceMonth: hours, usdPerHour: usd };
}

function readAmount(reading: Reading, field: Field, expected: string): string | undefined {
  const { node } = field;
  const written = node.kind === 'scalar' && (typeof node.value === 'string' || typeof node.value === 'number') ? node.source : '';
  if (AMOUNT.test(written)) return plainDecimalText(written);
  return reportWrong(reading, field, { expected, hint: 'write a plain decimal, as 0.5 or "80"' });
}
