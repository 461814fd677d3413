import { expect, test } from 'vitest';
import { awsvpcTaskLimit } from '../../src/building-blocks.ts';

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/eni-trunking-supported-instance-types.html, read in 2026: tasks with an
// interface of their own, without and with trunking. The numbers are not monotone across generations.
test.each([
  ['c5.large', 2, 10],
  ['a1.medium', 1, 10],
  ['a1.4xlarge', 7, 60],
  ['m5.large', 2, 10],
  ['m5.xlarge', 3, 20],
  ['m5.2xlarge', 3, 40],
  ['m5.4xlarge', 7, 60],
  ['m5.24xlarge', 14, 120],
  ['m6a.8xlarge', 7, 90],
  ['m6g.medium', 1, 4],
  ['m6g.4xlarge', 7, 60],
  ['m6i.12xlarge', 7, 120],
  ['m6idn.32xlarge', 15, 120],
  ['m7g.large', 2, 10],
  ['m7i.8xlarge', 7, 90],
  ['m7i-flex.large', 2, 4],
  ['m7i-flex.xlarge', 3, 10],
  ['m7i-flex.4xlarge', 7, 40],
  ['m8a.8xlarge', 9, 90],
  ['m8a.48xlarge', 23, 120],
])('%s holds %i awsvpc tasks, %i with trunking', (instanceType, without, withTrunking) => {
  expect(awsvpcTaskLimit({ instanceType, eniTrunking: false })).toBe(without);
  expect(awsvpcTaskLimit({ instanceType, eniTrunking: true })).toBe(withTrunking);
});

test.each(['t3.medium', 't4g.large', 'c5n.large', 'g4dn.xlarge', 'r5.8xlarge'])(
  '%s has no trunking, whatever the setting',
  (instanceType) => {
    expect(awsvpcTaskLimit({ instanceType, eniTrunking: true })).toBe(awsvpcTaskLimit({ instanceType, eniTrunking: false }));
  },
);

test('the limit of a type that no source knows is not a number', () => {
  expect(awsvpcTaskLimit({ instanceType: 'm99.large' })).toBeUndefined();
});
