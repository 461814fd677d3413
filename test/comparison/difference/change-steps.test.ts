import { expect, test } from 'vitest';
import { changeSteps } from '../../../src/comparison/difference/change-steps.ts';
import { cluster, service, task, workload } from '../../support/workload-builder.ts';

const causes = (...sides: Parameters<typeof changeSteps>): string[] => changeSteps(...sides).map(({ cause }) => cause);

const base = workload({ services: [service({ desiredCount: 2 })] });

test('a size, a count, a setting and a service that comes are a step each, in this order; what does not change is none', () => {
  const head = workload({
    services: [
      service({ desiredCount: 3, task: task({ memoryMiB: 4096 }), interruptible: true }),
      service({ name: 'web', path: 'services[1]' }),
    ],
  });
  expect(causes(base, head)).toEqual(['task-size', 'count', 'settings', 'services']);
  expect(causes(base, base)).toEqual([]);
});

test('a value that one side assumes and the other states is a step of its own', () => {
  const open = { ...base, assumptions: [{ path: 'cluster.availabilityZones', value: '1', why: 'not stated' }] };
  const stated = { ...base, cluster: cluster({ availabilityZones: 3 }) };
  expect(causes(open, stated)).toEqual(['assumptions']);
  expect(changeSteps(open, stated)[0]?.workload.cluster.availabilityZones).toBe(3);
});

test('an assumption about all services together moves none of them', () => {
  const traced = {
    ...base,
    assumptions: [{ path: 'services', value: 'Monday to Friday', why: 'the time that all traces have in common' }],
  };
  expect(causes(traced, workload({ services: [service({ desiredCount: 5 })] }))).toEqual(['count']);
});

test('the place of a service in the file, names of the file and budgets are no change of cost', () => {
  const moved = workload({ name: 'other', services: [service({ desiredCount: 2, path: 'services[7]' })], budget: { monthlyUsd: '1' } });
  expect(causes(base, moved)).toEqual([]);
});
