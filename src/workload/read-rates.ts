import { plainDecimalText } from '../units/decimal-text.ts';
import { isPlainDecimal } from '../units/money.ts';
import { nearestWord } from '../units/nearest-word.ts';
import { BESIDE_USAGE_TYPES } from './distinct-usage-type.ts';
import { childPath, type Field, type Reading, reportProblem, reportWrong, shown } from './reading.ts';

/** Usage types that a bill of ECS tasks, their instances and what runs beside them can hold, without Region prefix. */
export const USAGE_TYPES: readonly string[] = [
  'Fargate-vCPU-Hours:perCPU',
  'Fargate-GB-Hours',
  'Fargate-ARM-vCPU-Hours:perCPU',
  'Fargate-ARM-GB-Hours',
  'Fargate-Windows-vCPU-Hours:perCPU',
  'Fargate-Windows-GB-Hours',
  'Fargate-Windows-OS-Hours:perCPU',
  'Fargate-EphemeralStorage-GB-Hours',
  'SpotUsage-Fargate-vCPU-Hours:perCPU',
  'SpotUsage-Fargate-GB-Hours',
  'SpotUsage-Fargate-ARM-vCPU-Hours:perCPU',
  'SpotUsage-Fargate-ARM-GB-Hours',
  'EBS:VolumeUsage.gp3',
  'EBS:VolumeUsage.gp2',
  'EBS:VolumeUsage.piops',
  'EBS:VolumeUsage.io2',
  'EBS:VolumeP-IOPS.gp3',
  'EBS:VolumeP-Throughput.gp3',
  'EBS:VolumeP-IOPS.piops',
  'EBS:VolumeP-IOPS.io2',
  'EBS:VolumeP-IOPS.io2.tier2',
  'EBS:VolumeP-IOPS.io2.tier3',
  ...BESIDE_USAGE_TYPES,
];

/** Usage types that end in an instance type, or in the family of one. */
const INSTANCE_USAGE =
  /^(CPUCredits:[a-z0-9]+|(BoxUsage|SpotUsage):[a-z0-9-]+\.[a-z0-9-]+|ECS-Managed-Instances:[a-z0-9-]+\.[a-z0-9-]+-management-hours)$/;

/** The prefix of a usage type in the bill of one Region: `USE1-`, `APN2-`, `EU-`, `EUC1-`, `UGW1-`. */
const REGION_PREFIX = /^(?:[A-Z]{2,4}\d?)-(?=.*[a-z])/;

/** Reads `rates`: USD for one unit by usage type. The digits are taken as written, never through a float. */
export function readRates(reading: Reading, field: Field): Readonly<Record<string, string>> {
  const { node } = field;
  if (node.kind !== 'mapping') {
    reportWrong(reading, field, { expected: 'a mapping', hint: 'write usage types with rates, as Fargate-GB-Hours: "0.004445"' });
    return {};
  }
  const rates: [string, string][] = [];
  for (const [usageType, { keyPlace, value }] of node.entries) {
    const path = childPath(field.path, usageType);
    const problem = usageTypeProblem(usageType);
    if (problem) reading.problems.report(keyPlace, { path, ...problem });
    const rate = readRate(reading, { path, node: value });
    if (rate !== undefined) rates.push([usageType, rate]);
  }
  return Object.fromEntries(rates);
}

function usageTypeProblem(usageType: string): { problem: string; hint: string } | undefined {
  if (USAGE_TYPES.includes(usageType) || INSTANCE_USAGE.test(usageType)) return undefined;
  const bare = usageType.replace(REGION_PREFIX, '');
  if (bare !== usageType && usageTypeProblem(bare) === undefined) {
    return { problem: 'a usage type stands here without its Region prefix', hint: `write "${bare}"` };
  }
  const near = nearestWord(usageType, USAGE_TYPES) ?? nearestWord(bare, USAGE_TYPES);
  return {
    problem: 'unknown usage type',
    hint: near === undefined ? 'write it as the bill does, as Fargate-GB-Hours or BoxUsage:m7g.large' : `did you mean "${near}"?`,
  };
}

/** Rates as AWS lists them have at most ten decimals, and no unit of anything costs a million dollars. */
const RATE = /^\d{1,6}(\.\d{1,10})?$/;

/** Reads USD for one unit, the digits as written. */
export function readRate(reading: Reading, field: Field): string | undefined {
  const { node } = field;
  const written = node.kind === 'scalar' && (typeof node.value === 'string' || typeof node.value === 'number') ? node.source : '';
  if (RATE.test(written)) return plainDecimalText(written);
  const hint = 'write USD for one unit as a plain decimal, as "0.04048"';
  if (!isPlainDecimal(written)) return reportWrong(reading, field, { expected: 'a rate', hint });
  return reportProblem(reading, field, { problem: `${shown(node)} has more than 10 decimals, or is a million or more`, hint });
}
