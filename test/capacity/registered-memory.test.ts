import { expect, test } from 'vitest';
import { registeredMemoryMiB } from '../../src/capacity/registered-memory.ts';

const M4_LARGE = { instanceType: 'm4.large', memoryMiB: 8192 };

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/memory-management.html
test('an m4.large registers 7,985 MiB on Linux and 8,191 on Windows', () => {
  expect(registeredMemoryMiB(M4_LARGE, 'LINUX', { reservedMemoryMiB: 0, registeredMemoryMiB: {} })).toBe(7985);
  expect(registeredMemoryMiB(M4_LARGE, 'WINDOWS', { reservedMemoryMiB: 0, registeredMemoryMiB: {} })).toBe(8191);
});

test('ECS_RESERVED_MEMORY of 256 leaves 7,729 MiB of it', () => {
  expect(registeredMemoryMiB(M4_LARGE, 'LINUX', { reservedMemoryMiB: 256, registeredMemoryMiB: {} })).toBe(7729);
});

test('an instance type that nobody measured keeps 92.5 % of its memory', () => {
  // 8192 x 0.925 = 7577.6
  expect(
    registeredMemoryMiB({ instanceType: 'm7g.large', memoryMiB: 8192 }, 'LINUX', { reservedMemoryMiB: 0, registeredMemoryMiB: {} }),
  ).toBe(7577);
});

test('no reserve makes the memory negative', () => {
  expect(
    registeredMemoryMiB({ instanceType: 't4g.nano', memoryMiB: 512 }, 'LINUX', { reservedMemoryMiB: 10_000, registeredMemoryMiB: {} }),
  ).toBe(0);
});

test('what the workload file says was measured wins over table and model', () => {
  const stated = { reservedMemoryMiB: 100, registeredMemoryMiB: { 'm4.large': 7900 } };
  expect(registeredMemoryMiB(M4_LARGE, 'LINUX', stated)).toBe(7800);
});
