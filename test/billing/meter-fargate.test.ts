import { expect, test } from 'vitest';
import { meterFargate } from '../../src/building-blocks.ts';
import { EcsCostError } from '../../src/units/errors.ts';

/** Billed seconds, read off a task of one vCPU: a vCPU-hour is 3,600 of them. */
function billedSeconds(seconds: number | string, operatingSystem: 'LINUX' | 'WINDOWS'): number {
  const [vcpu] = meterFargate({ cpuUnits: 1024, memoryMiB: 2048, seconds, operatingSystem });
  return Math.round(Number(vcpu?.quantity) * 3600);
}

// https://aws.amazon.com/fargate/pricing/: rounded up to the nearest second, one minute minimum, five for Windows.
test.each([
  ['12.2', 'LINUX', 60],
  ['60', 'LINUX', 60],
  ['60.1', 'LINUX', 61],
  ['61', 'LINUX', 61],
  ['12', 'WINDOWS', 300],
  ['300.0', 'WINDOWS', 300],
  ['301.5', 'WINDOWS', 302],
] as const)('%s seconds on %s are billed as %i', (seconds, operatingSystem, billed) => {
  expect(billedSeconds(seconds, operatingSystem)).toBe(billed);
});

test('each architecture and operating system has usage types of its own', () => {
  const usageTypes = (input: Partial<Parameters<typeof meterFargate>[0]>) =>
    meterFargate({ cpuUnits: 1024, memoryMiB: 2048, ephemeralGiB: 21, seconds: 3600, ...input }).map(({ usageType }) => usageType);
  const storage = 'Fargate-EphemeralStorage-GB-Hours';
  expect(usageTypes({})).toEqual(['Fargate-vCPU-Hours:perCPU', 'Fargate-GB-Hours', storage]);
  expect(usageTypes({ architecture: 'ARM64' })).toEqual(['Fargate-ARM-vCPU-Hours:perCPU', 'Fargate-ARM-GB-Hours', storage]);
  expect(usageTypes({ operatingSystem: 'WINDOWS' })).toEqual([
    'Fargate-Windows-vCPU-Hours:perCPU',
    'Fargate-Windows-GB-Hours',
    'Fargate-Windows-OS-Hours:perCPU',
    storage,
  ]);
});

test('the first 20 GB of scratch space are free', () => {
  const storage = (ephemeralGiB?: number) =>
    meterFargate({ cpuUnits: 256, memoryMiB: 512, seconds: 3600, ...(ephemeralGiB === undefined ? {} : { ephemeralGiB }) }).slice(2);
  expect(storage()).toEqual([]);
  expect(storage(20)).toEqual([]);
  expect(storage(30)).toEqual([{ usageType: 'Fargate-EphemeralStorage-GB-Hours', quantity: '10', unit: 'GB-Hours' }]);
});

test('a quarter of a vCPU and half a GB for two hours in three tasks are 1.5 vCPU-hours and 3 GB-hours', () => {
  expect(meterFargate({ cpuUnits: 256, memoryMiB: 512, seconds: 7200, tasks: 3 })).toEqual([
    { usageType: 'Fargate-vCPU-Hours:perCPU', quantity: '1.5', unit: 'vCPU-Hours' },
    { usageType: 'Fargate-GB-Hours', quantity: '3', unit: 'GB-Hours' },
  ]);
});

test('no tasks use nothing', () => {
  expect(meterFargate({ cpuUnits: 256, memoryMiB: 512, seconds: 60, tasks: 0 })).toEqual([]);
});

test.each([
  { seconds: -1 },
  { seconds: '1e3' },
  { seconds: Number.NaN },
  { tasks: 1.5 },
  { cpuUnits: -256 },
  { operatingSystem: 'WINDOWS', architecture: 'ARM64' } as const,
])('%j is refused', (wrong) => {
  expect(() => meterFargate({ cpuUnits: 256, memoryMiB: 512, seconds: 60, ...wrong })).toThrow(EcsCostError);
});
