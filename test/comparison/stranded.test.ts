import { expect, test } from 'vitest';
import { strandedOf } from '../../src/comparison/stranded.ts';
import { estimate } from '../../src/estimate.ts';
import { exactText } from '../../src/units/money.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { service, task, workload } from '../support/workload-builder.ts';

test('half a vCPU and 3 GB that nobody reserves on an m5.large are 7.5 of its 26 parts', () => {
  // m5.large: 2 vCPU x 9 + 8 GB = 26 parts. Reserved: 1.5 vCPU and 7577 - 3072 MiB. 260 h x $0.10 x 7.5/26 = $7.5.
  const api = service({ task: task({ cpuUnits: 1536, memoryMiB: 4505 }) });
  const { options } = estimate(workload({ services: [api] }), smallCatalog({ types: ['m5.large'] }), {
    month: { seconds: 260 * 3600, label: '260 h' },
  });
  const option = options.find(({ id }) => id === 'ec2:on-demand:X86_64');
  const [fleet] = option?.plan.launchType === 'EC2' ? option.plan.fleets : [];
  if (!option || !fleet) throw new Error('there is no EC2 fleet');
  const stranded = strandedOf(fleet, option);
  expect([stranded.cpuUnits, stranded.memoryMiB, exactText(stranded.cost)]).toEqual([512, 3072, '7.5']);
});
