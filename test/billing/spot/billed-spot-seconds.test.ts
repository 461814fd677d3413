import { expect, test } from 'vitest';
import { billedSpotSeconds } from '../../../src/billing/spot/billed-spot-seconds.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/billing-for-interrupted-spot-instances.html; 1,500 s are in the first hour, 9,000 s in the third. */
test.each([
  ['customer', 'LINUX', 1500, 1500, 'seconds used'],
  ['customer', 'WINDOWS', 9000, 9000, 'seconds used'],
  ['customer', 'SUSE', 1500, 3600, 'full hour'],
  ['customer', 'SUSE', 9000, 10_800, 'full hours incl. the partial one'],
  ['ec2', 'WINDOWS', 1500, 0, 'nothing'],
  ['ec2', 'LINUX', 9000, 9000, 'seconds used'],
  ['ec2', 'SUSE', 1500, 0, 'nothing'],
  ['ec2', 'SUSE', 9000, 7200, 'full hours, not the partial one'],
] as const)('ended by %s, %s, after %d seconds: %d are charged: %s', (endedBy, operatingSystem, seconds, charged, _) => {
  expect(billedSpotSeconds({ endedBy, operatingSystem, seconds })).toBe(charged);
});

test('the free hour ends with its last second', () => {
  expect(billedSpotSeconds({ endedBy: 'ec2', operatingSystem: 'LINUX', seconds: 3599 })).toBe(0);
  expect(billedSpotSeconds({ endedBy: 'ec2', operatingSystem: 'LINUX', seconds: 3600 })).toBe(3600);
});

test('seconds are whole and not negative', () => {
  expect(() => billedSpotSeconds({ endedBy: 'ec2', operatingSystem: 'LINUX', seconds: -1 })).toThrow(/seconds/);
});
