import type { Issue } from '../../units/errors.ts';
import { isNoQuantity, type Quantity, quantityOf } from '../../units/quantity.ts';
import type { CommittableUsage } from './commitment.ts';
import type { UsageKind } from './held.ts';
import { type InstanceSize, instanceSizeOf, instanceTypeOfUsage, quarterUnitsOf } from './instance-size.ts';
import { readDecimal, readOptionalDecimal, readUnits, shown } from './read-decimal.ts';

/** Checks usage rows, all of them; problems go to `issues` and their rows are left out. */
export function readUsage(usage: readonly CommittableUsage[], issues: Issue[]): UsageKind[] {
  if (!Array.isArray(usage)) {
    issues.push({ path: 'usage', problem: `must be a list, not ${shown(usage)}` });
    return [];
  }
  return usage.flatMap((row, index) => readRow(row, index, issues) ?? []);
}

/** AWS's platform names and ECS's spellings of Linux are one platform; others match by name. */
export function platformOf(operatingSystem: string | undefined): string {
  const text = (operatingSystem ?? 'LINUX').toUpperCase().replace(/ \(AMAZON VPC\)$/, '');
  return text === 'LINUX/UNIX' ? 'LINUX' : text;
}

/** AWS calls the same tenancy `default` in its interfaces and `shared` in its price lists. */
export function tenancyOf(tenancy: string | undefined): string {
  const text = (tenancy ?? 'default').toLowerCase();
  return text === 'shared' ? 'default' : text;
}

/** Units of a size in whole AWS units: quarter units divided by four. */
export function unitsOfSize(size: InstanceSize | undefined): Quantity | undefined {
  const quarters = size && quarterUnitsOf(size);
  return quarters === undefined ? undefined : quantityOf(quarters, 4);
}

function readRow(row: CommittableUsage, index: number, issues: Issue[]): UsageKind | undefined {
  const path = `usage[${index}]`;
  if (typeof row !== 'object' || row === null) {
    issues.push({ path, problem: `must be an object, not ${shown(row)}` });
    return undefined;
  }
  const before = issues.length;
  for (const name of ['usageType', 'region'] as const) checkText(row[name], `${path}.${name}`, issues);
  const onDemandRate = readDecimal(row.onDemandRate, `${path}.onDemandRate`, issues);
  const rates = {
    compute: planRate(row, 'computeSavingsPlanRate', path, issues),
    ec2: planRate(row, 'ec2InstanceSavingsPlanRate', path, issues),
  };
  const stated = readUnits(row.normalizationFactor, `${path}.normalizationFactor`, issues);
  const size = instanceOf(row, path, issues);
  if (issues.length > before || onDemandRate === undefined) return undefined;
  const kind = {
    usageType: row.usageType,
    region: row.region,
    onDemandRate,
    computeRate: rates.compute,
    ec2Rate: rates.ec2,
    family: row.family?.toLowerCase() ?? size?.family,
    instanceType: size?.instanceType,
    availabilityZone: row.availabilityZone,
    operatingSystem: platformOf(row.operatingSystem),
    tenancy: tenancyOf(row.tenancy ?? (row.usageType.includes('DedicatedUsage') ? 'dedicated' : undefined)),
    units: stated ?? unitsOfSize(size),
    spot: row.purchaseOption === 'spot' || row.usageType.includes('SpotUsage'),
  };
  return { index, key: keyOf(kind), ...kind };
}

/** A plan rate of 0 covers usage without end for nothing; AWS has none, except for usage that is free anyway. */
function planRate(
  row: CommittableUsage,
  name: 'computeSavingsPlanRate' | 'ec2InstanceSavingsPlanRate',
  path: string,
  issues: Issue[],
): Quantity | undefined {
  const rate = readOptionalDecimal(row[name], `${path}.${name}`, issues);
  if (rate === undefined || !isNoQuantity(rate)) return rate;
  if (Number(row.onDemandRate) !== 0)
    issues.push({ path: `${path}.${name}`, problem: 'a plan rate is above 0', hint: 'leave it out where no plan covers the usage' });
  return undefined;
}

function instanceOf(row: CommittableUsage, path: string, issues: Issue[]): InstanceSize | undefined {
  if (row.instanceType === undefined) return typeof row.usageType === 'string' ? instanceTypeOfUsage(row.usageType) : undefined;
  const size = typeof row.instanceType === 'string' ? instanceSizeOf(row.instanceType) : undefined;
  if (!size)
    issues.push({
      path: `${path}.instanceType`,
      problem: `${shown(row.instanceType)} is no instance type`,
      hint: 'write it as "m5.large"',
    });
  return size;
}

function checkText(value: unknown, path: string, issues: Issue[]): void {
  if (typeof value !== 'string' || value === '') issues.push({ path, problem: `must be a text, not ${shown(value)}` });
}

function keyOf(kind: Omit<UsageKind, 'index' | 'key'>): string {
  const spell = (value: Quantity | undefined): string => (value ? `${value.numerator}/${value.denominator}` : '');
  const { usageType, region, availabilityZone, operatingSystem, tenancy, family, instanceType } = kind;
  const numbers = [kind.onDemandRate, kind.computeRate, kind.ec2Rate, kind.units].map(spell);
  return JSON.stringify([usageType, region, availabilityZone, operatingSystem, tenancy, family, instanceType, kind.spot, ...numbers]);
}
