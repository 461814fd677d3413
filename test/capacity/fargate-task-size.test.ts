import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fargateTaskSize } from '../../src/building-blocks.ts';
import { knownRegions, loadCatalogSync, loadFargateTaskSizesSync } from '../../src/catalog/load-catalog.ts';
import { lookUpRate } from '../../src/catalog/look-up-rate.ts';

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
test.each([
  [256, 3000, 512, 3072],
  [300, 600, 512, 1024],
  [1024, 9000, 2048, 9216],
  [4096, 31_000, 8192, 32_768],
  [8192, 17_000, 8192, 20_480],
  [16_384, 125_000, 32_768, 249_856],
  [256, 512, 256, 512],
  [0, 1, 256, 512],
  [32_768, 61_440, 32_768, 61_440],
  [32_768, 61_441, 32_768, 122_880],
])('a task of %i CPU units and %i MiB needs the %i-unit size with %i MiB', (cpuUnits, memoryMiB, cpu, memory) => {
  expect(fargateTaskSize({ cpuUnits, memoryMiB, operatingSystem: 'LINUX' })).toEqual({ possible: true, cpuUnits: cpu, memoryMiB: memory });
});

test('Windows begins at one vCPU and ends at four', () => {
  expect(fargateTaskSize({ cpuUnits: 256, memoryMiB: 512, operatingSystem: 'WINDOWS' })).toEqual({
    possible: true,
    cpuUnits: 1024,
    memoryMiB: 2048,
  });
  expect(fargateTaskSize({ cpuUnits: 4097, memoryMiB: 512, operatingSystem: 'WINDOWS' }).possible).toBe(false);
});

test.each([
  [32_769, 1024],
  [256, 249_857],
])('no size holds %i CPU units and %i MiB, and the answer says what the largest has', (cpuUnits, memoryMiB) => {
  const size = fargateTaskSize({ cpuUnits, memoryMiB, operatingSystem: 'LINUX' });
  expect(size).toEqual({ possible: false, reason: 'no Fargate size for LINUX holds it; the largest has 32 vCPU and 244 GB' });
});

test('no legal size that holds the task is cheaper, in any Region, for any architecture', () => {
  const sizes = loadFargateTaskSizesSync().filter(({ operatingSystems }) => operatingSystems.includes('LINUX'));
  const rates = knownRegions().flatMap((region) => {
    const catalog = loadCatalogSync({ region });
    return [
      ['Fargate-vCPU-Hours:perCPU', 'Fargate-GB-Hours'],
      ['Fargate-ARM-vCPU-Hours:perCPU', 'Fargate-ARM-GB-Hours'],
    ].map((usageTypes) =>
      usageTypes.map((usageType) => lookUpRate(catalog, { usageType })).map((rate) => (rate.found ? Number(rate.usd) : Number.NaN)),
    );
  });
  expect(rates.length).toBe(72);
  const need = fc.record({ cpuUnits: fc.integer({ min: 0, max: 32_768 }), memoryMiB: fc.integer({ min: 1, max: 249_856 }) });
  fc.assert(
    fc.property(need, fc.constantFrom(...rates), ({ cpuUnits, memoryMiB }, [vcpuRate = 0, memoryRate = 0]) => {
      const chosen = fargateTaskSize({ cpuUnits, memoryMiB, operatingSystem: 'LINUX' });
      if (!chosen.possible) throw new Error('the largest size holds every task here');
      const costOf = (cpu: number, memory: number): number => (cpu / 1024) * vcpuRate + (memory / 1024) * memoryRate;
      const holding = sizes
        .filter((size) => size.cpuUnits >= cpuUnits)
        .flatMap((size) => size.memoryMiB.filter((memory) => memory >= memoryMiB).map((memory) => costOf(size.cpuUnits, memory)));
      expect(chosen.cpuUnits).toBeGreaterThanOrEqual(cpuUnits);
      expect(chosen.memoryMiB).toBeGreaterThanOrEqual(memoryMiB);
      expect(costOf(chosen.cpuUnits, chosen.memoryMiB)).toBeLessThanOrEqual(Math.min(...holding) + 1e-12);
    }),
    { seed: 42, numRuns: 2000 },
  );
});
