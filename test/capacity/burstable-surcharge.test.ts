import { expect, test } from 'vitest';
import { burstableSurcharge } from '../../src/building-blocks.ts';

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode-concepts.html: a t3.large (2 vCPU,
// baseline 30 %) breaks even with an m5.large at 42.5 % CPU: 0.125 x 2 vCPU x $0.05 = $0.0125 an hour.
test('a t3.large at 42.5 % CPU pays a cent and a quarter an hour above its baseline', () => {
  expect(burstableSurcharge({ vcpus: 2, baseline: '0.3', utilization: '0.425', hours: 1 })).toEqual({
    vcpuHours: '0.25',
    costUsd: '0.0125',
  });
});

test('Windows pays $0.096 a vCPU-hour', () => {
  expect(burstableSurcharge({ vcpus: 2, baseline: '0.3', utilization: '1', hours: 10, operatingSystem: 'WINDOWS' })).toEqual({
    vcpuHours: '14',
    costUsd: '1.344',
  });
});

test('below the baseline nothing is added', () => {
  expect(burstableSurcharge({ vcpus: 2, baseline: '0.3', utilization: '0.1', hours: 730 })).toEqual({ vcpuHours: '0', costUsd: '0' });
});
