import type { LineItem, MissingRate } from '../billing/bill.ts';
import type { Fleet, Impossibility, PackingProof } from '../capacity/capacity.ts';
import { ruleSource } from '../capacity/rule-source.ts';
import type { Stranded } from '../comparison/stranded.ts';
import { CPU_UNITS_PER_VCPU, MIB_PER_GIB } from '../units/capacity.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { exactText, quantityText } from '../units/money.ts';
import { quantityOf } from '../units/quantity.ts';
import { type FleetTicks, originsOf } from './facts.ts';
import { gapText, usdOfTicks } from './numbers.ts';
import { missingText } from './option-wording.ts';
import { reasonText } from './reason-wording.ts';
import type { Estimate } from './report.ts';

/** Of the JSON report; a change that breaks readers counts it up. */
const SCHEMA_VERSION = 1;

/** Characters that JSON allows in a text and a terminal takes for a command or a change of direction. */
const UNPRINTABLE = /[\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A report as text, with every mark written out that a terminal could take for a command. */
export function jsonText(report: object): string {
  const text = JSON.stringify(report, undefined, 2);
  return `${text.replace(UNPRINTABLE, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

/** What every JSON report begins with. */
export function headOf({ workload, demand, region }: Estimate): object {
  return {
    schemaVersion: SCHEMA_VERSION,
    workload: { name: workload.name, region: region.code, regionName: region.name },
    month: { hours: quantityText(quantityOf(demand.month.seconds, SECONDS_PER_HOUR)), label: demand.month.label },
    currency: 'USD',
  };
}

/** The tables that the rates of some lines come from. */
export function tablesOf(lines: readonly LineItem[]): object[] {
  return originsOf(lines).map(({ table, asOf, source, obtained, note }) => ({
    name: table,
    ...given({ asOf }),
    source,
    obtained,
    ...given({ note }),
  }));
}

/** Why an option cannot run a service or job. */
export function reasonOf(reason: Impossibility): object {
  const service = reason.owner === '' ? null : reason.owner;
  return { service, code: reason.kind, why: reasonText(reason), ...given({ source: ruleSource(reason.kind) }) };
}

/** Usage without a rate. */
export function missingOf(missing: MissingRate): object {
  const { owner, usageType, operation, quantity, unit, region, why, remedy, category = 'compute', resource } = missing;
  return {
    what: missingText(missing),
    why,
    remedy,
    service: owner,
    category,
    usageType,
    ...given({ operation, resource }),
    quantity: quantityText(quantity),
    unit,
    region,
  };
}

/** Whom a fleet is for, and how long each of its instances runs in the month. */
export function fleetHeadOf({ purpose, operatingSystem, seconds }: Fleet): object {
  return {
    purpose: purpose.kind,
    job: purpose.kind === 'job' ? purpose.job : null,
    operatingSystem,
    hours: quantityText(quantityOf(seconds.numerator, seconds.denominator * BigInt(SECONDS_PER_HOUR))),
  };
}

/** Cost and lower bound of one fleet. */
export function ticksOf({ ticksPerHour, lowerBoundTicksPerHour }: PackingProof): FleetTicks {
  return { cost: BigInt(ticksPerHour), lowerBound: BigInt(lowerBoundTicksPerHour) };
}

/** Cost, lower bound and gap. */
export function packingOf({ cost, lowerBound }: FleetTicks): object {
  return {
    costUsdPerHour: exactText(usdOfTicks(cost)),
    lowerBoundUsdPerHour: exactText(usdOfTicks(lowerBound)),
    gap: gapText(cost, lowerBound) ?? null,
  };
}

/** What is fullest over a fleet. */
export function bindsOf({ binds }: PackingProof): object | null {
  return binds ? { dimension: binds.dimension, allocationShare: binds.approxAllocationShare } : null;
}

/** The best choice of one instance type. */
export function singleTypeOf({ singleType }: Fleet): object | null {
  if (!singleType) return null;
  const { instanceType, count, ticksPerHour } = singleType;
  return { instanceType, count, costUsdPerHour: exactText(usdOfTicks(BigInt(ticksPerHour))) };
}

/** What no task reserves. */
export function strandedJson({ cpuUnits, memoryMiB, cost, cpuCost, memoryCost }: Stranded): object {
  return {
    vcpus: quantityText(quantityOf(cpuUnits, CPU_UNITS_PER_VCPU)),
    memoryGiB: quantityText(quantityOf(memoryMiB, MIB_PER_GIB)),
    monthlyUsd: cost === undefined ? null : exactText(cost),
    ...(cpuCost && memoryCost ? { cpuUsd: exactText(cpuCost), memoryUsd: exactText(memoryCost) } : {}),
  };
}

/** The members that have a value, in their order: an absent one is left out, not null. */
export function given(members: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(members).filter((member): member is [string, string] => member[1] !== undefined));
}
