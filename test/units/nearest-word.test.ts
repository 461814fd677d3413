import { expect, test } from 'vitest';
import { nearestWord } from '../../src/units/nearest-word.ts';

const KEYS = ['name', 'cpu', 'memory', 'architecture', 'operatingSystem', 'desiredCount', 'distinctInstance', 'ports'];

test.each([
  ['architecure', 'architecture'],
  ['Memory', 'memory'],
  ['cpus', 'cpu'],
  ['desired_count', 'desiredCount'],
  ['desired-count', 'desiredCount'],
  ['operating system', 'operatingSystem'],
  ['memoryMiB', 'memory'],
  ['mem', 'memory'],
  ['distinct', 'distinctInstance'],
  ['port', 'ports'],
  ['nmae', undefined],
  ['zzz', undefined],
  ['', undefined],
  ['p', undefined],
  ['x'.repeat(5000), undefined],
])('for %j the word meant is %j', (word, meant) => {
  expect(nearestWord(word, KEYS)).toBe(meant);
});

test('of two words that are equally near, the earlier one is meant', () => {
  expect(nearestWord('us-east-3', ['us-east-1', 'us-east-2'])).toBe('us-east-1');
  expect(nearestWord('us-east-3', ['us-east-2', 'us-east-1'])).toBe('us-east-2');
});
