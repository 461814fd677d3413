import { expect, test } from 'vitest';
import { estimate } from '../../src/estimate.ts';
import { exactText } from '../../src/units/money.ts';
import type { Workload } from '../../src/workload/workload.ts';
import { fullyAdvised } from '../support/advised.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { service, task, workload } from '../support/workload-builder.ts';

/** Two tasks of 1 vCPU and 3.5 GB: 81.76 on Fargate, 76 on one m5.large. */
const wide = service({ name: 'wide', task: task({ cpuUnits: 1024, memoryMiB: 3584, networkModeAssumed: true }), desiredCount: 2 });
const CATALOG = smallCatalog({ types: ['m5.large'] });
const withUpkeep = (hoursPerInstanceMonth: string, usdPerHour: string, more: Partial<Workload> = {}): Workload =>
  workload({ services: [wide], operations: { hoursPerInstanceMonth, usdPerHour }, ...more });

function ec2Of(each: Workload): ReturnType<typeof estimate>['options'][number] {
  const option = estimate(each, CATALOG).options.find(({ id }) => id === 'ec2:on-demand:X86_64');
  if (!option) throw new Error('EC2 is an option');
  return option;
}

test('upkeep is a line of its own on EC2, at the rate of the workload file: 0.05 hours at $80 are $4', () => {
  const { bill } = ec2Of(withUpkeep('0.05', '80'));
  expect(exactText(bill.total)).toBe('80');
  const line = bill.lines.find(({ usageType }) => usageType === 'Operations:EngineerHours');
  expect(line && { owner: line.owner, cost: exactText(line.cost), table: line.origin.table, unit: line.unit }).toEqual({
    owner: 'wide',
    cost: '4',
    table: 'workload file',
    unit: 'Hours',
  });
});

test('half an hour of upkeep at $80 turns the verdict: $116 on EC2 against $81.76 on Fargate', () => {
  expect(fullyAdvised(withUpkeep('0.05', '80'), CATALOG).verdict.recommended).toBe('ec2:on-demand:X86_64');
  expect(fullyAdvised(withUpkeep('0.5', '80'), CATALOG).verdict.recommended).toBe('fargate:on-demand:X86_64');
});

test('Fargate has no upkeep, and without operations nobody has', () => {
  const types = (each: Workload): string[] =>
    estimate(each, CATALOG).options.flatMap(({ launchType, bill }) => bill.lines.map(({ usageType }) => `${launchType} ${usageType}`));
  expect(types(withUpkeep('1', '80')).filter((name) => name.includes('Operations'))).toEqual(['EC2 Operations:EngineerHours']);
  expect(types(workload({ services: [wide] })).filter((name) => name.includes('Operations'))).toEqual([]);
});

test('no discount of AWS is taken off the work of people: 10 % of $76 is $7.60', () => {
  expect(exactText(ec2Of(withUpkeep('0.05', '80', { discounts: { all: '0.1' } })).bill.total)).toBe('72.4');
});

test('a stated upkeep is told as stated', () => {
  expect(fullyAdvised(withUpkeep('0.05', '80'), CATALOG).verdict.effort?.stated).toBe(true);
});
