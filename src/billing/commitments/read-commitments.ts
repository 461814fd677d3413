import type { Issue } from '../../units/errors.ts';
import { nearestWord } from '../../units/nearest-word.ts';
import { isNoQuantity, type Quantity } from '../../units/quantity.ts';
import type { Commitment, ReservedInstances, SavingsPlan } from './commitment.ts';
import { type Held, type HeldPlan, type HeldReservation, isPlan, type UsageKind } from './held.ts';
import { instanceSizeOf, isSizeFlexible } from './instance-size.ts';
import { readDecimal, readUnits, shown } from './read-decimal.ts';
import { platformOf, tenancyOf, unitsOfSize } from './read-usage.ts';

const KINDS = ['compute-savings-plan', 'ec2-instance-savings-plan', 'reserved-instance'] as const;

/**
 * Checks commitments, all of them, and that every regional Reserved Instance knows the size of the usage of its family:
 * without it, cover would silently be nothing. Problems go to `issues`.
 */
export function readCommitments(
  commitments: readonly Commitment[],
  usage: readonly UsageKind[],
  issues: Issue[],
  pathOf: (index: number) => string = (index) => `commitments[${index}]`,
): Held[] {
  if (!Array.isArray(commitments)) {
    issues.push({ path: 'commitments', problem: `must be a list, not ${shown(commitments)}` });
    return [];
  }
  return commitments.flatMap((commitment: Commitment, index) => {
    const path = pathOf(index);
    const held = readOne(commitment, path, issues);
    if (held && !isPlan(held)) checkSizes(held, path, usage, issues);
    return held ?? [];
  });
}

/** Whether a regional reservation covers the usage by size: same family and Region, Linux, default tenancy, not Spot. */
export function mayCoverBySize(held: HeldReservation, row: UsageKind): boolean {
  return held.sizeFlexible && row.family === held.family && sharesPlatform(held, row);
}

/** Whether a reservation and usage have Region, platform and tenancy in common. */
export function sharesPlatform(held: HeldReservation, row: UsageKind): boolean {
  return !row.spot && row.region === held.region && row.operatingSystem === held.operatingSystem && row.tenancy === held.tenancy;
}

function readOne(commitment: Commitment, path: string, issues: Issue[]): Held | undefined {
  switch (commitment?.kind) {
    case 'compute-savings-plan':
    case 'ec2-instance-savings-plan':
      return readPlan(commitment, path, issues);
    case 'reserved-instance':
      return readReservation(commitment, path, issues);
    default: {
      const kind: unknown = (commitment as { readonly kind?: unknown } | null | undefined)?.kind;
      const near = typeof kind === 'string' ? nearestWord(kind, KINDS) : undefined;
      const hint = near === undefined ? `write one of ${KINDS.join(', ')}` : `did you mean "${near}"?`;
      issues.push({ path: `${path}.kind`, problem: `${shown(kind)} is no kind of commitment`, hint });
      return undefined;
    }
  }
}

function readPlan(plan: SavingsPlan, path: string, issues: Issue[]): HeldPlan | undefined {
  const usdPerHour = readDecimal(plan.usdPerHour, `${path}.usdPerHour`, issues);
  const rates = plan.rates?.map((rate, index) => ownRate(rate, `${path}.rates[${index}]`, issues));
  if (plan.kind === 'compute-savings-plan') {
    return usdPerHour && { kind: 'compute', family: undefined, region: undefined, usdPerHour, rates };
  }
  for (const name of ['family', 'region'] as const) {
    if (typeof plan[name] !== 'string' || plan[name] === '') {
      issues.push({ path: `${path}.${name}`, problem: 'an EC2 Instance Savings Plan is for one family in one Region' });
    }
  }
  return usdPerHour && { kind: 'ec2', family: plan.family?.toLowerCase(), region: plan.region, usdPerHour, rates };
}

function ownRate(rate: unknown, path: string, issues: Issue[]): Quantity | undefined {
  if (rate === null || rate === undefined) return undefined;
  const read = readDecimal(rate, path, issues);
  if (read === undefined || !isNoQuantity(read)) return read;
  issues.push({ path, problem: 'a plan rate is above 0', hint: 'write null where the plan does not cover the usage' });
  return undefined;
}

function readReservation(reservation: ReservedInstances, path: string, issues: Issue[]): HeldReservation | undefined {
  const { scope, region, instanceType } = reservation;
  const before = issues.length;
  if (scope !== 'zonal' && scope !== 'regional') {
    issues.push({ path: `${path}.scope`, problem: `${shown(scope)} is no scope`, hint: 'write zonal or regional' });
  }
  if (typeof region !== 'string' || region === '') issues.push({ path: `${path}.region`, problem: `must be a text, not ${shown(region)}` });
  const size = typeof instanceType === 'string' ? instanceSizeOf(instanceType) : undefined;
  if (!size)
    issues.push({ path: `${path}.instanceType`, problem: `${shown(instanceType)} is no instance type`, hint: 'write it as "m5.large"' });
  const count = readDecimal(reservation.count, `${path}.count`, issues);
  if (count && count.denominator !== 1n)
    issues.push({ path: `${path}.count`, problem: `must be a whole number, not ${shown(reservation.count)}` });
  const usdPerHour = readDecimal(reservation.usdPerHour, `${path}.usdPerHour`, issues);
  const stated = readUnits(reservation.normalizationFactor, `${path}.normalizationFactor`, issues);
  if (issues.length > before || !size || !count || !usdPerHour) return undefined;
  const [operatingSystem, tenancy] = [platformOf(reservation.operatingSystem), tenancyOf(reservation.tenancy)];
  return {
    kind: scope,
    region,
    availabilityZone: scope === 'zonal' ? reservation.availabilityZone : undefined,
    instanceType: size.instanceType,
    family: size.family,
    operatingSystem,
    tenancy,
    count,
    usdPerHour,
    units: stated ?? unitsOfSize(size),
    sizeFlexible: scope === 'regional' && operatingSystem === 'LINUX' && tenancy === 'default' && isSizeFlexible(size.family),
  };
}

function checkSizes(held: HeldReservation, path: string, usage: readonly UsageKind[], issues: Issue[]): void {
  const hint = 'state its normalizationFactor (see Instance size flexibility in the EC2 User Guide)';
  const covered = usage.filter((row) => mayCoverBySize(held, row));
  const otherSizes = covered.filter((row) => row.instanceType !== held.instanceType);
  if (held.units === undefined && otherSizes.length > 0) {
    issues.push({ path: `${path}.instanceType`, problem: `the size of ${held.instanceType} is not known`, hint });
  }
  for (const { index, units, usageType, instanceType } of otherSizes) {
    if (units !== undefined) continue;
    issues.push({
      path: `usage[${index}]`,
      problem: `the size of ${instanceType ?? usageType} is not known, and a Reserved Instance may cover it`,
      hint,
    });
  }
}
