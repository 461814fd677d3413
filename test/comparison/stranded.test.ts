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
  expect([stranded.cpuUnits, stranded.memoryMiB, exactText(stranded.cost as never)]).toEqual([512, 3072, '7.5']);
});

test('idle Windows instances cost what Windows instances cost, beside Linux ones of the same type', () => {
  // Both reserve the same half of an m5.large's CPU and 7,577 / 8,191 MiB; Windows at $0.20 an hour, Linux at $0.10.
  const services = [
    service({ name: 'linux', task: task({ cpuUnits: 2048, memoryMiB: 7577 - 4096 }) }),
    service({ name: 'windows', task: task({ cpuUnits: 2048, memoryMiB: 8191 - 4096, operatingSystem: 'WINDOWS' }) }),
  ];
  const { options } = estimate(workload({ services }), smallCatalog({ types: ['m5.large'] }), {
    month: { seconds: 260 * 3600, label: '260 h' },
  });
  const option = options.find(({ id }) => id === 'ec2:on-demand:X86_64');
  const fleets = option?.plan.launchType === 'EC2' ? option.plan.fleets : [];
  if (!option) throw new Error('there is no EC2 option');
  // 4 idle GB are 4 of 26 parts of $26 and of $52.
  expect(fleets.map((fleet) => exactText(strandedOf(fleet, option).cost as never))).toEqual(['4', '8']);
});
