import type { OperatingSystem } from '../units/capacity.ts';
import type { KeyOf } from './keys.ts';
import type { OwnedReservedInstances, OwnedSavingsPlan, OwnedTerm } from './purchasing.ts';
import { readRate, readRates } from './read-rates.ts';
import {
  childPath,
  type Field,
  type Fields,
  type Reading,
  readFields,
  readList,
  readOneOf,
  readText,
  readWholeNumber,
  reportMissing,
  reportProblem,
  reportWrong,
} from './reading.ts';

type TermFields = Fields<Extract<KeyOf<'savingsPlan'>, KeyOf<'reservedInstance'>>>;

const PLAN_KINDS = ['compute-savings-plan', 'ec2-instance-savings-plan'] as const;
const PAYMENTS = ['no-upfront', 'partial-upfront', 'all-upfront'] as const;
const SYSTEMS: readonly OperatingSystem[] = ['LINUX', 'WINDOWS'];
const INSTANCE_TYPE = /^[a-z][a-z0-9-]*\d[a-z0-9-]*\.[a-z0-9-]+$/;
const FAMILY = /^[a-z][a-z0-9-]*\d[a-z0-9-]*$/;
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z)?$/;
const MINUTE = 60_000;
const HOURS_PER_YEAR = 365 * 24;
const MINUTES_PER_YEAR = HOURS_PER_YEAR * 60;

/** An effective rate may be cut at a few decimals. */
const ROUNDED_RATE = 1.001;

/** Reads `purchasing.savingsPlans`. */
export function readOwnedSavingsPlans(reading: Reading, field: Field): OwnedSavingsPlan[] {
  const items = readList(reading, field, 'begin each with "- kind: compute-savings-plan"') ?? [];
  return items.flatMap((item) => readSavingsPlan(reading, item) ?? []);
}

/** Reads `purchasing.reservedInstances`. */
export function readOwnedReservations(reading: Reading, field: Field): OwnedReservedInstances[] {
  const items = readList(reading, field, 'begin each with "- instanceType: m5.large"') ?? [];
  return items.flatMap((item) => readReservation(reading, item) ?? []);
}

function readSavingsPlan(reading: Reading, item: Field): OwnedSavingsPlan | undefined {
  const fields = readFields(reading, item, 'savingsPlan');
  if (!fields) return undefined;
  const { stated } = fields;
  const kind = stated.kind
    ? readOneOf(reading, stated.kind, PLAN_KINDS)
    : missing(reading, fields, 'kind', `write ${PLAN_KINDS.join(' or ')}`);
  const usdPerHour = readUsdPerHour(reading, fields, stated.usdPerHour);
  const isForFamily = kind === 'ec2-instance-savings-plan';
  const family = stated.family
    ? readMatching(reading, stated.family, FAMILY, 'an instance family', 'write it as "m7g"')
    : isForFamily && missing(reading, fields, 'family', 'an EC2 Instance Savings Plan is for one family: write it as "m7g"');
  const region = stated.region
    ? readMatching(reading, stated.region, REGION, 'a region', 'write a Region code, as us-east-1')
    : isForFamily && missing(reading, fields, 'region', 'an EC2 Instance Savings Plan is for one Region: write its code, as us-east-1');
  const rates = stated.rates ? readPlanRates(reading, stated.rates) : {};
  const term = readTerm(reading, fields);
  if (kind === undefined || usdPerHour === undefined || !term) return undefined;
  return { kind, ...(family ? { family } : {}), ...(region ? { region } : {}), usdPerHour, rates, ...term };
}

/** A rate of 0 would cover usage without end. */
function readPlanRates(reading: Reading, field: Field): Readonly<Record<string, string>> {
  const rates = readRates(reading, field);
  if (field.node.kind !== 'mapping') return rates;
  for (const [usageType, { value }] of field.node.entries) {
    if (Number(rates[usageType]) !== 0) continue;
    const problem = { problem: 'a plan rate is above 0', hint: 'leave it out where the plan does not cover the usage' };
    reportProblem(reading, { path: childPath(field.path, usageType), node: value }, problem);
  }
  return rates;
}

