import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadCatalogSync } from '../../src/catalog/load-catalog.ts';
import { breakEvenReservation } from '../../src/comparison/break-even-reservation.ts';
import { parseWorkload } from '../../src/workload/parse-workload.ts';
import { adviceFor, fullyAdvised } from '../support/advised.ts';

interface Claim {
  readonly id: string;
  readonly inputs: { readonly instanceType: string; readonly vcpus: number; readonly memoryGiB: number; readonly ec2Hourly: string };
  readonly fargateSameSizeHourly: string;
  readonly fargatePremium: string;
  readonly breakEvenReservation: string;
}

/** Worked out by others from us-east-1 list prices: Fargate x86 at 0.04048 and 0.004445. */
const CLAIMS = (JSON.parse(readFileSync(new URL('fixtures/break-even-claims.json', import.meta.url), 'utf8')) as { claims: Claim[] })
  .claims;
const X86 = { fargateVcpuUsdPerHour: '0.04048', fargateGBUsdPerHour: '0.004445' };
const ARM = { fargateVcpuUsdPerHour: '0.03238', fargateGBUsdPerHour: '0.00356' };

/** The decimals that the claims have. */
const toTwelve = (text: string): string => Number(text).toFixed(12);

test.each(CLAIMS)('$id: $inputs.instanceType ties at $breakEvenReservation', (claim) => {
  const { vcpus, memoryGiB, ec2Hourly } = claim.inputs;
  const tie = breakEvenReservation({ vcpus, memoryGiB, instanceUsdPerHour: ec2Hourly, ...X86 });
  expect(tie.fargateUsdPerHour).toBe(claim.fargateSameSizeHourly);
  expect(toTwelve(tie.fargatePremium)).toBe(claim.fargatePremium);
  expect(toTwelve(tie.breakEvenReservation)).toBe(claim.breakEvenReservation);
});

test('m5.large ties at 82.4 %, m6g.large against ARM Fargate at 82.5 %', () => {
  // 0.096 / 0.11652; 0.077 / (2 x 0.03238 + 8 x 0.00356 = 0.09324).
  expect(toTwelve(breakEvenReservation({ vcpus: 2, memoryGiB: 8, instanceUsdPerHour: '0.096', ...X86 }).breakEvenReservation)).toBe(
    '0.823892893924',
  );
  expect(breakEvenReservation({ vcpus: 2, memoryGiB: 8, instanceUsdPerHour: '0.077', ...ARM }).breakEvenReservation).toMatch(/^0\.8258/);
});

test('overheads move the tie up: 7.4 GiB of 8 and a volume of 2.40 USD a month, from 82.4 to 87.2 %', () => {
  // 0.08096 + 7.4 x 0.004445 = 0.113853 for what tasks can reserve; 0.096 + 2.4 / 730 = 0.0992877.
  const tie = breakEvenReservation({ vcpus: 2, memoryGiB: '7.4', instanceUsdPerHour: '0.096', besideUsdPerMonth: '2.4', ...X86 });
  expect(tie.fargateUsdPerHour).toBe('0.113853');
  expect(tie.breakEvenReservation).toMatch(/^0\.87206/);
});

test('a wrong value is told by its name', () => {
  expect(() => breakEvenReservation({ vcpus: 'two', memoryGiB: 8, instanceUsdPerHour: '0.1', ...X86 })).toThrow(/vcpus/);
});

/**
 * A task that fills an instance to the last MiB, with no volume and nothing kept by the system: what the advisor then solves
 * for, the factor on Fargate's rates at which both cost the same, is the tie of the rule.
 */
test.each([
  ['m5.large', '2 vCPU', '8 GB', 'X86_64', '0.096', { holds: '82.4', flips: '82.3' }],
  ['c5.large', '2 vCPU', '4 GB', 'X86_64', '0.085', { holds: '86.1', flips: '86' }],
  ['m6g.large', '2 vCPU', '8 GB', 'ARM64', '0.077', { holds: '82.6', flips: '82.5' }],
])('the advisor, with overheads off, finds the tie of %s', (instanceType, cpu, memory, architecture, rate, expected) => {
  const gib = memory.split(' ')[0];
  const workload = parseWorkload(`version: 1
name: tie
region: us-east-1
services:
  - { name: full, cpu: ${cpu}, memory: ${memory}, architecture: ${architecture}, desiredCount: 1 }
cluster:
  availabilityZones: 1
  minimumInstances: 0
  registeredMemory: { ${instanceType}: ${gib} GB }
  instanceTypes: { include: [${instanceType}] }
rates:
  "BoxUsage:${instanceType}": "${rate}"
  "EBS:VolumeUsage.gp3": "0"
  "Fargate-vCPU-Hours:perCPU": "0.04048"
  "Fargate-GB-Hours": "0.004445"
  "Fargate-ARM-vCPU-Hours:perCPU": "0.03238"
  "Fargate-ARM-GB-Hours": "0.00356"
`);
  const { flips } = adviceFor(fullyAdvised(workload, loadCatalogSync({ region: 'us-east-1' })), 'full');
  expect(flips.find(({ input }) => input === 'fargate-rates')).toMatchObject(expected);
});
