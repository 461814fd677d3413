import type { LineItem, MissingRate } from '../../src/billing/bill.ts';
import type { Option } from '../../src/comparison/comparison.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { estimate } from '../../src/estimate.ts';
import type { Estimate } from '../../src/report/report.ts';
import { exactText, quantityText, sumUsd } from '../../src/units/money.ts';
import { parseWorkload } from '../../src/workload/parse-workload.ts';
import { smallCatalog } from './small-catalog.ts';

/** Two tasks of the smallest kind that run all month, for files that are about what runs beside them. */
export const API = 'services: [{ name: api, cpu: 256, memory: 512, networkMode: awsvpc, desiredCount: 2 }]';

/** The estimate of a file with invented compute rates; everything else costs what its `rates` say. */
export function estimateOfFile(body: string, month = '730'): Estimate {
  const text = `version: 1\nname: shop\nregion: us-east-1\n${body}\n`;
  return estimate(parseWorkload(text), smallCatalog(), { month: parseMonth(month) });
}

/** One option of an estimate. */
export function optionOf(result: Estimate, id = 'fargate:on-demand:X86_64'): Option {
  const option = result.options.find((each) => each.id === id);
  if (!option) throw new Error(`no option ${id}`);
  return option;
}

/** Lines of one usage type. */
export function linesOf({ bill }: Option, usageType: string): LineItem[] {
  return bill.lines.filter((line) => line.usageType === usageType);
}

/** The exact cost of all lines of one usage type (and of what it is of). */
export function costOfLines(option: Option, usageType: string, resource?: string): string {
  const lines = linesOf(option, usageType).filter((line) => resource === undefined || line.resource === resource);
  return exactText(sumUsd(lines.map(({ cost }) => cost)));
}

/** Usage type, resource and exact quantity of lines and gaps beside the tasks of a file, without rates: everything is a gap there. */
export function quantitiesBeside({ bill }: Option): string[] {
  const rows: readonly (LineItem | MissingRate)[] = [...bill.lines, ...bill.missing];
  return rows
    .filter(({ category = 'compute', usageType }) => category !== 'compute' && !usageType.startsWith('EBS:VolumeUsage.gp3'))
    .map(({ usageType, resource, quantity }) => `${usageType} ${resource ?? ''} ${quantityText(quantity)}`);
}