function readReservation(reading: Reading, item: Field): OwnedReservedInstances | undefined {
  const fields = readFields(reading, item, 'reservedInstance');
  if (!fields) return undefined;
  const { stated } = fields;
  if (stated.kind) readOneOf(reading, stated.kind, ['reserved-instance'] as const);
  const instanceType = stated.instanceType
    ? readMatching(reading, stated.instanceType, INSTANCE_TYPE, 'an instance type', 'write it as "m5.large"')
    : missing(reading, fields, 'instanceType', 'write it as "m5.large"');
  const count = stated.count ? readWholeNumber(reading, stated.count, { min: 1, max: 1_000_000, what: 'how many there are' }) : 1;
  const usdPerHour = readUsdPerHour(reading, fields, stated.usdPerHour);
  const scope = stated.scope ? readOneOf(reading, stated.scope, ['zonal', 'regional'] as const) : 'regional';
  const region = stated.region && readMatching(reading, stated.region, REGION, 'a region', 'write a Region code, as us-east-1');
  const zone = stated.availabilityZone && readText(reading, stated.availabilityZone, { expected: 'an availability zone' });
  const operatingSystem = stated.operatingSystem ? readOneOf(reading, stated.operatingSystem, SYSTEMS) : 'LINUX';
  const term = readTerm(reading, fields);
  if (instanceType === undefined || count === undefined || usdPerHour === undefined || !scope || !operatingSystem || !term)
    return undefined;
  const upfront = readUpfront(reading, stated.upfrontUsd, usdPerHour, term);
  const place = { ...(region ? { region } : {}), ...(zone ? { availabilityZone: zone } : {}) };
  return { scope, ...place, instanceType, count, usdPerHour, ...upfront, operatingSystem, ...term };
}

/** What is paid upfront is part of what the whole term costs. */
function readUpfront(
  reading: Reading,
  field: Field | undefined,
  usdPerHour: string,
  { termYears }: OwnedTerm,
): Pick<OwnedReservedInstances, 'upfrontUsd'> {
  const upfrontUsd = field && readRate(reading, field);
  if (!field || upfrontUsd === undefined) return {};
  if (Number(upfrontUsd) <= Number(usdPerHour) * HOURS_PER_YEAR * termYears * ROUNDED_RATE) return { upfrontUsd };
  reportProblem(reading, field, {
    problem: `is more than usdPerHour comes to in ${termYears === 1 ? 'a year' : 'three years'}`,
    hint: 'write what one costs upfront, and in usdPerHour the effective rate: upfront over the hours of the term, plus the hourly charge',
  });
  return {};
}

/** Start, end, term and payment. A term that is not stated follows from start and end; else a year is assumed, and said so. */
function readTerm(reading: Reading, fields: TermFields): OwnedTerm | undefined {
  const { stated, path } = fields;
  const [startMinute, endMinute] = [stated.start && readDate(reading, stated.start), stated.end && readDate(reading, stated.end)];
  if (stated.end && startMinute !== undefined && endMinute !== undefined && endMinute <= startMinute) {
    return reportProblem(reading, stated.end, { problem: 'is not after start', hint: 'write the day on which it ends' });
  }
  const payment = stated.payment
    ? readOneOf(reading, stated.payment, PAYMENTS)
    : assumed(reading, `${path}.payment`, 'no-upfront', 'no-upfront' as const);
  const termYears = stated.term ? readYears(reading, stated.term) : yearsBetween(startMinute, endMinute);
  if (payment === undefined || (stated.term && termYears === undefined)) return undefined;
  return {
    path,
    ...(startMinute === undefined ? {} : { startMinute }),
    ...(endMinute === undefined ? {} : { endMinute }),
    termYears: termYears ?? assumed(reading, `${path}.term`, '1y', 1 as const),
    payment,
  };
}

function readYears(reading: Reading, field: Field): 1 | 3 | undefined {
  const term = readOneOf(reading, field, ['1y', '3y'] as const);
  return term === undefined ? undefined : term === '1y' ? 1 : 3;
}

function yearsBetween(start: number | undefined, end: number | undefined): 1 | 3 | undefined {
  if (start === undefined || end === undefined) return undefined;
  return Math.round((end - start) / MINUTES_PER_YEAR) >= 2 ? 3 : 1;
}

function assumed<Value>(reading: Reading, path: string, value: string, meant: Value): Value {
  reading.assumptions.push({ path, value, why: 'not stated; it decides which rates the commitment has' });
  return meant;
}

function readDate(reading: Reading, field: Field): number | undefined {
  const { node } = field;
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
  const time = DATE.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return Math.floor(time / MINUTE);
  return reportWrong(reading, field, { expected: 'a day', hint: 'write it as "2026-01-31" or "2026-01-31T08:00Z"' });
}

function readUsdPerHour(reading: Reading, fields: Fields<'usdPerHour'>, field: Field | undefined): string | undefined {
  return field ? readRate(reading, field) : reportMissing(reading, fields, { key: 'usdPerHour', hint: 'write USD an hour, as "1.25"' });
}

function readMatching(reading: Reading, field: Field, pattern: RegExp, expected: string, hint: string): string | undefined {
  const { node } = field;
  if (node.kind === 'scalar' && typeof node.value === 'string' && pattern.test(node.value)) return node.value;
  return reportWrong(reading, field, { expected, hint });
}

function missing<Key extends string>(reading: Reading, fields: Fields<Key>, key: Key, hint: string): undefined {
  return reportMissing(reading, fields, { key, hint });
}
