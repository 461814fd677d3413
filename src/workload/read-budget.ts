import { percentAsShare, plainDecimalText } from '../units/decimal-text.ts';
import {
  childPath,
  type Field,
  type Fields,
  type Reading,
  readAnyFields,
  readFields,
  readOneOf,
  reportProblem,
  reportWrong,
  shown,
} from './reading.ts';
import type { Budget, BudgetLimits } from './workload.ts';

/** Plain digits, at most twelve before the point and ten behind it. */
const AMOUNT = /^\d{1,12}(\.\d{1,10})?$/;

/** A percentage, which may be above 100. */
const PERCENT = /^(\d{1,6}(?:\.\d{1,6})?) ?%$/;

const ACTIONS = ['fail', 'warn'] as const;

/** Reads `budget`: amounts of USD a month, taken as written and never through a float, of the workload and of its services. */
export function readBudget(reading: Reading, field: Field, owners: readonly string[]): Budget | undefined {
  const stated = readFields(reading, field, 'budget')?.stated;
  if (!stated) return {};
  const services = stated.services && readServices(reading, stated.services, owners);
  const action = stated.action && readOneOf(reading, stated.action, ACTIONS);
  return {
    ...readLimits(reading, stated),
    ...(services === undefined ? {} : { services }),
    ...(action === 'warn' ? { action } : {}),
  };
}

function readServices(reading: Reading, field: Field, owners: readonly string[]): Record<string, BudgetLimits> {
  const stated = readAnyFields(reading, field, 'write a service and its limits, as api: { monthly: 100 }')?.stated ?? {};
  const limits = new Map<string, BudgetLimits>();
  for (const [name, own] of Object.entries(stated)) {
    if (!own) continue;
    if (!owners.includes(name)) {
      reportProblem(
        reading,
        { ...own, path: childPath(field.path, name) },
        { problem: 'is no service or job of this file', hint: `there is ${owners.join(', ')}` },
      );
    }
    const read = readFields(reading, own, 'serviceBudget')?.stated;
    if (read) limits.set(name, readLimits(reading, read));
  }
  return Object.fromEntries(limits);
}

function readLimits(reading: Reading, { monthly, increase }: Fields<'monthly' | 'increase'>['stated']): BudgetLimits {
  const monthlyUsd = monthly && readUsd(reading, monthly);
  return { ...(monthlyUsd === undefined ? {} : { monthlyUsd }), ...(increase === undefined ? {} : readIncrease(reading, increase)) };
}

/** `50`, `10 %`, or a list of both. */
function readIncrease(reading: Reading, field: Field): BudgetLimits {
  const items = field.node.kind === 'list' ? field.node.items.map((node, index) => ({ path: `${field.path}[${index}]`, node })) : [field];
  let limits: BudgetLimits = {};
  for (const item of items) {
    const percent = item.node.kind === 'scalar' && typeof item.node.value === 'string' ? PERCENT.exec(item.node.value) : null;
    const own: BudgetLimits = percent ? { increaseShare: percentAsShare(percent[1] ?? '') ?? '0' } : increaseUsd(reading, item);
    const [key] = Object.keys(own);
    if (key !== undefined && key in limits)
      reportProblem(reading, item, {
        problem: `${shown(item.node)} is a second limit of the same kind`,
        hint: 'write one amount and one percentage',
      });
    limits = { ...limits, ...own };
  }
  return limits;
}

function increaseUsd(reading: Reading, field: Field): BudgetLimits {
  const amount = readUsd(reading, field, 'an amount of USD or a percentage', 'write a plain decimal, as 50, or "10 %"');
  return amount === undefined ? {} : { increaseUsd: amount };
}

function readUsd(
  reading: Reading,
  field: Field,
  expected = 'an amount of USD',
  hint = 'write a plain decimal, as 400 or "399.50"',
): string | undefined {
  const { node } = field;
  const written = node.kind === 'scalar' && (typeof node.value === 'string' || typeof node.value === 'number') ? node.source : '';
  if (AMOUNT.test(written)) return plainDecimalText(written);
  return reportWrong(reading, field, { expected, hint });
}
