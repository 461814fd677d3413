import { expect, test } from 'vitest';
import { ecsOwnPlacement } from '../../src/capacity/ecs-own-placement.ts';
import { estimate } from '../../src/estimate.ts';
import type { Workload } from '../../src/workload/workload.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { cluster, service, task, workload } from '../support/workload-builder.ts';

function placed(file: Workload): { readonly planned: number; readonly placed: number | undefined } {
  const catalog = smallCatalog({ types: ['m5.large'] });
  const plan = estimate(file, catalog).options.find(({ id }) => id === 'ec2:on-demand:X86_64')?.plan;
  const [fleet] = plan?.launchType === 'EC2' ? plan.fleets : [];
  if (!fleet) throw new Error('there is no EC2 fleet');
  const planned = fleet.groups.reduce((sum, { count }) => sum + count, 0);
  return { planned, placed: ecsOwnPlacement(fleet, file, catalog.instanceTypes[0])?.count };
}

test('ECS fills the first instance with room in one zone, and spreads over two', () => {
  // m5.large: 7,577 MiB. Two small tasks (3,000) and one large (6,500). The plan puts both small ones together. In one zone ECS fills the
  // first instance that has room, so it does too; in two zones it spreads the small ones and the large one needs a third instance.
  const services = [
    service({ name: 'small', desiredCount: 2, task: task({ cpuUnits: 128, memoryMiB: 3000 }) }),
    service({ name: 'large', desiredCount: 1, task: task({ cpuUnits: 128, memoryMiB: 6500 }) }),
  ];
  expect(placed(workload({ services }))).toEqual({ planned: 2, placed: 2 });
  expect(placed(workload({ services, cluster: cluster({ availabilityZones: 2, minimumInstances: 2 }) })).placed).toBe(3);
});

test('distinct instances and network interfaces bind ECS’s placement as they bind the plan', () => {
  const quorum = service({ desiredCount: 3, distinctInstance: true, task: task({ cpuUnits: 64, memoryMiB: 128 }) });
  expect(placed(workload({ services: [quorum] }))).toEqual({ planned: 3, placed: 3 });
  const small = service({ desiredCount: 5, task: task({ cpuUnits: 64, memoryMiB: 128, networkMode: 'awsvpc' }) });
  expect(placed(workload({ services: [small] }))).toEqual({ planned: 3, placed: 3 });
});
