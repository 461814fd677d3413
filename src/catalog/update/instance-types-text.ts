import { join } from 'node:path';
import { compareText } from '../../units/order.ts';
import type { InstanceType } from '../catalog.ts';
import { bundledDataDirectory } from '../data-directory.ts';
import { readIfThere } from '../read-table.ts';

/** What is not asked of AWS's API, and stays as other sources have it. */
const SOURCE = 'AWS DescribeInstanceTypes; burstable baselines, trunking and ECS task limits from the tables that came with the program';

/**
 * The text of a list of instance types: what AWS describes now, over what was known before. Types that AWS does not describe
 * in this Region stay, because other Regions have them.
 */
export function instanceTypesText(described: readonly InstanceType[], knownText: string | undefined, now: Date): string {
  const text = knownText ?? readIfThere(join(bundledDataDirectory(), 'instance-types.json')) ?? '{}';
  const { instanceTypes = [] } = JSON.parse(text) as { readonly instanceTypes?: readonly InstanceType[] };
  const types = new Map(instanceTypes.map((type) => [type.instanceType, type]));
  for (const type of described) types.set(type.instanceType, { ...types.get(type.instanceType), ...type });
  const lines = [...types.values()].sort((a, b) => compareText(a.instanceType, b.instanceType)).map((type) => JSON.stringify(type));
  const head = { formatVersion: 1, asOf: now.toISOString().slice(0, 10), source: SOURCE };
  return `${JSON.stringify(head).slice(0, -1)},\n"instanceTypes":[\n${lines.join(',\n')}\n]}\n`;
}
