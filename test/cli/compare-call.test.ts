import { expect, test } from 'vitest';
import type { Surroundings } from '../../src/cli/call-options.ts';
import { readCompareCall } from '../../src/cli/compare-call.ts';
import { matcher } from '../../src/cli/select-options.ts';

const TERMINAL: Surroundings = { env: {}, stdout: { isTTY: true, columns: 80 } };
const PIPE: Surroundings = { env: {}, stdout: {} };

const tableOf = (options: Record<string, unknown>, surroundings: Surroundings): { width: number; color: boolean } => {
  const { width, color } = readCompareCall({ _: ['compare', 'shop.yaml'], ...options }, surroundings).table;
  return { width, color };
};

test('a terminal gets colours and its own width, at most 100 columns', () => {
  expect(tableOf({}, TERMINAL)).toEqual({ width: 80, color: true });
  expect(tableOf({}, { env: {}, stdout: { isTTY: true, columns: 240 } })).toEqual({ width: 100, color: true });
});

test('a pipe gets 100 columns and no colours', () => {
  expect(tableOf({}, PIPE)).toEqual({ width: 100, color: false });
});

test('there are no colours with --no-color, NO_COLOR, a dumb terminal, or in a file', () => {
  expect(tableOf({ 'no-color': true }, TERMINAL).color).toBe(false);
  expect(tableOf({}, { ...TERMINAL, env: { NO_COLOR: '1' } }).color).toBe(false);
  expect(tableOf({}, { ...TERMINAL, env: { TERM: 'dumb' } }).color).toBe(false);
  expect(tableOf({ output: 'report.txt' }, TERMINAL)).toEqual({ width: 100, color: false });
});

test('an empty NO_COLOR does not switch colours off', () => {
  expect(tableOf({}, { ...TERMINAL, env: { NO_COLOR: '' } }).color).toBe(true);
});

test('--width wins over the terminal', () => {
  expect(tableOf({ width: '120' }, TERMINAL).width).toBe(120);
});

test.each([
  ['fargate:*', 'fargate:on-demand:ARM64', true],
  ['FARGATE:*:arm64', 'fargate:on-demand:ARM64', true],
  ['fargate', 'fargate:on-demand:ARM64', false],
  ['*:X86_6?', 'ec2:on-demand:X86_64', true],
  ['*.on-demand*', 'ec2:on-demand:X86_64', false],
  ['***', 'ec2:on-demand:X86_64', true],
  ['[ec2', '[ec2', true],
])('the pattern %s over %s: %s', (pattern, id, matches) => {
  expect(matcher([pattern])(id)).toBe(matches);
});
