import { readShare } from './amounts.ts';
import type { AssumedDiscount } from './purchasing.ts';
import { type Field, type Reading, readFields, reportProblem } from './reading.ts';

/**
 * Reads `assumedDiscounts`: percentages off On-Demand by purchase option (`compute-savings-plan-1y-no-upfront: 27%`), for
 * everything or for Fargate and EC2 apart.
 */
export function readAssumedDiscounts(reading: Reading, field: Field): Readonly<Record<string, AssumedDiscount>> {
  const stated = readFields(reading, field, 'assumedDiscounts')?.stated ?? {};
  return Object.fromEntries(
    Object.entries(stated).flatMap(([purchaseOption, discount]) => {
      const read = discount && readDiscount(reading, discount);
      return read ? [[purchaseOption, read]] : [];
    }),
  );
}

function readDiscount(reading: Reading, field: Field): AssumedDiscount | undefined {
  if (field.node.kind !== 'mapping') {
    const share = readPart(reading, field);
    return share === undefined ? undefined : { fargate: share, ec2: share };
  }
  const stated = readFields(reading, field, 'assumedDiscount')?.stated;
  const [fargate, ec2] = [stated?.fargate && readPart(reading, stated.fargate), stated?.ec2 && readPart(reading, stated.ec2)];
  return { ...(fargate === undefined ? {} : { fargate }), ...(ec2 === undefined ? {} : { ec2 }) };
}

/** A plan that costs nothing would cover usage without end. */
function readPart(reading: Reading, field: Field): string | undefined {
  const share = readShare(reading, field);
  if (share === undefined || Number(share) < 1) return share;
  return reportProblem(reading, field, { problem: 'is 100% or more', hint: 'write the percentage off On-Demand, as "27%"' });
}
